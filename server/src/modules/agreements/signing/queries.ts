// All SQL about signed texts.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { AgreementRow } from "../queries.ts";

export interface SignatureRow {
  readonly id: string;
  readonly paperId: string;
  readonly sha256: string;
  readonly service: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

export async function listSignatureRows(tx: Tx, agreementId: string): Promise<SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`
    SELECT s.id, s.paper_id AS "paperId", s.sha256, s.service, s.evidence, s.recorded_by AS "recordedBy",
      s.recorded_at AS "recordedAt"
    FROM agreement_signatures s WHERE s.agreement_id = ${agreementId} ORDER BY s.id`.execute(tx.kysely);
  return rows;
}

export async function insertSignature(
  tx: Tx,
  { id: agreementId, scopeId, enterpriseId }: Pick<AgreementRow, "id" | "scopeId" | "enterpriseId">,
  { paperId, sha256, service, evidence, recordedBy }: Omit<SignatureRow, "id" | "recordedAt">,
): Promise<void> {
  await sql`
    INSERT INTO agreement_signatures (scope_id, enterprise_id, agreement_id, id, paper_id, sha256, service, evidence,
      recorded_by)
    VALUES (${scopeId}, ${enterpriseId}, ${agreementId}, ${newId()}, ${paperId}, ${sha256}, ${service},
      ${JSON.stringify(evidence)}, ${recordedBy})`.execute(tx.kysely);
}
