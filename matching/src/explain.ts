/**
 * Why a candidate stands where it stands, in words a reader recognises.
 *
 * The score is a sum over grams, so its explanation is exact: every gram's contribution is counted once, under the
 * longest shared phrase that contains the gram, or in `rest`. For the phrases see shared-phrases.ts:
 *
 *     need       大功率 | 永磁 | 同步 | 电动机       words of the segmenter
 *     candidate  永磁 | 同步 | 电机 | 控制器
 *     shared     永磁同步                            the longest chain of whole words that stands in the other text
 */
import { type CandidateIndex, positionOfCandidate, weightInPassage } from "./candidate-index.ts";
import { type NeedVector, vectoriseNeed } from "./need-vector.ts";
import { compareIds } from "./order.ts";
import { type CountedPassage, countedPassages, scoreAll, scorePassagesOf } from "./rank.ts";
import {
  locatePhrases,
  phrasesSharedWith,
  type ReadField,
  readFields,
  type TextSpan,
  wordsMissingFrom,
} from "./shared-phrases.ts";
import { visitGrams } from "./text.ts";
import type { CandidateText, NeedText } from "./types.ts";

/** A stretch of a candidate's own text (`item` null) or of one of its items. */
export interface CandidateSpan extends TextSpan {
  readonly item: number | null;
}

/** A phrase that need and candidate share. */
export interface ExplainedTerm {
  /** As the need writes it. */
  readonly term: string;
  /** Its part of the score, in units of the score. */
  readonly share: number;
  readonly needSpans: readonly TextSpan[];
  readonly candidateSpans: readonly CandidateSpan[];
}

