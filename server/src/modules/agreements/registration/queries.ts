// All SQL about registration and the yearly report.
import { type RawBuilder, sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import type { AgreementKindName } from "../types.ts";
import type { AgreementRow } from "../queries.ts";
import type { SheetLine, SheetReceipt } from "./sheet.ts";
import type { FormField, RECORD_KINDS, RegistrationState } from "./types.ts";

export interface RegistrationRow {
  readonly agreementId: string;
  readonly scopeId: string;
  readonly state: RegistrationState;
  readonly fields: Readonly<Partial<Record<FormField, string>>>;
  readonly deductions: readonly { readonly text: string; readonly amountFen: string }[];
  readonly technicalIncomeFen: string | null;
  readonly acceptedOn: string | null;
  readonly registeredOn: string | null;
  readonly number: string | null;
  readonly returnedReason: string | null;
  readonly changeReason: string | null;
  readonly updatedAt: string;
  readonly version: number;
}

const COLUMNS = sql`t.agreement_id AS "agreementId", t.scope_id AS "scopeId", t.state, t.fields, t.deductions,
  t.technical_income_fen::text AS "technicalIncomeFen", t.accepted_on AS "acceptedOn",
  t.registered_on AS "registeredOn", t.number, t.returned_reason AS "returnedReason",
  t.change_reason AS "changeReason", t.updated_at AS "updatedAt",
  t.version`;

export async function findRegistrationRow(tx: Tx, agreementId: string): Promise<RegistrationRow | null> {
  const { rows } = await sql<RegistrationRow>`SELECT ${COLUMNS} FROM technology_registrations t
    WHERE t.agreement_id = ${agreementId}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export type KeptRegistration = Omit<RegistrationRow, "updatedAt" | "version">;

export async function putRegistration(tx: Tx, kept: KeptRegistration, by: string): Promise<void> {
  const { agreementId, scopeId, state, fields, deductions, technicalIncomeFen, acceptedOn, registeredOn } = kept;
  await sql`INSERT INTO technology_registrations AS t (agreement_id, scope_id, state, fields, deductions,
      technical_income_fen, accepted_on, registered_on, number, returned_reason, change_reason, updated_by)
    VALUES (${agreementId}, ${scopeId}, ${state}, ${JSON.stringify(fields)}::jsonb, ${JSON.stringify(deductions)}::jsonb,
      ${technicalIncomeFen}::bigint, ${acceptedOn}::date, ${registeredOn}::date, ${kept.number}, ${kept.returnedReason},
      ${kept.changeReason}, ${by})
    ON CONFLICT (agreement_id) DO UPDATE SET state = EXCLUDED.state, fields = EXCLUDED.fields,
      deductions = EXCLUDED.deductions, technical_income_fen = EXCLUDED.technical_income_fen,
      accepted_on = EXCLUDED.accepted_on, registered_on = EXCLUDED.registered_on, number = EXCLUDED.number,
      returned_reason = EXCLUDED.returned_reason, change_reason = EXCLUDED.change_reason, updated_by = EXCLUDED.updated_by, updated_at = now(),
      version = t.version + 1`.execute(tx.kysely);
}

/** What was registered, changed or cancelled, as it was then. */
export interface RegistrationRecord {
  readonly position: number;
  readonly kind: (typeof RECORD_KINDS)[number];
  readonly on: string;
  readonly number: string;
  readonly contractFen: string | null;
  readonly transactionFen: string | null;
  readonly technicalIncomeFen: string | null;
  readonly fields: RegistrationRow["fields"];
  readonly deductions: RegistrationRow["deductions"];
  readonly sheet: readonly SheetLine[] | null;
  readonly reason: string | null;
  readonly recordedAt: string;
}

/** In their order. */
export async function listRecords(tx: Tx, agreementId: string): Promise<RegistrationRecord[]> {
  const { rows } = await sql<RegistrationRecord>`SELECT r.position, r.kind, r.on_day AS "on", r.number,
      r.contract_fen::text AS "contractFen", r.transaction_fen::text AS "transactionFen",
      r.technical_income_fen::text AS "technicalIncomeFen", r.fields, r.deductions, r.sheet, r.reason,
      r.recorded_at AS "recordedAt"
    FROM technology_registration_records r WHERE r.agreement_id = ${agreementId} ORDER BY r.position`.execute(
    tx.kysely,
  );
  return rows;
}

export async function insertRecord(
  tx: Tx,
  { id, scopeId }: Pick<AgreementRow, "id" | "scopeId">,
  made: Omit<RegistrationRecord, "recordedAt">,
  by: string,
): Promise<void> {
  const { position, kind, on, number, contractFen, transactionFen, technicalIncomeFen, fields, deductions, sheet } =
    made;
  await sql`INSERT INTO technology_registration_records (agreement_id, scope_id, position, kind, on_day, number,
      contract_fen, transaction_fen, technical_income_fen, fields, deductions, sheet, reason, recorded_by)
    VALUES (${id}, ${scopeId}, ${position}, ${kind}, ${on}::date, ${number}, ${contractFen}::bigint,
      ${transactionFen}::bigint, ${technicalIncomeFen}::bigint, ${JSON.stringify(fields)}::jsonb,
      ${JSON.stringify(deductions)}::jsonb, ${sheet === null ? null : JSON.stringify(sheet)}::jsonb, ${made.reason},
      ${by})`.execute(tx.kysely);
}

export interface LaterAmendment {
  readonly number: number;
  readonly signedOn: string;
}

/** Amendments whose signing was recorded after this record of the registration. */
export async function listAmendmentsSince(tx: Tx, agreementId: string, position: number): Promise<LaterAmendment[]> {
  const { rows } = await sql<LaterAmendment>`SELECT m.number, m.signed_on AS "signedOn"
    FROM agreement_amendments m
    JOIN technology_registration_records r ON r.agreement_id = m.agreement_id AND r.position = ${position}
    WHERE m.agreement_id = ${agreementId} AND m.state = 'signed' AND m.updated_at > r.recorded_at
    ORDER BY m.number`.execute(tx.kysely);
  return rows;
}

/** The agreement of a scope that has this registration number, or had it when it was cancelled; or null. */
export async function findNumberHolder(
  tx: Tx,
  scopeId: string,
  number: string,
  except: string,
): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`SELECT a.number FROM technology_registrations t
    JOIN agreements a ON a.id = t.agreement_id
    WHERE t.scope_id = ${scopeId} AND t.agreement_id <> ${except} AND (t.number = ${number} OR EXISTS (
      SELECT FROM technology_registration_records r
      WHERE r.agreement_id = t.agreement_id AND r.kind = 'cancelled' AND r.number = ${number}))
    LIMIT 1`.execute(tx.kysely);
  return rows[0]?.number ?? null;
}

export interface BookRow {
  readonly agreementId: string;
  readonly pairName: string;
  readonly number: string;
  readonly title: string;
  readonly kind: AgreementKindName;
  readonly subKind: string | null;
  readonly signedOn: string;
  readonly amountFen: string | null;
  readonly deductedFen: string;
  /**
   * Amount less deductions; nothing where an amendment has left less than the deductions, and the form is to be mended. Null
   * where no amount is agreed.
   */
  readonly transactionFen: string | null;
  readonly incomeFen: string | null;
  readonly receivedFen: string;
  readonly parties: string[];
  readonly state: RegistrationState | null;
  readonly registrationNumber: string | null;
  readonly registeredOn: string | null;
  readonly acceptedOn: string | null;
}

/**
 * Beside an agreement `a` and its registration `t`: `k` as it was registered at the end of a period or, registered after it, as
 * it was first registered; `d` what is deducted.
 */
function asRegistered(before: string): RawBuilder<unknown> {
  return sql`LEFT JOIN LATERAL (
      SELECT r.* FROM technology_registration_records r WHERE r.agreement_id = a.id
      ORDER BY r.on_day < ${before}::date DESC, CASE WHEN r.on_day < ${before}::date THEN -r.position ELSE r.position END
      LIMIT 1
    ) k ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(sum((x.value ->> 'amountFen')::bigint), 0) AS total
      FROM jsonb_array_elements(coalesce(k.deductions, t.deductions, '[]')) x
    ) d`;
}

// greatest() takes nothing for null, so an open amount is asked for first.
const VALUE = sql`(CASE WHEN k.kind IS NOT NULL THEN k.transaction_fen
  WHEN a.amount_fen IS NOT NULL THEN greatest(a.amount_fen - d.total, 0) END)`;

/**
 * Technology contracts of these scopes signed from one day until before another. One that was registered counts as it was at the
 * end of that period (or, registered after it, as it was first registered), so that nothing later moves the figures.
 */
export async function listBook(tx: Tx, scopeIds: readonly string[], from: string, before: string): Promise<BookRow[]> {
  const { rows } =
    await sql<BookRow>`SELECT a.id AS "agreementId", s.name AS "pairName", a.number, a.title, a.kind, a.sub_kind AS "subKind",
      a.signed_on AS "signedOn", (CASE WHEN k.kind IS NULL THEN a.amount_fen ELSE k.contract_fen END)::text AS "amountFen",
      d.total::text AS "deductedFen",
      ${VALUE}::text AS "transactionFen",
      (CASE WHEN k.kind IS NULL THEN t.technical_income_fen ELSE k.technical_income_fen END)::text AS "incomeFen",
      (m.received_fen + m.royalty_fen)::text AS "receivedFen",
      array(SELECT p.name FROM agreement_parties p WHERE p.agreement_id = a.id ORDER BY p.position) AS parties,
      CASE WHEN k.kind IS NULL THEN t.state WHEN k.kind = 'cancelled' THEN 'cancelled' ELSE 'registered' END AS state,
      coalesce(k.number, t.number) AS "registrationNumber", coalesce(k.on_day, t.registered_on) AS "registeredOn",
      t.accepted_on AS "acceptedOn"
    FROM agreements a JOIN agreement_money m ON m.agreement_id = a.id JOIN scopes s ON s.id = a.scope_id
    LEFT JOIN technology_registrations t ON t.agreement_id = a.id
    ${asRegistered(before)}
    WHERE a.scope_id = ANY (${scopeIds}::uuid[]) AND a.signed_on >= ${from}::date AND a.signed_on < ${before}::date
      AND a.kind IN ('development', 'transfer', 'licence', 'consulting', 'service')
    ORDER BY s.name, a.signed_on, a.number LIMIT 20000`.execute(tx.kysely);
  return rows;
}

export interface ReceivedRow {
  readonly kind: AgreementKindName;
  readonly path: "commissioned" | "transformation" | null;
  readonly receivedFen: string;
  readonly inventorsFen: string;
  readonly unitsFen: string;
  readonly institutionFen: string;
  readonly accountsFen: string;
  readonly recognitionFeeFen: string;
  readonly vatFen: string;
  readonly takenOffFen: string;
}

/** What came in under technology contracts in a period, by kind and by the path of its approved distribution. */
export async function listReceived(
  tx: Tx,
  scopeIds: readonly string[],
  from: string,
  before: string,
): Promise<ReceivedRow[]> {
  const { rows } = await sql<ReceivedRow>`SELECT a.kind, d.path, sum(r.amount_fen)::text AS "receivedFen",
      coalesce(sum(l.inventors), 0)::text AS "inventorsFen", coalesce(sum(l.units), 0)::text AS "unitsFen",
      coalesce(sum(l.institution), 0)::text AS "institutionFen", coalesce(sum(l.accounts), 0)::text AS "accountsFen",
      coalesce(sum(l.recognition_fee), 0)::text AS "recognitionFeeFen", coalesce(sum(l.vat), 0)::text AS "vatFen",
      coalesce(sum(l.taken_off), 0)::text AS "takenOffFen"
    FROM receipts r JOIN agreements a ON a.id = r.agreement_id
    LEFT JOIN distributions d ON d.receipt_id = r.id AND d.state = 'approved'
    LEFT JOIN LATERAL (
      SELECT sum(x.amount_fen) FILTER (WHERE x.kind = 'inventor') AS inventors,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'unit') AS units,
        sum(x.amount_fen) FILTER (WHERE x.kind IN ('institution', 'overhead')) AS institution,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'account') AS accounts,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'recognition_fee') AS recognition_fee,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'vat') AS vat,
        sum(x.amount_fen) FILTER (WHERE x.kind IN ('tax', 'cost')) AS taken_off
      FROM distribution_lines x WHERE x.distribution_id = d.id
    ) l ON true
    WHERE a.scope_id = ANY (${scopeIds}::uuid[]) AND r.reversed_at IS NULL AND r.received_on >= ${from}::date
      AND r.received_on < ${before}::date
      AND a.kind IN ('development', 'transfer', 'licence', 'consulting', 'service')
    GROUP BY a.kind, d.path`.execute(tx.kysely);
  return rows;
}

export interface ReceivedLine extends SheetReceipt {
  readonly pairName: string;
  readonly agreementNumber: string;
  readonly registrationNumber: string | null;
  readonly title: string;
  /** Of the whole contract; null where no amount is agreed. */
  readonly transactionFen: string | null;
  /** Other tax and costs of its approved distribution. */
  readonly taxFen: string | null;
  readonly costFen: string | null;
}

/** Beside a receipt `r`: `l`, what its approved distribution takes off. */
const TAKEN_OFF = sql`LEFT JOIN LATERAL (
    SELECT sum(x.amount_fen) FILTER (WHERE x.kind = 'overhead') AS overhead,
      sum(x.amount_fen) FILTER (WHERE x.kind = 'recognition_fee') AS recognition_fee,
      sum(x.amount_fen) FILTER (WHERE x.kind = 'vat') AS vat,
      sum(x.amount_fen) FILTER (WHERE x.kind = 'tax') AS tax,
      sum(x.amount_fen) FILTER (WHERE x.kind = 'cost') AS cost
    FROM distributions y JOIN distribution_lines x ON x.distribution_id = y.id
    WHERE y.receipt_id = r.id AND y.state = 'approved'
  ) l ON true`;
const CHARGES = sql`l.overhead::text AS "overheadFen",
  coalesce(l.recognition_fee, r.recognition_fee_fen)::text AS "recognitionFeeFen",
  coalesce(l.vat, r.vat_fen)::text AS "vatFen"`;

/** What came in under an agreement and counts, the first first. */
export async function listSheetReceipts(tx: Tx, agreementId: string): Promise<SheetReceipt[]> {
  const { rows } = await sql<SheetReceipt>`SELECT r.payer, r.received_on AS "receivedOn",
      r.amount_fen::text AS "amountFen", ${CHARGES}, r.voucher
    FROM receipts r ${TAKEN_OFF}
    WHERE r.agreement_id = ${agreementId} AND r.reversed_at IS NULL ORDER BY r.received_on, r.id`.execute(tx.kysely);
  return rows;
}

/** Receipts under technology contracts in a period one by one, by the day on which they came in. */
export async function listReceivedLines(
  tx: Tx,
  scopeIds: readonly string[],
  from: string,
  before: string,
): Promise<ReceivedLine[]> {
  const { rows } =
    await sql<ReceivedLine>`SELECT s.name AS "pairName", a.number AS "agreementNumber", coalesce(k.number, t.number) AS "registrationNumber",
      a.title, r.payer, r.received_on AS "receivedOn", r.amount_fen::text AS "amountFen",
      ${VALUE}::text AS "transactionFen",
      ${CHARGES}, r.voucher, l.tax::text AS "taxFen", l.cost::text AS "costFen"
    FROM receipts r JOIN agreements a ON a.id = r.agreement_id JOIN scopes s ON s.id = a.scope_id
    LEFT JOIN technology_registrations t ON t.agreement_id = a.id
    ${asRegistered(before)}
    ${TAKEN_OFF}
    WHERE a.scope_id = ANY (${scopeIds}::uuid[]) AND r.reversed_at IS NULL AND r.received_on >= ${from}::date
      AND r.received_on < ${before}::date
      AND a.kind IN ('development', 'transfer', 'licence', 'consulting', 'service')
    ORDER BY r.received_on, a.number, r.id LIMIT 20000`.execute(tx.kysely);
  return rows;
}

export interface WaitingRegistration {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly acceptedOn: string;
}

/** Accepted and not registered, the oldest first. */
export async function listAccepted(tx: Tx, scopeId: string): Promise<WaitingRegistration[]> {
  const { rows } = await sql<WaitingRegistration>`SELECT a.id, a.number, a.title, t.accepted_on AS "acceptedOn"
    FROM technology_registrations t JOIN agreements a ON a.id = t.agreement_id
    WHERE t.scope_id = ${scopeId} AND t.state = 'accepted' AND t.accepted_on <= ${TODAY} - 7
    ORDER BY t.accepted_on LIMIT 5`.execute(tx.kysely);
  return rows;
}
