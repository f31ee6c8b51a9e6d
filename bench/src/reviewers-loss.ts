/**
 * The loss of an assignment of experts (Stelmakh et al.: A Gold Standard Dataset for the Reviewer Assignment Problem, 2023),
 * by the definition of the public evaluation script, with which it agrees to four decimals.
 */
import { mean } from "./metrics.ts";
import type { Rating } from "./reviewers-data.ts";

/** What one researcher adds to the loss: what was ordered wrongly, and all that could be. */
export interface Part {
  readonly lost: number;
  readonly whole: number;
}

const RESAMPLES = 1000;

/**
 * Over all pairs of papers with different ratings: the difference of the ratings, and the part of it that the scores
 * order wrongly. Equal scores count half.
 */
export function partOf(rated: readonly Rating[], scores: ReadonlyMap<string, number>): Part {
  let [lost, whole] = [0, 0];
  for (const [at, a] of rated.entries()) {
    for (const b of rated.slice(at + 1)) {
      const apart = a.expertise - b.expertise;
      const product = apart * (scores.get(a.paper)! - scores.get(b.paper)!);
      whole += Math.abs(apart);
      lost += product < 0 ? Math.abs(apart) : product === 0 ? Math.abs(apart) / 2 : 0;
    }
  }
  return { lost, whole };
}

/** The mean over the draws; `chosen` are the places of the researchers, each as often as it was drawn. Default: each once. */
export function measureLoss(draws: readonly Part[][], chosen = draws[0]!.map((_, at) => at)): number {
  return mean(
    draws.map((parts) => {
      const sum = (field: keyof Part): number => chosen.reduce((total, at) => total + parts[at]![field], 0);
      return sum("lost") / sum("whole");
    }),
  );
}

/** The middle 95 % of the loss over other choices of researchers. */
export function intervalOf(draws: readonly Part[][]): [number, number] {
  return middle95(resamples(draws[0]!.length).map((chosen) => measureLoss(draws, chosen)));
}

/** The middle 95 % of what one loses more than the other, both on the same researchers. */
export function intervalOfDifference(one: readonly Part[][], other: readonly Part[][]): [number, number] {
  return middle95(resamples(one[0]!.length).map((chosen) => measureLoss(one, chosen) - measureLoss(other, chosen)));
}

function middle95(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length * 0.025)]!, sorted[Math.floor(sorted.length * 0.975) - 1]!];
}

// Researchers drawn with replacement (Efron 1979), by a linear congruential generator: the same in every run.
function resamples(size: number): number[][] {
  let state = 7;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * size);
  };
  return Array.from({ length: RESAMPLES }, () => Array.from({ length: size }, next));
}
