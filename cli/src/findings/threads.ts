import { Worker } from "node:worker_threads";
import type { IndexOptions, SharedIndex } from "@dual-high/matching";
import type { NeedBlock } from "@dual-high/matchlist";

/** What a thread is begun with. */
export interface BlockOrder {
  /** The head of the run's record, in memory that the threads share. */
  readonly head: Uint8Array<SharedArrayBuffer>;
  readonly terms: Pick<IndexOptions, "terms">;
  /** The partners' index, where another thread has built it. */
  readonly shared: SharedIndex | null;
  /** Whether its index is for others too. */
  readonly isFirst: boolean;
}

export type BlockAnswer = { readonly ready: SharedIndex | null } | { readonly lines: Uint8Array };

/**
 * Computes the blocks in so many threads; each is handed on as soon as it is done, and the next begun when it is kept. The
 * first thread builds the index and the others open it: while it is built nobody could do anything else.
 */
export async function computeBlocks(
  order: Pick<BlockOrder, "head" | "terms">,
  blocks: readonly NeedBlock[],
  threads: number,
  onBlock: (block: NeedBlock, lines: Uint8Array) => Promise<void>,
): Promise<void> {
  const waiting = blocks.values();
  const begun: Worker[] = [];
  const begin = async (workerData: BlockOrder) => {
    const thread = new Worker(new URL("./match-thread.ts", import.meta.url), { workerData });
    begun.push(thread);
    const answers = answersOf(thread);
    const answer = await answers.next();
    if (!("ready" in answer)) throw new Error("A thread answered before it was asked.");
    return { thread, answers, shared: answer.ready };
  };
  const work = async ({ thread, answers }: Awaited<ReturnType<typeof begin>>) => {
    for (const block of waiting) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage({ from: block.from, to: block.to });
      const answer = await answers.next();
      if (!("lines" in answer)) throw new Error("A thread answered what it was not asked.");
      await onBlock(block, answer.lines);
    }
  };
  const count = Math.min(threads, blocks.length);
  try {
    const first = await begin({ ...order, shared: null, isFirst: count > 1 });
    const others = Array.from({ length: count - 1 }, async () =>
      work(await begin({ ...order, shared: first.shared, isFirst: false })),
    );
    await Promise.all([work(first), ...others]);
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
