/** From scores to probabilities and bands, measured on judged pairs. */
import { type Band, BANDS, bandOf } from "@dual-high/matching";
import { mean } from "./metrics.ts";

/** A judged pair with its score. */
export interface ScoredJudgment {
  readonly needId: string;
  readonly score: number;
  readonly level: number;
  readonly fold: number;
}

export interface BandQuality {
  readonly band: Band;
  readonly pairs: number;
  /** Part of the band's judged pairs that people put at level 3 or 4. */
  readonly precision: number;
  /** Part of them at level 2 or above. */
  readonly atLeastLevel2: number;
  /** Part of all relevant judged pairs that fall into the band. */
  readonly recall: number;
}

const NEWTON_STEPS = 30;
const LEAST_SCORE = -0.07;

export function isRelevant({ level }: { readonly level: number }): boolean {
  return level >= 3;
}

export function measureBands(pairs: readonly ScoredJudgment[]): BandQuality[] {
  const relevant = pairs.filter(isRelevant).length;
  return BANDS.map((band) => {
    const members = pairs.filter(({ score }) => bandOf(score) === band);
    return {
      band,
      pairs: members.length,
      precision: mean(members.map((pair) => Number(isRelevant(pair)))),
      atLeastLevel2: mean(members.map(({ level }) => Number(level >= 2))),
      recall: members.filter(isRelevant).length / relevant,
    };
  });
}

/**
 * Fits P(relevant) = 1 / (1 + exp(-(intercept + slope x sqrt(score + 0.07)))) by Newton's method on the log-likelihood. The two numbers belong into matching/src/bands.ts.
 */
export function fitRelevance(pairs: readonly ScoredJudgment[]): { intercept: number; slope: number } {
  let intercept = 0;
  let slope = 0;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (const pair of pairs) {
      const x = rootOf(pair.score);
      const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      const error = Number(isRelevant(pair)) - p;
      const weight = p * (1 - p);
      g0 += error;
      g1 += error * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    intercept += (h11 * g0 - h01 * g1) / determinant;
    slope += (h00 * g1 - h01 * g0) / determinant;
  }
  return { intercept, slope };
}

/** What the probability of relevance is a logistic function of. */
export function rootOf(score: number): number {
  return Math.sqrt(Math.max(0, score - LEAST_SCORE));
}
