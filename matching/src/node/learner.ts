/** A thread that learns what words mean. */
import { Worker } from "node:worker_threads";
import type { GramVectors } from "../embed/gram-vectors.ts";
import type { TextItem } from "../types.ts";

export interface Learner {
  /** To be called once. */
  learn(texts: readonly TextItem[]): Promise<GramVectors>;
  /** Ends the thread, whether or not it has learnt. */
  end(): Promise<void>;
}

/** Begins the thread. That takes a tenth of a second, in which whoever has no texts yet can read them. */
export function openLearner(): Learner {
  const thread = new Worker(new URL("./learn-thread.ts", import.meta.url));
  // Nobody waits for a thread that was not asked.
  thread.unref();
  const { promise, resolve, reject } = Promise.withResolvers<GramVectors>();
  // What fails is heard by whoever waits for what is learnt.
  promise.catch(() => {});
  thread.on("message", resolve);
  thread.on("error", reject);
  thread.on("exit", (code) => reject(new Error(`The thread that learns ended with ${code}.`)));
  return {
    learn(texts) {
      thread.ref();
      // Without what else the texts' owners keep with them.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage(texts.map(({ title, content }): TextItem => ({ title, content })));
      return promise;
    },
    async end() {
      await thread.terminate();
    },
  };
}
