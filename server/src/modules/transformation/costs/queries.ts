import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import type { ProjectRow } from "../queries.ts";

type Numbered = Pick<ProjectRow, "id" | "scopeId" | "enterpriseId" | "readers" | "state">;

/** Numbers are given out by scope. */
export async function listProjectsNumbered(tx: Tx, number: string): Promise<Numbered[]> {
  const { rows } = await sql<Numbered>`SELECT p.id, p.scope_id AS "scopeId", p.enterprise_id AS "enterpriseId",
      p.readers, p.state
    FROM projects p WHERE p.number = ${number} ORDER BY p.id LIMIT 20`.execute(tx.kysely);
  return rows;
}
