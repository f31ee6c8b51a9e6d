// The decision, its public notice, and the award.
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { aboutChallenge, advanceChallenge, auditOfChallenge } from "../../notice/service/advance.ts";
import type { ChallengeRow } from "../../notice/queries.ts";
import { evaluationError } from "../errors.ts";
import { bidDecided, challengeAwarded, resultAnnounced } from "../events.ts";
import {
  type EvaluationRow,
  findAcceptedApplication,
  findEvaluation,
  listChallengeNeeds,
  listEvaluationPeople,
  listExperts,
  listJudgedBids,
  listObjections,
  listResults,
  noteAnnouncement,
  noteAward,
  noteDecision,
  putEvaluation,
  putResults,
  reopenEvaluation,
  setBidOutcome,
} from "../queries.ts";
import { refuseUnfitResults } from "../rules.ts";
import type { AwardDecision, Evaluation, PublicNoticeDraft } from "../types.ts";
import { describeAward } from "./describe-award.ts";
import { aboutEvent, type Held, holdEvaluation, objectionsToNow, titleOf } from "./found.ts";
import { showEvaluation } from "./show.ts";

/** A person chooses and says why, whatever the scores. The bidders are told with the public notice. */
export async function decideAward(
  ctx: Ctx,
  challengeId: string,
  { decision, results }: AwardDecision,
  version: number,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "challenge.decide", challengeId);
    await refuseDecided(tx, challenge, evaluation);
    if (challenge.state === "in_evaluation" && (evaluation === null || evaluation.closedAt === null)) {
      throw evaluationError("challenges.scoring_open", { code: challenge.code });
    }
    await refuseExpert(ctx, tx, challenge);
    refuseUnfitResults(challenge.code, await listJudgedBids(tx, challengeId), results);
    expectVersion({ version: evaluation?.version ?? 0 }, version);
    await advanceChallenge(ctx, tx, challenge, "decide");
    await putResults(tx, challenge, results);
    await noteDecision(tx, challengeId, ctx.caller.userId, decision);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.decided",
      details: { results: results.map(({ bidId, isChosen }) => ({ bidId, isChosen })) },
      personal: { decision, reasons: results.map(({ bidId, reason }) => ({ bidId, reason })) },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** Begins the public notice. After a joint application it is the first that experts could have stood before, and did not. */
export async function announceResult(
  ctx: Ctx,
  challengeId: string,
  notice: PublicNoticeDraft,
  version: number,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx.caller, "challenge.decide", challengeId);
    const { challenge } = held;
    expectVersion({ version: held.evaluation?.version ?? 0 }, version);
    if (challenge.state === "applied") await decideByApplication(tx, challenge, notice.otherReason);
    await advanceChallenge(ctx, tx, challenge, "announce");
    await noteAnnouncement(tx, challengeId, {
      by: ctx.caller.userId,
      days: challenge.noticeDays,
      text: notice.text,
      isPublic: notice.isPublic,
    });
    const results = await listResults(tx, challengeId);
    for (const { bidId, isChosen, reason } of results) {
      await setBidOutcome(tx, bidId, { state: isChosen ? "chosen" : "not_chosen", reason });
    }
    const { noticeEndsAt = null } = (await findEvaluation(tx, challengeId)) ?? {};
    await ctx.outbox.emit(tx, resultAnnounced, {
      ...aboutChallenge(challenge),
      payload: { ...aboutEvent(challenge), posterId: challenge.posterId, endsAt: noticeEndsAt ?? "" },
    });
    for (const bid of await listJudgedBids(tx, challengeId)) {
      const { id: bidId, readers, state } = bid;
      await ctx.outbox.emit(tx, bidDecided, {
        ...aboutChallenge(challenge),
        payload: { ...aboutEvent(challenge), bidId, readers, isChosen: state === "chosen", bidTitle: titleOf(bid) },
      });
    }
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.announced",
      details: { isPublic: notice.isPublic, endsAt: noticeEndsAt },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** What bidder and poster apply for together needs no experts: the application and its intent agreement are looked at. */
async function decideByApplication(tx: Tx, challenge: ChallengeRow, otherReason: string): Promise<void> {
  const application = await findAcceptedApplication(tx, challenge.id);
  if (application === null || !application.hasAgreement) {
    throw evaluationError("challenges.application_incomplete", { code: challenge.code });
  }
  await putEvaluation(tx, challenge, null);
  await noteDecision(tx, challenge.id, application.acceptedBy, application.summary);
  const others =
    otherReason === ""
      ? "发榜方已与另一揭榜方联合申报。 / The poster applied together with another bidder."
      : otherReason;
  const bids = await listJudgedBids(tx, challenge.id);
  await putResults(
    tx,
    challenge,
    bids.map(({ id }) => {
      const isChosen = id === application.bidId;
      return { bidId: id, isChosen, reason: isChosen ? application.summary.slice(0, 2000) : others };
    }),
  );
}

