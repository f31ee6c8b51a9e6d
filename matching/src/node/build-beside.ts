/** An index of ordinary size, built by two threads. */
import { Worker } from "node:worker_threads";
import { type CandidateIndex, type IndexOptions, prepareIndex } from "../candidate-index.ts";
import type { GramVectors } from "../embed/gram-vectors.ts";
import type { CandidateText, TextItem } from "../types.ts";

/**
 * As `buildIndex`, to the last bit: what words mean is learnt by a second thread, while this one reads the candidates.
 *
 * @param meanwhile what else this thread has to do: reading takes less time than learning. Not called where nothing is learnt.
 */
export async function buildIndexInTwoThreads(
  candidates: readonly CandidateText[],
  options: IndexOptions = {},
  meanwhile: () => void = () => {},
): Promise<CandidateIndex> {
  const { texts, read } = prepareIndex(candidates, options);
  if (texts === null) return read()(null);
  const learning = learnInThread(texts);
  const finish = read();
  meanwhile();
  return finish(await learning);
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
