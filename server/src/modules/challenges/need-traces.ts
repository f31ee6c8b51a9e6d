import { sql } from "kysely";
import type { NeedTraces } from "../../platform/ports.ts";

/** How many teams were formed for a need. */
export const teamTraces: NeedTraces = async (tx, scopeId, needId) => {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM formed_teams
    WHERE scope_id = ${scopeId} AND origin_kind = 'need' AND origin_id = ${needId} AND state <> 'dissolved'
  `.execute(tx.kysely);
  return [{ kind: "formed_teams", label: { zh: "个组队", en: "teams" }, count: rows[0]?.n ?? 0 }];
};
