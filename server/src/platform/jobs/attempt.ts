import { type Bilingual, DomainError } from "@dual-high/kernel";
import { sql } from "kysely";
import { aside, type Database, type Tx, withSystem } from "../db/index.ts";
import type { JobKind, RunningJob } from "./kinds.ts";

/** Thrown inside the work when someone cancelled it. */
class JobCancelled extends Error {
  constructor() {
    super("The job was cancelled.");
    this.name = "JobCancelled";
  }
}

/** Why a try failed, for people. */
export interface JobError extends Bilingual {
  readonly code: string;
}

const PROCESS_ENDED: JobError = {
  code: "jobs.process_ended",
  zh: "运行时服务进程意外结束。请重试；若再次出现，请告诉系统管理员。",
  en: "The server's process ended while it ran. Try again; if it happens again, tell the system administrator.",
};

export type Work<I> = (job: RunningJob<I>) => Promise<unknown>;

interface Claim {
  readonly input: unknown;
  readonly scope_id: string | null;
  readonly created_by: string | null;
  readonly attempts: number;
}

/** How soon work that does not report progress hears that it was cancelled. */
const LISTEN_MS = 1_000;

/**
 * One try. Everything it writes about itself is bound to the number of the try, so that one that was given up for dead and
 * comes back changes nothing any more. Throws when the queue shall bring the job again.
 */
export async function runAttempt<I>(
  db: Database,
  kind: JobKind<I>,
  work: Work<I>,
  carried: { readonly id: string; readonly carriage: number },
  { stopping, onFailure }: { readonly stopping: AbortSignal; readonly onFailure: (error: unknown) => void },
): Promise<void> {
  const claim = await claimJob(db, carried.id, carried.carriage, kind.maxAttempts);
  if (claim === undefined) return;
  const { id } = carried;
  const attempt = claim.attempts;
  const cancelled = new AbortController();
  let finished = false;

  const listening = setInterval(() => {
    isCancelled(db, id, attempt).then(
      (yes) => yes && cancelled.abort(new JobCancelled()),
      () => {},
    );
  }, LISTEN_MS);
  try {
    const result = await work({
      id,
      input: kind.input.parse(claim.input),
      scopeId: claim.scope_id,
      createdBy: claim.created_by,
      attempt,
      signal: AbortSignal.any([cancelled.signal, stopping]),
      async progress(done, total, text) {
        if (!(await noteProgress(db, id, attempt, done, total, text ?? null))) throw new JobCancelled();
      },
      async finish(tx, value) {
        if (!(await finishJob(tx, id, attempt, value))) throw new JobCancelled();
        tx.onCommit(() => {
          finished = true;
        });
      },
    });
    if (!finished) await withSystem(db, async (tx) => finishJob(tx, id, attempt, result));
  } catch (error) {
    if (finished) return;
    if (stopping.aborted && !cancelled.signal.aborted) {
      await putBack(db, id, attempt);
      throw error;
    }
    const noted = await noteFailure(db, id, attempt, kind.maxAttempts, error);
    if (noted === "nothing") return;
    onFailure(error);
    if (noted === "again") throw error;
  } finally {
    clearInterval(listening);
    await settleCancelled(db, id, attempt);
  }
}

/** Tries that ended with their process count too: work that takes the process with it is not tried for ever. */
async function claimJob(db: Database, id: string, carriage: number, maxAttempts: number): Promise<Claim | undefined> {
  return withSystem(db, async (tx) => {
    const { rows } = await sql<Claim>`
      UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = now(),
        progress_done = 0, progress_total = 0, progress_text = '', progress_texts = NULL
      WHERE id = ${id} AND carriage = ${carriage} AND state IN ('queued', 'running') AND cancel_requested_at IS NULL
        AND attempts < ${maxAttempts}
      RETURNING input, scope_id, created_by, attempts`.execute(tx.kysely);
    if (rows[0] === undefined) {
      await sql`
        UPDATE jobs SET finished_at = now(), state = CASE WHEN cancel_requested_at IS NULL THEN 'failed' ELSE 'cancelled' END,
          last_error = coalesce(last_error, 'The process ended while it ran.'),
          last_error_texts = coalesce(last_error_texts, ${JSON.stringify(PROCESS_ENDED)}::jsonb)
        WHERE id = ${id} AND carriage = ${carriage} AND state IN ('queued', 'running')`.execute(tx.kysely);
    }
    return rows[0];
  });
}

