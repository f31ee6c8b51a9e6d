// What of a scope's calls, applications and reports waits for somebody, the oldest first, and which days come near.
import { type RawBuilder, sql } from "kysely";
import { TODAY, type Tx, dayOf } from "../../../platform/db/index.ts";

const MOST = 20;

interface Waiting {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly since: string;
  readonly due: string | null;
}

async function list<T>(tx: Tx, query: RawBuilder<T>): Promise<T[]> {
  const { rows } = await sql<T>`${query} LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}

const isClosed = sql`c.opened_at IS NOT NULL AND c.cancelled_at IS NULL AND c.decided_at IS NULL
  AND clock_timestamp() >= c.closes_at`;

/** Calls that have closed with something to decide, in a pair or in the centre that runs them. */
export async function listCallsToDecide(
  tx: Tx,
  scopeId: string,
): Promise<(Waiting & { readonly undecided: number; readonly reviewers: number })[]> {
  return list(
    tx,
    sql<Waiting & { undecided: number; reviewers: number }>`
      SELECT c.id, c.number, c.title, c.closes_at AS since, NULL::text AS due,
        (SELECT count(*)::integer FROM proof_applications a WHERE a.call_id = c.id AND a.state = 'submitted') AS undecided,
        (SELECT count(*)::integer FROM proof_reviewers v WHERE v.call_id = c.id) AS reviewers
      FROM proof_calls c WHERE (c.scope_id = ${scopeId} OR c.centre_id = ${scopeId}) AND ${isClosed}
      ORDER BY c.closes_at`,
  );
}

/** Calls for which the caller was named and has something left to judge. */
export async function listCallsToJudge(tx: Tx, userId: string): Promise<(Waiting & { readonly open: number })[]> {
  return list(
    tx,
    sql<Waiting & { open: number }>`
      SELECT v.call_id AS id, v.name AS number, '' AS title, v.named_at AS since, v.due_on AS due,
        (SELECT count(*)::integer FROM proof_reviews r
          WHERE r.call_id = v.call_id AND r.reviewer_id = v.user_id AND r.state = 'open') AS open
      FROM proof_reviewers v WHERE v.user_id = ${userId} ORDER BY v.named_at`,
  );
}

export async function listReportsToAccept(tx: Tx, scopeId: string, userId: string): Promise<Waiting[]> {
  return list(
    tx,
    sql<Waiting>`
      SELECT a.id, c.number, a.title, r.submitted_at AS since, NULL::text AS due
      FROM proof_reports r JOIN proof_applications a ON a.id = r.application_id JOIN proof_calls c ON c.id = a.call_id
      WHERE (r.scope_id = ${scopeId} OR r.centre_id = ${scopeId}) AND r.state = 'submitted'
        AND NOT ${userId}::uuid = ANY (a.team) ORDER BY r.submitted_at`,
  );
}

/** The caller's own: drafts under open calls, and reports to write. In the pair, or in the institution they apply for. */
export async function listOwnToWrite(
  tx: Tx,
  scopeId: string,
  userId: string,
): Promise<(Waiting & { readonly what: "application" | "report" })[]> {
  return list(
    tx,
    sql<Waiting & { what: "application" | "report" }>`
      SELECT a.id, c.number, a.title, coalesce(a.decided_at, a.created_at) AS since,
        CASE WHEN a.state = 'granted' THEN a.report_due_on ELSE ${dayOf(sql`c.closes_at`)} END AS due,
        CASE WHEN a.state = 'granted' THEN 'report' ELSE 'application' END AS what
      FROM proof_applications a JOIN proof_calls c ON c.id = a.call_id
        LEFT JOIN proof_reports r ON r.application_id = a.id
      WHERE ${userId}::uuid = ANY (a.team) AND (a.scope_id = ${scopeId} OR a.institution_id = ${scopeId})
        AND ((a.state = 'draft' AND c.cancelled_at IS NULL AND c.closes_at > clock_timestamp())
          OR (a.state = 'granted' AND coalesce(r.state, 'draft') IN ('draft', 'returned')))
      ORDER BY since`,
  );
}

export interface ProofDeadline {
  readonly id: string;
  readonly scopeId: string;
  readonly institutionId: string;
  readonly number: string;
  readonly title: string;
  readonly due: string;
  readonly userIds: readonly string[];
}

const near = (day: RawBuilder<unknown>, today: string, within: number) =>
  sql`${day} >= ${today}::date AND ${day} <= ${today}::date + ${within}::integer`;

export async function listDraftsDue(tx: Tx, today: string, within: number): Promise<ProofDeadline[]> {
  const closes = dayOf(sql`c.closes_at`);
  const { rows } = await sql<ProofDeadline>`
    SELECT a.id, a.scope_id AS "scopeId", a.institution_id AS "institutionId", c.number, a.title, ${closes}::text AS due,
      a.team AS "userIds"
    FROM proof_applications a JOIN proof_calls c ON c.id = a.call_id
    WHERE a.state = 'draft' AND c.cancelled_at IS NULL AND ${near(closes, today, within)} ORDER BY a.id`.execute(
    tx.kysely,
  );
  return rows;
}

export async function listReportsDue(tx: Tx, today: string, within: number): Promise<ProofDeadline[]> {
  const { rows } = await sql<ProofDeadline>`
    SELECT a.id, a.scope_id AS "scopeId", a.institution_id AS "institutionId", c.number, a.title,
      a.report_due_on::text AS due, a.team AS "userIds"
    FROM proof_applications a JOIN proof_calls c ON c.id = a.call_id
      LEFT JOIN proof_reports r ON r.application_id = a.id
    WHERE a.state = 'granted' AND coalesce(r.state, 'draft') IN ('draft', 'returned')
      AND ${near(sql`a.report_due_on`, today, within)} ORDER BY a.id`.execute(tx.kysely);
  return rows;
}

export async function listReviewsDue(tx: Tx, today: string, within: number): Promise<ProofDeadline[]> {
  const { rows } = await sql<ProofDeadline>`
    SELECT v.call_id AS id, v.scope_id AS "scopeId", v.scope_id AS "institutionId", c.number, c.title,
      v.due_on::text AS due, ARRAY[v.user_id] AS "userIds"
    FROM proof_reviewers v JOIN proof_calls c ON c.id = v.call_id
    WHERE c.decided_at IS NULL AND c.cancelled_at IS NULL AND ${near(sql`v.due_on`, today, within)}
      AND EXISTS (SELECT FROM proof_reviews r
        WHERE r.call_id = v.call_id AND r.reviewer_id = v.user_id AND r.state = 'open')
    ORDER BY v.call_id, v.user_id`.execute(tx.kysely);
  return rows;
}

/** Granted and past its day without a report. */
export const LATE_REPORTS = sql`FROM proof_applications a LEFT JOIN proof_reports r ON r.application_id = a.id
  WHERE a.state = 'granted' AND coalesce(r.state, 'draft') IN ('draft', 'returned') AND a.report_due_on < ${TODAY}`;
