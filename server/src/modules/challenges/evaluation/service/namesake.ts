// A conflict that was found by a name, and is somebody else's of that name.
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { aboutChallenge, auditOfChallenge } from "../../notice/service/advance.ts";
import { requireFound } from "../../require-found.ts";
import { evaluationError } from "../errors.ts";
import { conflictCleared } from "../events.ts";
import {
  clearConflicts,
  listConflicts,
  listEvaluationPeople,
  listExperts,
  listJudgedBids,
  restoreReview,
  touchEvaluation,
} from "../queries.ts";
import type { Evaluation } from "../types.ts";
import { assignReviewers } from "./conflicts.ts";
import { aboutEvent, holdEvaluation, refuseOutsideEvaluation } from "./found.ts";
import { showEvaluation } from "./show.ts";

/**
 * A named person says why the fact is a namesake's: with this bid and with every other in which the same fact was found. It
 * stays in the record and counts no more, nor is it found again; scores that it alone had put aside count again.
 */
export async function clearNamesake(
  ctx: Ctx,
  { challengeId, conflictId }: { readonly challengeId: string; readonly conflictId: string },
  reason: string,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    refuseOutsideEvaluation(challenge, evaluation);
    const { code } = challenge;
    const conflicts = await listConflicts(tx, challengeId);
    const one = requireFound(conflicts.find(({ id }) => id === conflictId));
    if (one.foundBy !== null) throw evaluationError("challenges.conflict_stated", { code });
    if (one.clearedAt !== null) {
      const names = await listEvaluationPeople(tx, challengeId);
      const name = names.get(one.clearedBy ?? "") ?? "";
      throw evaluationError("challenges.conflict_cleared", { code, name, at: one.clearedAt });
    }
    const { userId } = one;
    const standing = conflicts.filter((each) => each.userId === userId && each.clearedAt === null);
    const same = standing.filter(({ kind, fact }) => kind === one.kind && fact.zh === one.fact.zh);
    await clearConflicts(
      tx,
      same.map(({ id }) => id),
      { by: ctx.caller.userId, reason },
    );
    const expert = (await listExperts(tx, challengeId)).find((each) => each.userId === userId);
    const free = same.filter(({ bidId }) => !standing.some((each) => each.bidId === bidId && !same.includes(each)));
    let restored = 0;
    if (expert?.state === "declared") {
      for (const { bidId } of free) if (await restoreReview(tx, bidId, userId)) restored += 1;
    }
    await assignReviewers(tx, challengeId);
    await touchEvaluation(tx, challengeId);
    await audit(tx, {
      ...auditOfChallenge(challenge),
      action: "evaluation.conflict_cleared",
      details: { expertId: expert?.id, conflicts: same.map(({ id }) => id), restored },
      personal: { reason },
    });
    const bids = await listJudgedBids(tx, challengeId);
    const numbers = free.flatMap(({ bidId }) => bids.find(({ id }) => id === bidId)?.number ?? []);
    await ctx.outbox.emit(tx, conflictCleared, {
      ...aboutChallenge(challenge),
      payload: { ...aboutEvent(challenge), userId, numbers, restored },
    });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}
