// What an expert sees and gives. An expert holds no scope of the pair: their own row is the key to everything.
import { type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { type ChallengeRow, findChallengeRow } from "../../notice/queries.ts";
import { aboutChallenge, auditOfChallenge, holdChallenge } from "../../notice/service/advance.ts";
import { requireFound } from "../../require-found.ts";
import { evaluationError } from "../errors.ts";
import { expertAnswered } from "../events.ts";
import {
  answerExpert,
  type ConflictRow,
  type ExpertRow,
  findEvaluation,
  findOwnExpert,
  findReview,
  insertConflict,
  type JudgedRow,
  listConflicts,
  listJudgedBids,
  listOwnExperts,
  listReviews,
  putReview,
  type ReviewRow,
  touchEvaluation,
} from "../queries.ts";
import { refuseIncompleteReview, refuseUnknownCriteria } from "../rules.ts";
import type { Declaration, ExpertEvaluation, ReviewDraft } from "../types.ts";
import { assignReviewers } from "./conflicts.ts";
import { aboutEvent, shownChallenge } from "./found.ts";

/** Under row-level security: whose own part it is not, is answered like what there is not. */
async function getOwnExpert(ctx: Ctx, challengeId: string): Promise<ExpertRow> {
  return transact(ctx, async (tx) => requireFound(await findOwnExpert(tx, challengeId, ctx.caller.userId)));
}

export async function listOwnEvaluations(ctx: Ctx) {
  const own = await transact(ctx, async (tx) => listOwnExperts(tx, ctx.caller.userId));
  return transactAsSystem(ctx, async (tx) => {
    const items = [];
    for (const expert of own) {
      const part = await loadPart(tx, expert);
      const { id: challengeId, code, title } = part.challenge;
      items.push({
        challengeId,
        code,
        title,
        state: expert.state,
        isOpen: part.isOpen,
        assigned: part.bids.filter((bid) => mayJudge(part, bid)).length,
        submitted: part.reviews.filter(({ state }) => state === "submitted").length,
        invitedAt: expert.invitedAt,
        dueOn: part.dueOn,
        waits: whatWaits(part),
      });
    }
    return items;
  });
}

function whatWaits(part: Part): "declare" | "score" | null {
  const { expert, isOpen, bids, reviews } = part;
  if (!isOpen) return null;
  if (expert.state === "invited") return "declare";
  const isGiven = (bidId: string) => reviews.some((review) => review.bidId === bidId && review.state !== "draft");
  return bids.some((bid) => mayJudge(part, bid) && !isGiven(bid.id)) ? "score" : null;
}

export async function getOwnEvaluation(ctx: Ctx, challengeId: string): Promise<ExpertEvaluation> {
  const expert = await getOwnExpert(ctx, challengeId);
  return transactAsSystem(ctx, async (tx) => showOwnEvaluation(tx, expert));
}

/** As the system. */
export async function showOwnEvaluation(tx: Tx, expert: ExpertRow): Promise<ExpertEvaluation> {
  return showPart(await loadPart(tx, expert));
}

/** Takes part or declines, and says which bids not to judge. Made once: what changes afterwards the office records. */
export async function declareInterests(
  ctx: Ctx,
  challengeId: string,
  { takesPart, statement, conflicts }: Declaration,
): Promise<ExpertEvaluation> {
  await getOwnExpert(ctx, challengeId);
  return transactAsSystem(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    const expert = requireFound(await findOwnExpert(tx, challengeId, ctx.caller.userId));
    const { code } = challenge;
    refuseGone({ challenge, expert });
    if (expert.state !== "invited") throw evaluationError("challenges.declared_already", { code });
    const part = await loadPart(tx, expert);
    if (!part.isOpen) throw evaluationError("challenges.evaluation_not_open", { code });
    for (const { bidId, fact } of conflicts) {
      requireFound(part.bids.find(({ id }) => id === bidId));
      const { userId } = expert;
      const told = { zh: fact, en: fact };
      await insertConflict(tx, challenge, { bidId, userId, kind: "declared", fact: told, foundBy: userId });
    }
    await answerExpert(tx, expert.id, { state: takesPart ? "declared" : "declined", statement });
    await assignReviewers(tx, challengeId);
    await touchEvaluation(tx, challengeId);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      actorId: ctx.caller.userId,
      action: "evaluation.declared",
      details: { expertId: expert.id, takesPart, conflicts: conflicts.length },
      personal: { statement },
    });
    await ctx.outbox.emit(tx, expertAnswered, {
      ...aboutChallenge(challenge),
      payload: {
        ...aboutEvent(challenge),
        name: expert.name,
        takesPart,
        conflicts: conflicts.length,
        invitedBy: expert.invitedBy,
      },
    });
    const answered = requireFound(await findOwnExpert(tx, challengeId, ctx.caller.userId));
    return showPart(await loadPart(tx, answered));
  });
}

interface ReviewRef {
  readonly challengeId: string;
  readonly bidId: string;
}

/** Keeps what was written so far; nobody else reads it. */
export async function keepReview(
  ctx: Ctx,
  ref: ReviewRef,
  draft: ReviewDraft,
  version: number,
): Promise<ExpertEvaluation> {
  return writeReview(ctx, ref, version, async (tx, { challenge }) => {
    refuseUnknownCriteria(challenge.code, challenge.terms.criteria, draft.scores);
    const { userId } = ctx.caller;
    await putReview(tx, challenge, { bidId: ref.bidId, userId, state: "draft", ...draft });
  });
}

