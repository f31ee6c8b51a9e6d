import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { sealAudit } from "./audit/index.ts";
import { type Database, withSystem } from "./db/index.ts";

export interface UpkeepOptions {
  readonly sealMs?: number;
  readonly tidyMs?: number;
  /** What modules have to tidy beside the platform. */
  readonly alsoTidy?: (db: Database) => Promise<unknown>;
  readonly turnMs?: number;
  /** What modules do whenever a stated time is over. */
  readonly alsoTurn?: (db: Database) => Promise<unknown>;
  readonly onError?: (error: unknown) => void;
}

const DEFAULTS = { sealMs: 5_000, tidyMs: 60 * 60_000, turnMs: 30_000 };

/** What happens by itself in every process that works: any number may do it at once. */
export function startUpkeep(db: Database, options: UpkeepOptions = {}): { stop(): Promise<void> } {
  const { sealMs, tidyMs, turnMs, alsoTidy, alsoTurn, onError } = { ...DEFAULTS, ...options };
  const stopping = new AbortController();
  const repeat = async (ms: number, work: () => Promise<unknown>) => {
    while (!stopping.signal.aborted) {
      await sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
      if (!stopping.signal.aborted) await work().catch((error: unknown) => onError?.(error));
    }
  };
  const running = Promise.all([
    repeat(sealMs, async () => sealAudit(db)),
    repeat(tidyMs, async () => tidy(db)),
    repeat(tidyMs, async () => alsoTidy?.(db)),
    repeat(turnMs, async () => alsoTurn?.(db)),
  ]);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Answers kept for repeated requests, and events that everyone has heard. By the time of the database. */
export async function tidy(db: Database): Promise<void> {
  await withSystem(db, async (tx) =>
    sql`DELETE FROM idempotency_keys WHERE created_at < now() - interval '2 days'`.execute(tx.kysely),
  );
  await withSystem(db, async (tx) =>
    sql`DELETE FROM events e WHERE occurred_at < now() - interval '90 days' AND NOT EXISTS (
      SELECT FROM event_deliveries d WHERE d.event_id = e.id AND d.state IN ('pending', 'parked'))`.execute(tx.kysely),
  );
}
