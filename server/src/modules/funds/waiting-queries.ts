// What of a scope's funds waits for somebody, the oldest first.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../platform/db/index.ts";
import type { FundStage } from "./types.ts";

const MOST = 20;

export type Wait = "submitted" | "report" | "committee" | "vote" | "decide" | "returned";

export interface WaitingApplication {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly what: Wait;
  readonly since: string;
}

/** Not those that the caller asked for, but for what was returned to them. */
export async function listWaitingApplications(tx: Tx, scopeId: string, userId: string): Promise<WaitingApplication[]> {
  const { rows } = await sql<WaitingApplication>`
    SELECT * FROM (
      SELECT p.id, p.number, p.title, p.updated_at AS since, CASE
        WHEN p.state = 'returned' AND p.applicant_scope_id = ${scopeId} THEN 'returned'
        WHEN p.scope_id <> ${scopeId} AND p.manager_scope_id IS DISTINCT FROM ${scopeId}::uuid THEN NULL
        WHEN ${userId}::uuid IN (p.created_by, p.submitted_by) THEN NULL
        WHEN p.state = 'submitted' THEN 'submitted'
        WHEN p.state = 'due_diligence' AND p.report IS NULL AND p.investigator_id = ${userId} THEN 'report'
        WHEN p.state = 'due_diligence' AND p.report IS NOT NULL THEN 'committee'
        WHEN p.state = 'committee' AND EXISTS (SELECT FROM fund_votes v WHERE v.application_id = p.id
          AND v.member_id = ${userId} AND v.vote IS NULL) THEN 'vote'
        WHEN p.state = 'committee' AND p.investigator_id <> ${userId} AND NOT EXISTS (SELECT FROM fund_votes v
          WHERE v.application_id = p.id AND v.vote IS NULL) THEN 'decide'
      END AS what
      FROM fund_applications p
      WHERE ${scopeId}::uuid = ANY (p.readers) AND p.state IN ('submitted', 'due_diligence', 'committee', 'returned')) w
    WHERE what IS NOT NULL ORDER BY since LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}

export interface DueTranche {
  readonly id: string;
  readonly fundId: string;
  readonly title: string;
  readonly position: number;
  readonly amountFen: string;
  readonly plannedOn: string;
  readonly gate: FundStage | null;
  readonly projectId: string | null;
  readonly since: string;
}

/** Unpaid and past their day; whether their gate was passed is known to the project. */
export async function listDueTranches(tx: Tx, scopeId: string): Promise<DueTranche[]> {
  const { rows } = await sql<DueTranche>`
    SELECT t.id, t.fund_id AS "fundId", c.title, t.position, t.amount_fen::text AS "amountFen",
      t.planned_on AS "plannedOn", t.gate, c.project_id AS "projectId", t.planned_on::timestamptz AS since
    FROM fund_tranches t JOIN fund_commitments c ON c.id = t.commitment_id
    WHERE (t.scope_id = ${scopeId} OR t.manager_scope_id = ${scopeId}) AND c.closed_on IS NULL
      AND t.planned_on <= ${TODAY} AND NOT EXISTS (SELECT FROM fund_payments y
        WHERE y.tranche_id = t.id AND y.reversal_id IS NULL)
    ORDER BY t.planned_on, t.id LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}

export interface OpenWriteOff {
  readonly id: string;
  readonly fundId: string;
  readonly title: string;
  readonly since: string;
}

export async function listOpenWriteOffs(tx: Tx, scopeId: string, userId: string): Promise<OpenWriteOff[]> {
  const { rows } = await sql<OpenWriteOff>`
    SELECT w.id, w.fund_id AS "fundId", c.title, w.proposed_at AS since
    FROM fund_write_offs w JOIN fund_commitments c ON c.id = w.commitment_id
    WHERE (w.scope_id = ${scopeId} OR w.manager_scope_id = ${scopeId}) AND w.approved_by IS NULL AND w.dropped_as IS NULL
      AND w.proposed_by <> ${userId} ORDER BY w.proposed_at LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}
