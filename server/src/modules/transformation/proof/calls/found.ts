// Which call somebody acts on, and in which of its scopes they do.
import {
  accessError,
  type Caller,
  type Ctx,
  mayIn,
  transact,
  transactAsSystem,
} from "../../../../platform/access/index.ts";
import type { Permission } from "../../../../platform/access/matrix.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { requireFound } from "../../service/found.ts";
import { type CallRow, findCallRow } from "./queries.ts";

type Where = Pick<CallRow, "scopeId" | "centreId" | "universityId">;

/** In the pair, in the centre that runs it; to read it and to apply, in the university to which it is open. */
export function mayInCall(caller: Caller, permission: Permission, { scopeId, centreId }: Where): boolean {
  if (mayIn(caller, permission, scopeId)) return true;
  return centreId !== null && mayIn(caller, permission, centreId);
}

/** Somebody who works with what is handed in, and not one of those who apply. */
export function worksOn(caller: Caller, call: Where): boolean {
  return mayInCall(caller, "proof.read", call);
}

/** Of the institutions to which it is open, the one for which somebody applies: their own, or the pair's university. */
export function institutionOf(caller: Caller, { scopeId, universityId }: Where): string | null {
  if (mayIn(caller, "proof.apply", universityId) || mayIn(caller, "proof.apply", scopeId)) return universityId;
  return caller.grants.find(({ role }) => role === "researcher" || role === "transfer_officer")?.scopeId ?? null;
}

export async function getCallRow(tx: Tx, caller: Caller, permission: Permission, callId: string): Promise<CallRow> {
  const call = requireFound(await findCallRow(tx, callId));
  if (mayInCall(caller, permission, call)) return call;
  const isForApplicants = permission === "proof.read" || permission === "proof.apply";
  if (isForApplicants && institutionOf(caller, call) !== null) return call;
  throw accessError("access.forbidden", { permission });
}

/**
 * A change of a call. Whether the caller may is asked under row-level security; it is written by the system, for centres stand
 * beside the pair. The call is held.
 */
export async function changingCall<T>(
  ctx: Ctx,
  callId: string,
  permission: Permission,
  work: (tx: Tx, call: CallRow) => Promise<T>,
): Promise<T> {
  await transact(ctx, async (tx) => getCallRow(tx, ctx.caller, permission, callId));
  return transactAsSystem(ctx, async (tx) => work(tx, await requireCall(tx, callId, "held")));
}

export async function requireCall(tx: Tx, callId: string, lock: "read" | "held" = "read"): Promise<CallRow> {
  return requireFound(await findCallRow(tx, callId, lock));
}

export function auditOfCall({ id, scopeId, zoneId }: Pick<CallRow, "id" | "scopeId" | "zoneId">, actorId: string) {
  return { scopeId, zoneId, actorId, subjectKind: "proof_call", subjectId: id };
}

export function aboutCall({ id, scopeId, centreId, universityId, number, title }: CallRow) {
  return { callId: id, scopeId, centreId, universityId, number, title };
}
