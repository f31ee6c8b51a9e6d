// All SQL about what is due of signed agreements.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import type { Side } from "../milestones/types.ts";

export interface DueMilestone {
  readonly id: string;
  readonly agreementId: string;
  readonly scopeId: string;
  readonly enterpriseId: string | null;
  readonly createdBy: string | null;
  readonly number: string;
  readonly title: string;
  readonly dueOn: string;
}

const UNDELIVERED = sql`NOT EXISTS (SELECT FROM agreement_deliveries d WHERE d.agreement_id = m.agreement_id
  AND d.milestone_id = m.id AND d.decision IS DISTINCT FROM 'refused')`;
const MILESTONE = sql`m.id, m.agreement_id AS "agreementId", a.scope_id AS "scopeId", a.enterprise_id AS "enterpriseId",
  a.created_by AS "createdBy", a.number, m.title, m.due_on::text AS "dueOn"`;

/** What nobody has delivered and whose day is over, in a pair or of an enterprise. */
export async function listLateMilestones(tx: Tx, scopeId: string): Promise<DueMilestone[]> {
  const { rows } = await sql<DueMilestone>`
    SELECT ${MILESTONE} FROM agreements a JOIN agreement_milestones m ON m.agreement_id = a.id
    WHERE (a.scope_id = ${scopeId} OR a.enterprise_id = ${scopeId}) AND a.state = 'signed' AND m.due_on < ${TODAY}
      AND ${UNDELIVERED}
    ORDER BY m.due_on, m.id LIMIT 20`.execute(tx.kysely);
  return rows;
}

/** What is to be delivered from a day on, at most so many days away. As the system. */
export async function listMilestonesDue(tx: Tx, today: string, within: number): Promise<DueMilestone[]> {
  const { rows } = await sql<DueMilestone>`
    SELECT ${MILESTONE} FROM agreements a JOIN agreement_milestones m ON m.agreement_id = a.id
    WHERE a.state = 'signed' AND m.due_on >= ${today}::date AND m.due_on <= ${today}::date + ${within}::integer
      AND ${UNDELIVERED}
    ORDER BY m.due_on, m.id`.execute(tx.kysely);
  return rows;
}

export interface EndingAgreement {
  readonly id: string;
  readonly scopeId: string;
  readonly enterpriseId: string | null;
  readonly createdBy: string | null;
  readonly number: string;
  readonly title: string;
  readonly endsOn: string;
}

const ENDING = sql`a.id, a.scope_id AS "scopeId", a.enterprise_id AS "enterpriseId", a.created_by AS "createdBy", a.number,
  a.title, a.ends_on::text AS "endsOn"`;

export async function listAgreementsEnding(tx: Tx, today: string, within: number): Promise<EndingAgreement[]> {
  const { rows } = await sql<EndingAgreement>`
    SELECT ${ENDING} FROM agreements a
    WHERE a.state = 'signed' AND a.ends_on >= ${today}::date AND a.ends_on <= ${today}::date + ${within}::integer
    ORDER BY a.ends_on, a.id`.execute(tx.kysely);
  return rows;
}

/** Those of a pair that end within so many days, and those whose term is over and that nobody has ended. */
export async function listExpiring(tx: Tx, scopeId: string, within: number): Promise<EndingAgreement[]> {
  const { rows } = await sql<EndingAgreement>`
    SELECT ${ENDING} FROM agreements a
    WHERE a.scope_id = ${scopeId} AND a.state = 'signed' AND a.ends_on <= ${TODAY} + ${within}::integer
    ORDER BY a.ends_on, a.id LIMIT 20`.execute(tx.kysely);
  return rows;
}

export interface WaitingDelivery {
  readonly id: string;
  readonly agreementId: string;
  readonly number: string;
  readonly milestone: string;
  readonly side: Side;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly hasEnterprise: boolean;
}

export async function listWaitingDeliveries(tx: Tx, scopeId: string): Promise<WaitingDelivery[]> {
  const { rows } = await sql<WaitingDelivery>`
    SELECT d.id, a.id AS "agreementId", a.number, m.title AS milestone, d.side, d.recorded_by AS "recordedBy",
      d.recorded_at AS "recordedAt", a.enterprise_id IS NOT NULL AS "hasEnterprise"
    FROM agreement_deliveries d JOIN agreements a ON a.id = d.agreement_id
    JOIN agreement_milestones m ON m.agreement_id = d.agreement_id AND m.id = d.milestone_id
    WHERE (a.scope_id = ${scopeId} OR a.enterprise_id = ${scopeId}) AND a.state = 'signed' AND d.decision IS NULL
    ORDER BY d.recorded_at, d.id LIMIT 50`.execute(tx.kysely);
  return rows;
}

export interface ReviewedDraft {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: "through" | "sent_back";
  readonly since: string;
}

/** Drafts whose newest approvals are all through and wait to be signed, or of which one was sent back. */
export async function listReviewedDrafts(tx: Tx, scopeId: string): Promise<ReviewedDraft[]> {
  const { rows } = await sql<ReviewedDraft>`
    WITH newest AS (
      SELECT DISTINCT ON (p.agreement_id, p.institution_id) p.agreement_id, p.state, p.id
      FROM agreement_approvals p JOIN agreements a ON a.id = p.agreement_id
      WHERE a.scope_id = ${scopeId} AND a.state = 'draft' AND p.amendment_id IS NULL
      ORDER BY p.agreement_id, p.institution_id, p.id DESC
    ), summed AS (
      SELECT n.agreement_id, bool_and(n.state = 'through') AS through, bool_or(n.state = 'sent_back') AS back
      FROM newest n GROUP BY n.agreement_id
    )
    SELECT a.id, a.number, a.title, CASE WHEN s.through THEN 'through' ELSE 'sent_back' END AS state,
      coalesce((SELECT max(e.done_at) FROM agreement_approval_entries e WHERE e.agreement_id = a.id), a.updated_at) AS since
    FROM summed s JOIN agreements a ON a.id = s.agreement_id
    WHERE s.through OR s.back ORDER BY a.number LIMIT 20`.execute(tx.kysely);
  return rows;
}

export interface UnfiledAgreement {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly signedOn: string;
}

/** Those of which it was recorded that they are signed, and of which nobody has brought the signed file: the oldest. */
export async function listUnfiled(tx: Tx, scopeId: string): Promise<UnfiledAgreement[]> {
  const { rows } = await sql<UnfiledAgreement>`
    SELECT a.id, a.number, a.title, a.signed_on::text AS "signedOn" FROM agreements a
    WHERE a.scope_id = ${scopeId} AND a.state = 'signed'
      AND NOT EXISTS (SELECT FROM agreement_signatures s WHERE s.agreement_id = a.id)
    ORDER BY a.signed_on, a.id LIMIT 5`.execute(tx.kysely);
  return rows;
}
