/** One thread of a SearchPool. */
import { parentPort, workerData } from "node:worker_threads";
import { openBlock } from "../index/block.ts";
import type { CodedNeed } from "../index/codes.ts";
import { type PassageIndex, Searcher, type SearchSettings } from "../index/search.ts";
import type { ByteRange } from "../index/sections.ts";

/** An index as it travels: shared bytes do not move. */
export interface SharedIndex extends Omit<PassageIndex, "blocks"> {
  readonly blocks: readonly ByteRange[];
}

const { blocks, ...rest } = workerData as SharedIndex;
const searcher = new Searcher({
  ...rest,
  blocks: blocks.map(({ buffer, byteOffset }) => openBlock(buffer, byteOffset)!),
});

parentPort!.on("message", ({ needs, settings }: { needs: readonly CodedNeed[]; settings: SearchSettings }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(searcher.find(needs, settings));
});
