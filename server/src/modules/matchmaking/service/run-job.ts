import { z } from "zod";
import { audit } from "../../../platform/audit/index.ts";
import { type Tx, withActor, withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { hasRunningJob, jobKind, type JobTools, type RunningJob } from "../../../platform/jobs/index.ts";
import { type Loaded, loadAchievements, loadTeams } from "../../directory/index.ts";
import { loadInstruments } from "../../facilities/index.ts";
import { loadNeeds } from "../../needs/index.ts";
import type { NeedContent } from "../compute/content.ts";
import { composeInThread } from "../compute/engine.ts";
import type { ComposeProgress, ComposeResult, ListRecords } from "../compute/protocol.ts";
import { ENGINE_VERSION } from "../engine-version.ts";
import { runCompleted } from "../events.ts";
import {
  completeRun,
  findRunRow,
  findSnapshotTime,
  insertCandidates,
  insertPlan,
  insertRunNeeds,
  type NewCandidate,
  type NewRunNeed,
  type RunRow,
} from "../queries/runs.ts";
import { byListNumber } from "../rules.ts";
import { searchTextOf } from "../search-text.ts";
import { resolvePlan } from "../resolve-plan.ts";

export const matchRunJob = jobKind("match.run", z.object({ runId: z.uuid() }));

/** Jobs that take lists in: one that runs while a run reads may be in it or not, and the run says so. */
const IMPORT_JOBS = "directory.%";

export interface Snapshot {
  readonly at: string;
  readonly importRunning: boolean;
  readonly lists: ListRecords;
  /** Rows of the needs by their numbers. */
  readonly needs: ReadonlyMap<string, Loaded<unknown>>;
  /** Versions of the partners' rows. */
  readonly versions: ReadonlyMap<string, number>;
}

/** Computes a run and writes it down, all or nothing: nobody sees half of its candidates. */
export async function workMatchRun(job: RunningJob<{ readonly runId: string }>, tools: JobTools): Promise<void> {
  const { db } = tools;
  const started = performance.now();
  const run = await withSystem(db, async (tx) => findRunRow(tx, job.input.runId));
  if (run === null || run.completedAt !== null) return;
  const reader = { userId: run.createdBy, readScopes: [run.scopeId], writeScopes: [] };
  const snapshot = await withActor(db, reader, async (tx) => readLists(tx, run), {
    repeatableRead: true,
    readOnly: true,
  });
  const { top, capacity, today } = run.options;
  const result = await composeInThread(
    { lists: snapshot.lists, options: { top, capacity, today } },
    { signal: job.signal, onProgress: teller(job) },
  );
  await withSystem(db, async (tx) => {
    await writeResult(tx, tools, run, snapshot, result, Math.round(performance.now() - started));
    await job.finish(tx, { runId: run.id });
  });
}

async function readLists(tx: Tx, run: RunRow): Promise<Snapshot> {
  const { scopeId, options } = run;
  const wanted = options.needIds === null ? null : new Set(options.needIds);
  const needs = (await loadNeeds(tx, scopeId))
    .filter(({ id }) => wanted?.has(id) ?? true)
    .toSorted((one, other) => byListNumber(one.record.id, other.record.id));
  const versions = new Map<string, number>();
  // Under the ids of their rows: what the run says of a partner leads to it, whatever number a later list gives it.
  const byRow = <T extends { readonly id: string }>(loaded: readonly Loaded<T>[]): T[] =>
    loaded.map(({ id, version, record }) => {
      versions.set(id, version);
      return { ...record, id };
    });
  return {
    lists: {
      needs: needs.map(({ record }) => record),
      ...(options.withAchievements ? { achievements: byRow(await loadAchievements(tx, scopeId)) } : {}),
      ...(options.withTeams ? { teams: byRow(await loadTeams(tx, scopeId)) } : {}),
      ...(options.withInstruments ? { instruments: byRow(await loadInstruments(tx, scopeId)) } : {}),
    },
    needs: new Map(needs.map((need) => [need.record.id, need])),
    versions,
    importRunning: await hasRunningJob(tx, scopeId, IMPORT_JOBS),
    at: await findSnapshotTime(tx),
  };
}

/** Each phase has its share of the hundred, whatever it counts. */
const PHASES: Readonly<
  Record<ComposeProgress["phase"], { from: number; to: number; text: { zh: string; en: string } }>
> = {
  index: { from: 0, to: 10, text: { zh: "正在整理成果和团队", en: "Reading achievements and teams" } },
  match: { from: 10, to: 90, text: { zh: "正在逐条匹配", en: "Matching need by need" } },
  plan: { from: 90, to: 99, text: { zh: "正在排承接计划", en: "Planning who takes what" } },
};

/** Tells as fast as the database takes it: what comes while one is being written is told by the next. */
function teller({ progress }: RunningJob<unknown>): (step: ComposeProgress) => void {
  let writing = false;
  let latest: ComposeProgress | null = null;
  const tell = async () => {
    writing = true;
    while (latest !== null) {
      const { phase, done, total } = latest;
      latest = null;
      const { from, to, text } = PHASES[phase];
      await progress(Math.floor(from + ((to - from) * done) / Math.max(1, total)), 100, text);
    }
    writing = false;
  };
  return (step) => {
    latest = step;
    // Throws when the job was cancelled: the signal says so to the thread.
    if (!writing) tell().catch(() => {});
  };
}

/** Everything that a run found, in the transaction in which it becomes complete. */
export async function writeResult(
  tx: Tx,
  { files, outbox }: JobTools,
  run: RunRow,
  snapshot: Snapshot,
  result: ComposeResult,
  tookMs: number,
): Promise<void> {
  const place = { zoneId: run.zoneId, runId: run.id, scopeId: run.scopeId };
  const file = await files.putFile(tx, {
    scopeId: run.scopeId,
    ownerKind: "match_run",
    ownerId: run.id,
    name: `match-run-${run.number}.jsonl`,
    bytes: result.record,
    createdBy: run.createdBy,
  });
  const needs = result.needs.map((need, at) => needRow(need, at, snapshot));
  await insertRunNeeds(tx, place, needs);
  const candidates = result.needs.flatMap((need) => candidateRows(need, snapshot));
  await insertCandidates(tx, place, candidates);
  await insertPlan(tx, place, {
    note: "",
    wishes: { locked: [], forbidden: [], capacities: {} },
    ...resolvePlan(result.plan, needs),
    createdBy: run.createdBy,
  });
  const count = (outcome: NeedContent["outcome"]) => result.needs.filter((need) => need.outcome === outcome).length;
  const counts = {
    needs: result.needs.length,
    matched: count("matched"),
    toClarify: count("to_clarify"),
    unmatched: count("unmatched"),
    candidates: candidates.length,
  };
  await completeRun(tx, run.id, {
    snapshotAt: snapshot.at,
    importRunning: snapshot.importRunning,
    inputs: [...result.inputs],
    engine: ENGINE_VERSION,
    digest: result.digest,
    fileId: file.id,
    counts,
    tookMs,
  });
  await audit(tx, {
    scopeId: run.scopeId,
    zoneId: run.zoneId,
    actorId: run.createdBy,
    action: "match.run_completed",
    subjectKind: "match_run",
    subjectId: run.id,
    details: { ...counts, digest: result.digest, engine: ENGINE_VERSION },
  });
  await outbox.emit(tx, runCompleted, {
    aggregate: `match_run:${run.id}`,
    scopeId: run.scopeId,
    payload: { scopeId: run.scopeId, runId: run.id },
  });
}

function needIn({ needs }: Snapshot, number: string): Loaded<unknown> {
  const need = needs.get(number);
  if (need === undefined) throw new Error("A run named a need that it was not given.");
  return need;
}

function needRow(need: NeedContent, position: number, snapshot: Snapshot): NewRunNeed {
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

function candidateRows(need: NeedContent, snapshot: Snapshot): NewCandidate[] {
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
