import { sql } from "kysely";
import type { NeedTraces } from "../../../platform/ports.ts";

/** In how many runs, lines of the ledger and living links a need stands. */
export const matchmakingTraces: NeedTraces = async (tx, scopeId, needId) => {
  const { rows } = await sql<{ runs: number; lines: number; links: number }>`
    SELECT (SELECT count(*)::integer FROM match_run_needs n WHERE n.scope_id = ${scopeId} AND n.need_id = ${needId}) AS runs,
      (SELECT count(*)::integer FROM ledger_lines l WHERE l.scope_id = ${scopeId} AND l.need_id = ${needId}) AS lines,
      (SELECT count(*)::integer FROM outreaches o WHERE o.scope_id = ${scopeId} AND o.need_id = ${needId}
        AND o.revoked_at IS NULL AND o.expires_at > now()) AS links`.execute(tx.kysely);
  const { runs = 0, lines = 0, links = 0 } = rows[0] ?? {};
  return [
    { kind: "match_runs", label: { zh: "次对接", en: "match runs" }, count: runs },
    { kind: "ledger_lines", label: { zh: "条台账", en: "lines of the ledger" }, count: lines },
    { kind: "outreaches", label: { zh: "个有效链接", en: "links that are open" }, count: links },
  ];
};
