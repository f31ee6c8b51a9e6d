// Experts who no longer judge. Whoever ends it, their scores count no more: a bid is judged by those who judged to the end.
import { type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import type { ChallengeRow } from "../../notice/queries.ts";
import { aboutChallenge, auditOfChallenge, holdChallenge } from "../../notice/service/advance.ts";
import { requireFound } from "../../require-found.ts";
import { evaluationError } from "../errors.ts";
import { expertWithdrawn } from "../events.ts";
import {
  type ExpertRow,
  findEvaluation,
  findOwnExpert,
  listExperts,
  listJudgedBids,
  setAsideReview,
  setAsideReviewsOf,
  touchEvaluation,
  withdrawExpertRow,
} from "../queries.ts";
import type { Evaluation, ExpertEvaluation } from "../types.ts";
import { assignReviewers, takeUpAgain } from "./conflicts.ts";
import { aboutEvent, holdEvaluation, refuseClosedScoring, refuseOutsideEvaluation } from "./found.ts";
import { showOwnEvaluation } from "./review.ts";
import { showEvaluation } from "./show.ts";

/** By the office, with the reason that the expert reads. Closed scoring is taken up again where scores are set aside. */
export async function withdrawExpert(
  ctx: Ctx,
  { challengeId, expertId }: { readonly challengeId: string; readonly expertId: string },
  reason: string,
): Promise<Evaluation> {
  return transact(ctx, async (tx) => {
    const { challenge, evaluation } = await holdEvaluation(tx, ctx.caller, "evaluation.manage", challengeId);
    refuseOutsideEvaluation(challenge, evaluation);
    const expert = requireFound((await listExperts(tx, challengeId)).find(({ id }) => id === expertId));
    refuseWithdrawn(challenge, expert);
    let setAside = 0;
    for (const bid of await listJudgedBids(tx, challengeId)) {
      if ((await setAsideReview(tx, bid.id, expert.userId)) === "submitted") setAside += 1;
    }
    await withdrawExpertRow(tx, expert.id, { by: ctx.caller.userId, reason });
    await assignReviewers(tx, challengeId);
    await takeUpAgain(tx, challengeId, evaluation, setAside);
    await noteLeaving(ctx, tx, challenge, expert, { reason, setAside, isOwn: false });
    return showEvaluation(tx, ctx.caller, challengeId);
  });
}

/** By the expert, while scores are taken. Said again, it is said once. */
export async function stepDown(ctx: Ctx, challengeId: string, reason: string): Promise<ExpertEvaluation> {
  const { userId } = ctx.caller;
  await transact(ctx, async (tx) => requireFound(await findOwnExpert(tx, challengeId, userId)));
  return transactAsSystem(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    const expert = requireFound(await findOwnExpert(tx, challengeId, userId));
    if (expert.withdrawnBy === userId) return showOwnEvaluation(tx, expert);
    refuseWithdrawn(challenge, expert);
    refuseClosedScoring(challenge, await findEvaluation(tx, challengeId));
    const setAside = await setAsideReviewsOf(tx, challengeId, userId);
    await withdrawExpertRow(tx, expert.id, { by: userId, reason });
    await assignReviewers(tx, challengeId);
    await touchEvaluation(tx, challengeId);
    await noteLeaving(ctx, tx, challenge, expert, { reason, setAside, isOwn: true });
    return showOwnEvaluation(tx, requireFound(await findOwnExpert(tx, challengeId, userId)));
  });
}

function refuseWithdrawn({ code }: ChallengeRow, { name, withdrawnAt }: ExpertRow): void {
  if (withdrawnAt !== null) throw evaluationError("challenges.expert_out", { code, name, at: withdrawnAt });
}

async function noteLeaving(
  { outbox, caller }: Ctx,
  tx: Tx,
  challenge: ChallengeRow,
  { id, userId, name }: ExpertRow,
  { reason, setAside, isOwn }: { readonly reason: string; readonly setAside: number; readonly isOwn: boolean },
): Promise<void> {
  await audit(tx, {
    ...auditOfChallenge(challenge),
    actorId: caller.userId,
    action: isOwn ? "evaluation.expert_stepped_down" : "evaluation.expert_withdrawn",
    details: { expertId: id, setAside },
    personal: { reason },
  });
  await outbox.emit(tx, expertWithdrawn, {
    ...aboutChallenge(challenge),
    payload: { ...aboutEvent(challenge), userId, name, isOwn, setAside },
  });
}
