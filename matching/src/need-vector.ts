/** From a need to a weighted, normalised vector over the grams of an index. */
import { translate, type Translation, type WeightedText } from "./bilingual/translate.ts";
import { directionOfNeed } from "./embed/meaning.ts";
import { MatchingError } from "./errors.ts";
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

const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/** A need's vector. Its weights, together with those of grams unknown to the index, have Euclidean length 1. */
export interface NeedVector {
  /** Every gram of the need in order of first appearance, with its weight, whether or not a candidate holds it. */
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
  const ofTitle = countTexts([{ text: need.title, weight: 1 }]);
  const ofContent = countTexts(content);
  const counts = new Map(Array.from(ofTitle, ([gram, count]) => [gram, count * needTitle]));
  for (const [gram, count] of ofContent) counts.set(gram, (counts.get(gram) ?? 0) + count);

  let squares = 0;
  const weights = new Map<string, number>();
  // By place in `weights`.
  const termOf: (number | undefined)[] = [];
  for (const [gram, count] of counts) {
    const term = model.vocabulary.get(gram);
    termOf.push(term);
    const weight = count ** needExponent * model.vocabulary.idfOf(term);
    weights.set(gram, weight);
    squares += weight * weight;
  }

  const length = Math.sqrt(squares);
  // After the length: what is said once must not weigh less for being said in two languages.
  const texts = [{ text: need.title, weight: needTitle }, ...content];
  const translations = length > 0 && model.terms !== null ? translate(model.terms, texts) : [];
  for (const [gram, count] of countTexts(translations)) {
    const term = counts.has(gram) ? undefined : model.vocabulary.get(gram);
    if (term === undefined) continue;
    termOf.push(term);
    weights.set(gram, TRANSLATED * count ** needExponent * model.vocabulary.idfOf(term));
  }
  const { meaning } = model;
  const wordingWeight = meaning === null ? 1 : 1 - model.weights.meaning;
  const terms: number[] = [];
  const termWeights: number[] = [];
  let place = 0;
  for (const [gram, weight] of weights) {
    weights.set(gram, weight / length);
    const term = termOf[place++];
    if (term !== undefined) {
      terms.push(term);
      termWeights.push((weight / length) * wordingWeight);
    }
  }
  const meaningWeights = new Map<string, number>();
  if (meaning !== null) {
    addUnit(meaningWeights, model, ofTitle, 1);
    addUnit(meaningWeights, model, ofContent, CONTENT_IN_MEANING / needTitle);
    // Translations stand among the weights alone.
    for (const [gram, weight] of weights) if (!meaningWeights.has(gram)) meaningWeights.set(gram, weight);
  }
  const dense = meaning && directionOfNeed(meaning, meaningWeights).map((value) => value * model.weights.meaning);
  const coded = codeNeed({ terms, weights: termWeights, ...(dense === null ? {} : { dense }) });
  return { weights, meaningWeights, coded, wordingWeight, translations };
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

/** Adds grams, weighed by count and rarity, with so much length together. */
function addUnit(
  weights: Map<string, number>,
  { vocabulary }: Model,
  counts: ReadonlyMap<string, number>,
  length: number,
): void {
  const weighed = Array.from(
    counts,
    ([gram, count]) => [gram, count * vocabulary.idfOf(vocabulary.get(gram))] as const,
  );
  const factor = length / Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0));
  for (const [gram, weight] of weighed) weights.set(gram, (weights.get(gram) ?? 0) + weight * factor);
}
