import type { RawBuilder } from "kysely";
import type { Tx } from "./types.ts";

/** The first row that a query gives; null where it gives none. */
export async function firstOf<R>(tx: Tx, query: RawBuilder<R>): Promise<R | null> {
  const { rows } = await query.execute(tx.kysely);
  return rows[0] ?? null;
}
