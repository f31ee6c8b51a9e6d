import type { Bilingual } from "@dual-high/kernel";
import { type Ctx, transact } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Tx } from "../db/index.ts";
import { jobsError } from "./errors.ts";
import { cancelJob, findJob, type Job, retryJob } from "./jobs.ts";

type TitleOf = (kind: string) => Bilingual;

async function getJobRow(tx: Tx, id: string): Promise<Job> {
  const job = await findJob(tx, id);
  if (job === null) throw jobsError("jobs.not_found", {});
  return job;
}

export async function getJob(ctx: Ctx, id: string): Promise<Job> {
  return transact(ctx, async (tx) => getJobRow(tx, id));
}

/** Row-level security decides who may: whoever writes in the job's scope. */
export async function stopJob(ctx: Ctx, id: string, titleOf: TitleOf): Promise<Job> {
  return transact(ctx, async (tx) => {
    const job = await getJobRow(tx, id);
    const title = titleOf(job.kind);
    if (job.state !== "queued" && job.state !== "running") throw jobsError("jobs.already_ended", { title });
    if (!(await cancelJob(tx, id))) throw await refusal(tx, job, title, "jobs.already_ended");
    await record(tx, job, "job.cancelled");
    return getJobRow(tx, id);
  });
}

export async function startAgain(ctx: Ctx, id: string, titleOf: TitleOf): Promise<Job> {
  return transact(ctx, async (tx) => {
    const job = await getJobRow(tx, id);
    const title = titleOf(job.kind);
    if (job.state !== "failed" && job.state !== "cancelled") throw jobsError("jobs.not_retriable", { title });
    if (!(await retryJob(tx, id))) throw await refusal(tx, job, title, "jobs.not_retriable");
    await record(tx, job, "job.retried");
    return getJobRow(tx, id);
  });
}

/** Nothing was changed: because it moved on in between, or because it may not be changed by this caller. */
async function refusal(tx: Tx, before: Job, title: Bilingual, moved: "jobs.already_ended" | "jobs.not_retriable") {
  const now = await getJobRow(tx, before.id);
  return now.state === before.state ? jobsError("jobs.read_only", { title }) : jobsError(moved, { title });
}

async function record(tx: Tx, { id, kind, scopeId }: Job, action: "job.cancelled" | "job.retried"): Promise<void> {
  if (scopeId === null) throw new Error("What people may change stands in a scope.");
  await audit(tx, { scopeId, action, subjectKind: "job", subjectId: id, details: { kind } });
}
