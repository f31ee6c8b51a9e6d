// SQL of evaluations, their experts, scores, results and objections, and of bids as far as they are judged.
import type { Bilingual } from "@dual-high/kernel";
import { type RawBuilder, sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { BidContent, BidState } from "../bids/types.ts";
import type { ChallengeRow, Lock } from "../notice/queries.ts";
import type { ConflictKind, ExpertState, ReviewState, Score } from "./types.ts";

type Home = Pick<ChallengeRow, "id" | "scopeId" | "universityId">;

// The evaluation itself -------------------------------------------------------------------------------------------------------

export interface EvaluationRow {
  readonly challengeId: string;
  readonly expertsPerBid: number | null;
  /** Until when experts are asked to have scored. */
  readonly dueOn: string | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decision: string | null;
  readonly announcedBy: string | null;
  readonly announcedAt: string | null;
  readonly noticeEndsAt: string | null;
  readonly noticeText: string;
  readonly isPublic: boolean;
  readonly awardedBy: string | null;
  readonly awardedAt: string | null;
  /** By the time of the database, which decides. */
  readonly isNoticeOver: boolean;
  readonly version: number;
}

const EVALUATION = sql`e.challenge_id AS "challengeId", e.experts_per_bid AS "expertsPerBid", e.due_on::text AS "dueOn",
  e.closed_by AS "closedBy",
  e.closed_at AS "closedAt", e.close_reason AS "closeReason", e.decided_by AS "decidedBy", e.decided_at AS "decidedAt",
  e.decision, e.announced_by AS "announcedBy", e.announced_at AS "announcedAt", e.notice_ends_at AS "noticeEndsAt",
  e.notice_text AS "noticeText", e.is_public AS "isPublic", e.awarded_by AS "awardedBy", e.awarded_at AS "awardedAt",
  coalesce(clock_timestamp() >= e.notice_ends_at, false) AS "isNoticeOver", e.version`;

export async function findEvaluation(tx: Tx, challengeId: string): Promise<EvaluationRow | null> {
  return firstOf(tx, sql<EvaluationRow>`SELECT ${EVALUATION} FROM evaluations e WHERE e.challenge_id = ${challengeId}`);
}

export async function putEvaluation(
  tx: Tx,
  { id, scopeId, zoneId, universityId, posterId }: ChallengeRow,
  expertsPerBid: number | null,
  dueOn: string | null = null,
): Promise<void> {
  await sql`
    INSERT INTO evaluations (challenge_id, scope_id, zone_id, university_id, poster_id, experts_per_bid, due_on)
    VALUES (${id}, ${scopeId}, ${zoneId}, ${universityId}, ${posterId}, ${expertsPerBid}, ${dueOn}::date)
    ON CONFLICT (challenge_id) DO UPDATE SET experts_per_bid = excluded.experts_per_bid, due_on = excluded.due_on,
      version = evaluations.version + 1`.execute(tx.kysely);
}

async function change(tx: Tx, challengeId: string, changes: RawBuilder<unknown>): Promise<void> {
  await sql`UPDATE evaluations SET ${changes}, version = version + 1 WHERE challenge_id = ${challengeId}`.execute(
    tx.kysely,
  );
}

/** Every change of an evaluation's experts or scores is one of its version. */
export async function touchEvaluation(tx: Tx, challengeId: string): Promise<void> {
  await change(tx, challengeId, sql`closed_at = closed_at`);
}

export async function noteDue(tx: Tx, challengeId: string, dueOn: string | null): Promise<void> {
  await change(tx, challengeId, sql`due_on = ${dueOn}::date`);
}

export async function noteClosing(tx: Tx, challengeId: string, by: string, reason: string): Promise<void> {
  await change(
    tx,
    challengeId,
    sql`closed_by = ${by}, closed_at = clock_timestamp(), close_reason = ${reason === "" ? null : reason}`,
  );
  await sql`SELECT show_reviews(${challengeId}, true)`.execute(tx.kysely);
}

export async function noteDecision(tx: Tx, challengeId: string, by: string, decision: string): Promise<void> {
  await change(tx, challengeId, sql`decided_by = ${by}, decided_at = clock_timestamp(), decision = ${decision}`);
}

/** The notice runs to the end of the last of its days in Shanghai; the day of the announcement is not counted. */
export async function noteAnnouncement(
  tx: Tx,
  challengeId: string,
  {
    by,
    days,
    text,
    isPublic,
  }: {
    readonly by: string;
    readonly days: number;
    readonly text: string;
    readonly isPublic: boolean;
  },
): Promise<void> {
  await change(
    tx,
    challengeId,
    sql`announced_by = ${by}, announced_at = clock_timestamp(), notice_text = ${text}, is_public = ${isPublic},
      notice_ends_at = (date_trunc('day', clock_timestamp() AT TIME ZONE 'Asia/Shanghai')
        + make_interval(days => ${days} + 1)) AT TIME ZONE 'Asia/Shanghai'`,
  );
}

export async function noteAward(tx: Tx, challengeId: string, by: string): Promise<void> {
  await change(tx, challengeId, sql`awarded_by = ${by}, awarded_at = clock_timestamp()`);
}

/** What was decided and announced is decided anew; scores can be given again. */
export async function reopenEvaluation(tx: Tx, challengeId: string): Promise<void> {
  await sql`SELECT show_reviews(${challengeId}, false)`.execute(tx.kysely);
  await change(
    tx,
    challengeId,
    sql`closed_by = NULL, closed_at = NULL, close_reason = NULL, decided_by = NULL, decided_at = NULL, decision = NULL,
      announced_by = NULL, announced_at = NULL, notice_ends_at = NULL, is_public = false`,
  );
  await sql`DELETE FROM evaluation_results WHERE challenge_id = ${challengeId}`.execute(tx.kysely);
}

// Bids, as far as they are judged ---------------------------------------------------------------------------------------------

export interface JudgedRow {
  readonly id: string;
  readonly challengeId: string;
  readonly number: number | null;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly state: BidState;
  readonly stateReason: string | null;
  readonly content: BidContent;
  readonly readers: string[];
  readonly reviewers: string[];
}

const BID = sql`b.id, b.challenge_id AS "challengeId", b.number, b.bidder_id AS "bidderId", b.bidder_name AS "bidderName",
  b.state, b.state_reason AS "stateReason", b.content, b.readers, b.reviewers`;

/** Those that lie open and were neither withdrawn nor eliminated, in their order. */
export async function listJudgedBids(tx: Tx, challengeId: string): Promise<JudgedRow[]> {
  const { rows } = await sql<JudgedRow>`
    SELECT ${BID} FROM bids b WHERE b.challenge_id = ${challengeId} AND b.is_open
      AND b.state IN ('submitted', 'chosen', 'not_chosen') ORDER BY b.number, b.id`.execute(tx.kysely);
  return rows;
}

export async function findOpenBid(tx: Tx, bidId: string): Promise<JudgedRow | null> {
  return firstOf(tx, sql<JudgedRow>`SELECT ${BID} FROM bids b WHERE b.id = ${bidId} AND b.is_open`);
}

export async function setReviewers(tx: Tx, bidId: string, reviewers: readonly string[]): Promise<void> {
  await sql`UPDATE bids SET reviewers = ${reviewers}::uuid[] WHERE id = ${bidId}`.execute(tx.kysely);
}

export async function setBidOutcome(
  tx: Tx,
  bidId: string,
  { state, reason }: { readonly state: "chosen" | "not_chosen" | "submitted"; readonly reason: string | null },
): Promise<void> {
  await sql`UPDATE bids SET state = ${state}, state_reason = ${reason}, updated_at = now(), version = version + 1
    WHERE id = ${bidId}`.execute(tx.kysely);
}

/** The accepted joint application, which goes to notice without experts. */
export async function findAcceptedApplication(
  tx: Tx,
  challengeId: string,
): Promise<{
  readonly bidId: string;
  readonly summary: string;
  readonly amountFen: string | null;
  readonly hasAgreement: boolean;
  readonly acceptedBy: string;
} | null> {
  return firstOf(
    tx,
    sql<never>`SELECT j.bid_id AS "bidId", j.summary, j.amount_fen::text AS "amountFen",
        j.agreement_file_id IS NOT NULL AS "hasAgreement", j.accepted_by AS "acceptedBy"
      FROM joint_applications j WHERE j.challenge_id = ${challengeId} AND j.accepted_at IS NOT NULL`,
  );
}

export async function listChallengeNeeds(
  tx: Tx,
  challengeId: string,
): Promise<{ readonly needId: string; readonly enterprise: string; readonly enterpriseId: string | null }[]> {
  const { rows } = await sql<never>`
    SELECT n.need_id AS "needId", n.enterprise, n.enterprise_id AS "enterpriseId" FROM challenge_needs n
    WHERE n.challenge_id = ${challengeId} ORDER BY n.position`.execute(tx.kysely);
  return rows;
}

// Experts ---------------------------------------------------------------------------------------------------------------------

export interface ExpertRow {
  readonly id: string;
  readonly challengeId: string;
  readonly scopeId: string;
  readonly userId: string;
  readonly name: string;
  readonly unit: string;
  readonly state: ExpertState;
  readonly invitedBy: string;
  readonly invitedAt: string;
  readonly answeredAt: string | null;
  readonly statement: string;
  /** The expert's own id where they stepped down. */
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}

const EXPERT = sql`x.id, x.challenge_id AS "challengeId", x.scope_id AS "scopeId", x.user_id AS "userId", x.name, x.unit,
  x.state, x.invited_by AS "invitedBy", x.invited_at AS "invitedAt", x.answered_at AS "answeredAt", x.statement,
  x.withdrawn_by AS "withdrawnBy", x.withdrawn_at AS "withdrawnAt", x.withdrawn_reason AS "withdrawnReason"`;

export async function listExperts(tx: Tx, challengeId: string): Promise<ExpertRow[]> {
  const { rows } = await sql<ExpertRow>`
    SELECT ${EXPERT} FROM evaluation_experts x WHERE x.challenge_id = ${challengeId} ORDER BY x.id`.execute(tx.kysely);
  return rows;
}

/** The caller's own part in an evaluation, whatever scopes they hold. */
export async function findOwnExpert(tx: Tx, challengeId: string, userId: string): Promise<ExpertRow | null> {
  return firstOf(
    tx,
    sql<ExpertRow>`SELECT ${EXPERT} FROM evaluation_experts x
      WHERE x.challenge_id = ${challengeId} AND x.user_id = ${userId}`,
  );
}

export async function listOwnExperts(tx: Tx, userId: string): Promise<ExpertRow[]> {
  const { rows } = await sql<ExpertRow>`
    SELECT ${EXPERT} FROM evaluation_experts x WHERE x.user_id = ${userId}
    ORDER BY x.id DESC LIMIT 200`.execute(tx.kysely);
  return rows;
}

export async function insertExpert(
  tx: Tx,
  { id: challengeId, scopeId, universityId }: Home,
  expert: Pick<ExpertRow, "id" | "userId" | "name" | "unit" | "invitedBy">,
): Promise<void> {
  await sql`
    INSERT INTO evaluation_experts (id, challenge_id, scope_id, university_id, user_id, name, unit, invited_by)
    VALUES (${expert.id}, ${challengeId}, ${scopeId}, ${universityId}, ${expert.userId}, ${expert.name}, ${expert.unit},
      ${expert.invitedBy})`.execute(tx.kysely);
}

export async function answerExpert(
  tx: Tx,
  expertId: string,
  { state, statement }: { readonly state: "declared" | "declined"; readonly statement: string },
): Promise<void> {
  await sql`UPDATE evaluation_experts SET state = ${state}, statement = ${statement}, answered_at = clock_timestamp()
    WHERE id = ${expertId}`.execute(tx.kysely);
}

export async function withdrawExpertRow(
  tx: Tx,
  expertId: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<void> {
  await sql`UPDATE evaluation_experts SET state = 'withdrawn', withdrawn_by = ${by}, withdrawn_at = clock_timestamp(),
    withdrawn_reason = ${reason} WHERE id = ${expertId}`.execute(tx.kysely);
}

export async function listHoldersOfOtherRoles(tx: Tx, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    SELECT h.user_id AS "userId" FROM holders_of_other_roles(${userIds}::uuid[]) h`.execute(tx.kysely);
  return rows.map(({ userId }) => userId);
}

/** Units that were given for these accounts before, the latest for each. */
export async function listKnownUnits(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ userId: string; unit: string }>`
    SELECT DISTINCT ON (x.user_id) x.user_id AS "userId", x.unit FROM evaluation_experts x
    WHERE x.user_id = ANY (${userIds}::uuid[]) ORDER BY x.user_id, x.id DESC`.execute(tx.kysely);
  return new Map(rows.map(({ userId, unit }) => [userId, unit]));
}

// Conflicts -------------------------------------------------------------------------------------------------------------------

export interface ConflictRow {
  readonly id: string;
  readonly bidId: string;
  readonly userId: string;
  readonly kind: ConflictKind;
  readonly fact: Bilingual;
  readonly foundAt: string;
  readonly foundBy: string | null;
  readonly clearedBy: string | null;
  readonly clearedAt: string | null;
  readonly clearReason: string | null;
}

export async function listConflicts(tx: Tx, challengeId: string): Promise<ConflictRow[]> {
  const { rows } = await sql<ConflictRow>`
    SELECT c.id, c.bid_id AS "bidId", c.user_id AS "userId", c.kind, c.fact, c.found_at AS "foundAt",
      c.found_by AS "foundBy", c.cleared_by AS "clearedBy", c.cleared_at AS "clearedAt", c.clear_reason AS "clearReason"
    FROM expert_conflicts c WHERE c.challenge_id = ${challengeId} ORDER BY c.id`.execute(tx.kysely);
  return rows;
}

export async function insertConflict(
  tx: Tx,
  { id: challengeId, scopeId, universityId }: Home,
  conflict: Pick<ConflictRow, "bidId" | "userId" | "kind" | "fact" | "foundBy">,
): Promise<void> {
  const { bidId, userId, kind, fact, foundBy } = conflict;
  await sql`
    INSERT INTO expert_conflicts (id, challenge_id, bid_id, scope_id, university_id, user_id, kind, fact, found_by)
    VALUES (${newId()}, ${challengeId}, ${bidId}, ${scopeId}, ${universityId}, ${userId}, ${kind},
      ${JSON.stringify(fact)}::jsonb, ${foundBy})`.execute(tx.kysely);
}

export async function clearConflicts(
  tx: Tx,
  ids: readonly string[],
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<void> {
  await sql`UPDATE expert_conflicts SET cleared_by = ${by}, cleared_at = clock_timestamp(), clear_reason = ${reason}
    WHERE id = ANY (${ids}::uuid[])`.execute(tx.kysely);
}

// Reviews ---------------------------------------------------------------------------------------------------------------------

export interface ReviewRow {
  readonly id: string;
  readonly bidId: string;
  readonly userId: string;
  readonly state: ReviewState;
  readonly scores: Score[];
  readonly comment: string;
  readonly submittedAt: string | null;
  readonly version: number;
}

const REVIEW = sql`r.id, r.bid_id AS "bidId", r.user_id AS "userId", r.state, r.scores, r.comment,
  r.submitted_at AS "submittedAt", r.version`;

/** As far as row-level security shows them: to the office those that lie open, to an expert their own. */
export async function listReviews(tx: Tx, challengeId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    SELECT ${REVIEW} FROM bid_reviews r WHERE r.challenge_id = ${challengeId} ORDER BY r.id`.execute(tx.kysely);
  return rows;
}

export async function findReview(tx: Tx, bidId: string, userId: string): Promise<ReviewRow | null> {
  return firstOf(
    tx,
    sql<ReviewRow>`SELECT ${REVIEW} FROM bid_reviews r WHERE r.bid_id = ${bidId} AND r.user_id = ${userId}`,
  );
}

export async function putReview(
  tx: Tx,
  { id: challengeId, scopeId, universityId }: Home,
  review: Pick<ReviewRow, "bidId" | "userId" | "state" | "scores" | "comment">,
): Promise<void> {
  const { bidId, userId, state, scores, comment } = review;
  const submitted = state === "submitted" ? sql`clock_timestamp()` : sql`NULL::timestamptz`;
  await sql`
    INSERT INTO bid_reviews (id, challenge_id, bid_id, scope_id, university_id, user_id, state, scores, comment,
      submitted_at)
    VALUES (${newId()}, ${challengeId}, ${bidId}, ${scopeId}, ${universityId}, ${userId}, ${state},
      ${JSON.stringify(scores)}::jsonb, ${comment}, ${submitted})
    ON CONFLICT (bid_id, user_id) DO UPDATE SET state = excluded.state, scores = excluded.scores,
      comment = excluded.comment, submitted_at = excluded.submitted_at, updated_at = now(),
      version = bid_reviews.version + 1`.execute(tx.kysely);
}

/** By the office, who does not see what was scored. Answers the state it had, or null where there was nothing to put aside. */
export async function setAsideReview(tx: Tx, bidId: string, userId: string): Promise<ReviewState | null> {
  const row = await firstOf(
    tx,
    sql<{ state: ReviewState | null }>`SELECT set_aside_review(${bidId}, ${userId}) AS state`,
  );
  return row?.state ?? null;
}

/** Scores that a conflict had put aside count again. Answers whether there were any. */
export async function restoreReview(tx: Tx, bidId: string, userId: string): Promise<boolean> {
  const row = await firstOf(tx, sql<{ restored: boolean }>`SELECT restore_review(${bidId}, ${userId}) AS restored`);
  return row?.restored ?? false;
}

/** Of an expert who leaves, by the system: drafts go, what was given is kept and counts no more. Answers how many were. */
export async function setAsideReviewsOf(tx: Tx, challengeId: string, userId: string): Promise<number> {
  await sql`DELETE FROM bid_reviews WHERE challenge_id = ${challengeId} AND user_id = ${userId}
    AND state = 'draft'`.execute(tx.kysely);
  const { numAffectedRows } = await sql`
    UPDATE bid_reviews SET state = 'set_aside', set_aside_at = clock_timestamp(), version = version + 1
    WHERE challenge_id = ${challengeId} AND user_id = ${userId} AND state = 'submitted'`.execute(tx.kysely);
  return Number(numAffectedRows ?? 0n);
}

export interface ReviewMark {
  readonly bidId: string;
  readonly userId: string;
  readonly state: ReviewState;
}

/** Who has scored what, for the office, before it may read the scores. */
export async function listReviewMarks(tx: Tx, challengeId: string): Promise<ReviewMark[]> {
  const { rows } = await sql<ReviewMark>`
    SELECT m.bid_id AS "bidId", m.user_id AS "userId", m.state FROM review_states(${challengeId}) m`.execute(tx.kysely);
  return rows;
}

// Results ---------------------------------------------------------------------------------------------------------------------

export interface ResultRow {
  readonly bidId: string;
  readonly isChosen: boolean;
  readonly reason: string;
}

export async function putResults(
  tx: Tx,
  { id: challengeId, scopeId, universityId }: Home,
  results: readonly ResultRow[],
): Promise<void> {
  await sql`DELETE FROM evaluation_results WHERE challenge_id = ${challengeId}`.execute(tx.kysely);
  await sql`
    INSERT INTO evaluation_results (challenge_id, bid_id, scope_id, university_id, is_chosen, reason)
    SELECT ${challengeId}::uuid, r."bidId", ${scopeId}::uuid, ${universityId}::uuid, r."isChosen", r.reason
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r ("bidId" uuid, "isChosen" boolean, reason text)`.execute(
    tx.kysely,
  );
}

export async function listResults(tx: Tx, challengeId: string): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    SELECT r.bid_id AS "bidId", r.is_chosen AS "isChosen", r.reason FROM evaluation_results r
    WHERE r.challenge_id = ${challengeId}`.execute(tx.kysely);
  return rows;
}

/** Who did something in the evaluation, by name. */
export async function listEvaluationPeople(tx: Tx, challengeId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT p.id, p.name FROM evaluation_people(${challengeId}) p`.execute(tx.kysely);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

// Objections ------------------------------------------------------------------------------------------------------------------

export interface ObjectionRow {
  readonly id: string;
  readonly challengeId: string;
  readonly bidId: string | null;
  readonly userId: string | null;
  readonly name: string;
  readonly contact: string;
  readonly body: string;
  readonly at: string;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly answer: string | null;
  readonly isUpheld: boolean | null;
}

const OBJECTION = sql`o.id, o.challenge_id AS "challengeId", o.bid_id AS "bidId", o.user_id AS "userId", o.name, o.contact,
  o.body, o.at, o.answered_by AS "answeredBy", o.answered_at AS "answeredAt", o.answer, o.is_upheld AS "isUpheld"`;

export async function listObjections(tx: Tx, challengeId: string): Promise<ObjectionRow[]> {
  const { rows } = await sql<ObjectionRow>`
    SELECT ${OBJECTION} FROM notice_objections o WHERE o.challenge_id = ${challengeId} ORDER BY o.id`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findObjection(tx: Tx, objectionId: string, lock: Lock = "read"): Promise<ObjectionRow | null> {
  const locking = lock === "for_update" ? sql`FOR UPDATE` : sql``;
  return firstOf(
    tx,
    sql<ObjectionRow>`SELECT ${OBJECTION} FROM notice_objections o WHERE o.id = ${objectionId} ${locking}`,
  );
}

export async function insertObjection(
  tx: Tx,
  { id: challengeId, scopeId, universityId }: Home,
  objection: Pick<ObjectionRow, "id" | "bidId" | "userId" | "name" | "contact" | "body">,
): Promise<void> {
  const { id, bidId, userId, name, contact, body } = objection;
  await sql`
    INSERT INTO notice_objections (id, challenge_id, scope_id, university_id, bid_id, user_id, name, contact, body)
    VALUES (${id}, ${challengeId}, ${scopeId}, ${universityId}, ${bidId}, ${userId}, ${name}, ${contact}, ${body})`.execute(
    tx.kysely,
  );
}

export async function answerObjectionRow(
  tx: Tx,
  objectionId: string,
  { by, answer, isUpheld }: { readonly by: string; readonly answer: string; readonly isUpheld: boolean },
): Promise<void> {
  await sql`UPDATE notice_objections SET answered_by = ${by}, answered_at = clock_timestamp(), answer = ${answer},
    is_upheld = ${isUpheld} WHERE id = ${objectionId}`.execute(tx.kysely);
}

// A person's data -------------------------------------------------------------------------------------------------------------

export async function collectEvaluationsOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    experts:
      await list(sql`SELECT challenge_id AS "challengeId", name, unit, state, statement, invited_at AS "invitedAt",
        withdrawn_at AS "withdrawnAt", withdrawn_reason AS "withdrawnReason"
      FROM evaluation_experts WHERE user_id = ${userId} ORDER BY id`),
    reviews: await list(sql`SELECT bid_id AS "bidId", state, scores, comment, updated_at AS "updatedAt" FROM bid_reviews
      WHERE user_id = ${userId} ORDER BY id`),
    conflicts: await list(sql`SELECT bid_id AS "bidId", kind, fact, found_at AS "foundAt",
        cleared_at AS "clearedAt", clear_reason AS "clearReason" FROM expert_conflicts
      WHERE user_id = ${userId} ORDER BY id`),
    objections: await list(sql`SELECT challenge_id AS "challengeId", name, contact, body, at FROM notice_objections
      WHERE user_id = ${userId} ORDER BY id`),
  };
}

/** Who an expert or an objector was; scores and answers stay, of nobody. */
export async function eraseEvaluationsOf(tx: Tx, userId: string): Promise<void> {
  await sql`UPDATE evaluation_experts SET name = '-', unit = '-', statement = '',
    withdrawn_reason = CASE WHEN withdrawn_reason IS NULL THEN NULL ELSE '-' END WHERE user_id = ${userId}`.execute(
    tx.kysely,
  );
  await sql`UPDATE expert_conflicts SET clear_reason = '-' WHERE user_id = ${userId} AND clear_reason IS NOT NULL`.execute(
    tx.kysely,
  );
  await sql`UPDATE notice_objections SET name = '-', contact = '' WHERE user_id = ${userId}`.execute(tx.kysely);
}
