import { type Caller, type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { weightedTotal } from "../../../challenges/index.ts";
import { findDisplayNames } from "../../../identity/index.ts";
import { mayInCall, requireCall } from "../calls/found.ts";
import type { CallRow } from "../calls/queries.ts";
import { listReviewRows } from "../reviews/queries.ts";
import { mayDecideOn } from "./decider.ts";
import { getApplicationRow, isOfTeam } from "./found.ts";
import { type ApplicationLine, type ApplicationRow, listDocuments } from "./queries.ts";
import type { APPLICATION_ACTIONS, ProofApplication, ProofApplicationSummary } from "./types.ts";

export function summariseApplication(caller: Caller, row: ApplicationLine): ProofApplicationSummary {
  const { unit, leadName, readinessFrom, readinessTo } = row.content;
  return {
    id: row.id,
    callId: row.callId,
    title: row.title,
    unit,
    leadName,
    state: row.state,
    askedFen: row.askedFen,
    grantedFen: row.grantedFen,
    readinessFrom,
    readinessTo,
    isOwn: isOfTeam(caller, row),
    submittedAt: row.submittedAt,
  };
}

function actionsOf(caller: Caller, call: CallRow, row: ApplicationRow): (typeof APPLICATION_ACTIONS)[number][] {
  const isOwn = isOfTeam(caller, row);
  const isWritten = isOwn && call.state === "open" && (row.state === "draft" || row.state === "withdrawn");
  const isIn = row.state === "submitted";
  return [
    ...(isWritten ? (["change", "submit"] as const) : []),
    ...(isOwn && isIn && call.state === "open" ? (["withdraw"] as const) : []),
    ...(!isOwn && isIn && call.state === "closed" && mayInCall(caller, "proof.decide", call)
      ? (["decide"] as const)
      : []),
  ];
}

async function feedbackOn(tx: Tx, call: CallRow, id: string): Promise<ProofApplication["feedback"]> {
  return (await listReviewRows(tx, call.id))
    .filter(({ applicationId, state }) => applicationId === id && state === "submitted")
    .map(({ scores, comment }) => ({ total: weightedTotal(call.terms.criteria, scores), comment }));
}

/** Nobody is offered to decide where they are named themselves. */
async function actionsFor(tx: Tx, caller: Caller, call: CallRow, row: ApplicationRow) {
  const actions = actionsOf(caller, call, row);
  if (!actions.includes("decide") || (await mayDecideOn(tx, caller.userId, row))) return actions;
  return actions.filter((action) => action !== "decide");
}

/** Whether the caller sees it is asked under row-level security; its call and its files are read for them. */
export async function showApplication(ctx: Ctx, applicationId: string): Promise<ProofApplication> {
  const row = await transact(ctx, async (tx) => getApplicationRow(tx, ctx.caller, applicationId));
  return transactAsSystem(ctx, async (tx) => {
    const call = await requireCall(tx, row.callId);
    const people = [row.createdBy, row.decidedBy].filter((id) => id !== null);
    const names = await findDisplayNames(tx, people);
    const named = (id: string) => ({ id, name: names.get(id) ?? "" });
    const documents = [];
    for (const { id, key, fileId } of await listDocuments(tx, applicationId)) {
      if (!call.terms.documents.some((asked) => asked.key === key)) continue;
      const { name, sizeBytes } = await ctx.files.getFile(tx, fileId);
      documents.push({ id, key, name, sizeBytes });
    }
    return {
      ...summariseApplication(ctx.caller, row),
      call: {
        number: call.number,
        title: call.title,
        closesAt: call.closesAt,
        mostFen: call.mostFen,
        leftFen: String(BigInt(call.budgetFen) - BigInt(call.grantedFen)),
        documents: [...call.terms.documents],
      },
      scopeId: row.scopeId,
      content: row.content,
      origin: { kind: row.originKind, id: row.originId, number: row.originNumber },
      documents,
      createdBy: named(row.createdBy),
      decidedBy: row.decidedBy === null ? null : named(row.decidedBy),
      decidedAt: row.decidedAt,
      reason: row.reason,
      feedback: row.decidedBy === null ? [] : await feedbackOn(tx, call, applicationId),
      reportDueOn: row.reportDueOn,
      projectId: row.projectId,
      agreementId: row.agreementId,
      actions: await actionsFor(tx, ctx.caller, call, row),
      version: row.version,
    };
  });
}
