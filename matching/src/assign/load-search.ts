/**
 * Assignment with loads (the generalized assignment problem, NP-hard), exact: branch and bound, depth first, on whether an
 * edge is used, with the bounds of lagrange.ts and plans found by repairing what the suppliers chose. It ends with a proof or
 * after a stated amount of work, counted in steps and not by a clock, so that the answer is the same on every machine.
 */
import { FREE, groupEdges, movePrices, type Prices, relax } from "./lagrange.ts";
import type { LoadProblem } from "./load-problem.ts";
import { improve, judge } from "./load-repair.ts";

export interface Found {
  /** 1 for each edge of the best plan found; null when none was found. */
  readonly used: Uint8Array | null;
  readonly value: number;
  /** No plan is worth more: equal to `value` when that is proven best, -Infinity when it is proven that there is no plan. */
  readonly bound: number;
}

/** About five seconds of one core. */
export const USUAL_EFFORT = 1_000_000_000;

const ROOT_STEPS = 200;
const NODE_STEPS = 12;
// A bound is a sum of fractions; values are whole.
const ROUNDING = 1e-12;

interface Node {
  readonly fixed: Int8Array;
  readonly prices: Prices;
  readonly bound: number;
}

/** The least bound of a node, and what belongs to it. */
interface Kept {
  readonly prices: Prices;
  readonly chosen: Uint8Array;
  readonly bound: number;
}

/** @param effort how many steps to spend before giving up the proof. */
export function searchLoads(problem: LoadProblem, effort: number): Found {
  const { value } = problem;
  const edgesOf = groupEdges(problem);
  const step = commonStep(value, problem.penalty);
  let best: Uint8Array | null = null;
  let bestValue = -Infinity;
  let work = 0;

  const keep = (candidate: Uint8Array): void => {
    const { worth, broken } = judge(problem, candidate);
    if (broken > 0 && problem.penalty === Infinity) return;
    if (worth <= bestValue) return;
    best = candidate.slice();
    bestValue = worth;
  };
  const roundDown = (bound: number): number =>
    bound === -Infinity ? bound : Math.floor((bound + ROUNDING * Math.max(1, Math.abs(bound))) / step) * step;

  const root: Node = {
    fixed: new Int8Array(value.length).fill(FREE),
    prices: {
      needs: new Float64Array(problem.needs.max.length),
      groups: new Float64Array(problem.groups.max.length),
    },
    bound: Infinity,
  };
  const open: Node[] = [root];
  while (open.length > 0 && work < effort) {
    const node = open.pop() as Node;
    if (roundDown(node.bound) <= bestValue) continue;
    const fixed = node.fixed;
    if (!fixForced(problem, fixed)) continue;
    const prices = { needs: node.prices.needs.slice(), groups: node.prices.groups.slice() };
    let kept: Kept = { prices: node.prices, chosen: new Uint8Array(value.length), bound: Infinity };
    let pace = 1;
    const steps = node === root ? ROOT_STEPS : NODE_STEPS;
    let sinceBetter = 0;
    for (let at = 0; at < steps; at++) {
      const relaxed = relax(problem, edgesOf, fixed, prices);
      work += relaxed.work + value.length;
      if (relaxed.bound < kept.bound) {
        kept = {
          prices: { needs: prices.needs.slice(), groups: prices.groups.slice() },
          chosen: relaxed.chosen,
          bound: relaxed.bound,
        };
        sinceBetter = 0;
      } else if (++sinceBetter % 8 === 0) pace /= 2;
      if (roundDown(kept.bound) <= bestValue) break;
      // Repairing costs little beside the knapsacks of the first node; below it once is enough.
      if (node === root || at === 0) keep(improve(problem, fixed, relaxed.chosen));
      const goal = bestValue === -Infinity ? relaxed.bound - Math.max(1, Math.abs(relaxed.bound)) * 0.1 : bestValue;
      movePrices(problem, prices, relaxed.chosen, pace * Math.max(relaxed.bound - goal, step / 2));
    }
    const bound = Math.min(kept.bound, node.bound);
    if (roundDown(bound) <= bestValue) continue;
    const branch = chooseBranch(problem, fixed, kept.chosen, kept.prices);
    if (branch === FREE) {
      keep(Uint8Array.from(fixed));
      continue;
    }
    for (const state of [0, 1]) {
      const child = fixed.slice();
      child[branch] = state;
      open.push({ fixed: child, prices: kept.prices, bound });
    }
  }
  const left = open.reduce((most, node) => Math.max(most, node.bound), -Infinity);
  return { used: best, value: bestValue, bound: Math.max(bestValue, roundDown(left)) };
}

