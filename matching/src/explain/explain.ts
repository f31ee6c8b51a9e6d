/**
 * Why a candidate stands where it stands, in words a reader recognises.
 *
 * The score is linear in the need's grams, for wording as for meaning, so its explanation is exact: what every gram adds is
 * counted once, under the longest phrase that both texts share and that contains the gram; else under the term whose
 * translation it is; else under the word of the need that it belongs to; or in `rest`. See share-out.ts.
 */
import { type NeedVector, vectoriseNeed } from "../need-vector.ts";
import { type CountedPassage, countedPassages, scorePassagesOf } from "../rank.ts";
import type { CandidateText, NeedText } from "../types.ts";
import { type CandidateIndex, directionInPassage, positionOfCandidate, weightInPassage } from "../candidate-index.ts";
import { shareOutMeaning } from "./meaning-shares.ts";
import { type ExplainedTerm, type GramShares, type ReadPassage, type RelatedTerm, shareOut } from "./share-out.ts";
import { readFields } from "./shared-phrases.ts";

/** A named part of the score. The contributions of all features sum to the score. */
export interface FeatureContribution {
  /** Words that both use; words that keep the same company. */
  readonly name: "wording" | "meaning";
  readonly contribution: number;
}

/** A text of the candidate that counted: its own (`item` null) or one of its items. */
export interface CountedEvidence {
  readonly item: number | null;
  /** Score of this text alone. */
  readonly cosine: number;
  /** Weight of this text among the candidate's; all of them sum to 1. */
  readonly share: number;
}

/** The answer to "why this one?". The shares of all terms, of all related words and `rest` are the score. */
export interface Explanation {
  readonly id: string;
  readonly score: number;
  /** What both texts speak of, heaviest first. */
  readonly terms: readonly ExplainedTerm[];
  /** Words of the need that the candidate does not use, but that keep the company of words it uses; heaviest first. */
  readonly related: readonly RelatedTerm[];
  /** What comes from grams outside all of these, and what every candidate loses because all have something in common. */
  readonly rest: number;
  readonly features: readonly FeatureContribution[];
  readonly evidence: readonly CountedEvidence[];
}

/**
 * Explains the score of one candidate, which is the one that {@link rank} gives it.
 *
 * Cost: short texts about a millisecond, after a one-time 0.25 s for the segmenter's dictionary.
 *
 * @throws MatchingError `unknown_candidate`, `invalid_text`.
 */
export function explain(index: CandidateIndex, need: NeedText, candidateId: string): Explanation {
  return openExplainer(index, need, vectoriseNeed(index, need))(candidateId);
}

/** As {@link explain} for several candidates of one need, whose text is read once: half the cost. */
export function openExplainer(
  index: CandidateIndex,
  need: NeedText,
  vector: NeedVector,
): (candidateId: string) => Explanation {
  const needFields = readFields(need);
  return (candidateId) => {
    const c = positionOfCandidate(index, candidateId);
    const candidate = index.candidates[c]!;
    const passages = countedPassages(index, scorePassagesOf(index, vector, c), c);
    const score = passages.reduce((sum, { cosine, share }) => sum + cosine * share, 0);
    const shares = sharesOfGrams(index, vector, passages);
    const wording = Array.from(shares.values(), (share) => share.wording).reduce((sum, share) => sum + share, 0);
    const texts = passages
      .filter(({ cosine }) => cosine > 0)
      .map(({ passage }) => readPassage(candidate, index.passageItem[passage]!));
    const { terms, related } = shareOut(shares, vector.translations, needFields, texts);
    const told = [...terms, ...related].reduce((sum, { share }) => sum + share, 0);
    return {
      id: candidateId,
      score,
      terms,
      related,
      rest: score - told,
      features: [
        { name: "wording", contribution: wording },
        { name: "meaning", contribution: score - wording },
      ],
      evidence: passages.map(({ passage, cosine, share }) => ({
        item: itemOf(index.passageItem[passage]!),
        cosine,
        share,
      })),
    };
  };
}

function readPassage(candidate: CandidateText, passageItem: number): ReadPassage {
  const item = itemOf(passageItem);
  return { item, fields: readFields(item === null ? candidate : candidate.items![item]!) };
}

function itemOf(passageItem: number): number | null {
  return passageItem < 0 ? null : passageItem;
}

/**
 * What each gram of the need adds to the candidate's score: its wording as the score counts it, its meaning but for the
 * rounding of the need's direction.
 */
function sharesOfGrams(
  index: CandidateIndex,
  { weights, meaningWeights, coded, wordingWeight }: NeedVector,
  passages: readonly CountedPassage[],
): GramShares {
  const weightOfTerm = new Map(
    Array.from(coded.terms, (term, at) => [term, coded.weights[at]! / coded.scale] as const),
  );
  const shares = new Map<string, { wording: number; meaning: number }>();
  for (const gram of weights.keys()) {
    const term = index.vocabulary.get(gram);
    const weight = term === undefined ? undefined : weightOfTerm.get(term);
    let wording = 0;
    if (term !== undefined && weight !== undefined) {
      for (const { passage, share } of passages) wording += share * weight * weightInPassage(index, term, passage);
    }
    shares.set(gram, { wording, meaning: 0 });
  }
  if (index.meaning === null || passages.length === 0) return shares;
  // A score is linear in the passages too, so these can be mixed first.
  const mixed = new Float64Array(index.meaning.grams.dimensions);
  for (const { passage, share } of passages) {
    directionInPassage(index, passage).forEach((value, at) => (mixed[at]! += share * value));
  }
  const meaningWeight = 1 - wordingWeight;
  for (const [gram, share] of shareOutMeaning(index.meaning, meaningWeights, mixed)) {
    shares.get(gram)!.meaning = meaningWeight * share;
  }
  return shares;
}
