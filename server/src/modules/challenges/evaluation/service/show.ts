// An evaluation as the office sees it.
import { type Caller, mayIn } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { loadStakes } from "../../../directory/index.ts";
import { findChallengeRow } from "../../notice/queries.ts";
import { requireFound } from "../../require-found.ts";
import {
  type EvaluationRow,
  type ExpertRow,
  findEvaluation,
  type JudgedRow,
  listConflicts,
  listEvaluationPeople,
  listExperts,
  listJudgedBids,
  listObjections,
  listResults,
  listReviewMarks,
  listReviews,
  type ReviewRow,
} from "../queries.ts";
import { findBidderStakes } from "../investments.ts";
import { spreadOf, weightedTotal } from "../rules.ts";
import type { Evaluation, EvaluationAction, JudgedBid } from "../types.ts";
import type { ChallengeRow } from "../../notice/queries.ts";
import { factsOfBid, listPosters } from "./conflicts.ts";
import { leadOf, shownChallenge, titleOf } from "./found.ts";

export async function showEvaluation(tx: Tx, caller: Caller, challengeId: string): Promise<Evaluation> {
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  const evaluation = await findEvaluation(tx, challengeId);
  const experts = await listExperts(tx, challengeId);
  const conflicts = await listConflicts(tx, challengeId);
  const bids = await listJudgedBids(tx, challengeId);
  const marks = await listReviewMarks(tx, challengeId);
  const reviews = await listReviews(tx, challengeId);
  const results = await listResults(tx, challengeId);
  const objections = await listObjections(tx, challengeId);
  const stakes = await loadStakes(tx, challenge.scopeId);
  const posters = await listPosters(tx, challenge);
  const names = await listEvaluationPeople(tx, challengeId);
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const signed = (by: string | null | undefined, at: string | null | undefined) =>
    at === null || at === undefined ? null : { by: by === null || by === undefined ? null : named(by), at };
  const { criteria, indicators } = challenge.terms;
  const perBid = evaluation?.expertsPerBid ?? 0;
  return {
    challenge: shownChallenge(challenge),
    criteria,
    indicators,
    expertsPerBid: evaluation?.expertsPerBid ?? null,
    dueOn: evaluation?.dueOn ?? null,
    experts: experts.map((expert) => ({
      id: expert.id,
      userId: expert.userId,
      name: expert.name,
      unit: expert.unit,
      state: expert.state,
      invitedBy: named(expert.invitedBy),
      invitedAt: expert.invitedAt,
      answeredAt: expert.answeredAt,
      statement: expert.statement,
      conflicts: conflicts
        .filter(({ userId }) => userId === expert.userId)
        .map(({ id, bidId, kind, fact, foundAt, foundBy, clearedBy, clearedAt, clearReason }) => ({
          id,
          bidId,
          kind,
          fact,
          foundAt,
          foundBy: foundBy === null ? null : named(foundBy),
          cleared:
            clearedBy === null || clearedAt === null
              ? null
              : { by: named(clearedBy), at: clearedAt, reason: clearReason ?? "" },
        })),
      assigned: bids.filter(({ reviewers }) => reviewers.includes(expert.userId)).length,
      submitted: marks.filter(({ userId, state }) => userId === expert.userId && state === "submitted").length,
      setAside: marks.filter(({ userId, state }) => userId === expert.userId && state === "set_aside").length,
      withdrawn: withdrawalOf(expert, named),
    })),
    bids: bids.map((bid): JudgedBid => {
      const submitted = marks.filter(({ bidId, state }) => bidId === bid.id && state === "submitted").length;
      const result = results.find(({ bidId }) => bidId === bid.id);
      return {
        id: bid.id,
        number: bid.number,
        title: titleOf(bid),
        bidder: bid.bidderName,
        lead: leadOf(bid.content),
        members: bid.content.members.length,
        price: bid.content.price,
        promised: bid.content.indicators,
        assigned: bid.reviewers.length,
        submitted,
        lacks: Math.max(0, perBid - submitted),
        stakes: findBidderStakes(factsOfBid(bid), stakes, posters),
        ...scoresOf(challenge, bid, experts, evaluation?.closedAt === null ? [] : reviews),
        result: result === undefined ? null : { isChosen: result.isChosen, reason: result.reason },
      };
    }),
    closed: signed(evaluation?.closedBy, evaluation?.closedAt),
    closeReason: evaluation?.closeReason ?? null,
    decided: signed(evaluation?.decidedBy, evaluation?.decidedAt),
    decision: evaluation?.decision ?? null,
    announced: signed(evaluation?.announcedBy, evaluation?.announcedAt),
    noticeEndsAt: evaluation?.noticeEndsAt ?? null,
    noticeText: evaluation?.noticeText ?? "",
    isPublic: evaluation?.isPublic ?? false,
    awarded: signed(evaluation?.awardedBy, evaluation?.awardedAt),
    objections: objections.map((objection) => ({
      id: objection.id,
      name: objection.name,
      contact: objection.contact,
      bidNumber: bids.find(({ id }) => id === objection.bidId)?.number ?? null,
      body: objection.body,
      at: objection.at,
      answer: objection.answer,
      isUpheld: objection.isUpheld,
      answeredBy: objection.answeredBy === null ? null : named(objection.answeredBy),
      answeredAt: objection.answeredAt,
    })),
    noticeDays: challenge.noticeDays,
    actions: actionsOf(caller, challenge, evaluation),
    version: evaluation?.version ?? 0,
  };
}

