/**
 * Bounds for assignment with loads, by Lagrangian relaxation of all limits but those of suppliers: each supplier then solves a
 * knapsack of its own (Fisher, Jaikumar and Van Wassenhove 1986), and prices on needs and groups are moved by subgradients
 * (Held, Wolfe and Crowder 1974) until the suppliers' choices nearly agree.
 */
import { chooseItems } from "./knapsack.ts";
import type { Limits, LoadProblem } from "./load-problem.ts";

export const FREE = -1;

/** A price for each need and group: above 0 it holds a maximum, below 0 a minimum. */
export interface Prices {
  readonly needs: Float64Array;
  readonly groups: Float64Array;
}

/** No plan that agrees with what is fixed is worth more than `bound`; `chosen` is what the suppliers chose to reach it. */
export interface Relaxed {
  readonly bound: number;
  readonly chosen: Uint8Array;
  readonly work: number;
}

/** Edges of each supplier. */
export function groupEdges(problem: LoadProblem): readonly Int32Array[] {
  const lists: number[][] = Array.from(problem.suppliers.max, () => []);
  problem.supplierOf.forEach((s, e) => lists[s]!.push(e));
  return lists.map((list) => Int32Array.from(list));
}

/** @param fixed FREE, 0 or 1 for each edge. */
export function relax(problem: LoadProblem, edgesOf: readonly Int32Array[], fixed: Int8Array, prices: Prices): Relaxed {
  const { suppliers, groupOf, needOf, load, value, penalty } = problem;
  const chosen = new Uint8Array(value.length);
  let bound = priceOfLimits(problem.needs, prices.needs) + priceOfLimits(problem.groups, prices.groups);
  let work = 0;
  edgesOf.forEach((edges, s) => {
    const groupPrice = groupOf[s]! < 0 ? 0 : prices.groups[groupOf[s]!]!;
    const free: number[] = [];
    let taken = 0;
    for (const e of edges) {
      if (fixed[e] === FREE) free.push(e);
      if (fixed[e] !== 1) continue;
      chosen[e] = 1;
      taken += load[e]!;
      bound += value[e]! - prices.needs[needOf[e]!]! - groupPrice * load[e]!;
    }
    const min = suppliers.min[s]!;
    const max = suppliers.max[s]!;
    const costOf = (amount: number): number => {
      const broken = Math.max(0, min - taken - amount, taken + amount - max);
      return broken === 0 ? 0 : broken * penalty;
    };
    const profit = Float64Array.from(free, (e) => value[e]! - prices.needs[needOf[e]!]! - groupPrice * load[e]!);
    const most = penalty === Infinity ? max - taken : Infinity;
    const choice = chooseItems(
      profit,
      Float64Array.from(free, (e) => load[e]!),
      most,
      costOf,
    );
    work += choice.work;
    bound += choice.value;
    for (const item of choice.chosen) chosen[free[item]!] = 1;
  });
  return { bound, chosen, work };
}

/** Moves prices towards those that give the least bound. `distance` is how far that bound is thought to be. */
export function movePrices(problem: LoadProblem, prices: Prices, chosen: Uint8Array, distance: number): void {
  const { needOf, supplierOf, groupOf, load, penalty } = problem;
  const needs = new Float64Array(prices.needs.length);
  const groups = new Float64Array(prices.groups.length);
  chosen.forEach((isChosen, e) => {
    if (isChosen === 0) return;
    const group = groupOf[supplierOf[e]!]!;
    needs[needOf[e]!]! += 1;
    if (group >= 0) groups[group]! += load[e]!;
  });
  const needSlope = slopeOf(problem.needs, prices.needs, needs);
  const groupSlope = slopeOf(problem.groups, prices.groups, groups);
  const length = [...needSlope, ...groupSlope].reduce((sum, slope) => sum + slope * slope, 0);
  if (length === 0) return;
  step(problem.needs, prices.needs, needSlope, distance / length, penalty);
  step(problem.groups, prices.groups, groupSlope, distance / length, penalty);
}

function priceOfLimits({ min, max }: Limits, prices: Float64Array): number {
  return prices.reduce((sum, price, at) => sum + (price === 0 ? 0 : price * (price > 0 ? max[at]! : min[at]!)), 0);
}

/** By how much the choice is above (or below) the limit that the price stands for. */
function slopeOf({ min, max }: Limits, prices: Float64Array, taken: Float64Array): Float64Array {
  return prices.map((price, at) => {
    const above = taken[at]! - max[at]!;
    const below = taken[at]! - min[at]!;
    if (price > 0) return above;
    if (price < 0) return below;
    return above > 0 ? above : below < 0 ? below : 0;
  });
}

function step({ min, max }: Limits, prices: Float64Array, slope: Float64Array, length: number, most: number): void {
  prices.forEach((price, at) => {
    const moved = Math.max(-most, Math.min(most, price + length * slope[at]!));
    // The two limits are different lines that meet at 0: a step stops there.
    prices[at] = price * moved < 0 && min[at] !== max[at] ? 0 : max[at] === Infinity ? Math.min(0, moved) : moved;
  });
}
