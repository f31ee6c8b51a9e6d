/** What is left of a team problem to search: without those who are in anyway, and without those whom others stand for. */
import type { TeamPool } from "./read-team.ts";

/** So many of `by` are wanted: a capability, or the minimum of a group or of the whole team. */
export interface Requirement {
  readonly times: number;
  /** A minimum, which has to be met; a capability may stay open where that is allowed. */
  readonly isFirm: boolean;
  /** Who counts, the cheapest first. */
  readonly by: readonly number[];
}

/** People are numbered from 0; requirements stand with the rarest first. */
export interface TeamCore {
  readonly requirements: readonly Requirement[];
  /** Positions in the pool. */
  readonly positions: readonly number[];
  /** Requirements that each person counts for. */
  readonly covers: readonly (readonly number[])[];
  readonly cost: readonly number[];
  /** Position of each person's group among those with a maximum; -1 without. */
  readonly group: readonly number[];
  /** How many more of each such group may join. */
  readonly seats: readonly number[];
  readonly maxMembers: number;
  readonly maxCost: number;
  readonly included: readonly number[];
}

/** Null where those who have to be in break a limit by themselves. */
export function readCore(pool: TeamPool): TeamCore | null {
  const { has, groups, groupOf, cost, isIncluded, size, maxCost } = pool;
  const included = [...has.keys()].filter((person) => isIncluded[person]);
  const takenOf = (group: number): number => included.filter((person) => groupOf[person] === group).length;
  const spent = included.reduce((sum, person) => sum + cost[person]!, 0);
  const capped = [...groups.keys()].filter((group) => groups[group]!.max < Infinity);
  const seats = capped.map((group) => groups[group]!.max - takenOf(group));
  const maxMembers = size.max - included.length;
  if (maxMembers < 0 || spent > maxCost || seats.some((free) => free < 0)) return null;

  const wanted: { readonly times: number; readonly isFirm: boolean; readonly counts: (person: number) => boolean }[] = [
    ...pool.times.map((times, capability) => ({
      times: times - included.filter((person) => has[person]!.includes(capability)).length,
      isFirm: false,
      counts: (person: number) => has[person]!.includes(capability),
    })),
    ...groups.map(({ min }, group) => ({
      times: min - takenOf(group),
      isFirm: true,
      counts: (person: number) => groupOf[person] === group,
    })),
    { times: size.min - included.length, isFirm: true, counts: () => true },
  ].filter(({ times }) => times > 0);
  const free = [...has.keys()].filter((person) => !isIncluded[person]);
  const counted = wanted
    .map((one) => ({ ...one, holders: free.filter(one.counts) }))
    .sort((a, b) => a.holders.length - b.holders.length);
  const covers = new Map(free.map((person): [number, number[]] => [person, []]));
  counted.forEach(({ holders }, requirement) => {
    for (const person of holders) covers.get(person)!.push(requirement);
  });
  const group = (person: number): number => capped.indexOf(groupOf[person]!);
  const positions = dropDominated(
    free.filter((person) => covers.get(person)!.length > 0),
    { covers, cost, group, times: counted.map(({ times }) => times) },
  );
  return {
    requirements: counted.map(({ times, isFirm }, requirement) => ({
      times,
      isFirm,
      by: [...positions.keys()].filter((person) => covers.get(positions[person]!)!.includes(requirement)),
    })),
    positions,
    covers: positions.map((position) => covers.get(position)!),
    cost: positions.map((position) => cost[position]!),
    group: positions.map(group),
    seats,
    maxMembers,
    maxCost: maxCost - spent,
    included,
  };
}

/**
 * Somebody is dropped for whom as many others can stand as are ever wanted of one requirement: who count for all that this
 * person does, cost no more and take no seat that is scarcer. If all of those are in a team, the person adds nothing to it. The
 * cheapest stand first in what is left.
 */
function dropDominated(
  people: readonly number[],
  {
    covers,
    cost,
    group,
    times,
  }: {
    readonly covers: ReadonlyMap<number, readonly number[]>;
    readonly cost: readonly number[];
    readonly group: (person: number) => number;
    readonly times: readonly number[];
  },
): number[] {
  const words = Math.ceil(times.length / 31);
  const order = people.toSorted(
    (a, b) => cost[a]! - cost[b]! || covers.get(b)!.length - covers.get(a)!.length || group(a) - group(b) || a - b,
  );
  const kept: { readonly person: number; readonly group: number; readonly bits: readonly number[] }[] = [];
  for (const person of order) {
    const own = covers.get(person)!;
    const ownGroup = group(person);
    const bits = Array.from({ length: words }, (_, word) =>
      own.reduce((set, at) => (Math.floor(at / 31) === word ? set | (1 << (at % 31)) : set), 0),
    );
    let others = own.reduce((most, at) => Math.max(most, times[at]!), 0);
    for (const other of kept) {
      if (other.group !== -1 && other.group !== ownGroup) continue;
      if (bits.every((set, word) => (set & ~other.bits[word]!) === 0)) others -= 1;
      if (others === 0) break;
    }
    if (others > 0) kept.push({ person, group: ownGroup, bits });
  }
  return kept.map(({ person }) => person);
}
