/**
 * What a score means. The cosine orders candidates but says nothing to a reader; these figures do.
 *
 * Measured by `npm run bench -- needs` on the public judgements: 144 needs, 7,582 pairs on levels 1-4, 12 % of them at
 * level 3 or 4, which counts as relevant. Two people who judge the same pair agree 68 % of the time.
 *
 *     band       score from   judged pairs   level 3-4   level 2-4   of all relevant
 *     strong     .32             112           .57         .96          .07
 *     possible   .16             741           .36         .93          .29
 *     weak       .12             518           .24         .89          .13
 *     none       0             6,211           .08         .46          .51
 *
 * The judged pairs were preselected by people. In a whole list most candidates were never looked at, so there the
 * precision is an upper bound. It is why `none` begins where one pair in five was still judged relevant.
 */

/** Strength of a match, best first. `none` is not a believable partner and is never suggested. */
export const BANDS = ["strong", "possible", "weak", "none"] as const;
export type Band = (typeof BANDS)[number];

/** The lowest score of each band. A need whose best candidate is below `weak` is unmatched. */
export const BAND_THRESHOLDS = { strong: 0.32, possible: 0.16, weak: 0.12 } as const;

// Logistic regression of "level 3 or 4" on the square root of the score: two parameters, monotone. The root, because
// relevance rises fast among low scores and slowly among high ones. The same fit without one fold at a time gives
// intercepts of -3.49 to -3.80 and slopes of 6.04 to 6.87.
const INTERCEPT = -3.68;
const SLOPE = 6.59;

/** The band of a score. */
export function bandOf(score: number): Band {
  if (score >= BAND_THRESHOLDS.strong) return "strong";
  if (score >= BAND_THRESHOLDS.possible) return "possible";
  return score >= BAND_THRESHOLDS.weak ? "weak" : "none";
}

/**
 * The probability, 0 to 1, that a person judges a pair with this score as relevant. Not 0 for a score of 0: people see
 * relations that share no character.
 */
export function relevanceOf(score: number): number {
  return 1 / (1 + Math.exp(-(INTERCEPT + SLOPE * Math.sqrt(score))));
}

/**
 * A score moved by evidence on the scale of log-odds: its relevance's odds are multiplied by e ^ logOdds. `perUnit` is what one
 * unit of log-odds adds, so that several pieces of evidence can each be told their part: the new score is the old one plus
 * perUnit x logOdds, exactly.
 */
export function addLogOdds(score: number, logOdds: number): { readonly score: number; readonly perUnit: number } {
  // The square root of the score is linear in the log-odds, so the score is a parabola; the slope of its chord is that below.
  const root = Math.sqrt(score);
  const moved = Math.max(0, root + logOdds / SLOPE);
  const perUnit = (root + moved) / SLOPE;
  return moved === 0
    ? { score: 0, perUnit: logOdds === 0 ? perUnit : -score / logOdds }
    : { score: score + perUnit * logOdds, perUnit };
}
