// All SQL about the templates of institutions.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import type { AgreementKindName } from "../types.ts";
import type { TemplateTrial } from "./types.ts";

export interface TemplateRow {
  readonly id: string;
  readonly scopeId: string;
  readonly kind: AgreementKindName;
  readonly version: number;
  readonly fileId: string | null;
  readonly name: string | null;
  readonly sha256: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
}

const COLUMNS = sql`t.id, t.scope_id AS "scopeId", t.kind, t.version, t.file_id AS "fileId", t.name, t.sha256,
  t.created_by AS "createdBy", t.created_at AS "createdAt"`;

/** The newest of each kind first. */
export async function listTemplateRows(tx: Tx, scopeId: string): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    SELECT ${COLUMNS} FROM agreement_templates t WHERE t.scope_id = ${scopeId}
    ORDER BY t.kind, t.version DESC`.execute(tx.kysely);
  return rows;
}

export async function findTemplateRow(tx: Tx, scopeId: string, id: string): Promise<TemplateRow | null> {
  return firstOf(
    tx,
    sql<TemplateRow>`SELECT ${COLUMNS} FROM agreement_templates t WHERE t.scope_id = ${scopeId} AND t.id = ${id}`,
  );
}

export async function insertTemplate(tx: Tx, row: Omit<TemplateRow, "createdAt">): Promise<void> {
  await sql`
    INSERT INTO agreement_templates (scope_id, kind, version, id, file_id, name, sha256, created_by)
    VALUES (${row.scopeId}, ${row.kind}, ${row.version}, ${row.id}, ${row.fileId}, ${row.name}, ${row.sha256},
      ${row.createdBy})`.execute(tx.kysely);
}

interface TemplateInForce {
  readonly id: string;
  readonly scopeId: string;
  readonly scopeName: string;
  readonly version: number;
  readonly fileId: string;
  readonly name: string;
}

/** Those in force for agreements of this kind in a pair: its own, its zone's and its university's. */
export async function listTemplatesInForce(
  tx: Tx,
  pairId: string,
  kind: AgreementKindName,
): Promise<TemplateInForce[]> {
  const { rows } = await sql<TemplateInForce>`
    SELECT f.id, f.scope_id AS "scopeId", f.scope_name AS "scopeName", f.version, f.file_id AS "fileId", f.name
    FROM agreement_templates_for(${pairId}::uuid) f WHERE f.kind = ${kind}
    ORDER BY f.scope_name, f.scope_id`.execute(tx.kysely);
  return rows;
}

/** Agreements of this kind, in the scope or beneath it, with which a template can be tried: the newest. */
export async function listTrials(tx: Tx, scopeId: string, kind: AgreementKindName): Promise<TemplateTrial[]> {
  const { rows } = await sql<TemplateTrial>`
    SELECT a.id, a.number, a.title FROM agreements a JOIN scopes s ON s.id = a.scope_id
    WHERE a.kind = ${kind} AND (s.id = ${scopeId} OR s.parent_id = ${scopeId} OR ${scopeId} = ANY (s.also_beneath))
    ORDER BY a.id DESC LIMIT 50`.execute(tx.kysely);
  return rows;
}
