// What an application may start from.
import { splitPeople } from "@dual-high/matchlist";
import { type Ctx, mayIn, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { compareName, loadAchievements } from "../../../directory/index.ts";
import { findDisplayNames } from "../../../identity/index.ts";
import { getCallRow } from "../calls/found.ts";
import type { CallRow } from "../calls/queries.ts";
import { listProjectSources } from "./queries.ts";
import type { ProofSource } from "./types.ts";

const MOST = 50;

/** Projects that the caller sees; achievements of the pair's list, for whoever may not read it those that name them. */
export async function listSources(ctx: Ctx, callId: string, search: string): Promise<{ items: ProofSource[] }> {
  const { call, projects } = await transact(ctx, async (tx) => {
    const row = await getCallRow(tx, ctx.caller, "proof.apply", callId);
    return { call: row, projects: await listProjectSources(tx, row.scopeId, search, MOST) };
  });
  const achievements = await listAchievementSources(ctx, call);
  const isWanted = ({ number, title }: ProofSource) =>
    `${number} ${title}`.toLowerCase().includes(search.toLowerCase());
  return { items: [...projects, ...achievements.filter(isWanted)].slice(0, MOST) };
}

export async function listAchievementSources(ctx: Ctx, { scopeId }: Pick<CallRow, "scopeId">): Promise<ProofSource[]> {
  const readsAll = mayIn(ctx.caller, "directory.read", scopeId);
  return transactAsSystem(ctx, async (tx) => {
    const own = (await findDisplayNames(tx, [ctx.caller.userId])).get(ctx.caller.userId) ?? "";
    const isTheirs = (inventors: string | undefined) =>
      splitPeople(inventors).map(compareName).includes(compareName(own));
    return (await loadAchievements(tx, scopeId))
      .filter(({ record }) => readsAll || (own !== "" && isTheirs(record.inventors)))
      .map(({ id, record }) => ({ kind: "achievement", id, number: record.id, title: record.title }));
  });
}
