import { addLogOdds, type Band, bandOf } from "../bands.ts";
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
 * Adds evidence to the score of the texts. Evidence orders believable partners; it makes none: a score in the band `none` stays
 * as it is, and so does one that evidence would lift from there.
 */
export function weighEvidence(textScore: number, judged: readonly JudgedEvidence[]): WeighedScore {
  const band: Band = bandOf(textScore);
  const total = band === "none" ? 0 : judged.reduce((sum, { logOdds }) => sum + logOdds, 0);
  const perUnit = band === "none" ? 0 : addLogOdds(textScore, total).perUnit;
  const evidence = judged.map((piece) => ({ ...piece, contribution: perUnit * piece.logOdds }));
  return { score: evidence.reduce((sum, { contribution }) => sum + contribution, textScore), evidence };
}
