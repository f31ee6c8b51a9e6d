// All SQL about flows and approvals.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type AnyDetails, type ApprovalState, FlowStep, type StepRole } from "./types.ts";

export interface FlowRow {
  readonly id: string;
  readonly version: number;
  readonly steps: FlowStep[];
  readonly createdBy: string;
  readonly createdAt: string;
}

const readSteps = (steps: unknown) => FlowStep.array().parse(steps);

/** The newest first. */
export async function listFlowRows(tx: Tx, scopeId: string): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`
    SELECT f.id, f.version, f.steps, f.created_by AS "createdBy", f.created_at AS "createdAt" FROM agreement_flows f
    WHERE f.scope_id = ${scopeId} ORDER BY f.version DESC`.execute(tx.kysely);
  return rows.map((row) => ({ ...row, steps: readSteps(row.steps) }));
}

export async function insertFlow(
  tx: Tx,
  scopeId: string,
  { version, steps, by }: { readonly version: number; readonly steps: readonly FlowStep[]; readonly by: string },
): Promise<void> {
  await sql`
    INSERT INTO agreement_flows (scope_id, id, version, steps, created_by)
    VALUES (${scopeId}, ${newId()}, ${version}, ${JSON.stringify(steps)}, ${by})`.execute(tx.kysely);
}

export interface FlowInForce {
  readonly scopeId: string;
  readonly scopeName: string;
  readonly version: number;
  readonly steps: FlowStep[];
}

/** The flows of a pair, its zone and its university. */
export async function listFlowsFor(tx: Tx, pairId: string): Promise<FlowInForce[]> {
  const { rows } = await sql<FlowInForce>`
    SELECT f.scope_id AS "scopeId", f.scope_name AS "scopeName", f.version, f.steps
    FROM agreement_flows_for(${pairId}::uuid) f ORDER BY f.scope_name, f.scope_id`.execute(tx.kysely);
  return rows.map((row) => ({ ...row, steps: readSteps(row.steps) }));
}

/** A step of the flow as an agreement takes it. */
export interface TakenStep extends FlowStep {
  readonly id: string;
}

export interface ApprovalRow {
  readonly id: string;
  readonly agreementId: string;
  readonly amendmentId: string | null;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly flowVersion: number;
  readonly steps: readonly TakenStep[];
  readonly textSha256: string;
  readonly state: ApprovalState;
  readonly draftedBy: string;
  /** Everybody who drew the text up or changed it until it was submitted. */
  readonly writtenBy: readonly string[];
  readonly startedBy: string;
  readonly startedAt: string;
}

const APPROVAL = sql`a.id, a.agreement_id AS "agreementId", a.amendment_id AS "amendmentId",
  a.institution_id AS "institutionId", a.institution_name AS "institutionName", a.flow_version AS "flowVersion", a.steps,
  a.text_sha256 AS "textSha256", a.state, a.drafted_by AS "draftedBy", a.written_by AS "writtenBy",
  a.started_by AS "startedBy", a.started_at AS "startedAt"`;

/** The newest first. */
export async function listApprovalRows(tx: Tx, agreementId: string): Promise<ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`
    SELECT ${APPROVAL} FROM agreement_approvals a WHERE a.agreement_id = ${agreementId} ORDER BY a.id DESC`.execute(
    tx.kysely,
  );
  return rows;
}

export async function insertApproval(
  tx: Tx,
  scopeId: string,
  approval: Omit<ApprovalRow, "id" | "state" | "startedAt">,
): Promise<void> {
  await sql`
    INSERT INTO agreement_approvals (scope_id, agreement_id, amendment_id, id, institution_id, institution_name,
      flow_version, steps, text_sha256, drafted_by, written_by, started_by)
    VALUES (${scopeId}, ${approval.agreementId}, ${approval.amendmentId}, ${newId()}, ${approval.institutionId},
      ${approval.institutionName}, ${approval.flowVersion}, ${JSON.stringify(approval.steps)}, ${approval.textSha256},
      ${approval.draftedBy}, ${approval.writtenBy}::uuid[], ${approval.startedBy})`.execute(tx.kysely);
}

