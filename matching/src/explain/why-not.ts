import { vectoriseNeed } from "../need-vector.ts";
import { scoreAll } from "../rank.ts";
import type { NeedText } from "../types.ts";
import { type CandidateIndex, positionOfCandidate } from "../candidate-index.ts";
import { lacksOf, type LackingTerm } from "./lacks.ts";

/** The answer to "why not this one?". */
export interface WhyNot {
  readonly id: string;
  readonly score: number;
  /** Its place among all candidates, from 1; equal scores by id, as in a ranking. */
  readonly rank: number;
  /** Score of the last candidate shown minus its own; 0 or less when it is shown itself. */
  readonly gap: number;
  /** The need's heaviest words that stand nowhere in the candidate; weights are parts of the whole need, which is 1. */
  readonly lacks: readonly LackingTerm[];
}

/**
 * Says where a named candidate stands and what it lacks.
 *
 * @param options.top how many candidates were shown.
 * @throws MatchingError `unknown_candidate`, `invalid_text`.
 */
export function whyNot(
  index: CandidateIndex,
  need: NeedText,
  candidateId: string,
  { top }: { readonly top: number },
): WhyNot {
  const c = positionOfCandidate(index, candidateId);
  const vector = vectoriseNeed(index, need);
  const scores = scoreAll(index, vector);
  const score = scores[c]!;
  const isBefore = (other: number, at: number): boolean => other > score || (other === score && at < c);
  const shown = Float64Array.from(scores).sort().reverse();
  return {
    id: candidateId,
    score,
    rank: 1 + scores.reduce((before, other, at) => before + (isBefore(other, at) ? 1 : 0), 0),
    gap: (shown[Math.min(top, shown.length) - 1] ?? 0) - score,
    lacks: lacksOf(vector.weights, need, index.candidates[c]!),
  };
}
