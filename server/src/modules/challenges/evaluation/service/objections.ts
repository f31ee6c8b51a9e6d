// The result as bidders and the public read it, and objections to it.
import { type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { type Database, type Tx, withSystem } from "../../../../platform/db/index.ts";
import { newId } from "../../../../platform/ids.ts";
import type { Outbox } from "../../../../platform/outbox/index.ts";
import { findDisplayNames } from "../../../identity/index.ts";
import { isSamplePair } from "../../../pairs/index.ts";
import { type ChallengeRow, findChallengeRow } from "../../notice/queries.ts";
import { aboutChallenge, auditOfChallenge, holdChallenge } from "../../notice/service/advance.ts";
import { requireFound } from "../../require-found.ts";
import { evaluationError } from "../errors.ts";
import { objectionAnswered, objectionMade } from "../events.ts";
import {
  answerObjectionRow,
  type EvaluationRow,
  findEvaluation,
  findObjection,
  findOpenBid,
  insertObjection,
  type JudgedRow,
  listEvaluationPeople,
  listJudgedBids,
  listObjections,
  type ObjectionRow,
  touchEvaluation,
} from "../queries.ts";
import type { BidResult, Evaluation, ObjectionAnswer, PublicNotice, PublicObjectionDraft } from "../types.ts";
import { aboutEvent, holdEvaluation, leadOf, objectionsToNow, shownChallenge, titleOf } from "./found.ts";
import { showEvaluation } from "./show.ts";

/** A bid that the caller prepared: row-level security shows others as well. */
async function getOwnBid(ctx: Ctx, bidId: string): Promise<JudgedRow> {
  return transact(ctx, async (tx) => {
    const bid = requireFound(await findOpenBid(tx, bidId));
    return requireFound(bid.readers.includes(ctx.caller.userId) ? bid : null);
  });
}

export async function getBidResult(ctx: Ctx, bidId: string): Promise<BidResult> {
  const bid = await getOwnBid(ctx, bidId);
  return transactAsSystem(ctx, async (tx) => showResult(tx, bid));
}

async function showResult(tx: Tx, { id, challengeId }: JudgedRow): Promise<BidResult> {
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  const evaluation = await findEvaluation(tx, challengeId);
  const bid = requireFound(await findOpenBid(tx, id));
  const isAnnounced = evaluation !== null && evaluation.announcedAt !== null;
  const chosen = isAnnounced ? (await listJudgedBids(tx, challengeId)).filter(({ state }) => state === "chosen") : [];
  const objections = (await listObjections(tx, challengeId)).filter(({ bidId }) => bidId === id);
  return {
    challenge: shownChallenge(challenge),
    bid: { id, number: bid.number, title: titleOf(bid), isChosen: isAnnounced ? bid.state === "chosen" : null },
    reason: isAnnounced ? bid.stateReason : null,
    decision: isAnnounced ? evaluation.decision : null,
    chosen: chosen.map((each) => ({ bidder: each.bidderName, title: titleOf(each) })),
    announcedAt: evaluation?.announcedAt ?? null,
    noticeEndsAt: evaluation?.noticeEndsAt ?? null,
    mayObject: takesObjections(challenge, evaluation),
    objections: objections.map(({ id: objectionId, body, at, answer, isUpheld }) => ({
      id: objectionId,
      body,
      at,
      answer,
      isUpheld,
    })),
  };
}

function takesObjections({ state }: ChallengeRow, evaluation: EvaluationRow | null): boolean {
  return state === "in_notice" && evaluation !== null && !evaluation.isNoticeOver;
}

function refuseLate(challenge: ChallengeRow, evaluation: EvaluationRow | null): void {
  if (takesObjections(challenge, evaluation)) return;
  const until = evaluation?.noticeEndsAt ?? null;
  // What is not announced has no result to object to.
  requireFound(until);
  throw evaluationError("challenges.notice_over", { code: challenge.code, until: until ?? "" });
}

/** By a bidder, under their own name. */
export async function objectAsBidder(ctx: Ctx, bidId: string, body: string): Promise<BidResult> {
  const bid = await getOwnBid(ctx, bidId);
  const { userId } = ctx.caller;
  return transactAsSystem(ctx, async (tx) => {
    const name = (await findDisplayNames(tx, [userId])).get(userId) ?? "-";
    await takeObjection(ctx.outbox, tx, bid.challengeId, { bidId, userId, name, contact: "", body });
    return showResult(tx, bid);
  });
}

/** By anybody who reads the public notice, with a name and how to reach them. */
export async function objectInPublic(
  { db, outbox }: { readonly db: Database; readonly outbox: Outbox },
  challengeId: string,
  objection: PublicObjectionDraft,
): Promise<void> {
  await withSystem(db, async (tx) => {
    await getPublicEvaluation(tx, challengeId);
    await takeObjection(outbox, tx, challengeId, { bidId: null, userId: null, ...objection });
  });
}

type NewObjection = Pick<ObjectionRow, "bidId" | "userId" | "name" | "contact" | "body">;

/** The same person with the same words: it was sent twice, whatever became of the first answer. */
function isSameObjection(known: ObjectionRow, objection: NewObjection): boolean {
  return (["bidId", "userId", "name", "contact", "body"] as const).every((field) => known[field] === objection[field]);
}

async function takeObjection(outbox: Outbox, tx: Tx, challengeId: string, objection: NewObjection): Promise<void> {
  const challenge = await holdChallenge(tx, challengeId);
  const evaluation = await findEvaluation(tx, challengeId);
  const now = objectionsToNow(await listObjections(tx, challengeId), evaluation);
  if (now.some((known) => isSameObjection(known, objection))) return;
  refuseLate(challenge, evaluation);
  const id = newId();
  await insertObjection(tx, challenge, { id, ...objection });
  await touchEvaluation(tx, challengeId);
  const { userId: actorId, bidId, name, contact, body } = objection;
  await audit(tx, {
    ...auditOfChallenge(challenge),
    actorId,
    action: "evaluation.objection_made",
    details: { objectionId: id, bidId },
    personal: { name, contact, body },
  });
  await outbox.emit(tx, objectionMade, {
    ...aboutChallenge(challenge),
    payload: { ...aboutEvent(challenge), name },
  });
}

async function getPublicEvaluation(
  tx: Tx,
  challengeId: string,
): Promise<{ readonly challenge: ChallengeRow; readonly evaluation: EvaluationRow }> {
  const evaluation = requireFound(await findEvaluation(tx, challengeId));
  requireFound(evaluation.isPublic && evaluation.announcedAt !== null ? evaluation : null);
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  requireFound(["in_notice", "awarded"].includes(challenge.state) ? challenge : null);
  return { challenge, evaluation };
}

/** What everybody may read without an account, once it was announced like that. */
export async function viewPublicNotice(db: Database, challengeId: string): Promise<PublicNotice> {
  return withSystem(db, async (tx) => {
    const { challenge, evaluation } = await getPublicEvaluation(tx, challengeId);
    const chosen = (await listJudgedBids(tx, challengeId)).filter(({ state }) => state === "chosen");
    return {
      code: challenge.code,
      title: challenge.title,
      purpose: challenge.purpose,
      poster: challenge.namesPoster && challenge.posterName !== "" ? challenge.posterName : null,
      indicators: challenge.terms.indicators,
      decision: evaluation.decision ?? "",
      text: evaluation.noticeText,
      chosen: chosen.map((bid) => ({ bidder: bid.bidderName, title: titleOf(bid), lead: leadOf(bid.content) })),
      announcedAt: evaluation.announcedAt ?? "",
      endsAt: evaluation.noticeEndsAt ?? "",
      isOpen: takesObjections(challenge, evaluation),
      isAwarded: challenge.state === "awarded",
      isSample: await isSamplePair(tx, challenge.scopeId),
    };
  });
}

/** Answered by somebody other than who decided. */
export async function answerObjection(
  ctx: Ctx,
  objectionId: string,
  { answer, isUpheld }: ObjectionAnswer,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challengeId } = requireFound(await findObjection(tx, objectionId));
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    const objection = requireFound(await findObjection(tx, objectionId, "for_update"));
    const { code } = challenge;
    if (objection.answeredAt !== null) {
      const names = await listEvaluationPeople(tx, challengeId);
      const name = names.get(objection.answeredBy ?? "") ?? "";
      throw evaluationError("challenges.objection_answered", { code, name, at: objection.answeredAt });
    }
    if (evaluation?.decidedBy === ctx.caller.userId) {
      throw evaluationError("challenges.objection_by_decider", { code });
    }
    await answerObjectionRow(tx, objectionId, { by: ctx.caller.userId, answer, isUpheld });
    await touchEvaluation(tx, challengeId);
    const { bidId, userId } = objection;
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.objection_answered",
      details: { objectionId, isUpheld },
      personal: { answer },
    });
    await ctx.outbox.emit(tx, objectionAnswered, {
      ...aboutChallenge(challenge),
      payload: { ...aboutEvent(challenge), bidId, userId, isUpheld },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}
