// Whose application it is, and who else reads it.
import {
  accessError,
  type Caller,
  type Ctx,
  holds,
  transact,
  transactAsSystem,
} from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { requireFound } from "../../service/found.ts";
import { mayInCall, requireCall } from "../calls/found.ts";
import { type CallRow, findCallRow } from "../calls/queries.ts";
import { isInTeam } from "./origin-queries.ts";
import { type ApplicationRow, findApplication } from "./queries.ts";
import { proofError } from "./rules.ts";

export function isOfTeam(caller: Caller, { team }: Pick<ApplicationRow, "team">): boolean {
  return team.includes(caller.userId);
}

/** Of its team, or of those who work with what is handed in: what row-level security shows of it. */
export async function getApplicationRow(tx: Tx, caller: Caller, applicationId: string): Promise<ApplicationRow> {
  const row = requireFound(await findApplication(tx, applicationId));
  if (!isOfTeam(caller, row) && !mayInCall(caller, "proof.read", { ...row, universityId: row.institutionId })) {
    throw accessError("access.forbidden", { permission: "proof.read" });
  }
  if (!isOfTeam(caller, row)) await refuseRival(tx, caller, row);
  return row;
}

/** Until the close nobody who applies under the call reads what others ask for, whatever else they do there. */
export async function isSealedFor(tx: Tx, { userId }: Caller, { id, state }: CallRow): Promise<boolean> {
  return state === "open" && (await isInTeam(tx, id, userId));
}

async function refuseRival(tx: Tx, caller: Caller, { callId }: ApplicationRow): Promise<void> {
  const call = await findCallRow(tx, callId);
  if (call === null || !(await isSealedFor(tx, caller, call))) return;
  throw proofError("transformation.proof_rival", { number: call.number });
}

/** A change by the team: call and application are held, in this order, as they are by whoever decides. */
export async function changingOwn<T>(
  ctx: Ctx,
  applicationId: string,
  work: (tx: Tx, held: { readonly call: CallRow; readonly application: ApplicationRow }) => Promise<T>,
): Promise<T> {
  if (!holds(ctx.caller, "proof.apply")) throw accessError("access.forbidden", { permission: "proof.apply" });
  const seen = await transact(ctx, async (tx) => requireFound(await findApplication(tx, applicationId)));
  if (!isOfTeam(ctx.caller, seen)) throw proofError("transformation.proof_not_team", seen);
  return transactAsSystem(ctx, async (tx) => {
    const call = await requireCall(tx, seen.callId, "held");
    const application = requireFound(await findApplication(tx, applicationId, "held"));
    return work(tx, { call, application });
  });
}
