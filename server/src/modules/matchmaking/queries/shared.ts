import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";

export type Lock = "for_update" | "read";

export function lockClause(lock: Lock): RawBuilder<unknown> {
  return lock === "for_update" ? sql`FOR UPDATE` : sql``;
}

/** Numbers of a pair are given one after the other: whoever asks second waits until the first has the number or is gone. */
export async function lockNumbers(tx: Tx, what: "run" | "line" | "weights", scopeId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${what} ${scopeId}`}, 0))`.execute(tx.kysely);
}

/** What a search looks for: every word of it has to stand somewhere. */
function wordsOf(search: string | null): string[] {
  return (search ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

export function searchedIn(column: RawBuilder<unknown>, search: string | null): RawBuilder<boolean> {
  return sql`NOT EXISTS (SELECT FROM unnest(${wordsOf(search)}::text[]) AS word WHERE strpos(${column}, word) = 0)`;
}
