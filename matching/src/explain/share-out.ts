/**
 * Shares out what grams add to a score among terms that a reader recognises.
 *
 *     need       大功率 | 永磁 | 同步 | 电动机       words of the segmenter
 *     candidate  永磁 | 同步 | 电机 | 控制器
 *     shared     永磁同步                            the longest chain of whole words that stands in the other text
 */
import type { Translation } from "../bilingual/translate.ts";
import { compareIds } from "../order.ts";
import { fold, visitGrams } from "../text.ts";
import {
  asWritten,
  locatePhrases,
  locateTerm,
  phrasesSharedWith,
  type ReadField,
  readFields,
  type TextSpan,
  wordsIn,
  wordsMissingFrom,
} from "./shared-phrases.ts";

/** A stretch of a candidate's own text (`item` null) or of one of its items. */
export interface CandidateSpan extends TextSpan {
  readonly item: number | null;
}

/** A word of the need with what it adds to the score. */
export interface RelatedTerm {
  /** As the need writes it. */
  readonly term: string;
  /** Its part of the score, in units of the score. */
  readonly share: number;
  readonly needSpans: readonly TextSpan[];
}

/** A phrase that need and candidate share, in the same language or, by the list of terms, in the other. */
export interface ExplainedTerm extends RelatedTerm {
  /** What the candidate calls it in the other language; absent where both use the same words. */
  readonly translation?: string;
  readonly candidateSpans: readonly CandidateSpan[];
}

/** What each gram of a need adds to a score, by its wording and by its meaning. */
export type GramShares = ReadonlyMap<string, { readonly wording: number; readonly meaning: number }>;

/** A text of the candidate that counted. */
export interface ReadPassage {
  readonly item: number | null;
  readonly fields: readonly ReadField[];
}

export function shareOut(
  shares: GramShares,
  translations: readonly Translation[],
  needFields: readonly ReadField[],
  texts: readonly ReadPassage[],
): { readonly terms: ExplainedTerm[]; readonly related: RelatedTerm[] } {
  const left = new Map(shares);
  const take = (text: string): number | null => takeGrams(text, left);
  const terms = [...sharedTerms(take, needFields, texts), ...translatedTerms(take, translations, needFields, texts)];
  return { terms: heaviestFirst(terms), related: heaviestFirst(relatedTerms(take, needFields, texts)) };
}

/** The sum of the shares of a text's grams that nobody took yet; null when there is none left. */
type Take = (text: string) => number | null;

function takeGrams(
  text: string,
  left: Map<string, { readonly wording: number; readonly meaning: number }>,
): number | null {
  let sum: number | null = null;
  visitGrams(text, (gram) => {
    const share = left.get(gram);
    if (share === undefined) return;
    left.delete(gram);
    sum = (sum ?? 0) + share.wording + share.meaning;
  });
  return sum;
}

function sharedTerms(take: Take, needFields: readonly ReadField[], texts: readonly ReadPassage[]): ExplainedTerm[] {
  const candidateFields = texts.flatMap(({ fields }) => fields);
  // Both directions: each side may hold, inside a longer word of its own, a word of the other.
  const phrases = [
    ...new Set([...phrasesSharedWith(needFields, candidateFields), ...phrasesSharedWith(candidateFields, needFields)]),
  ].sort((a, b) => b.length - a.length || compareIds(a, b));
  // A phrase all of whose grams went to longer phrases stands only inside those: it is not shown again.
  const shown = phrases.flatMap((phrase) => {
    const share = take(phrase);
    return share === null || share <= 0 ? [] : [{ phrase, share }];
  });
  const names = shown.map(({ phrase }) => phrase);
  const needSpans = locatePhrases(names, needFields);
  const candidateSpans = texts.map(({ item, fields }) => ({ item, spans: locatePhrases(names, fields) }));
  return shown.map(({ phrase, share }) => ({
    term: asWritten(needSpans.get(phrase)![0]!, needFields),
    share,
    needSpans: needSpans.get(phrase)!,
    candidateSpans: candidateSpans.flatMap(({ item, spans }) => spans.get(phrase)!.map((span) => ({ item, ...span }))),
  }));
}

/** Each term once, with those of its wordings that stand in the candidate, whole or in part. */
function translatedTerms(
  take: Take,
  translations: readonly Translation[],
  needFields: readonly ReadField[],
  texts: readonly ReadPassage[],
): ExplainedTerm[] {
  return [...Map.groupBy(translations, ({ term }) => term)].flatMap(([term, wordings]) => {
    const found = wordings.flatMap(({ text }) => {
      const spans = locateWording(text, texts);
      const share = spans.length === 0 ? null : take(fold(text));
      return share === null || share <= 0 ? [] : [{ text, share, spans }];
    });
    const needSpans = locateTerm(term, needFields);
    const [span] = needSpans;
    if (found.length === 0 || span === undefined) return [];
    return [
      {
        term: asWritten(span, needFields),
        translation: found.map(({ text }) => text).join(", "),
        share: found.reduce((sum, { share }) => sum + share, 0),
        needSpans,
        candidateSpans: found.flatMap(({ spans }) => spans),
      },
    ];
  });
}

function locateWording(wording: string, texts: readonly ReadPassage[]): CandidateSpan[] {
  const locate = (term: string) =>
    texts.flatMap(({ item, fields }) => locateTerm(term, fields).map((span) => ({ item, ...span })));
  const whole = locate(fold(wording));
  return whole.length > 0 ? whole : wordsIn(readFields({ title: "", content: wording })).flatMap(locate);
}

function relatedTerms(take: Take, needFields: readonly ReadField[], texts: readonly ReadPassage[]): RelatedTerm[] {
  const missing = [
    ...wordsMissingFrom(
      needFields,
      texts.flatMap(({ fields }) => fields),
    ),
  ].sort((a, b) => b.length - a.length || compareIds(a, b));
  const spans = locatePhrases(missing, needFields);
  return missing.flatMap((word) => {
    const share = take(word);
    const needSpans = spans.get(word)!;
    return share === null || share <= 0 ? [] : [{ term: asWritten(needSpans[0]!, needFields), share, needSpans }];
  });
}

function heaviestFirst<T extends RelatedTerm>(terms: readonly T[]): T[] {
  return [...terms].sort((a, b) => b.share - a.share || compareIds(a.term, b.term));
}