/** Gives the scores that were kept. They are final, unless a conflict puts them aside. */
export async function submitReview(ctx: Ctx, ref: ReviewRef, version: number): Promise<ExpertEvaluation> {
  return writeReview(ctx, ref, version, async (tx, { challenge }, review) => {
    const { scores = [], comment = "" } = review ?? {};
    refuseIncompleteReview(challenge.code, challenge.terms.criteria, scores);
    const { userId } = ctx.caller;
    await putReview(tx, challenge, { bidId: ref.bidId, userId, state: "submitted", scores, comment });
    await touchEvaluation(tx, ref.challengeId);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      actorId: userId,
      action: "evaluation.scored",
      details: { bidId: ref.bidId, criteria: scores.length },
    });
  });
}

async function writeReview(
  ctx: Ctx,
  { challengeId, bidId }: ReviewRef,
  version: number,
  write: (tx: Tx, part: Part, review: ReviewRow | null) => Promise<void>,
): Promise<ExpertEvaluation> {
  await getOwnExpert(ctx, challengeId);
  return transactAsSystem(ctx, async (tx) => {
    // In step with who closes the scoring or reports a conflict.
    await holdChallenge(tx, challengeId);
    const expert = requireFound(await findOwnExpert(tx, challengeId, ctx.caller.userId));
    const part = await loadPart(tx, expert);
    const { code } = part.challenge;
    const bid = requireFound(part.bids.find(({ id }) => id === bidId));
    refuseGone(part);
    if (!part.isOpen) throw evaluationError("challenges.evaluation_not_open", { code });
    if (expert.state !== "declared") throw evaluationError("challenges.declaration_missing", { code });
    const { number } = bid;
    if (!mayJudge(part, bid)) throw evaluationError("challenges.expert_in_conflict", { code, number });
    const review = await findReview(tx, bidId, expert.userId);
    if (review !== null && review.state !== "draft") throw evaluationError("challenges.review_given", { code, number });
    expectVersion({ version: review?.version ?? 0 }, version);
    await write(tx, part, review);
    return showPart(await loadPart(tx, expert));
  });
}

interface Part {
  readonly expert: ExpertRow;
  readonly challenge: ChallengeRow;
  readonly isOpen: boolean;
  readonly dueOn: string | null;
  readonly bids: readonly JudgedRow[];
  readonly conflicts: readonly ConflictRow[];
  readonly reviews: readonly ReviewRow[];
}

function refuseGone({ challenge: { code }, expert: { name, withdrawnAt } }: Pick<Part, "challenge" | "expert">): void {
  if (withdrawnAt !== null) throw evaluationError("challenges.expert_out", { code, name, at: withdrawnAt });
}

/** Everything of an evaluation that concerns one expert. As the system, which sees more: nothing of others is kept. */
async function loadPart(tx: Tx, expert: ExpertRow): Promise<Part> {
  const { challengeId, userId } = expert;
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  const evaluation = await findEvaluation(tx, challengeId);
  return {
    expert,
    challenge,
    isOpen: challenge.state === "in_evaluation" && evaluation !== null && evaluation.closedAt === null,
    dueOn: evaluation?.dueOn ?? null,
    bids: await listJudgedBids(tx, challengeId),
    conflicts: (await listConflicts(tx, challengeId)).filter(
      (conflict) => conflict.userId === userId && conflict.clearedAt === null,
    ),
    reviews: (await listReviews(tx, challengeId)).filter((review) => review.userId === userId),
  };
}

/** Experts are not to call bidders. */
function withoutContact({ content }: JudgedRow) {
  const { contact: _, ...shown } = content;
  return shown;
}

function mayJudge({ expert }: Part, { reviewers }: JudgedRow): boolean {
  return reviewers.includes(expert.userId);
}

function showPart(part: Part): ExpertEvaluation {
  const { expert, challenge, isOpen, dueOn, bids, conflicts, reviews } = part;
  return {
    challenge: { ...shownChallenge(challenge), purpose: challenge.purpose },
    state: expert.state,
    name: expert.name,
    unit: expert.unit,
    isOpen,
    dueOn,
    withdrawn:
      expert.withdrawnAt === null
        ? null
        : {
            at: expert.withdrawnAt,
            reason: expert.withdrawnReason ?? "",
            isOwn: expert.withdrawnBy === expert.userId,
          },
    criteria: challenge.terms.criteria,
    indicators: challenge.terms.indicators,
    bids: bids.map((bid) => {
      const conflict = conflicts.find(({ bidId }) => bidId === bid.id)?.kind ?? null;
      const review = reviews.find(({ bidId }) => bidId === bid.id);
      return {
        id: bid.id,
        number: bid.number,
        bidder: bid.bidderName,
        team: bid.content.members.map(({ name, unit }) => ({ name, unit })),
        conflict,
        content: mayJudge(part, bid) ? withoutContact(bid) : null,
        review:
          review === undefined
            ? null
            : {
                state: review.state,
                scores: review.scores,
                comment: review.comment,
                submittedAt: review.submittedAt,
                version: review.version,
              },
      };
    }),
  };
}
