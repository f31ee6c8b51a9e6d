// From people and a wish to the smallest team, and who could stand in for whom. Pure.
import type { Team, TeamProblem } from "@dual-high/matching";
import { findMissing } from "./rules.ts";
import type { TeamCandidate, TeamProposal, TeamWish } from "./types.ts";

/** Beside capabilities, which have the prefix of one: no term can be mistaken for it. */
const SENIOR = "senior";
const capabilityId = (term: string): string => `capability ${term}`;

/** More than all members' weaknesses together. */
const LOAD_OVER_WORKS = 1000;
const MOST_ALTERNATES = 5;
const MOST_KEPT_OUT = 10;

/** In few steps, so that people stay comparable: the more works show what is asked for, the less. */
function weakness({ evidence }: TeamCandidate): number {
  const works = evidence.reduce((sum, one) => sum + one.works, 0);
  return works >= 10 ? 0 : works >= 5 ? 1 : works >= 2 ? 2 : 3;
}

/** The engine's question. Of smallest teams the one with the least to do is best, of those the one whose works show most. */
export function problemOf(
  { capabilities, limits, include, exclude }: TeamWish,
  pool: readonly TeamCandidate[],
): TeamProblem {
  const wanted = new Set(include);
  const out = new Set(exclude);
  const asked = pool.filter((person) => {
    if (wanted.has(person.key)) return true;
    return (person.covers.length > 0 || person.isSenior) && !out.has(person.key) && !isKeptOut(person);
  });
  const known = new Set(asked.map(({ key }) => key));
  return {
    required: [
      ...capabilities.map(({ term, times }) => ({ id: capabilityId(term), times })),
      ...(limits.seniors > 0 ? [{ id: SENIOR, times: limits.seniors }] : []),
    ],
    candidates: asked.map((person) => ({
      id: person.key,
      capabilities: [...person.covers.map(capabilityId), ...(person.isSenior ? [SENIOR] : [])],
      cost: person.load * LOAD_OVER_WORKS + weakness(person),
    })),
    include: include.filter((key) => known.has(key)),
    ...(limits.mostMembers === null ? {} : { size: { max: limits.mostMembers } }),
  };
}

function isKeptOut({ conflicts }: TeamCandidate): boolean {
  return conflicts.some(({ keepsOut }) => keepsOut);
}

export function proposalOf(wish: TeamWish, pool: readonly TeamCandidate[], team: Team): TeamProposal {
  const byKey = new Map(pool.map((person) => [person.key, person]));
  const members = team.members.flatMap((key) => byKey.get(key) ?? []);
  const capable = pool.filter(({ covers }) => covers.length > 0);
  const out = capable.filter((person) => isKeptOut(person) && !members.includes(person));
  const free = pool.filter((person) => !isKeptOut(person) && !wish.exclude.includes(person.key));
  return {
    status: team.status,
    sizeBound: team.sizeBound,
    members,
    alternates: members.map(({ key }) => ({ key, candidates: findAlternates(wish, members, key, free) })),
    missing: findMissing(wish, members).map((gap) => ({
      ...gap,
      people: free.filter((person) => (gap.term === null ? person.isSenior : person.covers.includes(gap.term))).length,
    })),
    pool: { people: pool.length, capable: capable.length, keptOut: out.length },
    keptOut: out.toSorted(byUse).slice(0, MOST_KEPT_OUT),
  };
}

/** Who brings most first, of equals who has least to do. */
export function byUse(a: TeamCandidate, b: TeamCandidate): number {
  return (
    b.covers.length - a.covers.length ||
    a.load - b.load ||
    b.evidence.reduce((sum, { works }) => sum + works, 0) - a.evidence.reduce((sum, { works }) => sum + works, 0) ||
    (a.key < b.key ? -1 : 1)
  );
}

/** Who could take a member's place with nothing lost. */
function findAlternates(
  wish: TeamWish,
  members: readonly TeamCandidate[],
  key: string,
  free: readonly TeamCandidate[],
): TeamCandidate[] {
  const others = members.filter((member) => member.key !== key);
  const before = new Map(findMissing(wish, members).map(({ term, lacks }) => [term, lacks]));
  const needed = findMissing(wish, others).filter(({ term, lacks }) => lacks > (before.get(term) ?? 0));
  const taken = new Set(members.map((member) => member.key));
  return free
    .filter(
      (person) =>
        !taken.has(person.key) &&
        person.covers.length > 0 &&
        needed.every(({ term }) => (term === null ? person.isSenior : person.covers.includes(term))),
    )
    .toSorted(byUse)
    .slice(0, MOST_ALTERNATES);
}
