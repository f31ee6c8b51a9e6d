import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { type Database, withSystem } from "../db/index.ts";
import { runAttempt, type Work } from "./attempt.ts";
import { createCarrier } from "./carrier.ts";
import { onEnqueued } from "./jobs.ts";
import type { JobKind } from "./kinds.ts";

export interface RunnerOptions {
  /** How long a job of another process waits at most to be noticed. */
  readonly pollMs?: number;
  /** Wait before the second try; longer before each further one. */
  readonly retrySeconds?: number;
  readonly onError?: (error: Error) => void;
  /** Told of each try that failed, with what people are not shown of it. */
  readonly onFailure?: (failure: JobFailure) => void;
}

export interface JobFailure {
  readonly jobId: string;
  readonly kind: string;
  readonly error: unknown;
}

interface Registered {
  readonly kind: JobKind<unknown>;
  readonly work: Work<unknown>;
}

interface Carried {
  readonly id: string;
  readonly kind: string;
  readonly carriage: number;
}

const HEARTBEAT_SECONDS = 30;
const DAY_SECONDS = 23 * 3600;
const RECONCILE_MS = 60_000;

/**
 * Runs jobs. Our table says what there is to do and how far it is; pg-boss carries it to a process that has time, and
 * brings it again when that one fails or dies. A job and its carriage are never one transaction, so the carriage has an
 * id made of the job's: brought twice, it is still one.
 */
export class JobRunner {
  readonly #db: Database;
  readonly #boss: PgBoss;
  readonly #options: Required<RunnerOptions>;
  readonly #kinds = new Map<string, Registered>();
  readonly #workers = new Map<string, string>();
  readonly #stopping = new AbortController();
  #nudge = new AbortController();
  #forget = () => {};
  #loop: Promise<void> = Promise.resolve();

  constructor(db: Database, options: RunnerOptions = {}) {
    this.#db = db;
    this.#options = { pollMs: 1_000, retrySeconds: 5, onError: () => {}, onFailure: () => {}, ...options };
    this.#boss = createCarrier(db, this.#options.onError);
  }

  register<I>(kind: JobKind<I>, work: Work<I>): void {
    if (this.#kinds.has(kind.kind)) throw new Error(`Two jobs are called ${kind.kind}.`);
    this.#kinds.set(kind.kind, { kind, work: work as Work<unknown> });
  }

  async start(): Promise<void> {
    await this.#boss.start();
    for (const { kind } of this.#kinds.values()) {
      await this.#boss.createQueue(kind.kind, {
        // Ours count the tries; this is only more than enough.
        retryLimit: 1_000,
        retryDelay: this.#options.retrySeconds,
        retryBackoff: true,
        retryDelayMax: 3_600,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: DAY_SECONDS,
      });
    }
    if (this.#db.kind === "embedded") await this.#releaseOrphans();
    for (const { kind, work } of this.#kinds.values()) {
      const worker = await this.#boss.work<Carried>(
        kind.kind,
        { pollingIntervalSeconds: Math.max(0.5, this.#options.pollMs / 1_000), localConcurrency: kind.concurrency },
        async ([message]) => {
          if (message === undefined) return;
          const onFailure = (error: unknown) =>
            this.#options.onFailure({ jobId: message.data.id, kind: kind.kind, error });
          await runAttempt(this.#db, kind, work, message.data, { stopping: this.#stopping.signal, onFailure });
        },
      );
      this.#workers.set(kind.kind, worker);
    }
    this.#forget = onEnqueued(() => this.#nudge.abort());
    this.#loop = this.#carryUntilStopped();
  }

  /** Running work is told to stop and is waited for; what it has not finished is brought again at the next start. */
  async stop(timeoutMs = 10_000): Promise<void> {
    this.#stopping.abort();
    this.#forget();
    await this.#loop;
    await this.#boss.stop({ graceful: true, close: false, timeout: timeoutMs });
  }

  async #carryUntilStopped(): Promise<void> {
    let reconciled = -RECONCILE_MS;
    while (!this.#stopping.signal.aborted) {
      this.#nudge = new AbortController();
      try {
        await this.#carry();
        if (performance.now() - reconciled > RECONCILE_MS) {
          reconciled = performance.now();
          await this.#reconcile();
        }
      } catch (error) {
        this.#options.onError(error as Error);
      }
      const signal = AbortSignal.any([this.#stopping.signal, this.#nudge.signal]);
      await sleep(this.#options.pollMs, undefined, { signal }).catch(() => {});
    }
  }

  /** Hands waiting jobs to the queue. What was to run at once does so, also when the clock was set back since. */
  async #carry(): Promise<void> {
    const { rows } = await withSystem(this.#db, async (tx) =>
      sql<Carried>`SELECT id, kind, carriage FROM jobs
        WHERE state = 'queued' AND carried_at IS NULL AND (run_after <= now() OR run_after <= created_at) AND kind = ANY (${[...this.#kinds.keys()]}::text[])
        ORDER BY created_at LIMIT 100`.execute(tx.kysely),
    );
    for (const job of rows) {
      await this.#boss.send(job.kind, job, { id: carriageId(job) });
      await withSystem(this.#db, async (tx) =>
        sql`UPDATE jobs SET carried_at = now() WHERE id = ${job.id} AND carriage = ${job.carriage}`.execute(tx.kysely),
      );
      const worker = this.#workers.get(job.kind);
      if (worker !== undefined) this.#boss.notifyWorker(worker);
    }
  }

  /** The embedded database belongs to one process, so what runs at its start ran in one that is gone. */
  async #releaseOrphans(): Promise<void> {
    const { rows } = await withSystem(this.#db, async (tx) =>
      sql<Carried>`SELECT id, kind, carriage FROM jobs WHERE state = 'running'`.execute(tx.kysely),
    );
    for (const job of rows) {
      if (this.#kinds.has(job.kind)) await this.#boss.fail(job.kind, carriageId(job), { message: "the process ended" });
    }
  }

  /** Jobs whose carriage is gone, because a backup was restored or the queue lost it, are carried anew. */
  async #reconcile(): Promise<void> {
    const { rows } = await withSystem(this.#db, async (tx) =>
      sql<Carried>`SELECT id, kind, carriage FROM jobs
        WHERE state IN ('queued', 'running') AND carried_at < now() - interval '1 minute'
          AND kind = ANY (${[...this.#kinds.keys()]}::text[]) ORDER BY created_at LIMIT 200`.execute(tx.kysely),
    );
    for (const job of rows) {
      const carriage = await this.#boss.getJobById(job.kind, carriageId(job));
      if (carriage !== null && !["completed", "failed", "cancelled"].includes(carriage.state)) continue;
      await withSystem(this.#db, async (tx) =>
        sql`UPDATE jobs SET state = 'queued', carried_at = NULL, carriage = carriage + 1
          WHERE id = ${job.id} AND carriage = ${job.carriage} AND state IN ('queued', 'running')`.execute(tx.kysely),
      );
    }
  }
}

function carriageId({ id, carriage }: { id: string; carriage: number }): string {
  if (carriage === 0) return id;
  const hex = createHash("sha256").update(`${id} ${carriage}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
