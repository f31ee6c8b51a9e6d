import { accessError, authorize, type Caller } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findDisplayNames, findScope } from "../../identity/index.ts";
import { findRunRow, type RunRow } from "../queries/runs.ts";
import { matchError } from "../rules.ts";

/** What row-level security hides and what does not exist are the same answer. */
export function requireFound<T>(row: T | null): T {
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

/** A row that the caller may do this with, by the scope it stands in. */
export function requireAllowed<T extends { readonly scopeId: string }>(
  caller: Caller,
  permission: Permission,
  row: T | null,
): T {
  const found = requireFound(row);
  authorize(caller, permission, found.scopeId);
  return found;
}

export async function getRun(tx: Tx, caller: Caller, permission: Permission, runId: string): Promise<RunRow> {
  return requireAllowed(caller, permission, await findRunRow(tx, runId));
}

/** A run whose results are there. */
export async function getCompletedRun(tx: Tx, caller: Caller, permission: Permission, runId: string): Promise<RunRow> {
  const run = await getRun(tx, caller, permission, runId);
  if (run.completedAt === null) throw matchError("matchmaking.run_not_done", { number: run.number });
  return run;
}

/** The zone that a pair's volume rows belong to; a scope outside any zone stands for itself. */
export async function zoneOf(tx: Tx, scopeId: string): Promise<string> {
  return requireFound(await findScope(tx, scopeId)).parentId ?? scopeId;
}

export type Named = (userId: string) => { readonly id: string; readonly name: string };

/** Names for the ids that rows hold. */
export async function namesFor(tx: Tx, userIds: readonly (string | null)[]): Promise<Named> {
  const ids = userIds.filter((id) => id !== null);
  const names = await findDisplayNames(tx, ids);
  return (id) => ({ id, name: names.get(id) ?? "" });
}
