import type { Bilingual } from "@dual-high/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/index.ts";
import { newId } from "../ids.ts";
import type { JobError } from "./attempt.ts";
import type { JobKind } from "./kinds.ts";

export const JOB_STATES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly scopeId: string | null;
  readonly createdBy: string | null;
  readonly state: JobState;
  readonly progressDone: bigint;
  readonly progressTotal: bigint;
  readonly progressText: Bilingual | null;
  readonly attempts: number;
  /** Null as well for a failure that nobody foresaw: `hasFailed` says so, the log says what. */
  readonly lastError: JobError | null;
  readonly hasFailed: boolean;
  readonly result: unknown;
  /** Asked for, and not yet heard by the work. */
  readonly isCancelling: boolean;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

export interface NewJob<I> {
  /** Null for the installation's own upkeep, which only the system may ask for. */
  readonly scopeId: string | null;
  readonly input: I;
  /** Not before this instant. */
  readonly runAfter?: string;
}

const COLUMNS =
  sql.raw(`id, kind, scope_id AS "scopeId", created_by AS "createdBy", state, progress_done AS "progressDone",
  progress_total AS "progressTotal", progress_texts AS "progressText", attempts, last_error_texts AS "lastError", last_error IS NOT NULL AS "hasFailed", result,
  state IN ('queued', 'running') AND cancel_requested_at IS NOT NULL AS "isCancelling", created_at AS "createdAt",
  started_at AS "startedAt", finished_at AS "finishedAt"`);

const wakers = new Set<() => void>();

/** The runner of this process looks at once; those of others at their next look. */
export function onEnqueued(wake: () => void): () => void {
  wakers.add(wake);
  return () => wakers.delete(wake);
}

/** Asks for work in the caller's transaction: when that is undone, so is the job. Answers its id. */
export async function enqueue<I>(tx: Tx, kind: JobKind<I>, { scopeId, input, runAfter }: NewJob<I>): Promise<string> {
  const id = newId();
  const by = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    INSERT INTO jobs (id, kind, scope_id, created_by, input, run_after)
    VALUES (${id}, ${kind.kind}, ${scopeId}, ${by}, ${JSON.stringify(kind.input.parse(input))},
      coalesce(${runAfter ?? null}::timestamptz, now()))`.execute(tx.kysely);
  wakeAfter(tx);
  return id;
}

export async function findJob(tx: Tx, id: string): Promise<Job | null> {
  const { rows } = await sql<Job>`SELECT ${COLUMNS} FROM jobs WHERE id = ${id}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export interface JobFilter {
  readonly scopeId?: string | null;
  readonly createdBy?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly states?: readonly JobState[] | null;
}

/** The newest first; `before` is the last id of the page above. */
export async function listJobs(
  tx: Tx,
  { before = null, limit = 50 }: { readonly before?: string | null; readonly limit?: number } = {},
  { scopeId = null, createdBy = null, kinds = null, states = null }: JobFilter = {},
): Promise<Job[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (before !== null) conditions.push(sql`id < ${before}::uuid`);
  if (scopeId !== null) conditions.push(sql`scope_id = ${scopeId}::uuid`);
  if (createdBy !== null) conditions.push(sql`created_by = ${createdBy}::uuid`);
  if (kinds !== null) conditions.push(sql`kind = ANY (${kinds}::text[])`);
  if (states !== null) conditions.push(sql`state = ANY (${states}::text[])`);
  const { rows } = await sql<Job>`
    SELECT ${COLUMNS} FROM jobs WHERE ${sql.join(conditions, sql` AND `)} ORDER BY id DESC LIMIT ${limit}`.execute(
    tx.kysely,
  );
  return rows;
}

/** Whether work of a sort (as in SQL's LIKE) is being done in the scope just now. */
export async function hasRunningJob(tx: Tx, scopeId: string, kinds: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM jobs WHERE scope_id = ${scopeId} AND state = 'running' AND kind LIKE ${kinds}
    LIMIT 1`.execute(tx.kysely);
  return rows.length > 0;
}

/** A job that waits is cancelled at once; one that runs is asked to stop. False when it had ended, or is not theirs. */
export async function cancelJob(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE jobs SET cancel_requested_at = coalesce(cancel_requested_at, now()),
      state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
      finished_at = CASE state WHEN 'queued' THEN now() ELSE finished_at END
    WHERE id = ${id} AND state IN ('queued', 'running')`.execute(tx.kysely);
  return numAffectedRows === 1n;
}

/** Starts a job that failed or was cancelled from the beginning. */
export async function retryJob(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE jobs SET state = 'queued', attempts = 0, carriage = carriage + 1, carried_at = NULL,
      cancel_requested_at = NULL, finished_at = NULL
    WHERE id = ${id} AND state IN ('failed', 'cancelled')`.execute(tx.kysely);
  wakeAfter(tx);
  return numAffectedRows === 1n;
}

function wakeAfter(tx: Tx): void {
  tx.onCommit(() => {
    for (const wake of wakers) wake();
  });
}
