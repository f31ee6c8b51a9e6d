import { readTrainedWeights } from "@dual-high/matching";
import { cutBlocks, listOf, type PairLists, writeRecordHead } from "@dual-high/matchlist";
import { type Tx, withActor, withSystem } from "../../../platform/db/index.ts";
import { hasRunningJob, type JobTools } from "../../../platform/jobs/index.ts";
import { type Loaded, loadAchievements, loadTeams } from "../../directory/index.ts";
import { loadInstruments } from "../../facilities/index.ts";
import { loadNeeds } from "../../needs/index.ts";
import { ENGINE_VERSION } from "../engine-version.ts";
import { forgetResults, insertBlocks, noteSnapshot } from "../queries/blocks.ts";
import { findRunRow, findSnapshotTime, type RunRow } from "../queries/runs.ts";
import { byListNumber } from "../rules.ts";

/** Jobs that take lists in: one that runs while a run reads may be in it or not, and the run says so. */
const IMPORT_JOBS = "directory.%";
const SNAPSHOT_OWNER = "match_run_snapshot";
const CHUNK = 1 << 20;

/** What the engine is not told: which rows its records were, and when they were read. */
export interface SnapshotRows {
  readonly at: string;
  readonly importRunning: boolean;
  /** Rows of the needs by their numbers. */
  readonly needs: ReadonlyMap<string, { readonly id: string; readonly version: number }>;
  /** Versions of the partners' rows. */
  readonly versions: ReadonlyMap<string, number>;
}

export interface Snapshot {
  readonly rows: SnapshotRows;
  /** The head of the run's record, in memory that threads may share. */
  readonly head: Uint8Array<SharedArrayBuffer>;
}

/**
 * Reads the lists, once for all tries and processes of a run, and cuts the needs into blocks. Where an earlier try has done
 * so, its blocks go on, unless another version of the engine computed them.
 */
export async function prepareRun(tools: JobTools, runId: string): Promise<RunRow | null> {
  const { db } = tools;
  const run = await withSystem(db, async (tx) => findRunRow(tx, runId));
  if (run === null || run.completedAt !== null) return null;
  if (run.snapshotFileId !== null && run.snapshotEngine === ENGINE_VERSION) return run;
  if (run.snapshotFileId !== null) return beginAnew(tools, run);
  const reader = { userId: run.createdBy, readScopes: [run.scopeId], writeScopes: [] };
  const read = await withActor(db, reader, async (tx) => readLists(tx, run), { repeatableRead: true, readOnly: true });
  return withSystem(db, async (tx) => keepSnapshot(tx, tools, run, read));
}

async function beginAnew({ db }: JobTools, { id }: RunRow): Promise<RunRow | null> {
  return withSystem(db, async (tx) => {
    const run = await findRunRow(tx, id, "for_update");
    if (run === null || run.snapshotFileId === null) return run;
    if (run.snapshotEngine === ENGINE_VERSION) return run;
    await forgetResults(tx, run);
    await noteSnapshot(tx, run.id, run.snapshotFileId, ENGINE_VERSION);
    return findRunRow(tx, id);
  });
}

interface Read {
  readonly lists: PairLists;
  readonly rows: SnapshotRows;
}

async function keepSnapshot(tx: Tx, { files }: JobTools, { id }: RunRow, read: Read): Promise<RunRow | null> {
  const run = await findRunRow(tx, id, "for_update");
  // Another try was faster: its lists count.
  if (run === null || run.snapshotFileId !== null) return run;
  const draft = {
    scopeId: run.scopeId,
    ownerKind: SNAPSHOT_OWNER,
    ownerId: run.id,
    name: `match-run-${run.number}-lists.jsonl`,
    createdBy: run.createdBy,
  };
  const { top, capacity, today, weights } = run.options;
  const options = {
    top,
    capacity,
    today,
    ...(weights === null ? {} : { weights: readTrainedWeights({ weights: weights.values }).weights }),
  };
  const file = await files.putMade(tx, draft, chunksOf(writeSnapshot(read, options)));
  const blocks = cutBlocks(read.lists.needs.records.length);
  await insertBlocks(tx, run, blocks);
  await noteSnapshot(tx, run.id, file.id, ENGINE_VERSION);
  return findRunRow(tx, id);
}

function* writeSnapshot({ lists, rows }: Read, options: Parameters<typeof writeRecordHead>[1]): Generator<string> {
  yield JSON.stringify({ ...rows, needs: [...rows.needs], versions: [...rows.versions] });
  yield* writeRecordHead(lists, options);
}

/** Lines as bytes, gathered to pieces that are worth a write. */
function* chunksOf(lines: Iterable<string>): Generator<Uint8Array> {
  let waiting = "";
  for (const line of lines) {
    waiting += `${line}\n`;
    if (waiting.length < CHUNK) continue;
    yield Buffer.from(waiting);
    waiting = "";
  }
  if (waiting !== "") yield Buffer.from(waiting);
}

export async function readSnapshot({ db, files }: JobTools, fileId: string): Promise<Snapshot> {
  const { bytes } = await withSystem(db, async (tx) => files.readFile(tx, fileId), { readOnly: true });
  const end = bytes.indexOf(10);
  const written = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as {
    at: string;
    importRunning: boolean;
    needs: [string, { id: string; version: number }][];
    versions: [string, number][];
  };
  const head = new Uint8Array(new SharedArrayBuffer(bytes.byteLength - end - 1));
  head.set(bytes.subarray(end + 1));
  return { rows: { ...written, needs: new Map(written.needs), versions: new Map(written.versions) }, head };
}

async function readLists(tx: Tx, run: RunRow): Promise<Read> {
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
  const { withAchievements, withTeams, withInstruments } = options;
  return {
    lists: {
      needs: listOf(
        "needs",
        needs.map(({ record }) => record),
      ),
      ...(withAchievements ? { achievements: listOf("achievements", byRow(await loadAchievements(tx, scopeId))) } : {}),
      ...(withTeams ? { teams: listOf("teams", byRow(await loadTeams(tx, scopeId))) } : {}),
      ...(withInstruments ? { instruments: listOf("instruments", byRow(await loadInstruments(tx, scopeId))) } : {}),
    },
    rows: {
      needs: new Map(needs.map(({ id, version, record }) => [record.id, { id, version }])),
      versions,
      importRunning: await hasRunningJob(tx, scopeId, IMPORT_JOBS),
      at: await findSnapshotTime(tx),
    },
  };
}
