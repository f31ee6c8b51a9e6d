import type { Schemas } from "@dual-high/client";

export type Plan = Schemas["MatchPlan"];

/** What somebody wants of a plan: pairs that stay, pairs that may not be, and how many a team takes. */
export interface Wishes {
  readonly locked: readonly Pairing[];
  readonly forbidden: readonly Pairing[];
  readonly capacities: Readonly<Record<string, number>>;
}
export interface Pairing {
  readonly needId: string;
  readonly supplierKey: string;
}

export function wishesOf({ locked, forbidden, capacities }: Plan): Wishes {
  return { locked, forbidden, capacities };
}

const isSame = (a: Pairing) => (b: Pairing) => a.needId === b.needId && a.supplierKey === b.supplierKey;

export function isIn(pairs: readonly Pairing[], pair: Pairing): boolean {
  return pairs.some(isSame(pair));
}

function without(pairs: readonly Pairing[], pair: Pairing): readonly Pairing[] {
  return pairs.filter((each) => !isSame(pair)(each));
}

/** A need stays with one supplier; what is locked is not forbidden as well. */
export function toggleLock(wishes: Wishes, pair: Pairing): Wishes {
  if (isIn(wishes.locked, pair)) return { ...wishes, locked: without(wishes.locked, pair) };
  return {
    ...wishes,
    locked: [...wishes.locked.filter(({ needId }) => needId !== pair.needId), pair],
    forbidden: without(wishes.forbidden, pair),
  };
}

export function toggleForbidden(wishes: Wishes, pair: Pairing): Wishes {
  if (isIn(wishes.forbidden, pair)) return { ...wishes, forbidden: without(wishes.forbidden, pair) };
  return { ...wishes, forbidden: [...wishes.forbidden, pair], locked: without(wishes.locked, pair) };
}

/** A capacity that is what the list says is no wish. */
export function setCapacity(wishes: Wishes, key: string, capacity: number, given: number): Wishes {
  const { [key]: _, ...others } = wishes.capacities;
  return { ...wishes, capacities: capacity === given ? others : { ...others, [key]: capacity } };
}

/** How many wishes differ between two. */
export function countChanges(before: Wishes, after: Wishes): number {
  const apart = (a: readonly Pairing[], b: readonly Pairing[]) =>
    a.filter((pair) => !isIn(b, pair)).length + b.filter((pair) => !isIn(a, pair)).length;
  const keys = new Set([...Object.keys(before.capacities), ...Object.keys(after.capacities)]);
  const capacities = [...keys].filter((key) => before.capacities[key] !== after.capacities[key]).length;
  return apart(before.locked, after.locked) + apart(before.forbidden, after.forbidden) + capacities;
}

/** What the list says a supplier takes; a plan that was asked for another capacity no longer tells it. */
export function givenOf(plan: Plan, key: string, capacity: number): number {
  return plan.capacities[key] === undefined ? capacity : -1;
}

/** Who takes what with the changes: what is locked, and otherwise what the plan says and nobody forbids. */
export function placingsOf({ lines }: Pick<Plan, "lines">, { locked, forbidden }: Wishes): Pairing[] {
  const lockedOf = new Map(locked.map(({ needId, supplierKey }) => [needId, supplierKey]));
  return lines.flatMap(({ needId, supplier }): Pairing[] => {
    const supplierKey = lockedOf.get(needId) ?? supplier?.key;
    if (supplierKey === undefined) return [];
    const pair = { needId, supplierKey };
    return lockedOf.has(needId) || !isIn(forbidden, pair) ? [pair] : [];
  });
}

/** Needs per supplier with the changes, busiest first; a supplier whom the changes left without any stays in the list. */
export function loadsOf(plan: Plan, wishes: Wishes, tally: Schemas["PlanTally"] | undefined): Plan["loads"] {
  const needsOf = Map.groupBy(placingsOf(plan, wishes), ({ supplierKey }) => supplierKey);
  const known = new Map([...(tally?.loads ?? []), ...plan.loads].map((load) => [load.key, load]));
  return [...known.values()]
    .map(({ key, name, unit, capacity }) => ({
      key,
      name,
      unit,
      capacity,
      needs: (needsOf.get(key) ?? []).map(({ needId }) => needId),
    }))
    .sort((a, b) => b.needs.length - a.needs.length || (a.key < b.key ? -1 : 1));
}
