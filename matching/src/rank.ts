/** Scores and orders candidates for one need. */
import { cosineWith } from "./embed/meaning.ts";
import { MatchingError } from "./errors.ts";
import { type NeedVector, vectoriseNeed } from "./need-vector.ts";
import type { NeedText, RankedCandidate } from "./types.ts";
import { type CandidateIndex, positionOfCandidate, weightInPassage } from "./vector-index.ts";

// A team is as good as its best work on the matter, the first counting most: 1, 1/2, 1/3, 1/4, 1/5, divided by the sum
// of those in use. More items than five neither help nor harm, so a long list does not win by its length.
const COUNTED_PASSAGES = 5;

/** One passage of a candidate as it entered the candidate's score. */
export interface CountedPassage {
  readonly passage: number;
  /** Cosine of the need and the passage. */
  readonly cosine: number;
  /** Share of this passage in the candidate's score; the shares of a candidate sum to 1. */
  readonly share: number;
}

/**
 * The best candidates for a need: score descending, equal scores by id. Candidates without anything in common with the
 * need are left out, so fewer than `top` may come back, or none.
 *
 * Cost: the postings of the need's grams, plus one pass over the candidates.
 *
 * @throws MatchingError `invalid_option` when `top` is not a positive integer, `invalid_text`.
 */
export function rank(index: CandidateIndex, need: NeedText, { top }: { readonly top: number }): RankedCandidate[] {
  if (!(Number.isInteger(top) && top > 0)) {
    throw new MatchingError("invalid_option", {
      field: "top",
      value: top,
      expected_zh: "正整数",
      expected_en: "a positive integer",
    });
  }
  const scores = scoreAll(index, need);
  return selectTop(scores, top).map((c) => ({ id: index.candidates[c]!.id, score: scores[c]! }));
}

/** Every candidate of the index with its score, those with score 0 included: score descending, equal scores by id. */
export function rankAll(index: CandidateIndex, need: NeedText): RankedCandidate[] {
  const scores = scoreAll(index, need);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return Array.from(order, (c) => ({ id: index.candidates[c]!.id, score: scores[c]! }));
}

/** The score of one named candidate, the same to the last bit as in a ranking. @throws `unknown_candidate`. */
export function scoreOf(index: CandidateIndex, need: NeedText, candidateId: string): number {
  const c = positionOfCandidate(index, candidateId);
  return combine(countedPassages(index, scorePassagesOf(index, vectoriseNeed(index, need), c), c));
}

/** Scores by position in `index.candidates`. */
export function scoreAll(index: CandidateIndex, need: NeedText): Float64Array {
  const cosines = scorePassages(index, vectoriseNeed(index, need));
  return Float64Array.from(index.candidates, (_, c) => scoreCandidate(index, cosines, c));
}

/** The cosine of a need with every passage of the index. */
export function scorePassages(index: CandidateIndex, need: NeedVector): Float64Array {
  const cosines = new Float64Array(index.passageItem.length);
  const { postingStart, postingPassage, postingWeight } = index;
  // Sums run in the order of the need's own text, so they do not depend on how the candidates came in.
  need.terms.forEach((term, at) => {
    const weight = need.termWeights[at]!;
    const end = postingStart[term + 1]!;
    for (let posting = postingStart[term]!; posting < end; posting++) {
      cosines[postingPassage[posting]!]! += weight * postingWeight[posting]!;
    }
  });
  const { direction } = need;
  if (index.meaning !== null && direction !== null) {
    for (let passage = 0; passage < cosines.length; passage++) {
      cosines[passage]! += cosineWith(index.meaning, direction, passage);
    }
  }
  return cosines;
}

/** The cosines of the passages of candidate c only, in their order; each the same to the last bit as in a ranking. */
export function scorePassagesOf(index: CandidateIndex, need: NeedVector, c: number): Float64Array {
  const start = index.passageStart[c]!;
  return Float64Array.from({ length: index.passageStart[c + 1]! - start }, (_, at) => {
    let cosine = 0;
    need.terms.forEach((term, position) => {
      cosine += need.termWeights[position]! * weightInPassage(index, term, start + at);
    });
    const { meaning } = index;
    return meaning === null || need.direction === null
      ? cosine
      : cosine + cosineWith(meaning, need.direction, start + at);
  });
}

/** The passages that make up a candidate's score, best first; equal ones in the order of the candidate's items. */
export function countedPassages(index: CandidateIndex, cosines: Float64Array, c: number): CountedPassage[] {
  const best = Array.from(cosines.keys())
    .sort((a, b) => cosines[b]! - cosines[a]! || a - b)
    .slice(0, COUNTED_PASSAGES);
  const total = best.reduce((sum, _, at) => sum + 1 / (at + 1), 0);
  return best.map((at, place) => ({
    passage: index.passageStart[c]! + at,
    cosine: cosines[at]!,
    share: 1 / (place + 1) / total,
  }));
}

function combine(passages: readonly CountedPassage[]): number {
  return passages.reduce((sum, { cosine, share }) => sum + cosine * share, 0);
}

function scoreCandidate(index: CandidateIndex, cosines: Float64Array, c: number): number {
  const start = index.passageStart[c]!;
  const end = index.passageStart[c + 1]!;
  // Most candidates are a single text; for those the general case below would cost more than the cosine itself.
  if (end - start === 1) return cosines[start]!;
  return combine(countedPassages(index, cosines.subarray(start, end), c));
}

// Keeps the best in a short sorted list. Most candidates are refused by one comparison with its last.
function selectTop(scores: Float64Array, top: number): number[] {
  const best: number[] = [];
  for (let c = 0; c < scores.length; c++) {
    const score = scores[c]!;
    if (score === 0 || (best.length === top && score <= scores[best[top - 1]!]!)) continue;
    // Candidates come in the order of their ids, so behind equals is the right place.
    let at = best.length;
    while (at > 0 && scores[best[at - 1]!]! < score) at--;
    best.splice(at, 0, c);
    if (best.length > top) best.pop();
  }
  return best;
}
