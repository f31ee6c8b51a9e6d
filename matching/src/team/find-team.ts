/**
 * The smallest team that covers what a need requires, within limits of size, groups and cost; of several the cheapest. Set cover
 * with multiplicities and side constraints (NP-hard), exact by branch and bound: take the requirement with the fewest candidates
 * left, try each of them, and then go on without them.
 *
 * A branch ends where it cannot become better than the best team known. No team needs fewer further members than there are open
 * requirements whose candidates are all different people, nor fewer than open places divided by what one person covers at most.
 */
import { readTeam, type TeamPool } from "./read-team.ts";
import type { Team, TeamProblem } from "./types.ts";

/** Branches; some seconds of one core at a thousand candidates. */
const USUAL_EFFORT = 200_000;
const OPEN = 0;
const IN = 1;
const OUT = 2;

/**
 * The answer depends on ids and numbers only, not on the order of the lists.
 *
 * @param options.effort how many branches to try before the proof is given up.
 * @throws MatchingError where the problem is malformed, naming the record and field.
 */
export function findTeam(problem: TeamProblem, { effort = USUAL_EFFORT }: { readonly effort?: number } = {}): Team {
  const pool = readTeam(problem);
  const whole = search(pool, 0, effort);
  if (whole.members !== null) {
    return describe(
      pool,
      whole.members,
      whole.isProven ? "optimal" : "bound",
      whole.isProven ? whole.members.length : whole.sizeBound,
    );
  }
  if (!whole.isProven) return describe(pool, [], "unknown", whole.sizeBound);
  // What lacks least: allow one place more to stay open until some team keeps the limits.
  const places = pool.times.reduce((sum, times) => sum + times, 0);
  for (let lacks = 1; lacks <= places; lacks++) {
    const { members } = search(pool, lacks, effort);
    if (members !== null) return describe(pool, members, "infeasible", whole.sizeBound);
  }
  return describe(pool, [], "infeasible", whole.sizeBound);
}

interface Searched {
  /** Positions, ascending; null when none was found. */
  readonly members: readonly number[] | null;
  readonly isProven: boolean;
  readonly sizeBound: number;
}

