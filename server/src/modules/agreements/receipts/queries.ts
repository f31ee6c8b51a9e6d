// All SQL about receipts.
import { sql } from "kysely";
import { takeNumbers, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { RECEIPT_SORTS, ReceiptState } from "./types.ts";

export interface ReceiptRow {
  readonly id: string;
  readonly scopeId: string;
  readonly enterpriseId: string | null;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly agreementTitle: string;
  readonly number: string;
  readonly receivedOn: string;
  readonly amountFen: string;
  readonly payer: string;
  readonly voucher: string;
  /** The registrar's fee and value-added tax, as they were stated when it was entered. */
  readonly recognitionFeeFen: string | null;
  readonly vatFen: string | null;
  readonly paymentPosition: number | null;
  readonly isRoyalty: boolean;
  readonly salesFen: string | null;
  readonly salesPeriod: string | null;
  /** By which a royalty was reckoned when it was held against its line; an amendment does not change it. */
  readonly royaltyBp: number | null;
  /** Why a royalty is not what its sales come to, or is a second one of its period. */
  readonly royaltyReason: string | null;
  /** Why it came in before the signing, where it did. */
  readonly earlyReason: string | null;
  readonly fileId: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly reversedAt: string | null;
  readonly reversedBy: string | null;
  readonly reversalReason: string | null;
  readonly version: number;
}

const COLUMNS = sql`r.id, r.scope_id AS "scopeId", r.enterprise_id AS "enterpriseId", r.agreement_id AS "agreementId",
  a.number AS "agreementNumber", a.title AS "agreementTitle", r.number, r.received_on AS "receivedOn",
  r.amount_fen::text AS "amountFen", r.payer, r.voucher, r.recognition_fee_fen::text AS "recognitionFeeFen",
  r.vat_fen::text AS "vatFen", r.payment_position AS "paymentPosition",
  r.is_royalty AS "isRoyalty", r.sales_fen::text AS "salesFen", r.sales_period AS "salesPeriod",
  r.royalty_bp AS "royaltyBp", r.royalty_reason AS "royaltyReason", r.early_reason AS "earlyReason",
  r.file_id AS "fileId", r.created_by AS "createdBy", r.created_at AS "createdAt", r.reversed_at AS "reversedAt",
  r.reversed_by AS "reversedBy", r.reversal_reason AS "reversalReason", r.version`;
const FROM = sql`receipts r JOIN agreements a ON a.id = r.agreement_id`;

export async function findReceiptRow(
  tx: Tx,
  receiptId: string,
  lock: "read" | "for_update" = "read",
): Promise<ReceiptRow | null> {
  const { rows } = await sql<ReceiptRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE r.id = ${receiptId}
    ${lock === "for_update" ? sql`FOR UPDATE OF r` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listReceiptsOf(tx: Tx, agreementId: string): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE r.agreement_id = ${agreementId}
    ORDER BY r.received_on DESC, r.id DESC`.execute(tx.kysely);
  return rows;
}

export interface NewReceipt {
  readonly scopeId: string;
  readonly enterpriseId: string | null;
  readonly agreementId: string;
  readonly receivedOn: string;
  readonly amountFen: string;
  readonly payer: string;
  readonly voucher: string;
  readonly recognitionFeeFen: string | null;
  readonly vatFen: string | null;
  readonly paymentPosition: number | null;
  readonly isRoyalty: boolean;
  readonly salesFen: string | null;
  readonly salesPeriod: string | null;
  readonly royaltyBp: number | null;
  readonly royaltyReason: string | null;
  readonly earlyReason: string | null;
  readonly createdBy: string;
}

export async function insertReceipt(
  tx: Tx,
  made: NewReceipt,
): Promise<{ readonly id: string; readonly number: string }> {
  const { year, first } = await takeNumbers(tx, "receipt_counters", made.scopeId);
  const id = newId();
  const number = `REC-${year}-${String(first).padStart(6, "0")}`;
  await sql`INSERT INTO receipts (id, scope_id, enterprise_id, agreement_id, number, received_on, amount_fen, payer,
      voucher, recognition_fee_fen, vat_fen, payment_position, is_royalty, sales_fen, sales_period, royalty_bp, royalty_reason,
      early_reason, created_by)
    VALUES (${id}, ${made.scopeId}, ${made.enterpriseId}, ${made.agreementId}, ${number}, ${made.receivedOn}::date,
      ${made.amountFen}::bigint, ${made.payer}, ${made.voucher},
      ${made.recognitionFeeFen}::bigint, ${made.vatFen}::bigint, ${made.paymentPosition}, ${made.isRoyalty},
      ${made.salesFen}::bigint, ${made.salesPeriod}, ${made.royaltyBp},
      ${made.royaltyReason}, ${made.earlyReason}, ${made.createdBy})`.execute(tx.kysely);
  return { id, number };
}

/** A receipt of the same voucher, day and amount that counts. */
export async function findSameVoucher(
  tx: Tx,
  {
    agreementId,
    voucher,
    receivedOn,
    amountFen,
  }: Pick<NewReceipt, "agreementId" | "voucher" | "receivedOn" | "amountFen">,
): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`SELECT number FROM receipts
    WHERE agreement_id = ${agreementId} AND voucher = ${voucher} AND received_on = ${receivedOn}::date
      AND amount_fen = ${amountFen}::bigint AND reversed_at IS NULL`.execute(tx.kysely);
  return rows[0]?.number ?? null;
}

export async function updateMatch(
  tx: Tx,
  receiptId: string,
  {
    paymentPosition,
    isRoyalty,
    salesFen,
    salesPeriod,
    royaltyBp,
    royaltyReason,
  }: Pick<NewReceipt, "paymentPosition" | "isRoyalty" | "salesFen" | "salesPeriod" | "royaltyBp" | "royaltyReason">,
): Promise<void> {
  await sql`UPDATE receipts SET payment_position = ${paymentPosition}, is_royalty = ${isRoyalty},
      sales_fen = ${salesFen}::bigint, sales_period = ${salesPeriod},
      royalty_bp = ${royaltyBp}, royalty_reason = ${royaltyReason}, version = version + 1
    WHERE id = ${receiptId}`.execute(tx.kysely);
}

export async function reverseRow(tx: Tx, receiptId: string, by: string, reason: string): Promise<void> {
  await sql`UPDATE receipts SET reversed_at = now(), reversed_by = ${by}, reversal_reason = ${reason},
      version = version + 1
    WHERE id = ${receiptId}`.execute(tx.kysely);
}

export async function attachFile(tx: Tx, receiptId: string, fileId: string): Promise<void> {
  await sql`UPDATE receipts SET file_id = ${fileId}, version = version + 1 WHERE id = ${receiptId}`.execute(tx.kysely);
}

// Lists -----------------------------------------------------------------------------------------------------------------------

export type ReceiptListing = Listing<(typeof RECEIPT_SORTS)[number]>;
export interface ReceiptFilter {
  readonly states: readonly ReceiptState[] | null;
  readonly from: string | null;
  readonly until: string | null;
}

const KEYS: Readonly<Record<(typeof RECEIPT_SORTS)[number], SortKey>> = {
  receivedOn: { by: sql`r.received_on`, type: "date" },
  number: { by: sql`r.number`, type: "text" },
  amount: { by: sql`r.amount_fen`, type: "bigint" },
  payer: { by: sql`r.payer`, type: "text" },
};

export async function listReceiptRows(
  tx: Tx,
  scopeId: string,
  listing: ReceiptListing,
  { states, from, until }: ReceiptFilter,
): Promise<{ readonly rows: Keyed<ReceiptRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, KEYS, sql`r.id`);
  const { search } = listing;
  const wanted = sql<boolean>`(r.scope_id = ${scopeId} OR r.enterprise_id = ${scopeId})
    AND (${states}::text[] IS NULL
      OR ('reversed' = ANY (${states}::text[]) AND r.reversed_at IS NOT NULL)
      OR ('kept' = ANY (${states}::text[]) AND r.reversed_at IS NULL)
      OR ('unmatched' = ANY (${states}::text[]) AND r.reversed_at IS NULL AND r.payment_position IS NULL
        AND NOT r.is_royalty))
    AND (${from}::date IS NULL OR r.received_on >= ${from}::date)
    AND (${until}::date IS NULL OR r.received_on <= ${until}::date)
    AND (${search}::text IS NULL OR strpos(lower(r.number || ' ' || r.payer || ' ' || r.voucher || ' ' || a.number || ' '
      || a.title), lower(${search})) > 0)`;
  const { rows } = await sql<Keyed<ReceiptRow>>`SELECT ${COLUMNS}, ${key} AS "sortKey" FROM ${FROM}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${FROM} WHERE ${wanted}`.execute(
    tx.kysely,
  );
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

/** The agreement of a pair that has this number, or null. */
export async function findAgreementByNumber(tx: Tx, scopeId: string, number: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT a.id FROM agreements a
    WHERE a.scope_id = ${scopeId} AND a.number = ${number}`.execute(tx.kysely);
  return rows[0]?.id ?? null;
}

/** What modules below read of a receipt. */
export interface ReceiptFacts {
  readonly receiptId: string;
  readonly scopeId: string;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly agreementTitle: string;
  readonly number: string;
  readonly receivedOn: string;
  /** Days since 2000-01-01. */
  readonly dayNumber: number;
  readonly amountFen: string;
  readonly payer: string;
  readonly voucher: string;
  readonly isReversed: boolean;
}

/** Receipts of agreements, as far as the caller sees them; the first first. */
export async function listReceiptFacts(tx: Tx, agreementIds: readonly string[]): Promise<ReceiptFacts[]> {
  if (agreementIds.length === 0) return [];
  const { rows } = await sql<ReceiptFacts>`
    SELECT r.id AS "receiptId", r.scope_id AS "scopeId", r.agreement_id AS "agreementId", a.number AS "agreementNumber",
      a.title AS "agreementTitle", r.number, r.received_on AS "receivedOn", r.received_on - date '2000-01-01' AS "dayNumber",
      r.amount_fen::text AS "amountFen", r.payer, r.voucher, r.reversed_at IS NOT NULL AS "isReversed"
    FROM ${FROM} WHERE r.agreement_id = ANY (${agreementIds}::uuid[]) ORDER BY r.received_on, r.id`.execute(tx.kysely);
  return rows;
}

export interface OverdueRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly overdueFen: string;
  readonly since: string;
}

export async function listOverdue(tx: Tx, scopeId: string): Promise<OverdueRow[]> {
  const { rows } = await sql<OverdueRow>`SELECT a.id, a.number, a.title, m.overdue_fen::text AS "overdueFen",
      m.overdue_since AS since
    FROM agreements a JOIN agreement_money m ON m.agreement_id = a.id
    WHERE a.scope_id = ${scopeId} AND a.state = 'signed' AND m.overdue_fen > 0
    ORDER BY m.overdue_since, a.number LIMIT 10`.execute(tx.kysely);
  return rows;
}

export async function collectReceiptsOf(tx: Tx, userId: string): Promise<object[]> {
  const { rows } = await sql<object>`SELECT number, agreement_id AS "agreementId", created_at AS "createdAt",
      reversed_at AS "reversedAt", reversed_by = ${userId} AS "reversedByYou"
    FROM receipts WHERE created_by = ${userId} OR reversed_by = ${userId} ORDER BY id`.execute(tx.kysely);
  return rows;
}