/** The largest number that divides all values: no two plans differ by less. */
function commonStep(value: Float64Array, penalty: number): number {
  let step = penalty === Infinity ? 0 : penalty;
  for (const amount of value) {
    let rest = Math.abs(amount);
    while (rest > 0) [step, rest] = [rest, step % rest];
  }
  return step || 1;
}

/** Fixes to 0 what no longer fits. False when what is fixed already breaks a limit; where limits may be broken, always true. */
function fixForced(problem: LoadProblem, fixed: Int8Array): boolean {
  if (problem.penalty !== Infinity) return true;
  const { needs, suppliers, groups, groupOf, needOf, supplierOf, load } = problem;
  const needUsed = new Float64Array(needs.max.length);
  const supplierUsed = new Float64Array(suppliers.max.length);
  const groupUsed = new Float64Array(groups.max.length);
  fixed.forEach((state, e) => {
    if (state !== 1) return;
    const group = groupOf[supplierOf[e]!]!;
    needUsed[needOf[e]!]! += 1;
    supplierUsed[supplierOf[e]!]! += load[e]!;
    if (group >= 0) groupUsed[group]! += load[e]!;
  });
  const needLeft = needUsed.slice();
  const supplierLeft = supplierUsed.slice();
  const groupLeft = groupUsed.slice();
  for (let e = 0; e < fixed.length; e++) {
    if (fixed[e] !== FREE) continue;
    const n = needOf[e]!;
    const s = supplierOf[e]!;
    const group = groupOf[s]!;
    const isTooMuch =
      needUsed[n]! + 1 > needs.max[n]! ||
      supplierUsed[s]! + load[e]! > suppliers.max[s]! ||
      (group >= 0 && groupUsed[group]! + load[e]! > groups.max[group]!);
    if (isTooMuch) {
      fixed[e] = 0;
      continue;
    }
    needLeft[n]! += 1;
    supplierLeft[s]! += load[e]!;
    if (group >= 0) groupLeft[group]! += load[e]!;
  }
  const isWithin = (
    used: Float64Array,
    most: Float64Array,
    limits: { min: Float64Array; max: Float64Array },
  ): boolean => used.every((amount, at) => amount <= limits.max[at]! && most[at]! >= limits.min[at]!);
  return (
    isWithin(needUsed, needLeft, needs) &&
    isWithin(supplierUsed, supplierLeft, suppliers) &&
    isWithin(groupUsed, groupLeft, groups)
  );
}

/** A free edge of the need on which the suppliers disagree most, the one they value most; FREE when all is fixed. */
function chooseBranch(problem: LoadProblem, fixed: Int8Array, chosen: Uint8Array, prices: Prices): number {
  const { needs, needOf, value } = problem;
  const taken = new Float64Array(needs.max.length);
  chosen.forEach((isChosen, e) => {
    taken[needOf[e]!]! += isChosen;
  });
  let branch = FREE;
  let most = [-1, -1, -Infinity];
  for (let e = 0; e < fixed.length; e++) {
    if (fixed[e] !== FREE) continue;
    const n = needOf[e]!;
    const dispute = Math.max(0, taken[n]! - needs.max[n]!, needs.min[n]! - taken[n]!);
    const rank = [dispute, chosen[e]!, value[e]! - prices.needs[n]!];
    const at = rank.findIndex((part, place) => part !== most[place]);
    if (at < 0 || rank[at]! < most[at]!) continue;
    branch = e;
    most = rank;
  }
  return branch;
}
