/**
 * What a score means. The cosine orders candidates but says nothing to a reader; these figures do.
 *
 * Measured by `npm run bench -- needs` on the public judgements: 144 needs, 7,582 pairs on levels 1-4, 12 % of them at
 * level 3 or 4, which counts as relevant. Two people who judge the same pair agree 68 % of the time.
 *
 *     band       score from   judged pairs   level 3-4   level 2-4   of all relevant
 *     strong     .50              20           .70        1.00          .01
 *     possible   .22             950           .35         .93          .36
 *     weak       .15             866           .22         .87          .20
 *     none       -             5,746           .07         .42          .42
 *
 * "Strong" is rare, and is right in 7 cases of 10, not in the 17 of 20 that one would wish. No threshold and no combination of
 * what the engine knows of a pair does better (docs/decisions/0031-ranking-formula.md). Nor do people: of the pairs that one
 * of them put at level 3 or 4, another who judged the same title put 76 % there.
 *
 * The judged pairs were preselected by people. In a whole list most candidates were never looked at, so there the
 * precision is an upper bound. It is why `none` begins where one pair in five was still judged relevant.
 */

/** Strength of a match, best first. `none` is not a believable partner and is never suggested. */
export const BANDS = ["strong", "possible", "weak", "none"] as const;
export type Band = (typeof BANDS)[number];

/** The lowest score of each band. A need whose best candidate is below `weak` is unmatched. */
export const BAND_THRESHOLDS = { strong: 0.5, possible: 0.22, weak: 0.15 } as const;

// Logistic regression of "level 3 or 4" on the square root of the score less its least: two parameters, monotone. The root, because
// relevance rises fast among low scores and slowly among high ones. The same fit without one fold at a time gives
// intercepts of -5.23 to -4.76 and slopes of 6.59 to 7.65. Picture: docs/pictures/reliability.svg.
const INTERCEPT = -5.02;
const SLOPE = 7.26;
// The least score on the judged pairs: two texts that have less in common than two texts taken at random.
const LEAST_SCORE = -0.07;

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
  return 1 / (1 + Math.exp(-(INTERCEPT + SLOPE * rootOf(score))));
}

/**
 * A score moved by evidence on the scale of log-odds: its relevance's odds are multiplied by e ^ logOdds. `perUnit` is what one
 * unit of log-odds adds, so that several pieces of evidence can each be told their part: the new score is the old one plus
 * perUnit x logOdds, exactly.
 */
export function addLogOdds(score: number, logOdds: number): { readonly score: number; readonly perUnit: number } {
  // The root is linear in the log-odds, so the score is a parabola; the slope of its chord is that below.
  const root = rootOf(score);
  const moved = root + logOdds / SLOPE;
  const perUnit = moved >= 0 || logOdds === 0 ? (root + moved) / SLOPE : -(root * root) / logOdds;
  return { score: score + perUnit * logOdds, perUnit };
}

function rootOf(score: number): number {
  return Math.sqrt(Math.max(0, score - LEAST_SCORE));
}
