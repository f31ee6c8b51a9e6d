/** An index of ordinary size, built by two threads. */
import { Worker } from "node:worker_threads";
import { type CandidateIndex, type IndexOptions, prepareIndex } from "../candidate-index.ts";
import type { GramVectors } from "../embed/gram-vectors.ts";
import type { CandidateText, TextItem } from "../types.ts";

export interface Beside {
  /** What else this thread has to do: reading takes less time than learning. Not called where nothing is learnt. */
  readonly meanwhile?: () => Promise<void>;
  /** Called once, when the second thread has ended. */
  readonly onLearnt?: () => void;
}

/** As `buildIndex`, to the last bit: what words mean is learnt by a second thread, while this one reads the candidates. */
export async function buildIndexInTwoThreads(
  candidates: readonly CandidateText[],
  options: IndexOptions = {},
  { meanwhile = async () => {}, onLearnt = () => {} }: Beside = {},
): Promise<CandidateIndex> {
  const { texts, read } = prepareIndex(candidates, options);
  if (texts === null) {
    onLearnt();
    return read()(null);
  }
  const learning = learnInThread(texts);
  const finish = read();
  await meanwhile();
  const learnt = await learning;
  onLearnt();
  return finish(learnt);
}

function learnInThread(texts: readonly TextItem[]): Promise<GramVectors> {
  // Without what else the texts' owners keep with them.
  const workerData = texts.map(({ title, content }): TextItem => ({ title, content }));
  const thread = new Worker(new URL("./learn-thread.ts", import.meta.url), { workerData });
  const learning = new Promise<GramVectors>((done, failed) => {
    thread.on("message", done);
    thread.on("error", failed);
    thread.on("exit", (code) => failed(new Error(`The thread that learns ended with ${code}.`)));
  });
  // What fails meanwhile is heard by whoever waits for it.
  learning.catch(() => {});
  return learning;
}
