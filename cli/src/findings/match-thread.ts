// A thread that matches blocks of needs. It indexes the partners once, and ends with the run.
import { parentPort, workerData } from "node:worker_threads";
import { makeEngineWith, openMatching, openRecord, writeFound } from "@dual-high/matchlist";
import type { BlockAnswer, BlockOrder } from "./threads.ts";

const { head, terms, shared, isFirst } = workerData as BlockOrder;
const { lists, options } = openRecord(head);
const { matchNeed, share } = openMatching(lists, options, makeEngineWith(terms), shared);

function reply(answer: BlockAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answer);
}

reply({ ready: isFirst ? share() : null });
parentPort?.on("message", ({ from, to }: { readonly from: number; readonly to: number }) => {
  const lines = lists.needs.records.slice(from, to).map((need) => `${writeFound(matchNeed(need))}\n`);
  reply({ lines: new TextEncoder().encode(lines.join("")) });
});