/** Back to the evaluation, with a reason: what was decided and announced no longer holds. */
export async function reconsiderResult(
  ctx: Ctx,
  challengeId: string,
  reason: string,
  version: number,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "challenge.decide", challengeId);
    expectVersion({ version: evaluation?.version ?? 0 }, version);
    await advanceChallenge(ctx, tx, challenge, "reconsider", { reason });
    for (const { id, state } of await listJudgedBids(tx, challengeId)) {
      if (state !== "submitted") await setBidOutcome(tx, id, { state: "submitted", reason: null });
    }
    await reopenEvaluation(tx, challengeId);
    await audit(tx, { ...auditOfChallenge(challenge), action: "evaluation.reopened", personal: { reason } });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/**
 * The award, by somebody other than who decided, after the notice and without an open objection. Of two who award at once,
 * the second learns who was first, and when.
 */
export async function awardChallenge(ctx: Ctx, challengeId: string, version: number): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx.caller, "challenge.decide", challengeId);
    const { challenge } = held;
    const evaluation = await refuseUnfitAward(ctx, tx, held);
    expectVersion(evaluation, version);
    const awarded = await advanceChallenge(ctx, tx, challenge, "award");
    await noteAward(tx, challengeId, ctx.caller.userId);
    const bids = (await listJudgedBids(tx, challengeId)).filter(({ state }) => state === "chosen");
    const application = await findAcceptedApplication(tx, challengeId);
    const needs = await listChallengeNeeds(tx, challengeId);
    await ctx.outbox.emit(tx, challengeAwarded, {
      ...aboutChallenge(challenge),
      payload: describeAward(awarded, needs, bids, application?.amountFen ?? null),
    });
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.awarded",
      details: { bids: bids.map(({ id }) => id), decidedBy: evaluation.decidedBy },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

async function refuseUnfitAward(ctx: Ctx, tx: Tx, { challenge, evaluation }: Held): Promise<EvaluationRow> {
  const { id, code } = challenge;
  const names = await listEvaluationPeople(tx, id);
  const nameOf = (userId: string | null | undefined) => names.get(userId ?? "") ?? "";
  if (evaluation !== null && evaluation.awardedAt !== null) {
    const { awardedBy, awardedAt } = evaluation;
    throw evaluationError("challenges.already_awarded", { code, name: nameOf(awardedBy), at: awardedAt });
  }
  if (evaluation === null || challenge.state !== "in_notice") {
    // Says in which state it would have to be.
    await advanceChallenge(ctx, tx, challenge, "award");
    throw evaluationError("challenges.application_incomplete", { code });
  }
  if (evaluation.decidedBy === ctx.caller.userId) {
    throw evaluationError("challenges.award_by_decider", { code, name: nameOf(evaluation.decidedBy) });
  }
  await refuseExpert(ctx, tx, challenge);
  const objections = objectionsToNow(await listObjections(tx, id), evaluation);
  if (objections.some(({ isUpheld }) => isUpheld === true)) {
    throw evaluationError("challenges.objection_upheld", { code });
  }
  if (!evaluation.isNoticeOver) {
    throw evaluationError("challenges.notice_runs", { code, until: evaluation.noticeEndsAt ?? "" });
  }
  const open = objections.filter(({ answeredAt }) => answeredAt === null).length;
  if (open > 0) throw evaluationError("challenges.objections_open", { code, count: open });
  return evaluation;
}

async function refuseDecided(tx: Tx, { id, code }: ChallengeRow, evaluation: EvaluationRow | null): Promise<void> {
  if (evaluation === null || evaluation.decidedAt === null) return;
  const names = await listEvaluationPeople(tx, id);
  const name = names.get(evaluation.decidedBy ?? "") ?? "";
  throw evaluationError("challenges.already_decided", { code, name, at: evaluation.decidedAt });
}

/** Who judges does not decide. */
async function refuseExpert({ caller }: Ctx, tx: Tx, { id, code }: ChallengeRow): Promise<void> {
  const experts = await listExperts(tx, id);
  if (experts.some(({ userId }) => userId === caller.userId)) {
    throw evaluationError("challenges.decider_is_expert", { code });
  }
}
