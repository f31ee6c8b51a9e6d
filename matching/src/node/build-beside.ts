/** An index of ordinary size, built by two threads. */
import { type CandidateIndex, type IndexOptions, prepareIndex } from "../candidate-index.ts";
import type { CandidateText } from "../types.ts";
import { type Learner, openLearner } from "./learner.ts";

export interface Beside {
  /** What else this thread has to do: reading takes less time than learning. Not called where nothing is learnt. */
  readonly meanwhile?: () => Promise<void>;
  /** Called once, when the second thread has ended. */
  readonly onLearnt?: () => void;
  /** The second thread, where it was begun before; whoever began it ends it. */
  readonly learner?: Learner;
}

/** As `buildIndex`, to the last bit: what words mean is learnt by a second thread, while this one reads the candidates. */
export async function buildIndexInTwoThreads(
  candidates: readonly CandidateText[],
  options: IndexOptions = {},
  { meanwhile = async () => {}, onLearnt = () => {}, learner }: Beside = {},
): Promise<CandidateIndex> {
  const { texts, read } = prepareIndex(candidates, options);
  if (texts === null) {
    onLearnt();
    return read()(null);
  }
  const used = learner ?? openLearner();
  try {
    const learning = used.learn(texts);
    const finish = read();
    await meanwhile();
    const learnt = await learning;
    onLearnt();
    return finish(learnt);
  } finally {
    if (learner === undefined) await used.end();
  }
}
