import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { revokeLinksTo } from "../../identity/index.ts";
import {
  insertMember,
  insertStep,
  insertTeam,
  leaveTeam,
  listMembers,
  listTeamRows,
  lockTeams,
  type MemberRow,
  removeProposed,
  type TeamFilter,
  type TeamListing,
  type TeamRow,
  touchTeam,
  updateMemberFacts,
  updateTeam,
} from "../queries.ts";
import { challengesError, isIn, refuseDissolved, refuseOverLimit, refuseTwice } from "../rules.ts";
import type { FormedTeam, FormedTeamChange, FormedTeamDraft, FormedTeamSummary, TeamCandidate } from "../types.ts";
import { getTeamRow, showTeam, stateNow, summarise } from "./found.ts";
import { getOrigin, originOf, type OriginRef, refuseClosed, type TeamOrigin } from "./origin.ts";
import { openPool } from "./pool.ts";

export async function listFormedTeams(
  ctx: Ctx,
  scopeId: string,
  listing: TeamListing,
  filter: TeamFilter,
): Promise<TotalledPage<FormedTeamSummary>> {
  authorize(ctx.caller, "team.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listTeamRows(tx, scopeId, listing, filter);
    const shown = await summarise(tx, rows);
    return listPageOf(
      listing,
      shown.map((team, at) => ({ ...team, sortKey: rows[at]?.sortKey ?? "" })),
      total,
    );
  });
}

export async function getFormedTeam(ctx: Ctx, teamId: string): Promise<FormedTeam> {
  return transact(ctx, async (tx) => {
    await getTeamRow(tx, ctx.caller, "team.read", teamId);
    return showTeam(tx, ctx.caller, teamId);
  });
}

/** Keeps a team. Nobody is asked by that. */
export async function createFormedTeam(ctx: Ctx, ref: OriginRef, draft: FormedTeamDraft): Promise<FormedTeam> {
  refuseTwice(draft.capabilities);
  return transact(ctx, async (tx) => {
    const origin = await getOrigin(tx, ctx.caller, "team.form", ref);
    refuseClosed(origin);
    const { capabilities, limits, units, note } = draft;
    await lockTeams(tx, origin.scopeId);
    const chosen = await choose(tx, origin, draft, draft.members, null);
    const { scopeId, zoneId, heldBy, kind, id: originId, number, title } = origin;
    const team = {
      id: newId(),
      scopeId,
      zoneId,
      heldBy,
      originKind: kind,
      originId,
      originNumber: number,
      originTitle: title,
      capabilities,
      limits,
      units,
      note,
      createdBy: ctx.caller.userId,
    };
    await insertTeam(tx, team);
    for (const person of chosen) await insertMember(tx, team, person);
    await insertStep(tx, team, { action: "formed", details: { members: chosen.length } });
    await audit(tx, {
      ...auditOf(team),
      action: "team.formed",
      details: { originKind: kind, originId, members: chosen.length, capabilities: capabilities.length },
      personal: { members: chosen.map(({ name, unit }) => ({ name, unit })) },
    });
    return showTeam(tx, ctx.caller, team.id);
  });
}

