import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";

interface Numbered {
  readonly id: string;
  readonly scopeId: string;
  readonly enterpriseId: string | null;
}

/** Numbers are given out by scope. */
export async function listAgreementsNumbered(tx: Tx, number: string): Promise<Numbered[]> {
  const { rows } = await sql<Numbered>`SELECT a.id, a.scope_id AS "scopeId", a.enterprise_id AS "enterpriseId"
    FROM agreements a WHERE a.number = ${number} ORDER BY a.id LIMIT 20`.execute(tx.kysely);
  return rows;
}
