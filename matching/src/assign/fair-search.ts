/**
 * Leximin where no flow can express it: with loads, or where a need's value is a sum over several partners (to maximise the
 * smallest sum is NP-hard: Lenstra, Shmoys and Tardos 1990). Exact by branch and bound, need by need from the one that can
 * hope for least; a branch ends where even the best that every open need could get alone would not be fairer than the best
 * plan known. Ends with a proof, or after a stated amount of work.
 */
import type { LoadProblem } from "./load-problem.ts";

/** Needs decided one upon the other: far more than a search can enumerate, and less than the call stack holds. */
const DEEPEST = 1000;

export interface FairProblem extends LoadProblem {
  /** What each need has from locked pairs, in the units of `value`. */
  readonly valueWithout: Float64Array;
  /** 1 for needs of which as many pairs as possible are made first, see `NeedCapacity.min`. */
  readonly asks: Uint8Array;
}

export interface FairFound {
  /** Null when no plan was found. */
  readonly used: Uint8Array | null;
  readonly isProven: boolean;
  /** No plan gives its weakest need more. */
  readonly weakestBound: number;
}

/** What a plan is judged by: places of asking needs, then values of needs from the weakest on. */
interface Merit {
  readonly places: number;
  readonly values: Float64Array;
}

/** @param start a plan that keeps all limits, or null. */
export function searchFair(problem: FairProblem, start: Uint8Array | null, effort: number): FairFound {
  const { needs, suppliers, groups, groupOf, needOf, supplierOf, load, value, valueWithout, asks } = problem;
  const needCount = needs.max.length;
  const edgesOf: number[][] = Array.from({ length: needCount }, () => []);
  needOf.forEach((n, e) => edgesOf[n]!.push(e));
  for (const edges of edgesOf) edges.sort((a, b) => value[b]! - value[a]! || a - b);

  const used = new Uint8Array(value.length);
  const supplierLeft = suppliers.max.slice();
  const groupLeft = groups.max.slice();
  const supplierOwed = suppliers.min.slice();
  const groupOwed = groups.min.slice();
  const isDecided = new Uint8Array(needCount);
  const decided = new Float64Array(needCount);
  let places = 0;
  let best: Uint8Array | null = start === null ? null : new Uint8Array(start);
  let bestMerit = best === null ? null : meritOf(problem, best);
  let work = 0;
  let weakestBound = Infinity;

  const fits = (e: number): boolean => {
    const group = groupOf[supplierOf[e]!]!;
    return load[e]! <= supplierLeft[supplierOf[e]!]! && (group < 0 || load[e]! <= groupLeft[group]!);
  };
  const take = (e: number, sign: 1 | -1): void => {
    const s = supplierOf[e]!;
    const group = groupOf[s]!;
    used[e] = sign === 1 ? 1 : 0;
    places += sign * asks[needOf[e]!]!;
    supplierLeft[s]! -= sign * load[e]!;
    supplierOwed[s]! -= sign * load[e]!;
    if (group < 0) return;
    groupLeft[group]! -= sign * load[e]!;
    groupOwed[group]! -= sign * load[e]!;
  };

  /** The most that a need could get if it were alone from here on; null when it cannot get what it is owed. */
  const hopeOf = (n: number): { value: number; places: number } | null => {
    let count = 0;
    let sum = valueWithout[n]!;
    for (const e of edgesOf[n]!) {
      if (count >= needs.max[n]!) break;
      if (!fits(e)) continue;
      // An asking need takes places even where they cost; the hope for value does not charge it for them.
      if (value[e]! > 0 || count < needs.min[n]!) sum += value[e]!;
      else if (asks[n] === 0) break;
      count += 1;
    }
    return count < needs.min[n]! ? null : { value: sum, places: asks[n]! * count };
  };

  /** Whether what is owed to suppliers and groups can still come from open needs. */
  const canPay = (): boolean => {
    if (supplierOwed.every((amount) => amount <= 0) && groupOwed.every((amount) => amount <= 0)) return true;
    const supplierHope = new Float64Array(suppliers.max.length);
    const groupHope = new Float64Array(groups.max.length);
    for (let e = 0; e < value.length; e++) {
      if (isDecided[needOf[e]!] === 1 || !fits(e)) continue;
      const group = groupOf[supplierOf[e]!]!;
      supplierHope[supplierOf[e]!]! += load[e]!;
      if (group >= 0) groupHope[group]! += load[e]!;
    }
    return (
      supplierOwed.every((amount, s) => amount <= supplierHope[s]!) &&
      groupOwed.every((amount, g) => amount <= groupHope[g]!)
    );
  };

  /** Decides the needs that are still open. False when the work ended. */
  const decide = (open: number): boolean => {
    work += value.length + needCount;
    if (work > effort || needCount - open > DEEPEST) return false;
    if (!canPay()) return true;
    const hopes = decided.slice();
    let hopedPlaces = places;
    let next = -1;
    for (let n = 0; n < needCount; n++) {
      if (isDecided[n] === 1) continue;
      const hope = hopeOf(n);
      if (hope === null) return true;
      hopes[n] = hope.value;
      hopedPlaces += hope.places;
      if (next < 0 || hope.value < hopes[next]!) next = n;
    }
    const hoped = { places: hopedPlaces, values: hopes.sort() };
    if (open === needCount) weakestBound = hoped.values[0] ?? 0;
    if (bestMerit !== null && compareMerit(hoped, bestMerit) <= 0) return true;
    if (open === 0) {
      best = used.slice();
      bestMerit = hoped;
      return true;
    }
    isDecided[next] = 1;
    const isDone = tryChoices(next, 0, 0, valueWithout[next]!, open);
    isDecided[next] = 0;
    return isDone;
  };

  /** All sets of partners of a need, good ones first. */
  const tryChoices = (n: number, from: number, count: number, sum: number, open: number): boolean => {
    const edges = edgesOf[n]!;
    if (count < needs.max[n]!) {
      for (let at = from; at < edges.length; at++) {
        const e = edges[at]!;
        if (!fits(e)) continue;
        take(e, 1);
        const isDone = tryChoices(n, at + 1, count + 1, sum + value[e]!, open);
        take(e, -1);
        if (!isDone) return false;
      }
    }
    if (count < needs.min[n]!) return true;
    decided[n] = sum;
    return decide(open - 1);
  };

  const isProven = decide(needCount);
  return { used: best, isProven, weakestBound };
}

/** The fairest of some plans; null when there is none. */
export function findFairest(problem: FairProblem, plans: readonly Uint8Array[]): Uint8Array | null {
  let best: { readonly plan: Uint8Array; readonly merit: Merit } | null = null;
  for (const plan of plans) {
    const merit = meritOf(problem, plan);
    if (best === null || compareMerit(merit, best.merit) > 0) best = { plan, merit };
  }
  return best?.plan ?? null;
}

function meritOf({ needOf, value, valueWithout, asks }: FairProblem, used: Uint8Array): Merit {
  const values = valueWithout.slice();
  let places = 0;
  used.forEach((isUsed, e) => {
    if (isUsed === 0) return;
    values[needOf[e]!]! += value[e]!;
    places += asks[needOf[e]!]!;
  });
  return { places, values: values.sort() };
}

/** Above 0 when the first is fairer. */
function compareMerit(a: Merit, b: Merit): number {
  if (a.places !== b.places) return a.places - b.places;
  const at = a.values.findIndex((value, place) => value !== b.values[place]);
  return at < 0 ? 0 : a.values[at]! - b.values[at]!;
}
