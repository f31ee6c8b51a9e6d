import { setTimeout as sleep } from "node:timers/promises";
import { withSystem } from "../../../platform/db/index.ts";
import type { JobTools, RunningJob } from "../../../platform/jobs/index.ts";
import { RunThread } from "../compute/engine.ts";
import type { RunOrder } from "../compute/run-computer.ts";
import { type BlockCounts, countBlocks, findBlockResult } from "../queries/blocks.ts";
import type { RunRow } from "../queries/runs.ts";
import { matchError } from "../rules.ts";
import { readBlock, workBlocks } from "./run-blocks.ts";
import { askForHelp, HAS_SPARE_CORE, helpRun, isHelped, ledHere } from "./run-help.ts";
import { INDEXING, PLAN_FROM, PLANNING, tellMatched, WRITE_FROM, WRITING } from "./run-progress.ts";
import { type ResultBlock, writeResult } from "./run-result.ts";
import { prepareRun, readSnapshot } from "./run-snapshot.ts";

type Input = { readonly runId: string };
const LOOK_MS = 500;

/**
 * Leads a run: reads the lists once, computes blocks beside whoever helps, and writes everything down in the end, all or
 * nothing: nobody sees half of its candidates. A later try goes on with the blocks that are missing.
 */
export async function workMatchRun(
  job: RunningJob<Input>,
  tools: JobTools,
  { leaseSeconds }: { readonly leaseSeconds?: number } = {},
): Promise<void> {
  const started = performance.now();
  const { db } = tools;
  const run = await prepareRun(tools, job.input.runId);
  if (run === null || run.snapshotFileId === null) return;
  await job.progress(0, 100, INDEXING);
  const { rows, head } = await readSnapshot(tools, run.snapshotFileId);
  const thread = new RunThread({ head }, job.signal);
  const led = Promise.withResolvers<RunOrder | null>();
  ledHere.set(run.id, led.promise);
  try {
    const inputs = await thread.ask("inputs", null);
    const before = await countDone(tools, run);
    const left = before.blocks - before.doneBlocks;
    if (left > 0) {
      if (isHelped(left)) await askForHelp(tools, run.id);
      const isShared = HAS_SPARE_CORE && isHelped(left);
      led.resolve({ head, shared: await thread.ask("index", { isShared }) });
    }
    const telling = new AbortController();
    const told = tellMatching(job, tools, run, rows.needs.size, telling.signal);
    try {
      await matchAll(job, tools, run, thread, leaseSeconds);
    } finally {
      telling.abort();
      await told;
    }
    await job.progress(PLAN_FROM, 100, PLANNING);
    const { blocks } = await countDone(tools, run);
    for (let number = 0; number < blocks; number++) {
      const { from, lines } = await withSystem(db, async (tx) => readResult(tx, run, number), { readOnly: true });
      await thread.ask("collect", { from, lines });
    }
    const plan = await thread.ask("solve", null);
    await job.progress(WRITE_FROM, 100, WRITING);
    await withSystem(db, async (tx) => {
      async function* described(): AsyncGenerator<ResultBlock> {
        for (let number = 0; number < blocks; number++) {
          const { from, lines } = await readResult(tx, run as RunRow, number);
          yield { from, lines, ...(await thread.ask("describe", { from, lines })) };
        }
      }
      const tookMs = () => Math.round(performance.now() - started);
      await writeResult(tx, tools, run, { rows, head, inputs, plan, blocks: described, tookMs });
      await job.finish(tx, { runId: run.id });
    });
  } finally {
    led.resolve(null);
    ledHere.delete(run.id);
    await thread.end();
  }
}

/** Until every block is done, by this process or another. */
async function matchAll(
  job: RunningJob<Input>,
  tools: JobTools,
  run: RunRow,
  thread: RunThread,
  leaseSeconds: number | undefined,
): Promise<void> {
  for (;;) {
    const more = leaseSeconds === undefined ? {} : { leaseSeconds };
    await workBlocks({ db: tools.db, run, thread, signal: job.signal, ...more });
    const { blocks, doneBlocks, given } = await countDone(tools, run);
    if (given !== null) throw matchError("matchmaking.block_lost", { from: given.from + 1, to: given.to });
    if (doneBlocks === blocks) return;
    await sleep(LOOK_MS, undefined, { signal: job.signal });
  }
}

async function countDone({ db }: JobTools, run: RunRow): Promise<BlockCounts> {
  return withSystem(db, async (tx) => countBlocks(tx, run));
}

async function readResult(tx: Parameters<typeof findBlockResult>[0], run: RunRow, number: number) {
  const result = await findBlockResult(tx, run, number);
  if (result === null) throw new Error(`Block ${number} of a run is gone.`);
  return { from: result.from, lines: await readBlock(result) };
}

/** Tells how far all who share in the run are, as long as it is matched. */
async function tellMatching(
  { progress }: RunningJob<Input>,
  tools: JobTools,
  run: RunRow,
  total: number,
  done: AbortSignal,
): Promise<void> {
  let since: { readonly done: number; readonly ms: number } | null = null;
  const tell = async () => {
    const { doneNeeds } = await countDone(tools, run);
    since ??= { done: doneNeeds, ms: performance.now() };
    const { percent, text } = tellMatched(doneNeeds, total, since, performance.now());
    await progress(percent, 100, text);
  };
  while (!done.aborted) {
    // Throws when the job was cancelled, which the signal says too, or when the database is away, which the work will notice.
    await tell().catch(() => {});
    await sleep(LOOK_MS * 2, undefined, { signal: done }).catch(() => {});
  }
}

export async function workMatchHelp(job: RunningJob<Input>, tools: JobTools): Promise<number> {
  return helpRun(tools, job.input.runId, { signal: job.signal });
}
