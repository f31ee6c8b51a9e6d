// Who could be asked, with load and conflicts.
import { splitPeople } from "@dual-high/matchlist";
import type { Tx } from "../../../platform/db/index.ts";
import { compareName, loadAchievements, loadPeople, loadTeams } from "../../directory/index.ts";
import { listContractedPeople } from "../../matchmaking/index.ts";
import { findPair } from "../../pairs/index.ts";
import { gatherPeople, type PersonSources, type PoolPerson } from "../people.ts";
import { listInvolvements, listSaid } from "../queries.ts";
import { findConflicts, isIn } from "../rules.ts";
import { seekTerm } from "../terms.ts";
import type { TeamCandidate } from "../types.ts";
import type { TeamOrigin } from "./origin.ts";

export async function loadSources(tx: Tx, scopeId: string): Promise<PersonSources> {
  const pair = await findPair(tx, scopeId);
  return {
    home: pair?.university.name ?? "",
    achievements: await loadAchievements(tx, scopeId),
    teams: await loadTeams(tx, scopeId),
    people: await loadPeople(tx, scopeId),
    said: await listSaid(tx, scopeId),
  };
}

/**
 * Everybody of the units, with what they have of the terms.
 *
 * @param own the team that is being changed: being in it is neither load nor conflict.
 */
export async function openPool(
  tx: Tx,
  origin: TeamOrigin,
  wish: {
    readonly terms: readonly string[];
    readonly units: readonly string[];
    readonly mostProjects: number;
  },
  own: string | null = null,
): Promise<TeamCandidate[]> {
  const sought = wish.terms.map(seekTerm);
  const people = gatherPeople(await loadSources(tx, origin.scopeId), sought);
  const involvements = (await listInvolvements(tx, origin.scopeId)).filter(({ teamId }) => teamId !== own);
  const engaged = involvements.filter(({ state }) => state === "invited" || state === "accepted");
  const contracted = await countContracts(tx, origin.scopeId);
  const places = countBy(engaged.map(({ key }) => key));
  const forOrigin = involvements.filter(({ originId }) => originId === origin.id);
  const declined = new Set(forOrigin.filter(({ state }) => state === "declined").map(({ key }) => key));
  const others = new Map(forOrigin.filter(({ state }) => isIn(state)).map(({ key, teamNumber }) => [key, teamNumber]));
  const enterprises = new Set(origin.enterprises.map(compareName));
  const units = new Set(wish.units.map(compareName));
  const order = wish.terms;
  return people
    .filter(({ unit }) => units.size === 0 || units.has(compareName(unit)))
    .map((person) => {
      const load = (places.get(person.key) ?? 0) + person.otherProjects + contracted(person);
      return {
        key: person.key,
        personId: person.personId,
        name: person.name,
        unit: person.unit,
        college: person.college,
        title: person.title,
        isSenior: person.isSenior,
        covers: order.filter((term) => person.evidence.has(term)),
        evidence: order.flatMap((term) => person.evidence.get(term) ?? []),
        works: person.works,
        load,
        conflicts: findConflicts({
          kind: origin.kind,
          load,
          most: wish.mostProjects,
          isFull: person.isFull,
          hasDeclined: declined.has(person.key),
          otherTeam: others.get(person.key) ?? null,
          isOfEnterprise: enterprises.has(compareName(person.unit)),
          isNamesake: person.isNamesake,
        }),
      };
    });
}

/** Contracts of the ledger whose partner names the person: a unit there may have the college behind it. */
async function countContracts(tx: Tx, scopeId: string): Promise<(person: PoolPerson) => number> {
  const rows = await listContractedPeople(tx, scopeId);
  const byName = new Map<string, string[]>();
  for (const { people, unit } of rows) {
    for (const name of splitPeople(people.replace(/等$/, ""))) {
      const key = compareName(name);
      byName.set(key, [...(byName.get(key) ?? []), compareName(unit)]);
    }
  }
  return ({ name, unit }) =>
    (byName.get(compareName(name)) ?? []).filter((where) => where.startsWith(compareName(unit))).length;
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
