import { addLogOdds, BAND_THRESHOLDS, type Band, bandOf } from "../bands.ts";
import type { JudgedEvidence } from "./judge.ts";

/** A piece of evidence with what it adds to the score, in units of the score. */
export interface WeighedEvidence extends JudgedEvidence {
  readonly contribution: number;
}

/** A score after evidence: that of the texts plus all contributions. */
export interface WeighedScore {
  readonly score: number;
  readonly evidence: readonly WeighedEvidence[];
}

/**
 * Adds evidence to the score of the texts. Evidence orders partners within a band and may lower them into the next one; it
 * lifts nobody, for what a band promises was measured on texts alone. So a score in the band `none` stays as it is, and
 * evidence for a partner counts up to the end of its band.
 */
export function weighEvidence(textScore: number, judged: readonly JudgedEvidence[]): WeighedScore {
  const perUnit = perUnitWithin(bandOf(textScore), textScore, judged);
  const evidence = judged.map((piece) => ({ ...piece, contribution: perUnit * piece.logOdds }));
  return { score: evidence.reduce((sum, { contribution }) => sum + contribution, textScore), evidence };
}

const ENDS: Readonly<Record<Band, number>> = {
  strong: Number.POSITIVE_INFINITY,
  possible: BAND_THRESHOLDS.strong,
  weak: BAND_THRESHOLDS.possible,
  none: BAND_THRESHOLDS.weak,
};
// More than rounding, less than anybody sees.
const BELOW_END = 1e-6;

/** What one unit of log-odds adds to the score. */
function perUnitWithin(band: Band, textScore: number, judged: readonly JudgedEvidence[]): number {
  if (band === "none") return 0;
  const total = judged.reduce((sum, { logOdds }) => sum + logOdds, 0);
  const { score, perUnit } = addLogOdds(textScore, total);
  const most = ENDS[band] - BELOW_END;
  return score <= most || total <= 0 ? perUnit : Math.max(0, most - textScore) / total;
}
