import { type RawBuilder, sql } from "kysely";
import type { Tx } from "./types.ts";

/** The day in Shanghai of an instant. */
export function dayOf(instant: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`((${instant}) AT TIME ZONE 'Asia/Shanghai')::date`;
}

/** The day in Shanghai by the database's clock: what decides whether something is late. */
export const TODAY = dayOf(sql`now()`);

/** That day, such as 2026-11-26. */
export async function findToday(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`SELECT ${TODAY}::text AS today`.execute(tx.kysely);
  return rows[0]?.today ?? "";
}
