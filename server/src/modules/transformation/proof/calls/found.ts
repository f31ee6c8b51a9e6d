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
import { findScopeKind } from "../../../identity/index.ts";
import { requireFound } from "../../service/found.ts";
import { type CallRow, findCallRow, findProvinceAbove } from "./queries.ts";

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

type Audience = Where & Pick<CallRow, "audience" | "provinceId">;

/** The university to which it is open and in which the caller holds the permission: the pair's, or one of its province. */
async function findUniversity(
  tx: Tx,
  caller: Caller,
  permission: "proof.read" | "proof.apply",
  { universityId, audience, provinceId }: Audience,
): Promise<string | null> {
  if (mayIn(caller, permission, universityId)) return universityId;
  if (audience === "pair" || provinceId === null) return null;
  for (const { scopeId } of caller.grants) {
    const isOne = mayIn(caller, permission, scopeId) && (await findScopeKind(tx, scopeId)) === "university";
    if (isOne && (await findProvinceAbove(tx, scopeId)) === provinceId) return scopeId;
  }
  return null;
}

/** The institution for which somebody applies: the pair's university for the pair's people, else their own. */
export async function findInstitution(tx: Tx, caller: Caller, call: Audience): Promise<string | null> {
  if (mayIn(caller, "proof.apply", call.scopeId)) return call.universityId;
  return findUniversity(tx, caller, "proof.apply", call);
}

export async function getCallRow(tx: Tx, caller: Caller, permission: Permission, callId: string): Promise<CallRow> {
  const call = requireFound(await findCallRow(tx, callId));
  if (mayInCall(caller, permission, call)) return call;
  if (permission === "proof.apply" && (await findInstitution(tx, caller, call)) !== null) return call;
  if (permission === "proof.read" && (await findUniversity(tx, caller, permission, call)) !== null) return call;
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
