import { sql } from "kysely";
import type { Tx } from "../db/index.ts";

export interface ActionCount {
  readonly action: string;
  readonly count: number;
  readonly lastAt: string;
}

/** What others did in a scope since a moment, by action, the most recent first. */
export async function countActions(
  tx: Tx,
  scopeId: string,
  since: string,
  exceptBy: string,
): Promise<readonly ActionCount[]> {
  const { rows } = await sql<ActionCount>`
    SELECT action, count(*)::integer AS count, max(at) AS "lastAt" FROM audit_events
    WHERE scope_id = ${scopeId} AND at > ${since}::timestamptz AND actor_id IS DISTINCT FROM ${exceptBy}::uuid
    GROUP BY action ORDER BY max(at) DESC`.execute(tx.kysely);
  return rows;
}
