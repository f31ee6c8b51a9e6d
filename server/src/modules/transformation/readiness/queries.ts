// Evidence of a project, applications for levels, and what was said about them.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import type { Of } from "../queries.ts";
import type { EvidenceKind, ReviewState } from "./types.ts";

export interface EvidenceRow {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly shownOn: string;
  readonly fileId: string;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}

export async function listEvidence(tx: Tx, projectId: string): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    SELECT e.id, e.kind, e.title, e.shown_on AS "shownOn", e.file_id AS "fileId", e.added_by AS "addedBy",
      e.added_at AS "addedAt", e.withdrawn_by AS "withdrawnBy", e.withdrawn_at AS "withdrawnAt",
      e.withdrawn_reason AS "withdrawnReason"
    FROM project_evidence e WHERE e.project_id = ${projectId} ORDER BY e.id`.execute(tx.kysely);
  return rows;
}

export async function findEvidence(
  tx: Tx,
  evidenceId: string,
): Promise<(EvidenceRow & { readonly projectId: string }) | null> {
  const { rows } = await sql<{ projectId: string }>`
    SELECT e.project_id AS "projectId" FROM project_evidence e WHERE e.id = ${evidenceId}`.execute(tx.kysely);
  const projectId = rows[0]?.projectId;
  if (projectId === undefined) return null;
  const found = (await listEvidence(tx, projectId)).find(({ id }) => id === evidenceId);
  return found === undefined ? null : { ...found, projectId };
}

/** What a file of evidence belongs to. */
export const EVIDENCE_FILE = "project_evidence";

export async function insertEvidence(
  tx: Tx,
  project: Of,
  {
    id,
    kind,
    title,
    shownOn,
    fileId,
    addedBy,
  }: Pick<EvidenceRow, "id" | "kind" | "title" | "shownOn" | "fileId" | "addedBy">,
): Promise<void> {
  await sql`
    INSERT INTO project_evidence (id, scope_id, enterprise_id, project_id, kind, title, shown_on, file_id, added_by)
    VALUES (${id}, ${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${kind}, ${title}, ${shownOn}::date,
      ${fileId}, ${addedBy})`.execute(tx.kysely);
}

export async function withdrawEvidence(tx: Tx, evidenceId: string, by: string, reason: string): Promise<void> {
  await sql`UPDATE project_evidence SET withdrawn_by = ${by}, withdrawn_at = now(), withdrawn_reason = ${reason}
    WHERE id = ${evidenceId}`.execute(tx.kysely);
}

export interface ReviewRow {
  readonly id: string;
  readonly level: number;
  readonly standard: string;
  readonly statement: string;
  readonly state: ReviewState;
  readonly reachedOn: string;
  readonly evidenceIds: string[];
  readonly appliedBy: string;
  readonly appliedAt: string;
  readonly decidedAt: string | null;
  readonly revokedBy: string | null;
  readonly revokedAt: string | null;
  readonly revokedReason: string | null;
}

export async function listReviews(tx: Tx, projectId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    SELECT r.id, r.level, r.standard, r.statement, r.state, r.reached_on AS "reachedOn", r.evidence_ids AS "evidenceIds",
      r.applied_by AS "appliedBy", r.applied_at AS "appliedAt", r.decided_at AS "decidedAt",
      r.revoked_by AS "revokedBy", r.revoked_at AS "revokedAt", r.revoked_reason AS "revokedReason"
    FROM readiness_reviews r WHERE r.project_id = ${projectId} ORDER BY r.id`.execute(tx.kysely);
  return rows;
}

export async function findReviewProject(tx: Tx, reviewId: string): Promise<string | null> {
  const { rows } = await sql<{ projectId: string }>`
    SELECT r.project_id AS "projectId" FROM readiness_reviews r WHERE r.id = ${reviewId}`.execute(tx.kysely);
  return rows[0]?.projectId ?? null;
}

export async function insertReview(
  tx: Tx,
  project: Of,
  review: Pick<ReviewRow, "id" | "level" | "standard" | "statement" | "reachedOn" | "evidenceIds" | "appliedBy">,
  reviewerIds: readonly string[],
): Promise<void> {
  await sql`
    INSERT INTO readiness_reviews (id, scope_id, enterprise_id, project_id, level, standard, statement, evidence_ids,
      reached_on, applied_by)
    VALUES (${review.id}, ${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${review.level}, ${review.standard},
      ${review.statement}, ${review.evidenceIds}::uuid[], ${review.reachedOn}::date, ${review.appliedBy})`.execute(
    tx.kysely,
  );
  await sql`
    INSERT INTO readiness_verdicts (scope_id, enterprise_id, project_id, review_id, reviewer_id)
    SELECT ${project.scopeId}::uuid, ${project.enterpriseId}::uuid, ${project.id}::uuid, ${review.id}::uuid, r.id
    FROM unnest(${reviewerIds}::uuid[]) AS r (id)`.execute(tx.kysely);
}

export interface VerdictRow {
  readonly reviewId: string;
  readonly reviewerId: string;
  readonly verdict: "grant" | "refuse" | null;
  readonly reason: string;
  readonly at: string | null;
}

export async function listVerdicts(tx: Tx, projectId: string): Promise<VerdictRow[]> {
  const { rows } = await sql<VerdictRow>`
    SELECT v.review_id AS "reviewId", v.reviewer_id AS "reviewerId", v.verdict, v.reason, v.given_at AS at
    FROM readiness_verdicts v WHERE v.project_id = ${projectId} ORDER BY v.reviewer_id`.execute(tx.kysely);
  return rows;
}

export async function putVerdict(
  tx: Tx,
  { reviewId, reviewerId, verdict, reason }: Omit<VerdictRow, "at">,
): Promise<void> {
  await sql`UPDATE readiness_verdicts SET verdict = ${verdict}, reason = ${reason}, given_at = now()
    WHERE review_id = ${reviewId} AND reviewer_id = ${reviewerId}`.execute(tx.kysely);
}

export async function closeReview(tx: Tx, reviewId: string, state: "granted" | "refused" | "withdrawn"): Promise<void> {
  await sql`UPDATE readiness_reviews SET state = ${state}, decided_at = now() WHERE id = ${reviewId}`.execute(
    tx.kysely,
  );
}

export async function revokeReview(
  tx: Tx,
  reviewId: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<void> {
  await sql`UPDATE readiness_reviews SET state = 'revoked', revoked_by = ${by}, revoked_at = now(),
    revoked_reason = ${reason} WHERE id = ${reviewId}`.execute(tx.kysely);
}

/** A project that has ended leaves nothing to be judged. */
export async function withdrawOpenReviews(tx: Tx, projectId: string): Promise<void> {
  await sql`UPDATE readiness_reviews SET state = 'withdrawn', decided_at = now()
    WHERE project_id = ${projectId} AND state = 'open'`.execute(tx.kysely);
}
