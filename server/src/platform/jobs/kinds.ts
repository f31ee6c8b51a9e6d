import type { Bilingual } from "@dual-high/kernel";
import type { z } from "zod";
import type { Database, Tx } from "../db/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Outbox } from "../outbox/index.ts";

/** A sort of work in the background: `<module>.<what_it_does>`, with the shape of its input. */
export interface JobKind<I> {
  readonly kind: string;
  readonly input: z.ZodType<I>;
  /** Tries before it counts as failed. */
  readonly maxAttempts: number;
  /** How many of it run at once in one process. */
  readonly concurrency: number;
}

export function jobKind<I>(
  kind: `${string}.${string}`,
  input: z.ZodType<I>,
  { maxAttempts = 3, concurrency = 1 } = {},
): JobKind<I> {
  return { kind, input, maxAttempts, concurrency };
}

/** What the work gets to see of itself while it runs. */
export interface RunningJob<I> {
  readonly id: string;
  readonly input: I;
  readonly scopeId: string | null;
  readonly createdBy: string | null;
  /** 1 for the first try. Work that is not undone by a rollback has to expect earlier tries. */
  readonly attempt: number;
  /** Aborted when someone cancels, and when the process is told to stop. */
  readonly signal: AbortSignal;
  /** Says how far it is, `total` 0 while that is unknown. Throws when the job was cancelled meanwhile. */
  readonly progress: (done: number, total: number, text?: Bilingual) => Promise<void>;
  /**
   * Ends the job in the work's own transaction, so that its effect and its end are one. Throws, and so undoes the effect,
   * when someone cancelled first: at 99 % a job is either cancelled or done, never both.
   */
  readonly finish: (tx: Tx, result?: unknown) => Promise<void>;
}

/** What a job may use beside its own input. */
export interface JobTools {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly files: FileStore;
}

/** A kind of job with its work, as a module hands it to app.ts. */
export interface JobDefinition {
  readonly kind: JobKind<unknown>;
  /** What people call it. */
  readonly title: Bilingual;
  readonly work: (job: RunningJob<unknown>, tools: JobTools) => Promise<unknown>;
}

export function defineJob<I>(
  kind: JobKind<I>,
  title: Bilingual,
  work: (job: RunningJob<I>, tools: JobTools) => Promise<unknown>,
): JobDefinition {
  return { kind, title, work: work as JobDefinition["work"] };
}
