import { sql } from "kysely";
import { TODAY } from "./office-time.ts";
import type { Tx } from "./types.ts";

/** Tables that keep the last number of a scope in a year. */
type Counters =
  | "need_counters"
  | "challenge_counters"
  | "agreement_counters"
  | "receipt_counters"
  | "consortium_counters"
  | "fund_counters"
  | "project_counters"
  | "proof_call_counters";

/**
 * The next `count` numbers of a scope in this year. Whoever asks second waits until the first has theirs or is gone, so that
 * none is left out.
 */
export async function takeNumbers(
  tx: Tx,
  counters: Counters,
  scopeId: string,
  count = 1,
): Promise<{ readonly year: number; readonly first: number }> {
  const { rows } = await sql<{ year: number; last: number }>`
    INSERT INTO ${sql.table(counters)} AS c (scope_id, year, last)
    VALUES (${scopeId}, extract(year FROM ${TODAY})::integer, ${count})
    ON CONFLICT (scope_id, year) DO UPDATE SET last = c.last + EXCLUDED.last
    RETURNING year, last`.execute(tx.kysely);
  const { year, last } = rows[0] as { year: number; last: number };
  return { year, first: last - count + 1 };
}
