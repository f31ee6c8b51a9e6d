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
  readonly receiptId: string | null;
}

const PAYMENT = sql`y.id, y.fund_id AS "fundId", c.id AS "commitmentId", c.project_id AS "projectId", c.title, p.applicant,
  t.position, y.paid_on AS "paidOn", y.paid_on - date '2000-01-01' AS "dayNumber", t.amount_fen::text AS "amountFen",
  e.voucher, y.reversal_id IS NOT NULL AS "isReversed", m.receipt_id AS "receiptId"`;
const FROM = sql`fund_payments y JOIN fund_tranches t ON t.id = y.tranche_id
  JOIN fund_commitments c ON c.id = t.commitment_id JOIN fund_applications p ON p.id = c.application_id
  JOIN fund_entries e ON e.id = y.entry_id LEFT JOIN fund_receipt_matches m ON m.payment_id = y.id`;

export async function listPayments(tx: Tx, fundId: string): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`SELECT ${PAYMENT} FROM ${FROM} WHERE y.fund_id = ${fundId}
    ORDER BY y.paid_on, y.id`.execute(tx.kysely);
  return rows;
}

export async function findPayment(tx: Tx, paymentId: string): Promise<PaymentRow | null> {
  return firstOf(tx, sql<PaymentRow>`SELECT ${PAYMENT} FROM ${FROM} WHERE y.id = ${paymentId}`);
}

export async function removeReceiptMatch(tx: Tx, paymentId: string): Promise<void> {
  await sql`DELETE FROM fund_receipt_matches WHERE payment_id = ${paymentId}`.execute(tx.kysely);
}

/** Whether it was free: a receipt that another fund's payment arrived as is not seen here. */
export async function insertReceiptMatch(
  tx: Tx,
  { id: fundId, scopeId, managerScopeId }: Placed,
  match: { readonly paymentId: string; readonly receiptId: string; readonly by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO fund_receipt_matches (payment_id, receipt_id, fund_id, scope_id, manager_scope_id, matched_by)
    VALUES (${match.paymentId}, ${match.receiptId}, ${fundId}, ${scopeId}, ${managerScopeId}, ${match.by})
    ON CONFLICT DO NOTHING`.execute(tx.kysely);
  return Number(numAffectedRows ?? 0n) > 0;
}
