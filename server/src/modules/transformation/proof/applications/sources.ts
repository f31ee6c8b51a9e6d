// What an application may start from.
import { type Ctx, mayIn, transact } from "../../../../platform/access/index.ts";
import { searchAchievements } from "../../../directory/index.ts";
import { getCallRow } from "../calls/found.ts";
import type { CallRow } from "../calls/queries.ts";
import { listProjectSources } from "./queries.ts";
import type { ProofSource } from "./types.ts";

const MOST = 50;

/** Projects that the caller sees, and achievements for whoever reads the pair's list. */
export async function listSources(ctx: Ctx, callId: string, search: string): Promise<{ items: ProofSource[] }> {
  const { call, projects } = await transact(ctx, async (tx) => {
    const row = await getCallRow(tx, ctx.caller, "proof.apply", callId);
    return { call: row, projects: await listProjectSources(tx, row.scopeId, search, MOST) };
  });
  const achievements = await listAchievementSources(ctx, call, { search, id: null });
  return { items: [...projects, ...achievements].slice(0, MOST) };
}

/**
 * Nothing ties the inventors of a list to accounts, and a name is what everybody writes about themselves: an achievement is
 * offered to those alone who read the list. Others apply with a project into which the office has entered them.
 */
export async function listAchievementSources(
  ctx: Ctx,
  { scopeId }: Pick<CallRow, "scopeId">,
  { search, id }: { readonly search: string; readonly id: string | null },
): Promise<ProofSource[]> {
  if (!mayIn(ctx.caller, "directory.read", scopeId)) return [];
  const found = await transact(ctx, async (tx) => searchAchievements(tx, scopeId, { search, id, most: MOST }));
  return found.map((achievement) => ({ kind: "achievement", ...achievement }));
}
