import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import { findJob } from "../../../platform/jobs/index.ts";
import type { RunThread } from "../compute/engine.ts";
import { ENGINE_VERSION } from "../engine-version.ts";
import {
  type BlockLease,
  type BlockResult,
  claimBlock,
  completeBlock,
  releaseBlock,
  renewLease,
} from "../queries/blocks.ts";
import { findRunRow, type RunRow } from "../queries/runs.ts";

/**
 * How long a block stays with a process that says nothing. Renewed three times as often, so that a database that is away for
 * some seconds takes nothing from anybody.
 */
const LEASE_SECONDS = 30;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export interface BlockWork {
  readonly db: Database;
  readonly run: RunRow;
  readonly thread: RunThread;
  readonly signal: AbortSignal;
  readonly leaseSeconds?: number;
}

/** Whether somebody still waits for the run, and whether this version of the engine is the one that computes it. */
export async function isUnderWay(tx: Tx, { id, jobId }: RunRow): Promise<boolean> {
  const run = await findRunRow(tx, id);
  if (run === null || run.completedAt !== null || run.snapshotEngine !== ENGINE_VERSION) return false;
  const job = await findJob(tx, jobId);
  return job !== null && (job.state === "queued" || job.state === "running") && !job.isCancelling;
}

/** Computes blocks until there is none left that nobody has. Answers how many it wrote. */
export async function workBlocks({
  db,
  run,
  thread,
  signal,
  leaseSeconds = LEASE_SECONDS,
}: BlockWork): Promise<number> {
  let written = 0;
  for (;;) {
    signal.throwIfAborted();
    const block = await withSystem(db, async (tx) =>
      (await isUnderWay(tx, run)) ? claimBlock(tx, run, leaseSeconds) : null,
    );
    if (block === null) return written;
    if (await workBlock({ db, run, thread, signal, leaseSeconds }, block)) written += 1;
  }
}

async function workBlock(
  { db, run, thread, signal, leaseSeconds }: Required<BlockWork>,
  block: BlockLease,
): Promise<boolean> {
  const done = new AbortController();
  const renewing = keepLease(db, run, block, leaseSeconds, done.signal);
  try {
    const lines = await thread.ask("match", { from: block.from, to: block.to });
    const found = { result: await compress(lines, { level: 1 }), digest: sha256(lines) };
    // Where the lease went to somebody else meanwhile, theirs is written, which says the same.
    return await withSystem(db, async (tx) => completeBlock(tx, run, block, found));
  } catch (error) {
    // The database may be what failed; then the lease runs out by itself.
    await withSystem(db, async (tx) => releaseBlock(tx, run, block)).catch(() => {});
    throw signal.aborted ? (signal.reason as Error) : error;
  } finally {
    done.abort();
    await renewing;
  }
}

/** Keeps the lease until told to stop. A renewal that fails is tried again: whether the lease still holds is seen at the end. */
async function keepLease(
  db: Database,
  run: RunRow,
  block: BlockLease,
  leaseSeconds: number,
  done: AbortSignal,
): Promise<void> {
  for (;;) {
    await sleep((leaseSeconds * 1_000) / 3, undefined, { signal: done }).catch(() => {});
    if (done.aborted) return;
    const isOurs = await withSystem(db, async (tx) => renewLease(tx, run, block, leaseSeconds)).catch(() => true);
    if (!isOurs) return;
  }
}

/** The lines of a block as they were found. */
export async function readBlock({ from, to, result, digest }: BlockResult): Promise<Uint8Array> {
  const lines = await decompress(result);
  if (sha256(lines) !== digest) throw new Error(`What was found for the needs from ${from} to ${to} was changed.`);
  return lines;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
