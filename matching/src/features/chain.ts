import type { Judge } from "./facts.ts";

// 1 at the same node, .5 for its parent or child, 0 for a sibling, and so on down to -1.
const PER_STEP = 0.5;

/**
 * How near the two stand on an industrial chain: by the steps between their nearest nodes. Nodes of different chains say
 * nothing, for each list words its fields in its own way.
 */
export const judgeChain: Judge = (need, candidate) => {
  let nearest: number | null = null;
  for (const a of need.chain ?? []) {
    for (const b of candidate.chain ?? []) {
      const steps = stepsBetween(a, b);
      if (steps !== null && (nearest === null || steps < nearest)) nearest = steps;
    }
  }
  return nearest === null ? null : Math.max(-1, 1 - PER_STEP * nearest);
};

/** Steps up to the last common node and down again; null without one. */
function stepsBetween(a: readonly string[], b: readonly string[]): number | null {
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  return common === 0 ? null : a.length + b.length - 2 * common;
}
