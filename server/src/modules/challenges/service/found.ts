import { authorize, type Caller, mayIn } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findDisplayNames, listLinksTo } from "../../identity/index.ts";
import { findTeamRow, listMembers, listSteps, type MemberRow, type TeamRow } from "../queries.ts";
import { findMissing, isIn, teamState } from "../rules.ts";
import type { FormedTeam, FormedTeamSummary, TeamState } from "../types.ts";
import { wordStep } from "../wording.ts";
import { requireFound } from "../require-found.ts";

export async function getTeamRow(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  teamId: string,
  lock: "read" | "for_update" = "read",
): Promise<TeamRow> {
  const team = requireFound(await findTeamRow(tx, teamId, lock));
  authorize(caller, permission, team.scopeId);
  return team;
}

/** A team as it is shown, after whatever was done to it. */
export async function showTeam(tx: Tx, caller: Caller, teamId: string): Promise<FormedTeam> {
  const team = requireFound(await findTeamRow(tx, teamId));
  const members = await listMembers(tx, [teamId]);
  const steps = await listSteps(tx, teamId);
  const links = await listLinksTo(
    tx,
    members.map(({ id }) => id),
  );
  const names = await findDisplayNames(tx, [
    team.createdBy,
    ...steps.flatMap(({ actorId }) => actorId ?? []),
    ...members.flatMap(({ invitedBy, answeredBy }) => [invitedBy, answeredBy].filter((by) => by !== null)),
  ]);
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const inside = members.filter(({ state }) => isIn(state));
  const missing = findMissing(team, inside);
  return {
    ...summaryOf(team, named),
    capabilities: team.capabilities,
    limits: team.limits,
    units: team.units,
    note: team.note,
    members: members.map(({ invitedBy, answeredBy, ...member }) => ({
      ...member,
      invitedBy: invitedBy === null ? null : named(invitedBy),
      answeredBy: answeredBy === null ? null : named(answeredBy),
      wasOpened: links.some(({ subjectId, firstOpenedAt }) => subjectId === member.id && firstOpenedAt !== null),
    })),
    missing,
    breaches: breachesOf(team, inside),
    steps: steps.map((step) => ({
      at: step.at,
      actor: step.actorId === null ? null : named(step.actorId),
      action: step.action,
      member: step.memberName,
      text: wordStep(step),
    })),
    mayChange: team.state !== "dissolved" && mayIn(caller, "team.form", team.scopeId),
  };
}

function summaryOf(team: TeamRow, named: (id: string) => { readonly id: string; readonly name: string }) {
  const { id, scopeId, number, state, createdAt, updatedAt, version } = team;
  return {
    id,
    scopeId,
    number,
    state,
    origin: { kind: team.originKind, id: team.originId, number: team.originNumber, title: team.originTitle },
    isHeld: team.heldBy !== null,
    createdBy: named(team.createdBy),
    createdAt,
    updatedAt,
    version,
  };
}

export async function summarise(tx: Tx, teams: readonly TeamRow[]): Promise<FormedTeamSummary[]> {
  const members = await listMembers(
    tx,
    teams.map(({ id }) => id),
  );
  const names = await findDisplayNames(
    tx,
    teams.map(({ createdBy }) => createdBy),
  );
  return teams.map((team) => {
    const inside = members.filter(({ teamId, state }) => teamId === team.id && isIn(state));
    return {
      ...summaryOf(team, (id) => ({ id, name: names.get(id) ?? "" })),
      members: inside.map(({ name, state }) => ({ name, state })),
      capabilities: team.capabilities.length,
      missing: findMissing(team, inside).reduce((sum, { lacks }) => sum + lacks, 0),
    };
  });
}

function breachesOf({ limits }: TeamRow, inside: readonly MemberRow[]): FormedTeam["breaches"] {
  const { mostMembers, mostProjects } = limits;
  const tooMany = mostMembers !== null && inside.length > mostMembers;
  return [
    ...(tooMany
      ? [
          {
            zh: `共 ${inside.length} 人，超过上限 ${mostMembers} 人`,
            en: `${inside.length} people, the limit is ${mostMembers}`,
          },
        ]
      : []),
    ...inside
      .filter(({ load }) => load + 1 > mostProjects)
      .map(({ name, load }) => ({
        zh: `${name} 另有 ${load} 个项目，超过每人 ${mostProjects} 个的上限`,
        en: `${name} has ${load} other ${load === 1 ? "project" : "projects"}, more than ${mostProjects} a person with this one`,
      })),
  ];
}

/** The state that follows from what the team and its members are now. */
export async function stateNow(tx: Tx, team: Pick<TeamRow, "id" | "capabilities" | "limits">): Promise<TeamState> {
  return teamState(team, await listMembers(tx, [team.id]));
}
