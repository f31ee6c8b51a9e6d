/** From a need to a weighted, normalised vector over the grams of an index. */
import { translate, type Translation, type WeightedText } from "./bilingual/translate.ts";
import { directionOfNeed } from "./embed/meaning.ts";
import { MatchingError } from "./errors.ts";
import { addGram, listGrams, type NeedGrams } from "./need-grams.ts";
import { splitNeed } from "./need-sections.ts";
import type { NeedText } from "./types.ts";
import { type CodedNeed, codeNeed } from "./index/codes.ts";
import { countGrams, type Model } from "./model.ts";
import type { Weights } from "./weights.ts";

// What a translated word weighs beside one that the need says. A term of the list is often two or three English words, each of
// them rare among Chinese texts: at 1, a shared subject alone (锂离子电池) came out as a strong match.
const TRANSLATED = 0.9;

// For what a need means its content counts this beside a title that is counted once. A sum of many words points nowhere, so less
// than for wording.
const CONTENT_IN_MEANING = 0.6;

/** What of this file a score depends on; see formula.ts. */
export const NEED_PARAMETERS = { TRANSLATED, CONTENT_IN_MEANING } as const;

const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/** A need's vector. Its weights, together with those of grams unknown to the index, have Euclidean length 1. */
export interface NeedVector {
  /**
   * Every gram of the need in order of first appearance, with its weight, whether or not a candidate holds it. This map and the next are
   * put together when asked for: a search needs neither.
   */
  readonly weights: ReadonlyMap<string, number>;
  /** The grams as they count for what the need means. Empty where the index has learnt no meaning. */
  readonly meaningWeights: ReadonlyMap<string, number>;
  /** The same as the index counts it: terms, and where the need points among its meanings, times their parts in the score. */
  readonly coded: CodedNeed;
  /** The part of wording in the score, 0 to 1. */
  readonly wordingWeight: number;
  /** What the need says in the other language's words; their grams stand among the weights. */
  readonly translations: readonly Translation[];
}

/**
 * Weighs the grams of a need: (3 x in the title + in the content) x idf, with the figures of the weights for needs. In the
 * content, a sentence after k others counts 1 / (1 + k), in background passages 0.2 of it: what a need is about it says first.
 * Grams that no candidate holds keep their place in the length: a need that asks for what nobody has scores low.
 *
 * @throws MatchingError `invalid_text` when title or content is not a string.
 */
export function vectoriseNeed(model: Model, need: NeedText): NeedVector {
  for (const field of ["title", "content"] as const) {
    if (typeof need[field] !== "string") throw new MatchingError("invalid_text", { id: need.id, field });
  }
  const { needTitle, needExponent } = model.weights;
  const content = weighContent(need, model.weights);
  const grams = listGrams(model, countTexts([{ text: need.title, weight: 1 }]), countTexts(content));
  const weightOf = grams.idfs.map(
    (idf, at) => (grams.inTitle[at]! * needTitle + grams.inContent[at]!) ** needExponent * idf,
  );
  const length = lengthOf(weightOf);
  // After the length: what is said once must not weigh less for being said in two languages.
  const texts = [{ text: need.title, weight: needTitle }, ...content];
  const translations = length > 0 && model.terms !== null ? translate(model.terms, texts) : [];
  for (const [gram, count] of countTexts(translations)) {
    const term = grams.places.has(gram) ? undefined : model.vocabulary.get(gram);
    if (term === undefined) continue;
    addGram(grams, model, gram, term);
    weightOf.push(TRANSLATED * count ** needExponent * grams.idfs.at(-1)!);
  }
  for (let at = 0; at < weightOf.length; at++) weightOf[at]! /= length;
  const { meaning } = model;
  const wordingWeight = meaning === null ? 1 : 1 - model.weights.meaning;
  const terms: number[] = [];
  const termWeights: number[] = [];
  for (let at = 0; at < weightOf.length; at++) {
    const term = grams.terms[at];
    if (term === undefined) continue;
    terms.push(term);
    termWeights.push(weightOf[at]! * wordingWeight);
  }
  const meaningOf = meaning === null ? [] : weighMeaning(grams, weightOf, CONTENT_IN_MEANING / needTitle);
  const dense =
    meaning && directionOfNeed(meaning, grams.texts, meaningOf).map((value) => value * model.weights.meaning);
  const coded = codeNeed({ terms, weights: termWeights, ...(dense === null ? {} : { dense }) });
  const mapOf = (weights: readonly number[]): Map<string, number> =>
    new Map(weights.map((weight, at) => [grams.texts[at]!, weight]));
  let weights: ReadonlyMap<string, number> | null = null;
  let meaningWeights: ReadonlyMap<string, number> | null = null;
  return {
    get weights() {
      return (weights ??= mapOf(weightOf));
    },
    get meaningWeights() {
      return (meaningWeights ??= mapOf(meaningOf));
    },
    coded,
    wordingWeight,
    translations,
  };
}

/**
 * What each gram counts for what the need means: by count and rarity, those of the title with length 1 together, those of the content
 * with `contentLength`; translations count as for wording.
 */
function weighMeaning(grams: NeedGrams, weightOf: readonly number[], contentLength: number): number[] {
  const { idfs, inTitle, inContent, ofTitle, ofContent } = grams;
  const weights = weightOf.slice();
  const title = idfs.slice(0, ofTitle).map((idf, at) => inTitle[at]! * idf);
  const titleFactor = 1 / lengthOf(title);
  for (let at = 0; at < ofTitle; at++) weights[at] = title[at]! * titleFactor;
  const content = ofContent.map((at) => inContent[at]! * idfs[at]!);
  const contentFactor = contentLength / lengthOf(content);
  for (const [order, at] of ofContent.entries()) {
    weights[at] = (at < ofTitle ? weights[at]! : 0) + content[order]! * contentFactor;
  }
  return weights;
}

function weighContent({ content }: NeedText, { needBackground }: Weights): WeightedText[] {
  let before = 0;
  return splitNeed(content).map(({ text, isBackground }) => {
    const weight = (isBackground ? needBackground : 1) / (1 + before);
    if (SAYS_SOMETHING.test(text)) before += 1;
    return { text, weight };
  });
}

function countTexts(texts: readonly WeightedText[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text, weight } of texts) countGrams(text, weight, counts);
  return counts;
}

function lengthOf(weights: readonly number[]): number {
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
}
