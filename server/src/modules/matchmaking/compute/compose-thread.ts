// The thread that computes one run, and ends with it.
import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { composeMatchList, listOf, type PairLists, type Progress, writeRecord } from "@dual-high/matchlist";
import { describeNeeds, describePlan, digestOf } from "./content.ts";
import type { ComposeMessage, ComposeRequest, ComposeResult, ListRecords } from "./protocol.ts";

const LISTS = ["needs", "achievements", "instruments", "teams"] as const;

function send(message: ComposeMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(message);
}

/** One message for each hundredth of the way: a hundred needs or a hundred thousand are told alike. */
function tellProgress(): Progress {
  let told = "";
  return ({ phase, done, total }) => {
    const now = `${phase} ${Math.floor((100 * done) / Math.max(1, total))}`;
    if (now === told) return;
    told = now;
    send({ progress: { phase, done, total } });
  };
}

function listsOf(records: ListRecords): PairLists {
  return {
    needs: listOf("needs", records.needs),
    ...(records.achievements === undefined ? {} : { achievements: listOf("achievements", records.achievements) }),
    ...(records.instruments === undefined ? {} : { instruments: listOf("instruments", records.instruments) }),
    ...(records.teams === undefined ? {} : { teams: listOf("teams", records.teams) }),
  };
}

function compose({ lists, options }: ComposeRequest): ComposeResult {
  const list = composeMatchList(listsOf(lists), options, { onProgress: tellProgress() });
  const record = new TextEncoder().encode(writeRecord(list));
  return {
    record,
    digest: createHash("sha256").update(record).digest("hex"),
    inputs: LISTS.flatMap((kind) => {
      const records = lists[kind];
      if (records === undefined) return [];
      const hash = createHash("sha256");
      for (const each of records) hash.update(digestOf(each));
      return [{ kind, count: records.length, digest: hash.digest("hex") }];
    }),
    needs: describeNeeds(list),
    plan: describePlan(list.plan),
  };
}

try {
  send({ result: compose(workerData as ComposeRequest) });
} catch (error) {
  send({ failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
}
