// Who may be told of a need, for those who tell.
import { reachOf, ROLE_NAMES } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { listHolders } from "../../identity/index.ts";
import { findNeedRow } from "../queries.ts";
import type { NeedState } from "../types.ts";
import { isHeld, isRestricted } from "./access.ts";

const HANDLERS = ROLE_NAMES.filter((role) => reachOf(role, "confidential.handle") !== null);

/** As the system, for whoever acts without an account. */
export async function isNeedRestricted(tx: Tx, needId: string): Promise<boolean> {
  const need = await findNeedRow(tx, needId);
  return need !== null && isRestricted(need);
}

/** As the system, for whoever is told only while the need is judged. */
export async function findNeedState(tx: Tx, needId: string): Promise<NeedState | null> {
  return (await findNeedRow(tx, needId))?.state ?? null;
}

/** The accounts that read a need for named people or one that is still being written, as the system; null for any other. */
export async function listNeedReaders(tx: Tx, needId: string): Promise<ReadonlySet<string> | null> {
  const need = await findNeedRow(tx, needId);
  if (need === null || !(isRestricted(need) || isHeld(need))) return null;
  const readers = new Set(isHeld(need) ? [] : need.readers);
  for (const scopeId of isHeld(need) ? [need.heldBy] : [need.scopeId, need.zoneId, need.enterpriseId]) {
    if (scopeId === null) continue;
    for (const { id } of await listHolders(tx, scopeId, HANDLERS)) readers.add(id);
  }
  return readers;
}