/** A try that ended because the server stops is not counted. */
async function putBack(db: Database, id: string, attempt: number): Promise<void> {
  await withSystem(db, async (tx) =>
    sql`UPDATE jobs SET state = 'queued', attempts = attempts - 1
      WHERE id = ${id} AND attempts = ${attempt} AND state = 'running' AND cancel_requested_at IS NULL`.execute(
      tx.kysely,
    ),
  );
}

async function noteProgress(
  db: Database,
  id: string,
  attempt: number,
  done: number,
  total: number,
  text: Bilingual | null,
): Promise<boolean> {
  const note = async () =>
    withSystem(db, async (tx) =>
      sql`UPDATE jobs SET progress_done = ${done}, progress_total = ${total}, progress_text = ${text?.en ?? ""},
        progress_texts = ${text === null ? null : JSON.stringify(text)}::jsonb
      WHERE id = ${id} AND attempts = ${attempt} AND state = 'running' AND cancel_requested_at IS NULL`.execute(
        tx.kysely,
      ),
    );
  // Work in one long transaction tells how far it is before that ends, where there is a connection for it.
  const { numAffectedRows } = await (db.kind === "server" ? aside(note) : note());
  return numAffectedRows === 1n;
}

/** Whoever commits first wins: this, or the request to cancel. */
async function finishJob(tx: Tx, id: string, attempt: number, result: unknown): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE jobs SET state = 'done', result = ${result === undefined ? null : JSON.stringify(result)}::jsonb,
      finished_at = now(), last_error = NULL, last_error_texts = NULL
    WHERE id = ${id} AND attempts = ${attempt} AND state = 'running' AND cancel_requested_at IS NULL`.execute(
    tx.kysely,
  );
  return numAffectedRows === 1n;
}

/** `nothing` where the job was cancelled, or is another try's by now. */
async function noteFailure(
  db: Database,
  id: string,
  attempt: number,
  maxAttempts: number,
  error: unknown,
): Promise<"again" | "failed" | "nothing"> {
  const again = attempt < maxAttempts;
  const text = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 2_000);
  const texts =
    error instanceof DomainError
      ? JSON.stringify({ code: error.code, zh: error.text("zh"), en: error.text("en") } satisfies JobError)
      : null;
  const { numAffectedRows } = await withSystem(db, async (tx) =>
    sql`UPDATE jobs SET state = ${again ? "queued" : "failed"}, last_error = ${text}, last_error_texts = ${texts}::jsonb,
        finished_at = CASE WHEN ${again} THEN NULL ELSE now() END
      WHERE id = ${id} AND attempts = ${attempt} AND state = 'running' AND cancel_requested_at IS NULL`.execute(
      tx.kysely,
    ),
  );
  if (numAffectedRows !== 1n) return "nothing";
  return again ? "again" : "failed";
}

async function isCancelled(db: Database, id: string, attempt: number): Promise<boolean> {
  const { rows } = await withSystem(
    db,
    async (tx) =>
      sql`SELECT FROM jobs WHERE id = ${id} AND (cancel_requested_at IS NOT NULL OR attempts <> ${attempt})`.execute(
        tx.kysely,
      ),
    { readOnly: true },
  );
  return rows.length > 0;
}

async function settleCancelled(db: Database, id: string, attempt: number): Promise<void> {
  await withSystem(db, async (tx) =>
    sql`UPDATE jobs SET state = 'cancelled', finished_at = now()
      WHERE id = ${id} AND attempts = ${attempt} AND state = 'running' AND cancel_requested_at IS NOT NULL`.execute(
      tx.kysely,
    ),
  );
}
