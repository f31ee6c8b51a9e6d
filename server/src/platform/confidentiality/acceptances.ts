import { sql } from "kysely";
import { audit } from "../audit/index.ts";
import type { Tx } from "../db/index.ts";
import { newId } from "../ids.ts";
import { confidentialityError } from "./errors.ts";
import { getStatement } from "./statements.ts";
import type { ConfidentialSubject } from "./subject.ts";

export interface Acceptance {
  readonly userId: string;
  /** As they were called when they accepted; null once their account is erased. */
  readonly userName: string | null;
  /** The scopes in which they had a role then, joined by ` · `. */
  readonly userUnits: string | null;
  readonly acceptedAt: string;
  readonly version: number;
  readonly digest: string;
}

/**
 * Writes down that the actor accepts the statement whose digest they were shown. Accepting it again changes nothing.
 * Throws `confidentiality.statement_changed` when another one is in force by now. That they were invited is the caller's
 * to check.
 */
export async function acceptStatement(tx: Tx, subject: ConfidentialSubject, digest: string): Promise<void> {
  const { kind, id, scopeId, ownerId } = subject;
  const statement = await getStatement(tx, scopeId);
  const { version, text } = statement;
  if (statement.digest !== digest) throw confidentialityError("confidentiality.statement_changed", { version });
  const { numAffectedRows } = await sql`
    INSERT INTO confidentiality_acceptances (id, scope_id, owner_id, subject_kind, subject_id, version, text_zh, text_en,
      digest)
    VALUES (${newId()}, ${scopeId}, ${ownerId}, ${kind}, ${id}, ${version}, ${text.zh}, ${text.en}, ${digest})
    ON CONFLICT ON CONSTRAINT confidentiality_acceptances_key DO NOTHING`.execute(tx.kysely);
  if (numAffectedRows === 0n || tx.actor === "system") return;
  const isInside = tx.actor.readScopes.includes(scopeId);
  await audit(tx, {
    scopeId: isInside ? scopeId : tx.actor.userId,
    action: "confidentiality.accepted",
    subjectKind: kind,
    subjectId: id,
    details: { version, digest },
  });
}

/** Whether the actor accepted the statement that is in force now, for this subject. */
export async function hasAccepted(tx: Tx, subject: ConfidentialSubject): Promise<boolean> {
  const { kind, id, scopeId } = subject;
  const { digest } = await getStatement(tx, scopeId);
  const { rows } = await sql`
    SELECT FROM confidentiality_acceptances WHERE scope_id = ${scopeId} AND subject_kind = ${kind}
      AND subject_id = ${id} AND user_id = app_user_id() AND digest = ${digest}`.execute(tx.kysely);
  return rows.length > 0;
}

/** Who accepted what for a subject, the newest first: all for those who handle it, one's own for anybody else. */
export async function listAcceptances(
  tx: Tx,
  { kind, id, scopeId }: Pick<ConfidentialSubject, "kind" | "id" | "scopeId">,
): Promise<Acceptance[]> {
  const { rows } = await sql<Acceptance>`
    SELECT user_id AS "userId", user_name AS "userName", user_units AS "userUnits", accepted_at AS "acceptedAt", version,
      digest
    FROM confidentiality_acceptances WHERE scope_id = ${scopeId} AND subject_kind = ${kind} AND subject_id = ${id}
    ORDER BY accepted_at DESC, id DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}
