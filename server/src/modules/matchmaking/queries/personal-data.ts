import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { collectMeetingsOf } from "../meeting-days/queries.ts";

/** What a person decided, owns and wrote down, for them to take along. */
export async function collectMatchingOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    decisions: await list(sql`SELECT scope_id AS "scopeId", need_id AS "needId", partner_kind AS "partnerKind",
        partner_id AS "partnerId", decision, reason, comment, decided_at AS "decidedAt"
      FROM match_decisions WHERE decided_by = ${userId} ORDER BY id`),
    ledgerLines: await list(sql`SELECT id, scope_id AS "scopeId", number, need_title AS "needTitle",
        partner_name AS "partnerName", state, next_step AS "nextStep", next_on AS "nextOn"
      FROM ledger_lines WHERE owner_id = ${userId} ORDER BY id`),
    ledgerEntries: await list(sql`SELECT line_id AS "lineId", kind, happened_on AS "happenedOn", text, at
      FROM ledger_entries WHERE author_id = ${userId} AND kind <> 'system' ORDER BY id`),
    links: await list(sql`SELECT id, scope_id AS "scopeId", need_id AS "needId", created_at AS "createdAt"
      FROM outreaches WHERE created_by = ${userId} ORDER BY id`),
    meetings: await collectMeetingsOf(tx, userId),
  };
}
