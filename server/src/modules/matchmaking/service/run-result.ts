import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileRecord } from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { JobTools } from "../../../platform/jobs/index.ts";
import type { DescribedBlock, NeedContent, PlanContent, PlanOutline } from "../compute/content.ts";
import type { RunInputDigest } from "../compute/protocol.ts";
import { ENGINE_VERSION } from "../engine-version.ts";
import { runCompleted } from "../events.ts";
import { deleteBlocks, forgetSnapshot } from "../queries/blocks.ts";
import {
  completeRun,
  insertCandidates,
  insertPlan,
  insertRunNeeds,
  type NewCandidate,
  type NewRunNeed,
  type RunRow,
} from "../queries/runs.ts";
import { resolvePlan } from "../resolve-plan.ts";
import { searchTextOf } from "../search-text.ts";
import type { SnapshotRows } from "./run-snapshot.ts";

/** A block of the record with what is stored of it. */
export interface ResultBlock extends DescribedBlock {
  readonly from: number;
  readonly lines: Uint8Array;
}

/** What a run found. The blocks come one by one and in order: all at once they may be larger than memory. */
export interface RunResult {
  readonly rows: SnapshotRows;
  readonly head: Uint8Array;
  readonly inputs: readonly RunInputDigest[];
  readonly plan: PlanOutline;
  readonly blocks: () => AsyncIterable<ResultBlock>;
  readonly tookMs: () => number;
}

/** Everything that a run found, in the transaction in which it becomes complete. */
export async function writeResult(tx: Tx, tools: JobTools, run: RunRow, result: RunResult): Promise<void> {
  const { files, outbox } = tools;
  const place = { zoneId: run.zoneId, runId: run.id, scopeId: run.scopeId };
  const counts = { needs: 0, matched: 0, toClarify: 0, unmatched: 0, candidates: 0 };
  const lines: PlanContent["lines"][number][] = [];
  const named: Pick<NewRunNeed, "needId" | "number" | "enterprise" | "title">[] = [];
  const store = async ({ from, needs, planLines }: ResultBlock) => {
    const rows = needs.map((need, at) => needRow(need, from + at, result.rows));
    await insertRunNeeds(tx, place, rows);
    const candidates = needs.flatMap((need) => candidateRows(need, result.rows));
    await insertCandidates(tx, place, candidates);
    named.push(...rows.map(({ needId, number, enterprise, title }) => ({ needId, number, enterprise, title })));
    lines.push(...planLines);
    const count = (outcome: NeedContent["outcome"]) => needs.filter((need) => need.outcome === outcome).length;
    counts.needs += needs.length;
    counts.matched += count("matched");
    counts.toClarify += count("to_clarify");
    counts.unmatched += count("unmatched");
    counts.candidates += candidates.length;
  };
  // One way through the blocks: each goes into the tables when it goes into the record.
  async function* record() {
    yield result.head;
    for await (const block of result.blocks()) {
      await store(block);
      yield block.lines;
    }
  }
  const file = await putRecord(tx, tools, run, record());
  const placed = lines.filter(({ supplier }) => supplier !== null).length;
  await insertPlan(tx, place, {
    note: "",
    wishes: { locked: [], forbidden: [], capacities: {} },
    ...resolvePlan({ ...result.plan, lines, placed, revision: null }, named),
    createdBy: run.createdBy,
  });
  await deleteBlocks(tx, run);
  if (run.snapshotFileId !== null) {
    await forgetSnapshot(tx, run.id);
    await files.removeFile(tx, run.snapshotFileId);
  }
  await completeRun(tx, run.id, {
    snapshotAt: result.rows.at,
    importRunning: result.rows.importRunning,
    inputs: [...result.inputs],
    engine: ENGINE_VERSION,
    digest: file.sha256,
    fileId: file.id,
    counts,
    tookMs: result.tookMs(),
  });
  await audit(tx, {
    scopeId: run.scopeId,
    zoneId: run.zoneId,
    actorId: run.createdBy,
    action: "match.run_completed",
    subjectKind: "match_run",
    subjectId: run.id,
    details: { ...counts, digest: file.sha256, engine: ENGINE_VERSION },
  });
  await outbox.emit(tx, runCompleted, {
    aggregate: `match_run:${run.id}`,
    scopeId: run.scopeId,
    payload: { scopeId: run.scopeId, runId: run.id },
  });
}

async function putRecord(
  tx: Tx,
  { files }: JobTools,
  run: RunRow,
  chunks: AsyncIterable<Uint8Array>,
): Promise<FileRecord> {
  const draft = {
    scopeId: run.scopeId,
    ownerKind: "match_run",
    ownerId: run.id,
    name: `match-run-${run.number}.jsonl`,
    createdBy: run.createdBy,
  };
  return files.putMade(tx, draft, chunks);
}

function needIn({ needs }: SnapshotRows, number: string): { readonly id: string; readonly version: number } {
  const need = needs.get(number);
  if (need === undefined) throw new Error("A run named a need that it was not given.");
  return need;
}

function needRow(need: NeedContent, position: number, snapshot: SnapshotRows): NewRunNeed {
  const { id, version } = needIn(snapshot, need.number);
  const { nearest, instruments, candidates, ...rest } = need;
  return {
    ...rest,
    needId: id,
    position,
    needVersion: version,
    candidates: candidates.length,
    nearest:
      nearest === null
        ? null
        : {
            kind: nearest.kind,
            partnerId: nearest.id,
            name: nearest.name,
            unit: nearest.unit,
            score: nearest.score,
            band: nearest.band,
            terms: [...nearest.terms],
          },
    instruments: instruments.map((fit) => ({ ...fit, terms: [...fit.terms] })),
    searchText: searchTextOf(need.number, need.enterprise, need.title),
  };
}

function candidateRows(need: NeedContent, snapshot: SnapshotRows): NewCandidate[] {
  const needId = needIn(snapshot, need.number).id;
  return need.candidates.map(
    ({ kind, id, text, ...rest }): NewCandidate => ({
      ...rest,
      id: newId(),
      needId,
      partnerKind: kind,
      partnerId: id,
      partnerVersion: snapshot.versions.get(id) ?? 0,
      partnerText: text,
    }),
  );
}
