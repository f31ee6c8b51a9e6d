// SQL of what was sent to people without an account, and of what they answered.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { AnswerKind, LineState, OutreachShown } from "../types.ts";
import { type Lock, lockClause } from "./shared.ts";

export interface OutreachRow {
  readonly id: string;
  readonly zoneId: string;
  readonly scopeId: string;
  readonly audience: "partner" | "enterprise";
  readonly needId: string;
  readonly partnerKind: "achievement" | "team" | "stated" | null;
  readonly partnerId: string | null;
  readonly runId: string | null;
  readonly shown: OutreachShown;
  readonly expiresAt: string;
  readonly isExpired: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly forwards: number;
}

const OUTREACH = sql`o.id, o.zone_id AS "zoneId", o.scope_id AS "scopeId", o.audience, o.need_id AS "needId",
  o.partner_kind AS "partnerKind", o.partner_id AS "partnerId", o.run_id AS "runId", o.shown,
  o.expires_at AS "expiresAt", o.expires_at <= clock_timestamp() AS "isExpired", o.created_by AS "createdBy",
  o.created_at AS "createdAt", o.revoked_at AS "revokedAt", o.forwards`;

export async function insertOutreach(
  tx: Tx,
  outreach: Pick<
    OutreachRow,
    "id" | "zoneId" | "scopeId" | "audience" | "needId" | "partnerKind" | "partnerId" | "runId" | "shown" | "createdBy"
  > & { readonly expiresAt: string },
): Promise<void> {
  await sql`
    INSERT INTO outreaches (id, zone_id, scope_id, audience, need_id, partner_kind, partner_id, run_id, shown, expires_at,
      created_by)
    VALUES (${outreach.id}, ${outreach.zoneId}, ${outreach.scopeId}, ${outreach.audience}, ${outreach.needId},
      ${outreach.partnerKind}, ${outreach.partnerId}, ${outreach.runId}, ${JSON.stringify(outreach.shown)}::jsonb,
      ${outreach.expiresAt}::timestamptz, ${outreach.createdBy})`.execute(tx.kysely);
}

export async function findOutreachRow(tx: Tx, id: string, lock: Lock = "read"): Promise<OutreachRow | null> {
  return firstOf(tx, sql<OutreachRow>`SELECT ${OUTREACH} FROM outreaches o WHERE o.id = ${id} ${lockClause(lock)}`);
}

/** The newest first; `before` is the last id of the page above. */
export async function listOutreachRows(
  tx: Tx,
  scopeId: string,
  { before, limit, needId }: { readonly before: string | null; readonly limit: number; readonly needId: string | null },
): Promise<OutreachRow[]> {
  const { rows } = await sql<OutreachRow>`SELECT ${OUTREACH} FROM outreaches o
    WHERE o.scope_id = ${scopeId} AND (${before}::uuid IS NULL OR o.id < ${before}::uuid)
      AND (${needId}::uuid IS NULL OR o.need_id = ${needId}::uuid)
    ORDER BY o.id DESC LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}

export interface SharedMatchRow {
  readonly id: string;
  readonly shown: OutreachShown;
  readonly sharedAt: string;
  readonly answer: AnswerKind | null;
  readonly state: LineState | null;
}

/** Partners that were shown to a need's enterprise and not taken back, each once; the newest first. */
export async function listSharedMatchRows(tx: Tx, needId: string): Promise<SharedMatchRow[]> {
  const { rows } = await sql<SharedMatchRow>`
    SELECT id, shown, shared_at AS "sharedAt", answer, state FROM shared_matches(${needId})
    ORDER BY shared_at DESC, id`.execute(tx.kysely);
  return rows;
}

export async function revokeOutreachRow(tx: Tx, id: string, by: string): Promise<void> {
  await sql`UPDATE outreaches SET revoked_by = ${by}, revoked_at = clock_timestamp() WHERE id = ${id}`.execute(
    tx.kysely,
  );
}

export async function countForward(tx: Tx, id: string): Promise<void> {
  await sql`UPDATE outreaches SET forwards = forwards + 1 WHERE id = ${id}`.execute(tx.kysely);
}

export interface AnswerRow {
  readonly outreachId: string;
  readonly answer: AnswerKind;
  readonly comment: string;
  readonly name: string;
  readonly contact: string;
  readonly wasForwarded: boolean;
  readonly lineId: string | null;
  readonly at: string;
}

export async function listAnswers(tx: Tx, outreachIds: readonly string[]): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    SELECT outreach_id AS "outreachId", answer, comment, name, contact, was_forwarded AS "wasForwarded",
      line_id AS "lineId", at
    FROM outreach_answers WHERE outreach_id = ANY (${outreachIds}::uuid[]) ORDER BY id`.execute(tx.kysely);
  return rows;
}

export async function insertAnswer(
  tx: Tx,
  outreach: Pick<OutreachRow, "id" | "zoneId" | "scopeId">,
  answer: Omit<AnswerRow, "outreachId" | "at">,
): Promise<void> {
  await sql`
    INSERT INTO outreach_answers (zone_id, outreach_id, id, scope_id, answer, comment, name, contact, was_forwarded, line_id)
    VALUES (${outreach.zoneId}, ${outreach.id}, ${newId()}, ${outreach.scopeId}, ${answer.answer}, ${answer.comment},
      ${answer.name}, ${answer.contact}, ${answer.wasForwarded}, ${answer.lineId})`.execute(tx.kysely);
}
