/** The few numbers of the formula. Docs and reasons: docs/decisions/0031-ranking-formula.md. */
import { MatchingError } from "./errors.ts";

/** How texts are weighed. All at least 0; `meaning` at most 1, titles at least 1. */
export interface Weights {
  /** How often a gram counts that stands in a need's title. */
  readonly needTitle: number;
  /** How often one counts in passages about the company or its existing basis. */
  readonly needBackground: number;
  /** Counts of a need's grams are raised to this: 1 counts each time, 0 only whether it is there. */
  readonly needExponent: number;
  /** How often a gram counts that stands in a candidate's title. */
  readonly candidateTitle: number;
  /** The part of meaning in the score; the rest is wording. */
  readonly meaning: number;
}

/**
 * For needs as enterprises write them: a title that says it, and a form that repeats it. Tuned on the public folds of the
 * judged needs; each moves the result smoothly, so that none stands on a lucky peak.
 */
export const NEED_WEIGHTS: Weights = {
  needTitle: 3,
  needBackground: 0.2,
  needExponent: 1,
  candidateTitle: 2,
  meaning: 0.25,
};

/**
 * For needs that are written like papers, to find experts by their papers: an abstract says everything once, and its title
 * no more than it. Measured by `npm run bench -- reviewers`.
 */
export const PAPER_WEIGHTS: Weights = { ...NEED_WEIGHTS, needTitle: 1, needExponent: 0, candidateTitle: 1 };

const FIELDS = ["needTitle", "needBackground", "needExponent", "candidateTitle", "meaning"] as const;

/** @throws MatchingError `invalid_option`. */
export function checkWeights(weights: Weights): Weights {
  for (const field of FIELDS) {
    const value = weights[field];
    const least = field === "needTitle" || field === "candidateTitle" ? 1 : 0;
    const most = field === "meaning" ? 1 : Number.MAX_VALUE;
    if (Number.isFinite(value) && value >= least && value <= most) continue;
    throw new MatchingError("invalid_option", {
      field: `weights.${field}`,
      value,
      expected_zh: field === "meaning" ? "0 到 1 之间的数" : `不小于 ${least} 的数`,
      expected_en: field === "meaning" ? "a number from 0 to 1" : `a number of at least ${least}`,
    });
  }
  return weights;
}
