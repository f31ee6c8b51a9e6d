/**
 * What a score means. The cosine orders candidates but says nothing to a reader; these figures do.
 *
 * Measured by `npm run bench -- needs` on the public judgements: 144 needs, 7,582 pairs on levels 1-4, 12 % of them at
 * level 3 or 4, which counts as relevant. Two people who judge the same pair agree 68 % of the time.
 *
 *     band       score from   judged pairs   level 3-4   level 2-4   of all relevant
 *     strong     .58              10           .70        1.00          .01
 *     possible   .25           1,091           .36         .93          .42
 *     weak       .17             818           .19         .86          .17
 *     none       -             5,663           .07         .42          .40
 *
 * "Strong" is rare, and is right in 7 cases of 10 (95 % of the time between 3.5 and 9.3: ten pairs prove little), not in the
 * 17 of 20 that one would wish. No threshold and no combination of
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
export const BAND_THRESHOLDS = { strong: 0.58, possible: 0.25, weak: 0.17 } as const;

// Logistic regression of "level 3 or 4" on the square root of the score less its least: two parameters, monotone. The root, because
// relevance rises fast among low scores and slowly among high ones. The same fit without one fold at a time gives
// intercepts of -5.20 to -4.73 and slopes of 6.19 to 7.20. Picture: docs/pictures/reliability.svg.
const INTERCEPT = -4.99;
const SLOPE = 6.81;
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
