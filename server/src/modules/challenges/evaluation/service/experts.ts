// Whom the office asks to judge, and conflicts that it finds.
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { listHolders } from "../../../identity/index.ts";
import { aboutChallenge, advanceChallenge, auditOfChallenge } from "../../notice/service/advance.ts";
import type { ChallengeRow } from "../../notice/queries.ts";
import { requireFound } from "../../require-found.ts";
import { evaluationError } from "../errors.ts";
import { expertInvited } from "../events.ts";
import {
  insertExpert,
  listHoldersOfOtherRoles,
  listExperts,
  listJudgedBids,
  listKnownUnits,
  noteClosing,
  noteDue,
  putEvaluation,
  touchEvaluation,
} from "../queries.ts";
import { refuseEarlyClosing } from "../rules.ts";
import type { ConflictReport, Evaluation, EvaluationBegin, ExpertInvitation } from "../types.ts";
import { computeConflicts, keepConflicts, takeUpAgain } from "./conflicts.ts";
import { aboutEvent, getChallenge, holdEvaluation, refuseClosedScoring, refuseOutsideEvaluation } from "./found.ts";
import { showEvaluation } from "./show.ts";

export async function getEvaluation(ctx: Ctx, challengeId: string): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    await getChallenge(tx, ctx.caller, "evaluation.read", challengeId);
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** From here on the bids are judged by experts; how many each needs is kept with it. */
export async function beginEvaluation(
  ctx: Ctx,
  challengeId: string,
  { expertsPerBid, dueOn }: EvaluationBegin,
  version: number,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge } = await holdEvaluation(tx, ctx.caller, "challenge.decide", challengeId);
    expectVersion(challenge, version);
    await advanceChallenge(ctx, tx, challenge, "begin_evaluation", { details: { expertsPerBid } });
    await putEvaluation(tx, challenge, expertsPerBid, dueOn);
    await audit(tx, { ...auditOfChallenge(challenge), action: "evaluation.begun", details: { expertsPerBid, dueOn } });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** Until when experts are asked to have scored. Nothing closes by that: people are reminded. */
export async function setEvaluationDue(
  ctx: Ctx,
  challengeId: string,
  dueOn: string | null,
  version: number,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    refuseClosedScoring(challenge, evaluation);
    expectVersion({ version: evaluation?.version ?? 0 }, version);
    await noteDue(tx, challengeId, dueOn);
    await audit(tx, { ...auditOfChallenge(challenge), action: "evaluation.due_set", details: { dueOn } });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** Accounts of experts in the pair that were not asked yet, with the unit that was given for them the last time. */
export async function listExpertCandidates(
  ctx: Ctx,
  challengeId: string,
): Promise<{ readonly userId: string; readonly name: string; readonly unit: string }[]> {
  return transact(ctx, async (tx) => {
    const challenge = await getChallenge(tx, ctx.caller, "evaluation.manage", challengeId);
    const asked = new Set((await listExperts(tx, challengeId)).map(({ userId }) => userId));
    const holders = (await listFitExperts(tx, challenge)).filter(({ id }) => !asked.has(id));
    const units = await listKnownUnits(
      tx,
      holders.map(({ id }) => id),
    );
    return holders.map(({ id, name }) => ({ userId: id, name, unit: units.get(id) ?? "" }));
  });
}

/** Asks an expert. What the directory knows against it is found at once. */
export async function inviteExpert(ctx: Ctx, challengeId: string, { userId, name, unit }: ExpertInvitation) {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    refuseClosedScoring(challenge, evaluation);
    const { code } = challenge;
    const holder = (await listFitExperts(tx, challenge)).find(({ id }) => id === userId);
    if (holder === undefined) throw evaluationError("challenges.expert_unfit", { code });
    const called = name === "" ? holder.name : name;
    if ((await listExperts(tx, challengeId)).some((expert) => expert.userId === userId)) {
      throw evaluationError("challenges.expert_already", { code, name: called });
    }
    const expert = { id: newId(), userId, name: called, unit, invitedBy: ctx.caller.userId };
    await insertExpert(tx, challenge, expert);
    const bids = await listJudgedBids(tx, challengeId);
    const found = await computeConflicts(tx, challenge, [expert], bids);
    await keepConflicts(
      ctx,
      tx,
      challenge,
      found.map((conflict) => ({ ...conflict, foundBy: null })),
    );
    await touchEvaluation(tx, challengeId);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.expert_invited",
      details: { expertId: expert.id, userId, conflicts: found.length },
      personal: { name: called, unit },
    });
    await ctx.outbox.emit(tx, expertInvited, {
      ...aboutChallenge(challenge),
      payload: { ...aboutEvent(challenge), userId },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** A conflict that somebody of the office knows of, before or after the expert has scored. */
export async function reportConflict(
  ctx: Ctx,
  challengeId: string,
  { expertId, bidId, fact }: ConflictReport,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    refuseOutsideEvaluation(challenge, evaluation);
    const expert = requireFound((await listExperts(tx, challengeId)).find(({ id }) => id === expertId));
    requireFound((await listJudgedBids(tx, challengeId)).find(({ id }) => id === bidId));
    const { userId } = ctx.caller;
    const conflict = { bidId, userId: expert.userId, kind: "reported" as const, fact: { zh: fact, en: fact } };
    const { setAside } = await keepConflicts(ctx, tx, challenge, [{ ...conflict, foundBy: userId }]);
    await takeUpAgain(tx, challengeId, evaluation, setAside);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.conflict_reported",
      details: { expertId, bidId, setAside },
      personal: { fact },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** Looks again at what the directory holds now: it may have learnt of a shared work since. */
export async function checkConflicts(ctx: Ctx, challengeId: string): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    refuseOutsideEvaluation(challenge, evaluation);
    const experts = (await listExperts(tx, challengeId)).filter(
      ({ state }) => !["declined", "withdrawn"].includes(state),
    );
    const found = await computeConflicts(tx, challenge, experts, await listJudgedBids(tx, challengeId));
    const { added, setAside } = await keepConflicts(
      ctx,
      tx,
      challenge,
      found.map((conflict) => ({ ...conflict, foundBy: null })),
    );
    if (added > 0) await takeUpAgain(tx, challengeId, evaluation, setAside);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.conflicts_checked",
      details: { added, setAside },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** No more scores; the office reads those that were given. */
export async function closeScoring(
  ctx: Ctx,
  challengeId: string,
  reason: string,
  version: number,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    refuseClosedScoring(challenge, evaluation);
    expectVersion({ version: evaluation?.version ?? 0 }, version);
    const { bids } = await showEvaluation(tx, ctx.caller, challengeId);
    refuseEarlyClosing(challenge.code, bids, reason);
    await noteClosing(tx, challengeId, ctx.caller.userId, reason);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.closed",
      details: { bids: bids.map(({ id, submitted, lacks }) => ({ id, submitted, lacks })) },
      personal: { reason },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** Experts of the pair who hold no other role, in the pair or elsewhere. */
async function listFitExperts(tx: Tx, { scopeId }: ChallengeRow) {
  const holders = await listHolders(tx, scopeId, ["expert"]);
  const others = await listHoldersOfOtherRoles(
    tx,
    holders.map(({ id }) => id),
  );
  return holders.filter(({ id }) => !others.includes(id));
}
