/** One thread of a SearchPool. */
import { parentPort, workerData } from "node:worker_threads";
import { Searcher, type SearchSettings } from "../index/search.ts";
import { vectoriseNeed } from "../need-vector.ts";
import { type AskedNeed, openBlocks, openModel, type PostedIndex } from "./stored-index.ts";

const { index, blocks, model: shared } = workerData as PostedIndex;
const searcher = new Searcher({ ...index, blocks: openBlocks(blocks) });
const model = openModel(shared);

parentPort!.on("message", ({ needs, settings }: { needs: readonly AskedNeed[]; settings: SearchSettings }) => {
  const coded = needs.map((need) => ("scale" in need ? need : vectoriseNeed(model, need).coded));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(searcher.find(coded, settings));
});
