import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { enqueue, findJob, type Job } from "../../../platform/jobs/index.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { hasAchievements, hasTeams } from "../../directory/index.ts";
import { hasNeedsToMatch } from "../../needs/index.ts";
import { matchRunJob } from "../job-kinds.ts";
import { countDecisions } from "../queries/decisions.ts";
import { findOpenRun, findRunRow, insertRun, listRunRows, type RunRow, updateRunNote } from "../queries/runs.ts";
import { findWeightsInForce } from "../queries/weights.ts";
import { matchError } from "../rules.ts";
import type { MatchRun, MatchRunDraft, RUN_SORTS } from "../types.ts";
import { getRun, namesFor, requireAllowed, zoneOf } from "./found.ts";

const NONE = { accepted: 0, refused: 0, postponed: 0, undecided: 0 };

/** Starts a run. It reads the lists when its turn comes, all of them as of one moment. */
export async function startRun(ctx: Ctx, scopeId: string, draft: MatchRunDraft): Promise<MatchRun> {
  authorize(ctx.caller, "match.run", scopeId);
  return transact(ctx, async (tx) => {
    const zoneId = await zoneOf(tx, scopeId);
    await refuseEmptyLists(tx, scopeId, draft);
    const id = newId();
    const jobId = await enqueue(tx, matchRunJob, { scopeId, input: { runId: id } });
    const { note, ...options } = draft;
    const run = await insertRun(tx, {
      id,
      zoneId,
      scopeId,
      note,
      options: { ...options, weights: await findWeightsInForce(tx, scopeId) },
      jobId,
      createdBy: ctx.caller.userId,
    });
    // Asked once the number is taken, so that of two who start together the second sees the first.
    await refuseSecondRun(tx, run);
    await audit(tx, {
      scopeId,
      zoneId,
      action: "match.run_started",
      subjectKind: "match_run",
      subjectId: id,
      details: { number: run.number, options: { ...options, weights: run.options.weights?.id ?? null } },
    });
    return showRun(tx, run);
  });
}

async function refuseSecondRun(tx: Tx, run: RunRow): Promise<void> {
  const open = await findOpenRun(tx, run.scopeId, run.id);
  if (open === null) return;
  const job = await findJob(tx, open.jobId);
  if (job?.state === "queued" || job?.state === "running")
    throw matchError("matchmaking.run_under_way", { number: open.number });
}

async function refuseEmptyLists(tx: Tx, scopeId: string, draft: MatchRunDraft): Promise<void> {
  if (!(await hasNeedsToMatch(tx, scopeId))) throw matchError("matchmaking.no_needs", {});
  const hasPartners =
    (draft.withTeams && (await hasTeams(tx, scopeId))) ||
    (draft.withAchievements && (await hasAchievements(tx, scopeId)));
  if (!hasPartners) throw matchError("matchmaking.no_partners", {});
}

export async function listRuns(
  ctx: Ctx,
  scopeId: string,
  listing: Listing<(typeof RUN_SORTS)[number]>,
): Promise<TotalledPage<MatchRun>> {
  authorize(ctx.caller, "match.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listRunRows(tx, scopeId, listing);
    const page = listPageOf(listing, rows, total);
    return { ...page, items: await showRuns(tx, page.items) };
  });
}

export async function getMatchRun(ctx: Ctx, runId: string): Promise<MatchRun> {
  return transact(ctx, async (tx) => showRun(tx, await getRun(tx, ctx.caller, "match.read", runId)));
}

export async function changeRunNote(ctx: Ctx, runId: string, note: string, version: number): Promise<MatchRun> {
  return transact(ctx, async (tx) => {
    const run = requireAllowed(ctx.caller, "match.run", await findRunRow(tx, runId, "for_update"));
    expectVersion(run, version);
    await updateRunNote(tx, runId, note);
    await audit(tx, {
      scopeId: run.scopeId,
      zoneId: run.zoneId,
      action: "match.run_noted",
      subjectKind: "match_run",
      subjectId: runId,
    });
    return showRun(tx, await getRun(tx, ctx.caller, "match.read", runId));
  });
}

export async function showRun(tx: Tx, run: RunRow): Promise<MatchRun> {
  const [shown] = await showRuns(tx, [run]);
  return shown as MatchRun;
}

async function showRuns(tx: Tx, runs: readonly RunRow[]): Promise<MatchRun[]> {
  const decided = await countDecisions(
    tx,
    runs.map(({ id }) => id),
  );
  const named = await namesFor(
    tx,
    runs.map(({ createdBy }) => createdBy),
  );
  const shown: MatchRun[] = [];
  for (const found of runs) {
    const current = found.completedAt === null ? await findJob(tx, found.jobId) : null;
    // A job and its run are done in one transaction: this one was done after the run was read.
    const run = current?.state === "done" ? ((await findRunRow(tx, found.id)) ?? found) : found;
    const job = run.completedAt === null ? current : null;
    shown.push({
      id: run.id,
      scopeId: run.scopeId,
      number: run.number,
      note: run.note,
      // A job whose row upkeep has taken away ended long ago.
      state: run.completedAt === null ? (job === null || job.state === "done" ? "failed" : job.state) : "done",
      job: job === null ? null : showJob(job),
      options: run.options,
      snapshotAt: run.snapshotAt,
      importRunning: run.importRunning,
      inputs: run.inputs,
      engine: run.engine,
      digest: run.digest,
      counts: {
        needs: run.needs,
        matched: run.matched,
        toClarify: run.toClarify,
        unmatched: run.unmatched,
        candidates: run.candidates,
      },
      decisions: decided.get(run.id) ?? NONE,
      tookMs: run.tookMs,
      createdBy: named(run.createdBy),
      createdAt: run.createdAt,
      completedAt: run.completedAt,
      version: run.version,
    });
  }
  return shown;
}

function showJob(job: Job): NonNullable<MatchRun["job"]> {
  return {
    id: job.id,
    progressDone: Number(job.progressDone),
    progressTotal: Number(job.progressTotal),
    progressText: job.progressText,
    hasFailed: job.hasFailed,
    lastError:
      job.lastError === null
        ? null
        : { code: job.lastError.code, text: { zh: job.lastError.zh, en: job.lastError.en } },
    isCancelling: job.isCancelling,
  };
}