function withdrawalOf(
  { userId, name, withdrawnBy, withdrawnAt, withdrawnReason }: ExpertRow,
  named: (id: string) => { readonly id: string; readonly name: string },
): Evaluation["experts"][number]["withdrawn"] {
  if (withdrawnBy === null || withdrawnAt === null) return null;
  const isOwn = withdrawnBy === userId;
  return {
    by: isOwn ? { id: userId, name } : named(withdrawnBy),
    at: withdrawnAt,
    reason: withdrawnReason ?? "",
    isOwn,
  };
}

/** Scores that were set aside are shown and counted nowhere. */
function scoresOf(
  { terms }: ChallengeRow,
  bid: JudgedRow,
  experts: readonly ExpertRow[],
  reviews: readonly ReviewRow[],
): Pick<JudgedBid, "total" | "byCriterion" | "reviews"> {
  const own = reviews.filter(({ bidId }) => bidId === bid.id);
  const counted = own.filter(({ state }) => state === "submitted");
  const totals = counted.map(({ scores }) => weightedTotal(terms.criteria, scores)).filter((total) => total !== null);
  return {
    total: spreadOf(totals),
    byCriterion: terms.criteria.map(({ key }) => ({
      key,
      spread: spreadOf(
        counted
          .map(({ scores }) => scores.find((score) => score.key === key)?.score ?? null)
          .filter((score) => score !== null),
      ),
    })),
    reviews: own.map(({ userId, state, scores, comment }) => {
      const expert = experts.find((each) => each.userId === userId);
      return {
        expertId: expert?.id ?? "",
        expert: expert?.name ?? "",
        state,
        total: weightedTotal(terms.criteria, scores),
        scores,
        comment,
      };
    }),
  };
}

function actionsOf(
  caller: Caller,
  { state, mode, scopeId }: ChallengeRow,
  evaluation: EvaluationRow | null,
): EvaluationAction[] {
  const mayManage = mayIn(caller, "evaluation.manage", scopeId);
  const mayDecide = mayIn(caller, "challenge.decide", scopeId);
  const isClosed = evaluation !== null && evaluation.closedAt !== null;
  const isScoring = state === "in_evaluation" && !isClosed;
  const begins = mode === "negotiated" ? "closed" : mode === "sealed" ? "opened" : "racing";
  const isByExperts = evaluation !== null && evaluation.expertsPerBid !== null;
  const isNotDecider = evaluation?.decidedBy !== caller.userId;
  const offered: readonly (readonly [EvaluationAction, boolean])[] = [
    ["begin", mayDecide && state === begins],
    ["set_due", mayManage && isScoring],
    ["invite", mayManage && isScoring],
    ["report_conflict", mayManage && state === "in_evaluation"],
    ["clear_conflict", mayManage && state === "in_evaluation"],
    ["withdraw_expert", mayManage && state === "in_evaluation"],
    ["close", mayManage && isScoring],
    ["decide", mayDecide && state === "in_evaluation" && isClosed],
    ["announce", mayDecide && (state === "decided" || state === "applied")],
    ["reconsider", mayDecide && isByExperts && (state === "decided" || state === "in_notice")],
    ["award", mayDecide && state === "in_notice" && isNotDecider],
  ];
  return offered.filter(([, isOffered]) => isOffered).map(([action]) => action);
}
