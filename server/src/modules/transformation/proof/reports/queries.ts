// Reports on granted proofs of concept.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../../platform/db/index.ts";
import type { ApplicationRow } from "../applications/queries.ts";
import type { ProofReportContent, ReportState } from "./types.ts";

export interface ReportRow {
  readonly applicationId: string;
  readonly content: ProofReportContent;
  readonly state: ReportState;
  readonly submittedBy: string | null;
  readonly submittedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string;
  readonly evidenceId: string | null;
  readonly version: number;
}

export async function findReport(tx: Tx, applicationId: string): Promise<ReportRow | null> {
  return firstOf(
    tx,
    sql<ReportRow>`
      SELECT r.application_id AS "applicationId", r.content, r.state, r.submitted_by AS "submittedBy",
        r.submitted_at AS "submittedAt", r.decided_by AS "decidedBy", r.decided_at AS "decidedAt", r.note,
        r.evidence_id AS "evidenceId", r.version
      FROM proof_reports r WHERE r.application_id = ${applicationId}`,
  );
}

export async function putReport(
  tx: Tx,
  { id, scopeId, centreId, team }: Pick<ApplicationRow, "id" | "scopeId" | "centreId" | "team">,
  content: ProofReportContent,
): Promise<void> {
  await sql`
    INSERT INTO proof_reports (application_id, scope_id, centre_id, team, content)
    VALUES (${id}, ${scopeId}, ${centreId}, ${[...team]}::uuid[], ${JSON.stringify(content)}::jsonb)
    ON CONFLICT (application_id) DO UPDATE SET content = EXCLUDED.content, updated_at = now(),
      version = proof_reports.version + 1`.execute(tx.kysely);
}

export async function submitReportRow(tx: Tx, applicationId: string, by: string): Promise<void> {
  await sql`UPDATE proof_reports SET state = 'submitted', submitted_by = ${by}, submitted_at = clock_timestamp(),
      decided_by = NULL, decided_at = NULL, note = '', updated_at = now(), version = version + 1
    WHERE application_id = ${applicationId}`.execute(tx.kysely);
}

export async function decideReportRow(
  tx: Tx,
  applicationId: string,
  decided: { readonly by: string; readonly note: string; readonly evidenceId: string | null },
): Promise<void> {
  await sql`UPDATE proof_reports SET state = ${decided.evidenceId === null ? "returned" : "accepted"},
      decided_by = ${decided.by}, decided_at = clock_timestamp(), note = ${decided.note},
      evidence_id = ${decided.evidenceId}, updated_at = now(), version = version + 1
    WHERE application_id = ${applicationId}`.execute(tx.kysely);
}

export interface ProofOfProject {
  readonly applicationId: string;
  readonly title: string;
  readonly state: ApplicationRow["state"];
  readonly askedFen: string;
  readonly grantedFen: string | null;
  readonly reportDueOn: string | null;
  readonly reportState: ReportState | null;
  readonly conclusion: ProofReportContent["conclusion"];
  readonly callId: string;
  readonly callNumber: string;
}

/** What was applied for with a project, or for what became one; as far as the caller sees it. */
export async function listProofsOfProject(tx: Tx, projectId: string): Promise<ProofOfProject[]> {
  const { rows } = await sql<ProofOfProject>`
    SELECT a.id AS "applicationId", a.title, a.state, a.asked_fen::text AS "askedFen", a.granted_fen::text AS "grantedFen",
      a.report_due_on AS "reportDueOn", r.state AS "reportState", r.content ->> 'conclusion' AS conclusion,
      c.id AS "callId", c.number AS "callNumber"
    FROM proof_applications a JOIN proof_calls c ON c.id = a.call_id
      LEFT JOIN proof_reports r ON r.application_id = a.id AND r.state <> 'draft'
    WHERE a.project_id = ${projectId} OR (a.origin_kind = 'project' AND a.origin_id = ${projectId})
    ORDER BY a.id`.execute(tx.kysely);
  return rows;
}
