// Who may do what with a need, and who reads one that is restricted.
import { accessError, authorize, type Caller, type Ctx, holds, mayIn } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import {
  type ConfidentialSubject,
  confidentialityError,
  hasAccepted,
  noteReading,
  noteReadings,
} from "../../../platform/confidentiality/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { StoredNeed } from "../content.ts";
import { findNeedRow } from "../queries.ts";
import { findInvitationRow } from "../visibility-queries.ts";

/** What of a need is shown, as the log of readings calls it. */
export type NeedPart = "page" | "history" | "triage" | "rewrites" | "change" | "list" | "export";

type Placed = Pick<StoredNeed, "id" | "scopeId" | "zoneId" | "enterpriseId" | "visibility">;

export function requireNeed(need: StoredNeed | null): StoredNeed {
  if (need === null) throw accessError("access.not_found", {});
  return need;
}

/** In the pair that looks after the need, or in the enterprise whose it is. */
export function authorizeNeed(caller: Caller, permission: Permission, need: StoredNeed): void {
  const { enterpriseId } = need;
  if (enterpriseId !== null && mayIn(caller, permission, enterpriseId)) return;
  const isKnown = enterpriseId !== null && mayIn(caller, "need.read", enterpriseId);
  if (isKnown && !mayIn(caller, permission, need.scopeId)) throw accessError("access.forbidden", { permission });
  authorize(caller, permission, need.scopeId);
}

/** Whether the caller says who reads the need: in the enterprise, the zone or the pair office. */
export function handlesNeed(caller: Caller, { scopeId, zoneId, enterpriseId }: Omit<Placed, "visibility">): boolean {
  return [scopeId, zoneId, enterpriseId].some((id) => id !== null && mayIn(caller, "confidential.handle", id));
}

export function authorizeHandling(caller: Caller, need: StoredNeed): void {
  if (!handlesNeed(caller, need)) authorizeNeed(caller, "confidential.handle", need);
}

export function isRestricted({ visibility }: Pick<Placed, "visibility">): boolean {
  return visibility === "restricted";
}

/** Its enterprise is still writing it. */
export function isHeld({ heldBy }: Pick<StoredNeed, "heldBy">): boolean {
  return heldBy !== null;
}

export function subjectOf({ id, scopeId, zoneId, enterpriseId }: Omit<Placed, "visibility">): ConfidentialSubject {
  return { kind: "need", id, scopeId, zoneId, ownerId: enterpriseId };
}

/**
 * A need of which the caller is about to be shown a part. Of one that is restricted the reading is logged; invited readers
 * who have not accepted the statement in force are asked to, and are told its number and nothing else.
 */
export async function openNeed({ caller }: Ctx, tx: Tx, needId: string, part: NeedPart): Promise<StoredNeed> {
  const found = await findNeedRow(tx, needId);
  if (found === null) {
    const invitation = await findInvitationRow(tx, needId);
    if (invitation !== null) throw confidentialityError("confidentiality.not_accepted", { number: invitation.code });
  }
  const need = requireNeed(found);
  const isReader = isRestricted(need) && need.readers.includes(caller.userId);
  const isOpenedTo = need.visibility === "province" && holds(caller, "need.read_open");
  if (part !== "page" || !(isReader || isOpenedTo)) authorizeNeed(caller, "need.read", need);
  if (isReader && !handlesNeed(caller, need) && !(await hasAccepted(tx, subjectOf(need)))) {
    throw confidentialityError("confidentiality.not_accepted", { number: need.code });
  }
  await noteShown(tx, need, part);
  return need;
}

/** To be called wherever what a need says is shown. */
export async function noteShown(tx: Tx, need: Placed, part: NeedPart): Promise<void> {
  if (isRestricted(need)) await noteReading(tx, subjectOf(need), part);
}

/** The same for the lines of a list or a file. */
export async function noteAllShown(tx: Tx, needs: readonly Placed[], part: NeedPart): Promise<void> {
  await noteReadings(tx, needs.filter(isRestricted).map(subjectOf), part);
}
