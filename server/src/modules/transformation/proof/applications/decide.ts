import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { requireFound } from "../../service/found.ts";
import { aboutCall, auditOfCall, changingCall } from "../calls/found.ts";
import { concludeCall, spendBudget } from "../calls/queries.ts";
import { proofDecided } from "../events.ts";
import { listReviewerRows, listReviewRows } from "../reviews/queries.ts";
import { type ApplicationRow, countUndecided, decideRow, findApplication } from "./queries.ts";
import { refuseInterested } from "./decider.ts";
import { decideApplication } from "./rules.ts";
import { refuseGrantedTwice } from "./twins.ts";
import { showApplication } from "./show.ts";
import type { ProofApplication, ProofDecision } from "./types.ts";

async function reviewsOf(tx: Tx, { id, callId }: Pick<ApplicationRow, "id" | "callId">) {
  const reviewers = (await listReviewerRows(tx, callId)).map(({ userId }) => userId);
  const given = (await listReviewRows(tx, callId)).filter(
    ({ applicationId, state }) => applicationId === id && state === "submitted",
  );
  return { reviewers, reviews: given.length };
}

/**
 * Grants or refuses. The call is held, so that of two who decide at once the second sees what the first has left; the table
 * refuses an overspent budget besides. With the last decision the call is decided.
 */
export async function decide(
  ctx: Ctx,
  applicationId: string,
  decision: ProofDecision,
  version: number,
): Promise<ProofApplication> {
  const { callId } = await transact(ctx, async (tx) => requireFound(await findApplication(tx, applicationId)));
  const by = ctx.caller.userId;
  await changingCall(ctx, callId, "proof.decide", async (tx, call) => {
    const application = requireFound(await findApplication(tx, applicationId, "held"));
    const today = await findToday(tx);
    const grantedFen = decideApplication(application, decision, {
      call,
      by,
      today,
      ...(await reviewsOf(tx, application)),
    });
    expectVersion(application, version);
    await refuseInterested(tx, by, application);
    if (decision.decision === "grant") await refuseGrantedTwice(tx, application);
    const { reason, reportDueOn } = decision;
    await decideRow(tx, applicationId, { by, grantedFen, reason, reportDueOn });
    if (grantedFen !== null) await spendBudget(tx, callId, grantedFen);
    if ((await countUndecided(tx, callId)) === 0) await concludeCall(tx, callId);
    await audit(tx, {
      ...auditOfCall(call, by),
      action: "proof.decided",
      details: { number: call.number, applicationId, decision: decision.decision, grantedFen },
      personal: { reason },
    });
    await ctx.outbox.emit(tx, proofDecided, {
      aggregate: `proof_call:${callId}`,
      scopeId: call.scopeId,
      payload: {
        ...aboutCall(call),
        applicationId,
        institutionId: application.institutionId,
        applicationTitle: application.title,
        decision: decision.decision,
        team: [...application.team],
        decidedBy: by,
      },
    });
  });
  return showApplication(ctx, applicationId);
}
