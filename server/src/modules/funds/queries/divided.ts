// What a fund promised, paid and holds, by stage; and what came from which source.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import type { FundStage, Source } from "../types.ts";

interface MoneyOn {
  readonly committed: string;
  readonly paid: string;
  readonly held: string;
  readonly returned: string;
}

/** How commitments stand on the evening of a day, by stage. What was not paid when one was closed is committed no more. */
export async function listStageMoney(
  tx: Tx,
  fundId: string,
  until: string,
): Promise<(MoneyOn & { readonly key: FundStage })[]> {
  const { rows } = await sql<MoneyOn & { readonly key: FundStage }>`
    WITH sums AS (
      SELECT e.commitment_id AS id,
        coalesce(-sum(l.amount_fen) FILTER (WHERE a.key = 'bank' AND k.kind = 'tranche_paid'), 0) AS paid,
        coalesce(sum(l.amount_fen) FILTER (WHERE a.key IN ('convertible', 'equity')), 0) AS held,
        coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'bank' AND k.kind <> 'tranche_paid'), 0) AS returned
      FROM fund_entries e JOIN fund_lines l ON l.entry_id = e.id
        JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account
        LEFT JOIN fund_entries o ON o.id = e.reverses_id
        CROSS JOIN LATERAL (SELECT coalesce(o.kind, e.kind) AS kind) k
      WHERE e.fund_id = ${fundId} AND e.commitment_id IS NOT NULL AND e.on_day <= ${until}::date
      GROUP BY e.commitment_id)
    SELECT c.stage AS key,
      sum(CASE WHEN c.closed_on <= ${until}::date THEN coalesce(s.paid, 0) ELSE c.amount_fen END)::text AS committed,
      coalesce(sum(s.paid), 0)::text AS paid, coalesce(sum(s.held), 0)::text AS held,
      coalesce(sum(s.returned), 0)::text AS returned
    FROM fund_commitments c LEFT JOIN sums s ON s.id = c.id
    WHERE c.fund_id = ${fundId} AND (c.committed_on <= ${until}::date OR s.id IS NOT NULL)
    GROUP BY c.stage`.execute(tx.kysely);
  return rows;
}

interface SourceMoney {
  readonly key: Source;
  readonly subscribed: string;
  readonly paidIn: string;
}

/** What came from each source until a day. */
export async function listSourceMoney(tx: Tx, fundId: string, until: string): Promise<SourceMoney[]> {
  const { rows } = await sql<SourceMoney>`
    SELECT c.source AS key,
      coalesce(-sum(l.amount_fen) FILTER (WHERE a.key = 'capital'), 0)::text AS subscribed,
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'bank'), 0)::text AS "paidIn"
    FROM fund_contributors c
      JOIN fund_entries e ON e.contributor_id = c.id AND e.on_day <= ${until}::date
      JOIN fund_lines l ON l.entry_id = e.id
      JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account
    WHERE c.fund_id = ${fundId} GROUP BY c.source`.execute(tx.kysely);
  return rows;
}