/** Another composition, other capabilities or limits. Who was asked already keeps their answer; who is taken off, no link. */
export async function changeFormedTeam(
  ctx: Ctx,
  teamId: string,
  change: FormedTeamChange,
  version: number,
): Promise<FormedTeam> {
  refuseTwice(change.capabilities ?? []);
  return transact(ctx, async (tx) => {
    const team = await getTeamRow(tx, ctx.caller, "team.form", teamId, "for_update");
    expectVersion(team, version);
    refuseDissolved(team);
    const origin = await getOrigin(tx, ctx.caller, "team.read", originOf(team));
    await lockTeams(tx, team.scopeId);
    const next = {
      ...team,
      capabilities: change.capabilities ?? team.capabilities,
      limits: change.limits ?? team.limits,
      units: change.units ?? team.units,
      note: change.note ?? team.note,
    };
    const inside = (await listMembers(tx, [teamId])).filter(({ state }) => isIn(state));
    const keys = change.members ?? inside.map(({ key }) => key);
    const chosen = await choose(tx, origin, next, keys, { teamId, inside });
    const isAsked = change.capabilities !== undefined || change.limits !== undefined || change.units !== undefined;
    await updateTeam(tx, next);
    if (isAsked) await insertStep(tx, team, { action: "changed" });
    for (const member of inside) if (!keys.includes(member.key)) await takeOff(tx, team, member);
    for (const person of chosen) {
      const known = inside.find(({ key }) => key === person.key);
      if (known !== undefined) await updateMemberFacts(tx, known.id, person);
      else {
        await insertMember(tx, team, person);
        await insertStep(tx, team, { action: "joined", memberName: person.name });
      }
    }
    await touchTeam(tx, teamId, await stateNow(tx, next));
    await audit(tx, {
      ...auditOf(team),
      action: "team.changed",
      details: { fields: Object.keys(change), members: chosen.length },
      personal: { members: chosen.map(({ name, unit }) => ({ name, unit })) },
    });
    return showTeam(tx, ctx.caller, teamId);
  });
}

/** The people by their keys, as the lists know them now. Somebody who is in already may stay whatever the lists say. */
async function choose(
  tx: Tx,
  origin: TeamOrigin,
  { capabilities, limits }: Pick<TeamRow, "capabilities" | "limits">,
  keys: readonly string[],
  current: { readonly teamId: string; readonly inside: readonly MemberRow[] } | null,
): Promise<Omit<TeamCandidate, "works" | "conflicts">[]> {
  const terms = capabilities.map(({ term }) => term);
  const wish = { terms, units: [], mostProjects: limits.mostProjects };
  const pool = await openPool(tx, origin, wish, current?.teamId ?? null);
  const byKey = new Map(pool.map((person) => [person.key, person]));
  return [...new Set(keys)].map((key) => {
    const person = byKey.get(key);
    const known = current?.inside.find((member) => member.key === key);
    if (person === undefined) {
      if (known === undefined) throw challengesError("challenges.person_unknown", { key });
      return { ...known, covers: known.covers.filter((term) => terms.includes(term)) };
    }
    if (known === undefined) refuseOverLimit(person, limits.mostProjects);
    return person;
  });
}

async function takeOff(tx: Tx, team: TeamRow, { id, name, state }: MemberRow): Promise<void> {
  if (state === "proposed") await removeProposed(tx, id);
  else {
    await leaveTeam(tx, id);
    await revokeLinksTo(tx, id);
  }
  await insertStep(tx, team, { action: "taken_off", memberName: name });
}

/** The team is given up: open links end, and nobody in it has this project any more. */
export async function dissolveFormedTeam(
  ctx: Ctx,
  teamId: string,
  comment: string,
  version: number,
): Promise<FormedTeam> {
  return transact(ctx, async (tx) => {
    const team = await getTeamRow(tx, ctx.caller, "team.form", teamId, "for_update");
    expectVersion(team, version);
    refuseDissolved(team);
    for (const { id } of await listMembers(tx, [teamId])) await revokeLinksTo(tx, id);
    await touchTeam(tx, teamId, "dissolved");
    await insertStep(tx, team, { action: "dissolved", details: { comment } });
    await audit(tx, { ...auditOf(team), action: "team.dissolved", personal: { comment } });
    return showTeam(tx, ctx.caller, teamId);
  });
}

/** On the university's record where the team is its own: on the pair's it would tell the office who is going to bid. */
export function auditOf({ id, scopeId, zoneId, heldBy }: Pick<TeamRow, "id" | "scopeId" | "zoneId" | "heldBy">) {
  const subject = { subjectKind: "formed_team", subjectId: id };
  return heldBy === null ? { scopeId, zoneId, ...subject } : { scopeId: heldBy, ...subject };
}
