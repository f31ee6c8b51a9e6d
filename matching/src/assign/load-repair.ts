/** From what suppliers chose to a plan that keeps the limits, or breaks few of them. */
import { FREE } from "./lagrange.ts";
import type { LoadProblem } from "./load-problem.ts";

const MOST_ROUNDS = 20;

/** What a set of edges is worth, penalties included where limits may be broken, and by how many units it breaks them. */
export function judge(problem: LoadProblem, used: Uint8Array): { worth: number; broken: number } {
  const counts = count(problem, used);
  const broken = brokenBy(problem, counts);
  let worth = problem.penalty === Infinity ? 0 : -broken * problem.penalty;
  used.forEach((isUsed, e) => {
    if (isUsed === 1) worth += problem.value[e]!;
  });
  return { worth, broken };
}

/**
 * Adds, drops, and moves edges one at a time as long as that breaks fewer limits or, breaking no more, is worth more. Fixed
 * edges stay. O(edges x partners of a need) a round.
 */
export function improve(problem: LoadProblem, fixed: Int8Array, start: Uint8Array): Uint8Array {
  const { needOf, value } = problem;
  const used = start.slice();
  const counts = count(problem, used);
  const isSoft = problem.penalty !== Infinity;
  const edgesOf: number[][] = Array.from(problem.needs.max, () => []);
  needOf.forEach((n, e) => edgesOf[n]!.push(e));

  /** Flips edges; keeps that when it helps. */
  const tryFlips = (...edges: readonly number[]): boolean => {
    let gain = 0;
    let broken = 0;
    for (const e of edges) {
      const change = used[e] === 1 ? -1 : 1;
      gain += change * value[e]!;
      broken += flip(problem, counts, e, change);
      used[e] = used[e] === 1 ? 0 : 1;
    }
    const helps = isSoft ? gain - broken * problem.penalty > 0 : broken < 0 || (broken === 0 && gain > 0);
    if (helps) return true;
    for (const e of edges) {
      flip(problem, counts, e, used[e] === 1 ? -1 : 1);
      used[e] = used[e] === 1 ? 0 : 1;
    }
    return false;
  };

  const order = [...value.keys()].filter((e) => fixed[e] === FREE).sort((a, b) => value[b]! - value[a]! || a - b);
  let changed = true;
  for (let round = 0; changed && round < MOST_ROUNDS; round++) {
    changed = false;
    for (const e of order) {
      if (tryFlips(e)) {
        changed = true;
        continue;
      }
      if (used[e] === 1) continue;
      for (const other of edgesOf[needOf[e]!]!) {
        if (used[other] === 1 && fixed[other] === FREE && tryFlips(other, e)) {
          changed = true;
          break;
        }
      }
    }
  }
  return used;
}

interface Counts {
  readonly needs: Float64Array;
  readonly suppliers: Float64Array;
  readonly groups: Float64Array;
}

function count(problem: LoadProblem, used: Uint8Array): Counts {
  const counts = {
    needs: new Float64Array(problem.needs.max.length),
    suppliers: new Float64Array(problem.suppliers.max.length),
    groups: new Float64Array(problem.groups.max.length),
  };
  used.forEach((isUsed, e) => {
    if (isUsed === 1) flip(problem, counts, e, 1);
  });
  return counts;
}

/** Adds or drops an edge; returns by how many units more limits are broken. */
function flip(problem: LoadProblem, counts: Counts, e: number, change: 1 | -1): number {
  const { needs, suppliers, groups, groupOf, needOf, supplierOf, load } = problem;
  const s = supplierOf[e]!;
  const group = groupOf[s]!;
  const move = (taken: Float64Array, limits: typeof needs, at: number, amount: number): number => {
    const before = brokenAt(limits, at, taken[at]!);
    taken[at]! += amount;
    return brokenAt(limits, at, taken[at]!) - before;
  };
  const amount = change * load[e]!;
  return (
    move(counts.needs, needs, needOf[e]!, change) +
    move(counts.suppliers, suppliers, s, amount) +
    (group < 0 ? 0 : move(counts.groups, groups, group, amount))
  );
}

function brokenAt({ min, max }: LoadProblem["needs"], at: number, taken: number): number {
  return Math.max(0, min[at]! - taken, taken - max[at]!);
}

function brokenBy(problem: LoadProblem, counts: Counts): number {
  const sum = (taken: Float64Array, limits: LoadProblem["needs"]): number =>
    taken.reduce((total, amount, at) => total + brokenAt(limits, at, amount), 0);
  return (
    sum(counts.needs, problem.needs) + sum(counts.suppliers, problem.suppliers) + sum(counts.groups, problem.groups)
  );
}
