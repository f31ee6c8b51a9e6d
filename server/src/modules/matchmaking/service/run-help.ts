import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { withSystem } from "../../../platform/db/index.ts";
import { enqueue, type JobTools } from "../../../platform/jobs/index.ts";
import { RunThread } from "../compute/engine.ts";
import type { RunOrder } from "../compute/run-computer.ts";
import { matchHelpJob } from "../job-kinds.ts";
import { findRunRow } from "../queries/runs.ts";
import { isUnderWay, workBlocks } from "./run-blocks.ts";
import { readSnapshot } from "./run-snapshot.ts";

const LOOK_MS = 1_000;

/**
 * Runs that this process leads, with what a second thread needs to share in them: the lists and the index that are in memory
 * already. Null of one that failed before it had any.
 */
export const ledHere = new Map<string, Promise<RunOrder | null>>();

/** One core computes for who leads, and one answers requests. */
export const HAS_SPARE_CORE = availableParallelism() > 2;

/** From so many blocks on others are asked to help: below, they would read the lists for nothing. */
const HELPED_FROM = 16;
/** How many processes can help at once. */
const MOST_HELPERS = 15;

export function isHelped(blocks: number): boolean {
  return blocks >= HELPED_FROM;
}

/** Asks whoever has time, each time that a run begins or goes on: helpers of an earlier try went when that ended. */
export async function askForHelp({ db }: JobTools, runId: string): Promise<void> {
  await withSystem(db, async (tx) => {
    for (let at = 0; at < MOST_HELPERS; at++) await enqueue(tx, matchHelpJob, { scopeId: null, input: { runId } });
  });
}

interface Help {
  readonly signal: AbortSignal;
  readonly leaseSeconds?: number;
}

/**
 * Shares in a run until it is over: computes blocks, and stays at hand for one whose process is lost. Answers how many it
 * wrote. Where the run is led by this process and no core is left for a second thread, it only keeps its place, so that the
 * job of the next helper goes to another process.
 */
export async function helpRun(tools: JobTools, runId: string, { signal, leaseSeconds }: Help): Promise<number> {
  const { db } = tools;
  const run = await withSystem(db, async (tx) => findRunRow(tx, runId));
  if (run === null || run.snapshotFileId === null) return 0;
  const isLeft = async () => withSystem(db, async (tx) => isUnderWay(tx, run));
  const over = new AbortController();
  const stopped = AbortSignal.any([signal, over.signal]);
  const watching = watch(isLeft, over);
  const more = leaseSeconds === undefined ? {} : { leaseSeconds };
  let thread: RunThread | null = null;
  let written = 0;
  try {
    while (!over.signal.aborted) {
      if (!ledHere.has(runId) || HAS_SPARE_CORE) {
        thread ??= new RunThread(
          (await ledHere.get(runId)) ?? (await readSnapshot(tools, run.snapshotFileId)),
          stopped,
        );
        written += await workBlocks({ db, run, thread, signal: stopped, ...more });
      }
      await sleep(LOOK_MS, undefined, { signal: stopped });
    }
  } catch (error) {
    // A run that ends takes its lists with it, whoever is reading them.
    if (signal.aborted || (await isLeft())) throw error;
  } finally {
    over.abort();
    await watching;
    await thread?.end();
  }
  return written;
}

/** Tells when the run is over, so that nobody computes on after a cancellation. */
async function watch(isLeft: () => Promise<boolean>, over: AbortController): Promise<void> {
  while (!over.signal.aborted) {
    if (!(await isLeft().catch(() => true))) over.abort();
    await sleep(LOOK_MS, undefined, { signal: over.signal }).catch(() => {});
  }
}
