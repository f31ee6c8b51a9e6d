// Who judges under a call, and what they give.
import type { Bilingual } from "@dual-high/kernel";
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../../platform/db/index.ts";
import type { CallRow } from "../calls/queries.ts";
import type { ConflictKind, ProofScore, SettlementOutcome } from "./types.ts";

/** Why somebody does not judge an application, and what people said of it, in their order. */
export interface StoredConflict {
  readonly kind: ConflictKind;
  readonly fact: Bilingual;
  readonly settlements?: readonly {
    readonly outcome: SettlementOutcome;
    readonly by: string;
    readonly reason: string;
    readonly at: string;
  }[];
}

export interface ReviewerRow {
  readonly callId: string;
  readonly userId: string;
  readonly name: string;
  readonly unit: string;
  readonly dueOn: string | null;
}

export interface ProofReviewRow {
  readonly applicationId: string;
  readonly reviewerId: string;
  readonly state: "open" | "submitted" | "conflict";
  readonly conflicts: readonly StoredConflict[];
  readonly scores: readonly ProofScore[];
  readonly comment: string;
  readonly submittedAt: string | null;
  readonly version: number;
}

const REVIEWER = sql`v.call_id AS "callId", v.user_id AS "userId", v.name, v.unit, v.due_on AS "dueOn"`;
const REVIEW = sql`r.application_id AS "applicationId", r.reviewer_id AS "reviewerId", r.state, r.conflicts, r.scores,
  r.comment, r.submitted_at AS "submittedAt", r.version`;

export async function listReviewerRows(tx: Tx, callId: string): Promise<ReviewerRow[]> {
  const { rows } = await sql<ReviewerRow>`SELECT ${REVIEWER} FROM proof_reviewers v
    WHERE v.call_id = ${callId} ORDER BY v.named_at, v.user_id`.execute(tx.kysely);
  return rows;
}

/** Under row-level security: where somebody was named themselves. */
export async function listOwnReviewerRows(tx: Tx, userId: string): Promise<ReviewerRow[]> {
  const { rows } = await sql<ReviewerRow>`SELECT ${REVIEWER} FROM proof_reviewers v
    WHERE v.user_id = ${userId} ORDER BY v.named_at DESC, v.call_id LIMIT 100`.execute(tx.kysely);
  return rows;
}

export async function listReviewRows(tx: Tx, callId: string): Promise<ProofReviewRow[]> {
  const { rows } = await sql<ProofReviewRow>`SELECT ${REVIEW} FROM proof_reviews r
    WHERE r.call_id = ${callId} ORDER BY r.application_id, r.reviewer_id`.execute(tx.kysely);
  return rows;
}

export async function findReviewRow(tx: Tx, applicationId: string, reviewerId: string): Promise<ProofReviewRow | null> {
  return firstOf(
    tx,
    sql<ProofReviewRow>`SELECT ${REVIEW} FROM proof_reviews r
      WHERE r.application_id = ${applicationId} AND r.reviewer_id = ${reviewerId}`,
  );
}

type Of = Pick<CallRow, "id" | "scopeId" | "centreId">;

export async function insertReviewer(
  tx: Tx,
  call: Of,
  reviewer: Omit<ReviewerRow, "callId">,
  by: string,
): Promise<void> {
  await sql`
    INSERT INTO proof_reviewers (call_id, user_id, scope_id, centre_id, name, unit, due_on, named_by)
    VALUES (${call.id}, ${reviewer.userId}, ${call.scopeId}, ${call.centreId}, ${reviewer.name}, ${reviewer.unit},
      ${reviewer.dueOn}::date, ${by})`.execute(tx.kysely);
}

export async function insertReview(
  tx: Tx,
  call: Of,
  { applicationId, reviewerId, conflicts }: Pick<ProofReviewRow, "applicationId" | "reviewerId" | "conflicts">,
): Promise<void> {
  await sql`
    INSERT INTO proof_reviews (application_id, reviewer_id, call_id, scope_id, centre_id, state, conflicts)
    VALUES (${applicationId}, ${reviewerId}, ${call.id}, ${call.scopeId}, ${call.centreId},
      ${conflicts.length === 0 ? "open" : "conflict"}, ${JSON.stringify(conflicts)}::jsonb)`.execute(tx.kysely);
}

export async function deleteReviewer(tx: Tx, callId: string, userId: string): Promise<void> {
  await sql`DELETE FROM proof_reviews WHERE call_id = ${callId} AND reviewer_id = ${userId}`.execute(tx.kysely);
  await sql`DELETE FROM proof_reviewers WHERE call_id = ${callId} AND user_id = ${userId}`.execute(tx.kysely);
}

interface Ref {
  readonly applicationId: string;
  readonly reviewerId: string;
}

export async function keepScores(
  tx: Tx,
  { applicationId, reviewerId }: Ref,
  { scores, comment }: Pick<ProofReviewRow, "scores" | "comment">,
): Promise<void> {
  await sql`UPDATE proof_reviews SET scores = ${JSON.stringify(scores)}::jsonb, comment = ${comment}, version = version + 1
    WHERE application_id = ${applicationId} AND reviewer_id = ${reviewerId}`.execute(tx.kysely);
}

export async function settleRow(
  tx: Tx,
  { applicationId, reviewerId }: Ref,
  { conflicts, state }: Pick<ProofReviewRow, "conflicts" | "state">,
): Promise<void> {
  await sql`UPDATE proof_reviews SET conflicts = ${JSON.stringify(conflicts)}::jsonb, state = ${state},
      version = version + 1
    WHERE application_id = ${applicationId} AND reviewer_id = ${reviewerId}`.execute(tx.kysely);
}

export async function submitScores(tx: Tx, { applicationId, reviewerId }: Ref): Promise<void> {
  await sql`UPDATE proof_reviews SET state = 'submitted', submitted_at = clock_timestamp(), version = version + 1
    WHERE application_id = ${applicationId} AND reviewer_id = ${reviewerId}`.execute(tx.kysely);
}

/** What was kept so far is dropped: whoever has a conflict has said nothing. */
export async function declareRow(tx: Tx, { applicationId, reviewerId }: Ref, conflict: StoredConflict): Promise<void> {
  await sql`UPDATE proof_reviews SET state = 'conflict', conflicts = conflicts || ${JSON.stringify([conflict])}::jsonb,
      scores = '[]'::jsonb, comment = '', version = version + 1
    WHERE application_id = ${applicationId} AND reviewer_id = ${reviewerId}`.execute(tx.kysely);
}