/** A named part of the score. The contributions of all features sum to the score. */
export interface FeatureContribution {
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

/** The answer to "why this one?". The shares of all terms plus `rest` are the score. */
export interface Explanation {
  readonly id: string;
  readonly score: number;
  /** Heaviest first. */
  readonly terms: readonly ExplainedTerm[];
  /** What comes from grams outside any phrase worth showing (single characters, numbers, parts of words) and from meaning. */
  readonly rest: number;
  readonly features: readonly FeatureContribution[];
  readonly evidence: readonly CountedEvidence[];
}

/** The answer to "why not this one?". */
export interface WhyNot {
  readonly id: string;
  readonly score: number;
  /** Its place among all candidates, from 1; equal scores by id, as in a ranking. */
  readonly rank: number;
  /** Score of the last candidate shown minus its own; 0 or less when it is shown itself. */
  readonly gap: number;
  /** The need's heaviest words that stand nowhere in the candidate; weights are parts of the whole need, which is 1. */
  readonly lacks: readonly { readonly term: string; readonly weight: number }[];
}

const LACKS_SHOWN = 5;

/**
 * Explains the score of one candidate, which is the one that {@link rank} gives it.
 *
 * Cost: short texts well under a millisecond, after a one-time 0.25 s for the segmenter's dictionary.
 *
 * @throws MatchingError `unknown_candidate`, `invalid_text`.
 */
export function explain(index: CandidateIndex, need: NeedText, candidateId: string): Explanation {
  const c = positionOfCandidate(index, candidateId);
  const vector = vectoriseNeed(index, need);
  const passages = countedPassages(index, scorePassagesOf(index, vector, c), c);
  const score = passages.reduce((sum, { cosine, share }) => sum + cosine * share, 0);
  const byGram = contributions(index, vector, passages);
  const wording = [...byGram.values()].reduce((sum, contribution) => sum + contribution, 0);
  const texts = passages
    .filter(({ cosine }) => cosine > 0)
    .map(({ passage }) => readPassage(index.candidates[c]!, index.passageItem[passage]!));
  const { terms, rest } = shareOut(byGram, readFields(need), texts);
  return {
    id: candidateId,
    score,
    terms,
    rest: rest + (score - wording),
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
  const scores = scoreAll(index, need);
  const score = scores[c]!;
  const isBefore = (other: number, at: number): boolean => other > score || (other === score && at < c);
  const shown = Float64Array.from(scores).sort().reverse();
  const { weights } = vectoriseNeed(index, need);
  const needFields = readFields(need);
  const candidate = index.candidates[c]!;
  const candidateFields = [candidate, ...(candidate.items ?? [])].flatMap(readFields);
  const missing = [...wordsMissingFrom(needFields, candidateFields)];
  const whereInNeed = locatePhrases(missing, needFields);
  const lacks = missing
    .map((word) => ({
      term: asWritten(whereInNeed.get(word)![0]!, needFields),
      weight: weightOfWord(word, weights),
    }))
    .sort((a, b) => b.weight - a.weight || compareIds(a.term, b.term))
    .slice(0, LACKS_SHOWN);
  return {
    id: candidateId,
    score,
    rank: 1 + scores.reduce((before, other, at) => before + (isBefore(other, at) ? 1 : 0), 0),
    gap: (shown[Math.min(top, shown.length) - 1] ?? 0) - score,
    lacks,
  };
}

interface ReadPassage {
  readonly item: number | null;
  readonly fields: readonly ReadField[];
}

function readPassage(candidate: CandidateText, passageItem: number): ReadPassage {
  const item = itemOf(passageItem);
  return { item, fields: readFields(item === null ? candidate : candidate.items![item]!) };
}

function itemOf(passageItem: number): number | null {
  return passageItem < 0 ? null : passageItem;
}

/** What each gram of the need adds to the candidate's score. Grams that add nothing are left out. */
function contributions(
  index: CandidateIndex,
  need: NeedVector,
  passages: readonly CountedPassage[],
): Map<string, number> {
  const byGram = new Map<string, number>();
  for (const [gram, weight] of need.weights) {
    const term = index.vocabulary.get(gram);
    if (term === undefined) continue;
    let sum = 0;
    for (const { passage, share } of passages)
      sum += share * weight * need.wordingWeight * weightInPassage(index, term, passage);
    if (sum > 0) byGram.set(gram, sum);
  }
  return byGram;
}

function shareOut(
  byGram: ReadonlyMap<string, number>,
  needFields: readonly ReadField[],
  texts: readonly ReadPassage[],
): Pick<Explanation, "terms" | "rest"> {
  const candidateFields = texts.flatMap(({ fields }) => fields);
  // Both directions: each side may hold, inside a longer word of its own, a word of the other.
  const phrases = longestFirst([
    ...phrasesSharedWith(needFields, candidateFields),
    ...phrasesSharedWith(candidateFields, needFields),
  ]);

  const phraseOfGram = new Map<string, string>();
  for (const phrase of phrases) {
    visitGrams(phrase, (gram) => {
      if (!phraseOfGram.has(gram)) phraseOfGram.set(gram, phrase);
    });
  }
  const shareOfPhrase = new Map<string, number>();
  let rest = 0;
  for (const [gram, contribution] of byGram) {
    const phrase = phraseOfGram.get(gram);
    if (phrase === undefined) rest += contribution;
    else shareOfPhrase.set(phrase, (shareOfPhrase.get(phrase) ?? 0) + contribution);
  }
  // A phrase all of whose grams went to longer phrases stands only inside those: it is not shown again.
  const shown = phrases.filter((phrase) => shareOfPhrase.has(phrase));
  const needSpans = locatePhrases(shown, needFields);
  const candidateSpans = texts.map(({ item, fields }) => ({ item, spans: locatePhrases(shown, fields) }));
  const terms = shown.map((phrase) => ({
    term: asWritten(needSpans.get(phrase)![0]!, needFields),
    share: shareOfPhrase.get(phrase)!,
    needSpans: needSpans.get(phrase)!,
    candidateSpans: candidateSpans.flatMap(({ item, spans }) => spans.get(phrase)!.map((span) => ({ item, ...span }))),
  }));
  return { terms: terms.sort((a, b) => b.share - a.share || compareIds(a.term, b.term)), rest };
}

function longestFirst(phrases: readonly string[]): string[] {
  return [...new Set(phrases)].sort((a, b) => b.length - a.length || compareIds(a, b));
}

function asWritten({ field, start, end }: TextSpan, fields: readonly ReadField[]): string {
  return fields.find((candidate) => candidate.field === field)!.original.slice(start, end);
}

// A candidate with the same text as the need would score 1, and each gram would add the square of its weight.
function weightOfWord(word: string, weights: NeedVector["weights"]): number {
  let sum = 0;
  visitGrams(word, (gram) => {
    sum += (weights.get(gram) ?? 0) ** 2;
  });
  return sum;
}