/** Who drew a text up or changed it, by the history: of the agreement itself, or of one of its amendments. */
export async function listWriters(tx: Tx, agreementId: string, amendment: number | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT s.actor_id AS id FROM agreement_steps s
    WHERE s.agreement_id = ${agreementId} AND s.actor_id IS NOT NULL AND ${
      amendment === null
        ? sql`s.action IN ('drafted', 'changed')`
        : sql`s.action IN ('amendment_drafted', 'amendment_changed')
          AND (s.details ->> 'amendment')::integer = ${amendment}`
    }`.execute(tx.kysely);
  return rows.map(({ id }) => id);
}

export async function setApprovalState(
  tx: Tx,
  { agreementId, id }: Pick<ApprovalRow, "agreementId" | "id">,
  state: ApprovalState,
): Promise<void> {
  await sql`UPDATE agreement_approvals SET state = ${state}
    WHERE agreement_id = ${agreementId} AND id = ${id}`.execute(tx.kysely);
}

export interface EntryRow {
  readonly approvalId: string;
  readonly stepId: string;
  readonly outcome: "done" | "sent_back";
  readonly reasons: string;
  readonly details: AnyDetails | null;
  readonly doneBy: string;
  readonly role: StepRole;
  readonly doneAt: string;
}

export async function listEntryRows(tx: Tx, agreementId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    SELECT e.approval_id AS "approvalId", e.step_id AS "stepId", e.outcome, e.reasons,
      nullif(e.details, '{}'::jsonb) AS details, e.done_by AS "doneBy", e.role, e.done_at AS "doneAt"
    FROM agreement_approval_entries e WHERE e.agreement_id = ${agreementId} ORDER BY e.id`.execute(tx.kysely);
  return rows;
}

export async function insertEntry(
  tx: Tx,
  { scopeId, agreementId }: { readonly scopeId: string; readonly agreementId: string },
  entry: Omit<EntryRow, "doneAt">,
): Promise<void> {
  await sql`
    INSERT INTO agreement_approval_entries (scope_id, agreement_id, approval_id, step_id, id, outcome, reasons, details,
      done_by, role)
    VALUES (${scopeId}, ${agreementId}, ${entry.approvalId}, ${entry.stepId}, ${newId()}, ${entry.outcome},
      ${entry.reasons}, ${JSON.stringify(entry.details ?? {})}, ${entry.doneBy}, ${entry.role})`.execute(tx.kysely);
}

export interface WaitingApproval {
  readonly agreementId: string;
  readonly number: string;
  readonly title: string;
  readonly steps: readonly TakenStep[];
  readonly doneIds: readonly string[];
  readonly since: string;
  readonly draftedBy: string;
  readonly writtenBy: readonly string[];
  readonly startedBy: string;
}

/** Approvals under way in a pair, with the steps that are done. */
export async function listWaitingApprovals(tx: Tx, scopeId: string): Promise<WaitingApproval[]> {
  const { rows } = await sql<WaitingApproval>`
    SELECT g.id AS "agreementId", g.number, g.title, a.steps, a.drafted_by AS "draftedBy", a.written_by AS "writtenBy",
      a.started_by AS "startedBy", array(SELECT e.step_id::text FROM agreement_approval_entries e
        WHERE e.agreement_id = a.agreement_id AND e.approval_id = a.id) AS "doneIds",
      coalesce((SELECT max(e.done_at) FROM agreement_approval_entries e
        WHERE e.agreement_id = a.agreement_id AND e.approval_id = a.id), a.started_at) AS since
    FROM agreement_approvals a JOIN agreements g ON g.id = a.agreement_id
    WHERE a.scope_id = ${scopeId} AND a.state = 'in_review' AND g.state NOT IN ('completed', 'ended')
    ORDER BY a.id LIMIT 200`.execute(tx.kysely);
  return rows;
}
