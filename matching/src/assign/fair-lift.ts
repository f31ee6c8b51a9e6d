/** Makes a plan fairer by small moves: what the search for the fairest one starts from. */
import type { FairProblem } from "./fair-search.ts";

const MOST_ROUNDS = 50;

/**
 * Goes through the needs from the weakest on: each takes a partner more, or a better one, or one of another need that finds a
 * replacement, as long as the result is fairer. Places and minimums that were kept stay kept. Changes `used`.
 *
 * @returns steps taken.
 */
export function liftWeakest(problem: FairProblem, used: Uint8Array, effort: number): number {
  const { needs, suppliers, groups, groupOf, needOf, supplierOf, load, value, valueWithout } = problem;
  const edgesOf: number[][] = Array.from(needs.max, () => []);
  const holdersOf: number[][] = Array.from(suppliers.max, () => []);
  needOf.forEach((n, e) => {
    edgesOf[n]!.push(e);
    holdersOf[supplierOf[e]!]!.push(e);
  });
  const worth = valueWithout.slice();
  const taken = {
    needs: needs.max.map(() => 0),
    suppliers: suppliers.max.map(() => 0),
    groups: groups.max.map(() => 0),
  };
  const flip = (e: number): void => {
    const sign = used[e] === 1 ? -1 : 1;
    const group = groupOf[supplierOf[e]!]!;
    used[e] = used[e] === 1 ? 0 : 1;
    worth[needOf[e]!]! += sign * value[e]!;
    taken.needs[needOf[e]!]! += sign;
    taken.suppliers[supplierOf[e]!]! += sign * load[e]!;
    if (group >= 0) taken.groups[group]! += sign * load[e]!;
  };
  used.forEach((isUsed, e) => {
    if (isUsed === 0) return;
    used[e] = 0;
    flip(e);
  });
  const isKept = (e: number): boolean => {
    const n = needOf[e]!;
    const s = supplierOf[e]!;
    const group = groupOf[s]!;
    return (
      taken.needs[n]! <= needs.max[n]! &&
      taken.suppliers[s]! <= suppliers.max[s]! &&
      taken.suppliers[s]! >= suppliers.min[s]! &&
      (group < 0 || (taken.groups[group]! <= groups.max[group]! && taken.groups[group]! >= groups.min[group]!))
    );
  };
  let work = 0;
  const isSpent = (): boolean => work > effort;
  /** Flips edges of one or two needs; takes that back unless it is allowed and fairer. */
  const tryMove = (edges: readonly number[]): boolean => {
    work += edges.length;
    const touched = [...new Set(edges.map((e) => needOf[e]!))];
    const before = touched.map((n) => worth[n]!).sort((a, b) => a - b);
    edges.forEach(flip);
    const after = touched.map((n) => worth[n]!).sort((a, b) => a - b);
    const at = after.findIndex((amount, place) => amount !== before[place]);
    if (at >= 0 && after[at]! > before[at]! && edges.every(isKept)) return true;
    edges.forEach(flip);
    return false;
  };

  const raise = (n: number): boolean => {
    for (const e of edgesOf[n]!) {
      if (used[e] === 1) continue;
      const given = [[], ...edgesOf[n]!.filter((other) => used[other] === 1).map((other) => [other])];
      for (const own of given) {
        if (tryMove([...own, e])) return true;
        for (const held of holdersOf[supplierOf[e]!]!) {
          if (used[held] === 0 || needOf[held] === n) continue;
          for (const replacement of edgesOf[needOf[held]!]!) {
            if (used[replacement] === 0 && tryMove([...own, e, held, replacement])) return true;
          }
        }
      }
      if (isSpent()) return false;
    }
    return false;
  };

  let changed = true;
  for (let round = 0; changed && round < MOST_ROUNDS && !isSpent(); round++) {
    changed = false;
    const order = [...worth.keys()].sort((a, b) => worth[a]! - worth[b]! || a - b);
    for (const n of order) while (!isSpent() && raise(n)) changed = true;
  }
  return work;
}
