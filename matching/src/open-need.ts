/** A need that is asked about several times: its text is read and weighed once, which is half of what a short list costs. */
import { type CandidateIndex, positionOfCandidate } from "./candidate-index.ts";
import { type Explanation, openExplainer } from "./explain/explain.ts";
import { lacksOf, type LackingTerm } from "./explain/lacks.ts";
import { vectoriseNeed } from "./need-vector.ts";
import { type RankOptions, rankVector } from "./rank.ts";
import type { NeedText, RankedCandidate } from "./types.ts";

/** What can be asked about a need; each answers as the function of its name. */
export interface OpenNeed {
  /** @throws MatchingError `invalid_option`. */
  rank(options: RankOptions): RankedCandidate[];
  /** @throws MatchingError `unknown_candidate`. */
  explain(candidateId: string): Explanation;
  /** The need's heaviest words that stand nowhere in a candidate. @throws MatchingError `unknown_candidate`. */
  lacks(candidateId: string): LackingTerm[];
}

/** @throws MatchingError `invalid_text`. */
export function openNeed(index: CandidateIndex, need: NeedText): OpenNeed {
  const vector = vectoriseNeed(index, need);
  let explainOne: ReturnType<typeof openExplainer> | undefined;
  return {
    rank: (options) => rankVector(index, vector, options),
    explain(candidateId) {
      explainOne ??= openExplainer(index, need, vector);
      return explainOne(candidateId);
    },
    lacks: (candidateId) => lacksOf(vector.weights, need, index.candidates[positionOfCandidate(index, candidateId)]!),
  };
}
