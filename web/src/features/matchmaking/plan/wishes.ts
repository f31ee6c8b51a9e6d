import type { Schemas } from "@dual-high/client";

type Plan = Schemas["MatchPlan"];

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

/** Suppliers to which more is locked than they take; the server refuses such a plan, the page says it before. */
export function overLocked(
  wishes: Wishes,
  capacityOf: (supplierKey: string) => number | undefined,
): { readonly supplierKey: string; readonly locked: number; readonly capacity: number }[] {
  const counts = new Map<string, number>();
  for (const { supplierKey } of wishes.locked) counts.set(supplierKey, (counts.get(supplierKey) ?? 0) + 1);
  return [...counts].flatMap(([supplierKey, locked]) => {
    const capacity = wishes.capacities[supplierKey] ?? capacityOf(supplierKey);
    return capacity !== undefined && locked > capacity ? [{ supplierKey, locked, capacity }] : [];
  });
}
