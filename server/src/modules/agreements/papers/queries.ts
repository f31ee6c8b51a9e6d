// All SQL about the files of agreements.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import type { AgreementRow } from "../queries.ts";
import type { PaperKind } from "./types.ts";

export interface PaperRow {
  readonly id: string;
  readonly kind: PaperKind;
  readonly subjectId: string | null;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly addedBy: string;
  readonly addedAt: string;
}

const COLUMNS = sql`p.id, p.kind, p.subject_id AS "subjectId", p.name, p.sha256, p.size_bytes::float8 AS "sizeBytes",
  p.added_by AS "addedBy", p.added_at AS "addedAt"`;

export async function insertPaper(
  tx: Tx,
  { id: agreementId, scopeId }: Pick<AgreementRow, "id" | "scopeId">,
  enterpriseId: string | null,
  paper: Pick<PaperRow, "id" | "kind" | "subjectId" | "name" | "sha256" | "sizeBytes" | "addedBy">,
): Promise<void> {
  await sql`
    INSERT INTO agreement_papers (scope_id, enterprise_id, agreement_id, id, kind, subject_id, name, sha256, size_bytes,
      added_by)
    VALUES (${scopeId}, ${enterpriseId}, ${agreementId}, ${paper.id}, ${paper.kind}, ${paper.subjectId}, ${paper.name},
      ${paper.sha256}, ${paper.sizeBytes}, ${paper.addedBy})`.execute(tx.kysely);
}

export async function listPaperRows(tx: Tx, agreementId: string): Promise<PaperRow[]> {
  const { rows } = await sql<PaperRow>`
    SELECT ${COLUMNS} FROM agreement_papers p WHERE p.agreement_id = ${agreementId} ORDER BY p.id`.execute(tx.kysely);
  return rows;
}

export async function findPaperRow(tx: Tx, agreementId: string, paperId: string): Promise<PaperRow | null> {
  const { rows } = await sql<PaperRow>`
    SELECT ${COLUMNS} FROM agreement_papers p
    WHERE p.agreement_id = ${agreementId} AND p.id = ${paperId}`.execute(tx.kysely);
  return rows[0] ?? null;
}
