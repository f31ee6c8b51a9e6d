/** Scores and orders candidates for one need. */
import { type CandidateIndex, placeOfPassage, positionOfCandidate } from "./candidate-index.ts";
import { MatchingError } from "./errors.ts";
import { COUNTED_PASSAGES, combineScores, shareOfPlace } from "./index/combine.ts";
import { scorePassage } from "./index/passage-score.ts";
import { type NeedVector, vectoriseNeed } from "./need-vector.ts";
import type { NeedText, RankedCandidate } from "./types.ts";

/** One passage of a candidate as it entered the candidate's score. */
export interface CountedPassage {
  readonly passage: number;
  /** Cosine of the need and the passage. */
  readonly cosine: number;
  /** Share of this passage in the candidate's score; the shares of a candidate sum to 1. */
  readonly share: number;
}

/** How to rank. */
export interface RankOptions {
  /** How many at most. */
  readonly top: number;
  /**
   * Whether the answer must be that of scoring every candidate. Default: up to 16,384 passages. Beyond, the best 300 by
   * most of the score are worked out; docs/index.md says how many of the best 20 that finds.
   */
  readonly exact?: boolean;
}

const ALWAYS_EXACT = 16_384;
const SHORTLIST = 150;

/**
 * The best candidates for a need: score descending, equal scores by id. Candidates that have nothing in common with the
 * need are left out, so fewer than `top` may come back, or none.
 *
 * @throws MatchingError `invalid_option` when `top` is not a positive integer, `invalid_text`.
 */
export function rank(index: CandidateIndex, need: NeedText, options: RankOptions): RankedCandidate[] {
  refuseTop(options);
  return rankVector(index, vectoriseNeed(index, need), options);
}

/** @throws MatchingError `invalid_option`. */
function refuseTop({ top }: RankOptions): void {
  if (Number.isInteger(top) && top > 0) return;
  throw new MatchingError("invalid_option", {
    field: "top",
    value: top,
    expected_zh: "正整数",
    expected_en: "a positive integer",
  });
}

/** As {@link rank}, of a need that is weighed already. */
export function rankVector(index: CandidateIndex, { coded }: NeedVector, options: RankOptions): RankedCandidate[] {
  refuseTop(options);
  const { top } = options;
  const exact = options.exact ?? index.passageItem.length <= ALWAYS_EXACT;
  const [found] = index.searcher.find([coded], {
    top: Math.min(top, index.candidates.length),
    shortlist: SHORTLIST,
    exact,
  });
  return Array.from(found!.candidates, (c, at) => ({ id: index.candidates[c]!.id, score: found!.scores[at]! })).filter(
    ({ score }) => score > 0,
  );
}

/** Every candidate of the index with its score, whatever it is: score descending, equal scores by id. */
export function rankAll(index: CandidateIndex, need: NeedText): RankedCandidate[] {
  const scores = scoreAll(index, vectoriseNeed(index, need));
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return Array.from(order, (c) => ({ id: index.candidates[c]!.id, score: scores[c]! }));
}

/** The score of one named candidate, the same to the last bit as in a ranking. @throws `unknown_candidate`. */
export function scoreOf(index: CandidateIndex, need: NeedText, candidateId: string): number {
  const scores = scorePassagesOf(index, vectoriseNeed(index, need), positionOfCandidate(index, candidateId));
  return combineScores(scores, 0, scores.length);
}

/** Scores by position in `index.candidates`. */
export function scoreAll(index: CandidateIndex, { coded }: NeedVector): Float64Array {
  const scores = new Float64Array(index.candidates.length);
  index.searcher.scoreAll(coded, (c, score) => {
    scores[c] = score;
  });
  return scores;
}

/** The scores of the passages of candidate c only, in their order; each the same to the last bit as in a ranking. */
export function scorePassagesOf(index: CandidateIndex, need: NeedVector, c: number): Float64Array {
  const start = index.passageStart[c]!;
  return Float64Array.from({ length: index.passageStart[c + 1]! - start }, (_, item) => {
    const { block, at } = placeOfPassage(index, start + item);
    return scorePassage(block, at, need.coded);
  });
}

/** The passages that make up a candidate's score, best first; equal ones in the order of the candidate's items. */
export function countedPassages(index: CandidateIndex, scores: Float64Array, c: number): CountedPassage[] {
  const best = Array.from(scores.keys())
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, COUNTED_PASSAGES);
  return best.map((at, place) => ({
    passage: index.passageStart[c]! + at,
    cosine: scores[at]!,
    share: shareOfPlace(place, best.length),
  }));
}
