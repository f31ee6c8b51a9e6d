// SQL of this module: it asks the others for what is theirs.
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

export async function findDayBefore(tx: Tx, day: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`SELECT (${day}::date - 1)::text AS day`.execute(tx.kysely);
  return rows[0]?.day ?? day;
}
