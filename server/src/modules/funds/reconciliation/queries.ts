// All SQL about a fund's bank statements.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { Placed } from "../queries/funds.ts";
import type { ReadLine } from "./rules.ts";
import type { LedgerLine } from "./types.ts";

export interface BankRow {
  readonly id: string;
  readonly fundId: string;
  readonly onDay: string;
  readonly dayNumber: number;
  readonly amountFen: string;
  readonly counterparty: string;
  readonly reference: string;
  readonly entryId: string | null;
}

const COLUMNS = sql`id, fund_id AS "fundId", on_day AS "onDay", on_day - date '2000-01-01' AS "dayNumber", amount_fen::text AS "amountFen", counterparty, reference,
  entry_id AS "entryId"`;

export async function listBankLines(tx: Tx, fundId: string): Promise<BankRow[]> {
  const { rows } = await sql<BankRow>`SELECT ${COLUMNS} FROM fund_bank_lines WHERE fund_id = ${fundId}
    AND taken_back_at IS NULL ORDER BY on_day, id`.execute(tx.kysely);
  return rows;
}

export async function findBankLine(tx: Tx, lineId: string): Promise<BankRow | null> {
  return firstOf(
    tx,
    sql<BankRow>`SELECT ${COLUMNS} FROM fund_bank_lines
    WHERE id = ${lineId} AND taken_back_at IS NULL`,
  );
}

/** Those that are there already are left alone; the answer is how many came in. */
export async function insertBankLines(
  tx: Tx,
  { id: fundId, scopeId, managerScopeId }: Placed,
  lines: readonly ReadLine[],
  by: string,
): Promise<number> {
  const counts = new Map<string, number>();
  const rows = lines.map(({ amount, ...line }) => {
    const key = JSON.stringify([line.onDay, String(amount), line.counterparty, line.reference]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return { ...line, id: newId(), amount: String(amount), nth: counts.get(key) };
  });
  const { numAffectedRows } = await sql`
    INSERT INTO fund_bank_lines (id, fund_id, scope_id, manager_scope_id, on_day, amount_fen, counterparty, reference, nth,
      imported_by)
    SELECT r.id, ${fundId}::uuid, ${scopeId}::uuid, ${managerScopeId}::uuid, r."onDay"::date, r.amount::bigint,
      r.counterparty, r.reference, r.nth, ${by}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "onDay" text, amount text, counterparty text,
      reference text, nth integer)
    ON CONFLICT DO NOTHING`.execute(tx.kysely);
  return Number(numAffectedRows ?? 0n);
}

export async function putMatch(tx: Tx, lineId: string, entryId: string | null, by: string): Promise<void> {
  await sql`UPDATE fund_bank_lines SET entry_id = ${entryId}, matched_by = ${entryId === null ? null : by}
    WHERE id = ${lineId}`.execute(tx.kysely);
}

export async function takeBackBankLine(tx: Tx, lineId: string, by: string, reason: string): Promise<void> {
  await sql`UPDATE fund_bank_lines SET taken_back_by = ${by}, taken_back_at = now(), taken_back_reason = ${reason}
    WHERE id = ${lineId}`.execute(tx.kysely);
}

export type BankEntry = LedgerLine & {
  readonly dayNumber: number;
  readonly reversesId: string | null;
  readonly reversedById: string | null;
};

/** Entries that move the bank account, with what they move. */
export async function listBankEntries(tx: Tx, fundId: string): Promise<BankEntry[]> {
  const { rows } = await sql<BankEntry>`
    SELECT e.id AS "entryId", e.number, e.kind, e.on_day AS "onDay", e.on_day - date '2000-01-01' AS "dayNumber", sum(l.amount_fen)::text AS "amountFen",
      coalesce(c.name, m.title, '') AS about, e.voucher, e.reverses_id AS "reversesId", r.id AS "reversedById"
    FROM fund_entries e JOIN fund_lines l ON l.entry_id = e.id
      JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account AND a.key = 'bank'
      LEFT JOIN fund_contributors c ON c.id = e.contributor_id
      LEFT JOIN fund_commitments m ON m.id = e.commitment_id
      LEFT JOIN fund_entries r ON r.reverses_id = e.id
    WHERE e.fund_id = ${fundId}
    GROUP BY e.id, e.number, e.kind, e.on_day, c.name, m.title, e.voucher, e.reverses_id, r.id
    ORDER BY e.number`.execute(tx.kysely);
  return rows;
}
