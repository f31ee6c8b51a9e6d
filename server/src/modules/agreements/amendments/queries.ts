// All SQL about amendments.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { AgreementRow } from "../queries.ts";
import { type AgreementContent, AgreementDraft } from "../types.ts";
import type { AmendmentState } from "./types.ts";

export interface AmendmentRow {
  readonly id: string;
  readonly number: number;
  readonly state: AmendmentState;
  readonly reason: string;
  readonly content: AgreementContent;
  readonly replaced: AgreementContent | null;
  readonly sentAt: string | null;
  readonly signedOn: string | null;
  readonly signedBy: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly version: number;
}

/** A text as it was kept, with what has been added to agreements since. */
const Text = AgreementDraft.omit({ needId: true });

/** In their order. */
export async function listAmendmentRows(tx: Tx, agreementId: string): Promise<AmendmentRow[]> {
  const { rows } = await sql<AmendmentRow>`
    SELECT a.id, a.number, a.state, a.reason, a.content, a.replaced, a.sent_at AS "sentAt", a.signed_on AS "signedOn",
      a.signed_by AS "signedBy",
      a.created_by AS "createdBy", a.created_at AS "createdAt", a.version
    FROM agreement_amendments a WHERE a.agreement_id = ${agreementId} ORDER BY a.number`.execute(tx.kysely);
  return rows.map((row) => ({
    ...row,
    content: Text.parse(row.content),
    replaced: row.replaced === null ? null : Text.parse(row.replaced),
  }));
}

export async function insertAmendment(
  tx: Tx,
  { id: agreementId, scopeId, enterpriseId }: AgreementRow,
  { number, reason, content, by }: Pick<AmendmentRow, "number" | "reason" | "content"> & { readonly by: string },
): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO agreement_amendments (scope_id, enterprise_id, agreement_id, id, number, reason, content, created_by)
    VALUES (${scopeId}, ${enterpriseId}, ${agreementId}, ${id}, ${number}, ${reason}, ${JSON.stringify(content)}, ${by})`.execute(
    tx.kysely,
  );
  return id;
}

export async function updateAmendment(
  tx: Tx,
  agreementId: string,
  amendmentId: string,
  { reason, content }: Pick<AmendmentRow, "reason" | "content">,
): Promise<void> {
  await sql`
    UPDATE agreement_amendments SET reason = ${reason}, content = ${JSON.stringify(content)}, sent_at = NULL, updated_at = now(),
      version = version + 1
    WHERE agreement_id = ${agreementId} AND id = ${amendmentId}`.execute(tx.kysely);
}

export async function markAmendmentSent(tx: Tx, agreementId: string, amendmentId: string): Promise<void> {
  await sql`UPDATE agreement_amendments SET sent_at = now(), version = version + 1
    WHERE agreement_id = ${agreementId} AND id = ${amendmentId}`.execute(tx.kysely);
}

export async function closeAmendment(
  tx: Tx,
  agreementId: string,
  amendmentId: string,
  {
    state,
    replaced,
    on,
    by,
  }: {
    readonly state: AmendmentState;
    readonly replaced: AgreementContent | null;
    readonly on: string | null;
    readonly by: string;
  },
): Promise<void> {
  const isSigned = state === "signed";
  await sql`
    UPDATE agreement_amendments SET state = ${state}, signed_on = ${on}::date, signed_by = ${isSigned ? by : null},
      replaced = ${replaced === null ? null : JSON.stringify(replaced)}::jsonb, updated_at = now(), version = version + 1
    WHERE agreement_id = ${agreementId} AND id = ${amendmentId}`.execute(tx.kysely);
}

export async function findAmendmentText(
  tx: Tx,
  agreementId: string,
  amendmentId: string,
): Promise<AmendmentRow | null> {
  return (await listAmendmentRows(tx, agreementId)).find(({ id }) => id === amendmentId) ?? null;
}