/** @param mayLack how many required places may stay open. */
function search(pool: TeamPool, mayLack: number, effort: number): Searched {
  const { times, has, groups, groupOf, cost, isIncluded, size, maxCost } = pool;
  const state = new Uint8Array(has.length);
  const left = [...times];
  const groupTaken = groups.map(() => 0);
  const byCost = [...has.keys()].sort((a, b) => has[b]!.length - has[a]!.length || cost[a]! - cost[b]! || a - b);
  let taken = 0;
  let spent = 0;
  let best: number[] | null = null;
  let bestCost = Infinity;
  let branches = 0;
  let sizeBound = 0;

  const take = (candidate: number): void => {
    state[candidate] = IN;
    taken += 1;
    spent += cost[candidate]!;
    for (const capability of has[candidate]!) left[capability]! -= 1;
    if (groupOf[candidate]! >= 0) groupTaken[groupOf[candidate]!]! += 1;
  };
  const giveBack = (candidate: number): void => {
    state[candidate] = OPEN;
    taken -= 1;
    spent -= cost[candidate]!;
    for (const capability of has[candidate]!) left[capability]! += 1;
    if (groupOf[candidate]! >= 0) groupTaken[groupOf[candidate]!]! -= 1;
  };
  const isFree = (candidate: number): boolean =>
    state[candidate] === OPEN &&
    spent + cost[candidate]! <= maxCost &&
    (groupOf[candidate]! < 0 || groupTaken[groupOf[candidate]!]! < groups[groupOf[candidate]!]!.max);

  /** Open candidates of each requirement that is not covered. */
  const listOpen = (): { capability: number; by: number[] }[] => {
    const lists = left.map((places, capability) => ({ capability, by: [] as number[], places }));
    for (const candidate of byCost) {
      if (!isFree(candidate)) continue;
      for (const capability of has[candidate]!) lists[capability]!.by.push(candidate);
    }
    return lists
      .filter(({ places }) => places > 0)
      .sort((a, b) => a.by.length - b.by.length || a.capability - b.capability);
  };

  /** No team of this branch has fewer members. */
  const boundOf = (open: readonly { capability: number; by: readonly number[] }[]): number => {
    const places = left.reduce((sum, count) => sum + Math.max(0, count), 0) - mayLack;
    let most = 0;
    for (const candidate of byCost) {
      if (!isFree(candidate)) continue;
      most = Math.max(most, has[candidate]!.filter((capability) => left[capability]! > 0).length);
    }
    const seen = new Set<number>();
    let apart = 0;
    for (const { capability, by } of open) {
      if (by.some((candidate) => seen.has(candidate))) continue;
      for (const candidate of by) seen.add(candidate);
      apart += left[capability]!;
    }
    const owed = groups.reduce((sum, { min }, group) => sum + Math.max(0, min - groupTaken[group]!), 0);
    const byPlaces = places <= 0 ? 0 : most === 0 ? Infinity : Math.ceil(places / most);
    return Math.max(size.min, taken + Math.max(byPlaces, apart - mayLack, owed));
  };

  const isWorse = (members: number, price: number): boolean =>
    best !== null && (members > best.length || (members === best.length && price >= bestCost));

  /** False when the effort is spent. */
  const branch = (): boolean => {
    branches += 1;
    if (branches > effort) return false;
    const open = listOpen();
    // What cannot be covered any more stays open, where that is allowed.
    const lost = open.reduce((sum, { capability, by }) => sum + Math.max(0, left[capability]! - by.length), 0);
    if (lost > mayLack) return true;
    const bound = boundOf(open);
    if (branches === 1) sizeBound = bound;
    if (bound > size.max || isWorse(bound, spent)) return true;
    const lacking = left.reduce((sum, count) => sum + Math.max(0, count), 0);
    if (lacking <= mayLack) {
      const group = groups.findIndex(({ min }, at) => groupTaken[at]! < min);
      if (group < 0 && taken >= size.min) {
        best = [...state.keys()].filter((candidate) => state[candidate] === IN);
        bestCost = spent;
        return true;
      }
      const fillers = byCost.filter((candidate) => isFree(candidate) && (group < 0 || groupOf[candidate] === group));
      return tryEach(fillers.sort((a, b) => cost[a]! - cost[b]! || a - b));
    }
    const first = open.find(({ by }) => by.length > 0);
    return first === undefined || tryEach(first.by);
  };

  /** With each of the candidates in turn, those before it left out; then without any. */
  const tryEach = (candidates: readonly number[]): boolean => {
    let isDone = true;
    for (const candidate of candidates) {
      if (isFree(candidate)) {
        take(candidate);
        isDone = branch();
        giveBack(candidate);
      }
      if (!isDone) break;
      state[candidate] = OUT;
    }
    // Only where places may stay open can a team do without all who cover one.
    if (isDone && mayLack > 0 && candidates.length > 0) isDone = branch();
    for (const candidate of candidates) if (state[candidate] === OUT) state[candidate] = OPEN;
    return isDone;
  };

  const fixed = [...has.keys()].filter((candidate) => isIncluded[candidate]);
  for (const candidate of fixed) take(candidate);
  const fits = taken <= size.max && spent <= maxCost && groups.every(({ max }, group) => groupTaken[group]! <= max);
  const isProven = fits ? branch() : true;
  return { members: best, isProven, sizeBound };
}

function describe(pool: TeamPool, members: readonly number[], status: Team["status"], sizeBound: number): Team {
  const holders = pool.capabilityIds.map((_, capability) =>
    members.filter((member) => pool.has[member]!.includes(capability)),
  );
  return {
    status,
    members: members.map((member) => pool.ids[member]!),
    cost: members.reduce((sum, member) => sum + pool.cost[member]!, 0),
    sizeBound: Number.isFinite(sizeBound) ? sizeBound : 0,
    covered: pool.capabilityIds.flatMap((id, capability) =>
      holders[capability]!.length === 0 ? [] : [{ id, by: holders[capability]!.map((member) => pool.ids[member]!) }],
    ),
    missing: pool.capabilityIds.flatMap((id, capability) => {
      const lacks = pool.times[capability]! - holders[capability]!.length;
      return lacks > 0 ? [{ id, lacks, text: wordMissing(pool, capability, lacks) }] : [];
    }),
  };
}

function wordMissing({ capabilityIds, has }: TeamPool, capability: number, lacks: number) {
  const id = capabilityIds[capability]!;
  const holders = has.filter((list) => list.includes(capability)).length;
  return {
    zh: `“${id}”还缺 ${lacks} 人，候选人中有 ${holders} 人具备；请增加候选人或放宽规模、名额、经费限制`,
    en: `"${id}" lacks ${lacks}, of the candidates ${holders} have it; add candidates, or relax the limits of size, groups or cost`,
  };
}
