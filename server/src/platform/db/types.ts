import type { Kysely } from "kysely";
import type pg from "pg";
import type { Tables } from "./tables.ts";

/** Where the data lives: a PostgreSQL server when `url` is given, otherwise PGlite in `folder`. */
export interface DatabaseConfig {
  /** `DATABASE_URL`. The role in it owns the tables and may create roles, once. */
  readonly url?: string | undefined;
  /** Folder of the embedded database, with its lock and snapshots; made when absent. Ignored with `url`. */
  readonly folder?: string | undefined;
  /** Connections to a server. The embedded database always has one. */
  readonly poolSize?: number | undefined;
  /** `false` takes none and does not vouch for the folder when closing it: for tests, which throw it away. */
  readonly snapshots?: SnapshotConfig | false | undefined;
  /** Told what an operator should read in the log: a lock taken over, a folder put aside, a lost connection. */
  readonly notice?: ((notice: DatabaseNotice) => void) | undefined;
}

export interface SnapshotConfig {
  /** Longest time between a change and the snapshot that holds it. */
  readonly everyMs?: number | undefined;
  /** How many are kept, the newest first. */
  readonly keep?: number | undefined;
}

export type DatabaseNotice =
  /** A process ended without closing the folder; what it had committed is recovered from the log. */
  | { readonly event: "recovered_after_crash"; readonly folder: string }
  | {
      readonly event: "restored_from_snapshot";
      readonly folder: string;
      /** Why the folder was not used: the first file that is not as it was written. */
      readonly reason: string;
      /** Where the damaged folder is now. */
      readonly putAside: string;
      readonly snapshotTaken: string;
      /** What was written after this time is missing; null when the snapshot holds all of it. */
      readonly missingSince: string | null;
    }
  | { readonly event: "snapshot_taken"; readonly path: string; readonly bytes: number; readonly ms: number }
  | { readonly event: "snapshot_failed"; readonly error: Error }
  | { readonly event: "connection_lost"; readonly error: Error };

export interface Database {
  readonly kind: "embedded" | "server";
  /**
   * The same `pg` pool for both kinds. Its sessions start in the application's role without a context, so a query on it
   * sees nothing that row-level security guards: work goes through `withActor` and `withSystem`.
   */
  readonly pool: pg.Pool;
  readonly kysely: Kysely<Tables>;
  /** Waits for what runs, takes the closing snapshot of an embedded folder and frees its lock. */
  close(): Promise<void>;
}

/** On whose behalf a transaction runs: row-level security compares rows with exactly these values. */
export interface Actor {
  readonly userId: string;
  /** Scopes whose rows this actor may see. */
  readonly readScopes: readonly string[];
  /** Scopes in which this actor may write; they can be read too. */
  readonly writeScopes: readonly string[];
  /** Scopes whose confidential matters this actor handles: reads without being invited. None when unset. */
  readonly trustedScopes?: readonly string[];
  /** Set while all of this is only remembered: every transaction has the database confirm it before anything else. */
  readonly prediction?: Prediction;
}

/** What a transaction of a remembered actor stands and falls with. */
export interface Prediction {
  /** An SQL call that fails when the actor is not as remembered; its parameters are `$6` and on. */
  readonly call: string;
  readonly values: readonly string[];
  /** The SQLSTATE with which it fails. */
  readonly refusal: string;
  /** Whether the last transaction's beginning succeeded. Nothing is answered before. */
  isConfirmed: boolean;
}

/** A transaction. Only `tx` is in reach inside one: a query on the pool from there is refused. */
export interface Tx {
  readonly kysely: Kysely<Tables>;
  readonly actor: Actor | "system";
  /** Runs once the transaction is committed, never when it is rolled back. For wake-up calls, not for effects. */
  onCommit(run: () => void): void;
}
