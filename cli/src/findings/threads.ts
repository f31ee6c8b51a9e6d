import { Worker } from "node:worker_threads";
import type { IndexOptions } from "@dual-high/matching";
import type { NeedBlock } from "@dual-high/matchlist";

/** What a thread is begun with. */
export interface BlockOrder {
  /** The head of the run's record, in memory that the threads share. */
  readonly head: Uint8Array<SharedArrayBuffer>;
  readonly terms: Pick<IndexOptions, "terms">;
}

export type BlockAnswer = { readonly ready: true } | { readonly lines: Uint8Array };

/** Computes the blocks in so many threads; each is handed on as soon as it is done, and the next begun when it is kept. */
export async function computeBlocks(
  order: BlockOrder,
  blocks: readonly NeedBlock[],
  threads: number,
  onBlock: (block: NeedBlock, lines: Uint8Array) => Promise<void>,
): Promise<void> {
  const waiting = blocks.values();
  const begun: Worker[] = [];
  const work = async () => {
    const thread = new Worker(new URL("./match-thread.ts", import.meta.url), { workerData: order });
    begun.push(thread);
    const answers = answersOf(thread);
    await answers.next();
    for (const block of waiting) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage({ from: block.from, to: block.to });
      const answer = await answers.next();
      if (!("lines" in answer)) throw new Error("A thread answered what it was not asked.");
      await onBlock(block, answer.lines);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(threads, blocks.length) }, work));
  } finally {
    await Promise.all(begun.map(async (thread) => thread.terminate()));
  }
}

/** A thread answers one question at a time. */
function answersOf(thread: Worker): { readonly next: () => Promise<BlockAnswer> } {
  let turn = Promise.withResolvers<BlockAnswer>();
  // What fails while nobody asks is heard by the next who does.
  turn.promise.catch(() => {});
  thread.on("message", (answer: BlockAnswer) => turn.resolve(answer));
  thread.on("error", (error) => turn.reject(error as Error));
  thread.on("exit", (code) => turn.reject(new Error(`A thread that matches ended with ${code}.`)));
  return {
    async next() {
      const answer = await turn.promise;
      turn = Promise.withResolvers<BlockAnswer>();
      turn.promise.catch(() => {});
      return answer;
    },
  };
}
