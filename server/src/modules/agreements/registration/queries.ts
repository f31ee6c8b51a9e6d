// All SQL about registration and the yearly report.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import type { AgreementKindName } from "../types.ts";
import type { FormField, RegistrationState } from "./types.ts";

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
  readonly updatedAt: string;
  readonly version: number;
}

const COLUMNS = sql`t.agreement_id AS "agreementId", t.scope_id AS "scopeId", t.state, t.fields, t.deductions,
  t.technical_income_fen::text AS "technicalIncomeFen", t.accepted_on AS "acceptedOn",
  t.registered_on AS "registeredOn", t.number, t.returned_reason AS "returnedReason", t.updated_at AS "updatedAt",
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
      technical_income_fen, accepted_on, registered_on, number, returned_reason, updated_by)
    VALUES (${agreementId}, ${scopeId}, ${state}, ${JSON.stringify(fields)}::jsonb, ${JSON.stringify(deductions)}::jsonb,
      ${technicalIncomeFen}::bigint, ${acceptedOn}::date, ${registeredOn}::date, ${kept.number}, ${kept.returnedReason},
      ${by})
    ON CONFLICT (agreement_id) DO UPDATE SET state = EXCLUDED.state, fields = EXCLUDED.fields,
      deductions = EXCLUDED.deductions, technical_income_fen = EXCLUDED.technical_income_fen,
      accepted_on = EXCLUDED.accepted_on, registered_on = EXCLUDED.registered_on, number = EXCLUDED.number,
      returned_reason = EXCLUDED.returned_reason, updated_by = EXCLUDED.updated_by, updated_at = now(),
      version = t.version + 1`.execute(tx.kysely);
}

/** The agreement of a scope that has this registration number, or null. */
export async function findNumberHolder(
  tx: Tx,
  scopeId: string,
  number: string,
  except: string,
): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`SELECT a.number FROM technology_registrations t
    JOIN agreements a ON a.id = t.agreement_id
    WHERE t.scope_id = ${scopeId} AND t.number = ${number} AND t.agreement_id <> ${except}`.execute(tx.kysely);
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
  readonly incomeFen: string | null;
  readonly receivedFen: string;
  readonly parties: string[];
  readonly state: RegistrationState | null;
  readonly registrationNumber: string | null;
  readonly registeredOn: string | null;
  readonly acceptedOn: string | null;
}

/** Technology contracts of these scopes signed from one day until before another, with their registration. */
export async function listBook(tx: Tx, scopeIds: readonly string[], from: string, before: string): Promise<BookRow[]> {
  const { rows } =
    await sql<BookRow>`SELECT a.id AS "agreementId", s.name AS "pairName", a.number, a.title, a.kind, a.sub_kind AS "subKind",
      a.signed_on AS "signedOn", a.amount_fen::text AS "amountFen",
      coalesce((SELECT sum((d.value ->> 'amountFen')::bigint) FROM jsonb_array_elements(t.deductions) d), 0)::text
        AS "deductedFen",
      t.technical_income_fen::text AS "incomeFen", (m.received_fen + m.royalty_fen)::text AS "receivedFen",
      array(SELECT p.name FROM agreement_parties p WHERE p.agreement_id = a.id ORDER BY p.position) AS parties,
      t.state, t.number AS "registrationNumber", t.registered_on AS "registeredOn", t.accepted_on AS "acceptedOn"
    FROM agreements a JOIN agreement_money m ON m.agreement_id = a.id JOIN scopes s ON s.id = a.scope_id
    LEFT JOIN technology_registrations t ON t.agreement_id = a.id
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
      coalesce(sum(l.taken_off), 0)::text AS "takenOffFen"
    FROM receipts r JOIN agreements a ON a.id = r.agreement_id
    LEFT JOIN distributions d ON d.receipt_id = r.id AND d.state = 'approved'
    LEFT JOIN LATERAL (
      SELECT sum(x.amount_fen) FILTER (WHERE x.kind = 'inventor') AS inventors,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'unit') AS units,
        sum(x.amount_fen) FILTER (WHERE x.kind IN ('institution', 'overhead')) AS institution,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'account') AS accounts,
        sum(x.amount_fen) FILTER (WHERE x.kind IN ('tax', 'cost')) AS taken_off
      FROM distribution_lines x WHERE x.distribution_id = d.id
    ) l ON true
    WHERE a.scope_id = ANY (${scopeIds}::uuid[]) AND r.reversed_at IS NULL AND r.received_on >= ${from}::date
      AND r.received_on < ${before}::date
      AND a.kind IN ('development', 'transfer', 'licence', 'consulting', 'service')
    GROUP BY a.kind, d.path`.execute(tx.kysely);
  return rows;
}

export interface ReceivedLine {
  readonly pairName: string;
  readonly agreementNumber: string;
  readonly registrationNumber: string | null;
  readonly title: string;
  readonly payer: string;
  readonly receivedOn: string;
  readonly amountFen: string;
  /** Of the whole contract; null where no amount is agreed. */
  readonly transactionFen: string | null;
  /** Of its approved distribution, as are the two below; null where there is none. */
  readonly overheadFen: string | null;
  readonly taxFen: string | null;
  readonly costFen: string | null;
  readonly voucher: string;
}

/** Receipts under technology contracts in a period one by one, by the day on which they came in. */
export async function listReceivedLines(
  tx: Tx,
  scopeIds: readonly string[],
  from: string,
  before: string,
): Promise<ReceivedLine[]> {
  const { rows } =
    await sql<ReceivedLine>`SELECT s.name AS "pairName", a.number AS "agreementNumber", t.number AS "registrationNumber",
      a.title, r.payer, r.received_on AS "receivedOn", r.amount_fen::text AS "amountFen",
      (a.amount_fen - coalesce(
        (SELECT sum((d.value ->> 'amountFen')::bigint) FROM jsonb_array_elements(t.deductions) d), 0))::text
        AS "transactionFen",
      l.overhead::text AS "overheadFen", l.tax::text AS "taxFen", l.cost::text AS "costFen", r.voucher
    FROM receipts r JOIN agreements a ON a.id = r.agreement_id JOIN scopes s ON s.id = a.scope_id
    LEFT JOIN technology_registrations t ON t.agreement_id = a.id
    LEFT JOIN LATERAL (
      SELECT sum(x.amount_fen) FILTER (WHERE x.kind = 'overhead') AS overhead,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'tax') AS tax,
        sum(x.amount_fen) FILTER (WHERE x.kind = 'cost') AS cost
      FROM distributions d JOIN distribution_lines x ON x.distribution_id = d.id
      WHERE d.receipt_id = r.id AND d.state = 'approved'
    ) l ON true
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
