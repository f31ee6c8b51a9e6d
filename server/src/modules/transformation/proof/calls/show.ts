import type { Caller } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { findDisplayNames } from "../../../identity/index.ts";
import { requireFound } from "../../service/found.ts";
import { isInTeam } from "../applications/origin-queries.ts";
import { findInstitution, mayInCall, worksOn } from "./found.ts";
import { type CallRow, findCallRow } from "./queries.ts";
import { callActionsFrom } from "./rules.ts";
import type { ProofCall, ProofCallSummary } from "./types.ts";

/** Whoever applies does not learn how many others do. */
export function summariseCall(caller: Caller, call: CallRow): ProofCallSummary {
  const counts = worksOn(caller, call) ? call : { applications: 0, undecided: 0 };
  return {
    id: call.id,
    scopeId: call.scopeId,
    number: call.number,
    title: call.title,
    state: call.state,
    audience: call.audience,
    closesAt: call.closesAt,
    openedAt: call.openedAt,
    budgetFen: call.budgetFen,
    mostFen: call.mostFen,
    grantedFen: call.grantedFen,
    centre: call.centre,
    applications: counts.applications,
    undecided: counts.undecided,
    updatedAt: call.updatedAt,
    version: call.version,
  };
}

export async function showCall(tx: Tx, caller: Caller, callId: string): Promise<ProofCall> {
  const call = requireFound(await findCallRow(tx, callId));
  const names = await findDisplayNames(tx, [call.createdBy, ...call.extensions.map(({ by }) => by)]);
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const mayManage = mayInCall(caller, "proof.manage", call);
  const { undecided, grantedFen, state } = call;
  const applies = await isInTeam(tx, callId, caller.userId);
  const actions = mayManage ? callActionsFrom(state, { undecided, granted: BigInt(grantedFen) }) : [];
  return {
    ...summariseCall(caller, call),
    purpose: call.terms.purpose,
    quota: call.quota,
    criteria: [...call.terms.criteria],
    documents: [...call.terms.documents],
    facilityId: call.facilityId,
    decidedAt: call.decidedAt,
    cancelReason: call.cancelReason,
    extensions: call.extensions.map(({ by, ...told }) => ({ ...told, by: named(by) })),
    createdBy: named(call.createdBy),
    mayChange: mayManage && state === "draft",
    mayExtend: mayManage && state === "open" && !applies,
    mayApply: state === "open" && (await findInstitution(tx, caller, call)) !== null,
    mayManage,
    actions: actions.filter((action) => action !== "cancel" || !applies),
  };
}
