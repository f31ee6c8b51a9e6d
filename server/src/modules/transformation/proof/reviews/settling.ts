// A conflict that was found by what is known of names and units, and is looked at by a person.
import type { Ctx } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { requireFound } from "../../service/found.ts";
import { isInTeam } from "../applications/origin-queries.ts";
import { listApplications } from "../applications/queries.ts";
import { aboutCall, auditOfCall, changingCall } from "../calls/found.ts";
import { findClock } from "../calls/queries.ts";
import { proofConflictSettled } from "../events.ts";
import { getReviewTable } from "./naming.ts";
import { findReviewRow, listReviewerRows, listReviewRows, settleRow } from "./queries.ts";
import { admitSettlement, isStanding, reviewError, settleSame } from "./rules.ts";
import type { ConflictSettlement, ProofReviewTable } from "./types.ts";

/**
 * A named person says that the fact is somebody else's, or that it is so, and why: with this application and with every other
 * under the call in which the same fact was found of the reviewer. It stays in the record. What no conflict stands against any
 * more is theirs to judge. Neither the reviewer says so, nor anybody who applies under the call.
 */
export async function settleConflict(
  ctx: Ctx,
  {
    callId,
    userId,
    applicationId,
  }: { readonly callId: string; readonly userId: string; readonly applicationId: string },
  { at, outcome, reason }: ConflictSettlement,
): Promise<ProofReviewTable> {
  const by = ctx.caller.userId;
  await changingCall(ctx, callId, "proof.manage", async (tx, call) => {
    const { name } = requireFound((await listReviewerRows(tx, callId)).find((each) => each.userId === userId));
    const review = requireFound(await findReviewRow(tx, applicationId, userId));
    const applications = await listApplications(tx, callId);
    const { title, state } = requireFound(applications.find(({ id }) => id === applicationId));
    if (call.state !== "closed") throw reviewError("transformation.naming_early", { number: call.number });
    if (state !== "submitted") throw reviewError("transformation.review_decided", { title });
    if (by === userId || (await isInTeam(tx, callId, by))) throw reviewError("transformation.conflict_party", { name });
    const conflict = requireFound(review.conflicts[at] ?? null);
    admitSettlement(review, conflict, { outcome, name, title });
    const settled = { outcome, by, reason, at: await findClock(tx) };
    const undecided = applications.filter((each) => each.state === "submitted").map(({ id }) => id);
    const touched: string[] = [];
    for (const each of await listReviewRows(tx, callId)) {
      const isOpen = each.state !== "submitted" && undecided.includes(each.applicationId);
      const conflicts = settleSame(each.conflicts, conflict, settled);
      if (each.reviewerId !== userId || !isOpen || conflicts === null) continue;
      await settleRow(
        tx,
        { applicationId: each.applicationId, reviewerId: userId },
        { conflicts, state: conflicts.some(isStanding) ? "conflict" : "open" },
      );
      touched.push(each.applicationId);
    }
    await audit(tx, {
      ...auditOfCall(call, by),
      action: outcome === "cleared" ? "proof.conflict_cleared" : "proof.conflict_confirmed",
      details: { number: call.number, reviewerId: userId, kind: conflict.kind, applications: touched },
      personal: { reason },
    });
    await ctx.outbox.emit(tx, proofConflictSettled, {
      aggregate: `proof_call:${callId}`,
      scopeId: call.scopeId,
      payload: { ...aboutCall(call), reviewerId: userId, outcome },
    });
  });
  return getReviewTable(ctx, callId);
}
