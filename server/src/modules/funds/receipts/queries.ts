// All SQL about payments of a fund and the receipts that they arrived as.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import type { Placed } from "../queries/funds.ts";

export interface PaymentRow {
  readonly id: string;
  readonly fundId: string;
  readonly commitmentId: string;
  readonly projectId: string | null;
  readonly title: string;
  readonly applicant: string;
  readonly position: number;
  readonly paidOn: string;
  /** Days since some day that is the same for all. */
  readonly dayNumber: number;
  readonly amountFen: string;
  readonly voucher: string;
  readonly isReversed: boolean;
  readonly matchedFen: string;
}

const PAYMENT = sql`y.id, y.fund_id AS "fundId", c.id AS "commitmentId", c.project_id AS "projectId", c.title, p.applicant,
  t.position, y.paid_on AS "paidOn", y.paid_on - date '2000-01-01' AS "dayNumber", t.amount_fen::text AS "amountFen",
  e.voucher, y.reversal_id IS NOT NULL AS "isReversed",
  (SELECT coalesce(sum(m.amount_fen), 0)::text FROM fund_receipt_matches m WHERE m.payment_id = y.id) AS "matchedFen"`;
const FROM = sql`fund_payments y JOIN fund_tranches t ON t.id = y.tranche_id
  JOIN fund_commitments c ON c.id = t.commitment_id JOIN fund_applications p ON p.id = c.application_id
  JOIN fund_entries e ON e.id = y.entry_id`;

export async function listPayments(tx: Tx, fundId: string): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`SELECT ${PAYMENT} FROM ${FROM} WHERE y.fund_id = ${fundId}
    ORDER BY y.paid_on, y.id`.execute(tx.kysely);
  return rows;
}

export async function findPayment(tx: Tx, paymentId: string): Promise<PaymentRow | null> {
  return firstOf(tx, sql<PaymentRow>`SELECT ${PAYMENT} FROM ${FROM} WHERE y.id = ${paymentId}`);
}

export interface MatchRow {
  readonly paymentId: string;
  readonly receiptId: string;
  readonly amountFen: string;
}

export async function listMatches(tx: Tx, fundId: string): Promise<MatchRow[]> {
  const { rows } = await sql<MatchRow>`
    SELECT m.payment_id AS "paymentId", m.receipt_id AS "receiptId", m.amount_fen::text AS "amountFen"
    FROM fund_receipt_matches m JOIN fund_payments y ON y.id = m.payment_id
    WHERE m.fund_id = ${fundId} ORDER BY y.paid_on, y.id, m.matched_at, m.receipt_id`.execute(tx.kysely);
  return rows;
}

/** What payments of all funds that the caller sees take of each receipt. */
export async function findMatchedOf(tx: Tx, receiptIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ id: string; fen: string }>`
    SELECT receipt_id AS id, sum(amount_fen)::text AS fen FROM fund_receipt_matches
    WHERE receipt_id = ANY (${receiptIds}::uuid[]) GROUP BY receipt_id`.execute(tx.kysely);
  return new Map(rows.map(({ id, fen }) => [id, BigInt(fen)]));
}

export async function removeReceiptMatch(tx: Tx, paymentId: string, receiptId: string): Promise<void> {
  await sql`DELETE FROM fund_receipt_matches WHERE payment_id = ${paymentId} AND receipt_id = ${receiptId}`.execute(
    tx.kysely,
  );
}

export async function insertReceiptMatch(
  tx: Tx,
  { id: fundId, scopeId, managerScopeId }: Placed,
  match: { readonly paymentId: string; readonly receiptId: string; readonly amount: bigint; readonly by: string },
): Promise<void> {
  await sql`
    INSERT INTO fund_receipt_matches (payment_id, receipt_id, amount_fen, fund_id, scope_id, manager_scope_id, matched_by)
    VALUES (${match.paymentId}, ${match.receiptId}, ${String(match.amount)}::bigint, ${fundId}, ${scopeId},
      ${managerScopeId}, ${match.by})`.execute(tx.kysely);
}
