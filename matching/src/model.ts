/**
 * What the texts of an index teach: which grams there are, how rare each is, and what they mean. A model weighs any text,
 * a candidate's or a need's; whoever has the model and the blocks has the index.
 */
import type { TermList } from "./bilingual/term-list.ts";
import type { GramVectors } from "./embed/gram-vectors.ts";
import { addToCentre, directionOfPassage, type Meaning, sumOfVectors } from "./embed/meaning.ts";
import type { IndexShape } from "./index/block-builder.ts";
import type { PassageVector } from "./index/codes.ts";
import { fold, visitGrams } from "./text.ts";
import type { TextItem } from "./types.ts";
import type { Weights } from "./weights.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface Model {
  readonly weights: Weights;
  readonly vocabulary: Vocabulary;
  /** Null where there are too few texts to learn from: such an index compares wording only. */
  readonly meaning: Meaning | null;
  /** Terms in both languages by which a need is also looked for, or null for none. */
  readonly terms: TermList | null;
}

/** The grams of one passage: term numbers, each once, and how often each counts. */
export interface CountedTerms {
  readonly terms: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

/** Adds `weight` to the count of every gram of a text. */
export function countGrams(text: string, weight: number, counts: Map<string, number>): void {
  visitGrams(fold(text), (gram) => counts.set(gram, (counts.get(gram) ?? 0) + weight));
}

/** The grams of a passage and how often each counts, those of the title `titleWeight` times. */
export function countPassage({ title, content }: TextItem, titleWeight: number): Map<string, number> {
  const counts = new Map<string, number>();
  countGrams(title, titleWeight, counts);
  countGrams(content, 1, counts);
  return counts;
}

/**
 * The vector of a passage: wording, (1 + ln count) x idf made of length 1 (Manning, Raghavan, Schütze: Introduction to
 * Information Retrieval, §6.4, scheme "ltc"), and meaning, its direction.
 *
 * @param vectorOfTerm see {@link numberVectors}.
 */
export function vectorisePassage(
  { vocabulary, meaning }: Pick<Model, "vocabulary" | "meaning">,
  vectorOfTerm: Int32Array,
  { terms, counts }: CountedTerms,
): PassageVector {
  const weights = weighTerms(vocabulary, { terms, counts });
  const length = Math.sqrt(weights.reduce((squares, weight) => squares + weight * weight, 0));
  const scaled = weights.map((weight) => weight / length);
  if (meaning === null) return { terms, weights: scaled };
  const sum = sumOfTerms(meaning.grams, vectorOfTerm, terms, weights);
  return { terms, weights: scaled, dense: directionOfPassage(meaning.centre, sum, rarityOf(vocabulary, terms)) };
}

/** The centre of passages, each given by its terms; see {@link Meaning}. */
export function centreOf(
  grams: GramVectors,
  vectorOfTerm: Int32Array,
  vocabulary: Vocabulary,
  passages: readonly CountedTerms[],
): Float64Array {
  const centre = new Float64Array(grams.dimensions);
  for (const passage of passages) {
    const sum = sumOfTerms(grams, vectorOfTerm, passage.terms, weighTerms(vocabulary, passage));
    addToCentre(centre, sum, rarityOf(vocabulary, passage.terms), passages.length);
  }
  return centre;
}

/** By term of the vocabulary, the number of its gram among those that have a vector, or -1. */
export function numberVectors({ numbers }: GramVectors, vocabulary: Vocabulary): Int32Array {
  const vectorOfTerm = new Int32Array(vocabulary.table.terms).fill(-1);
  for (const [gram, number] of numbers) {
    const term = vocabulary.get(gram);
    if (term !== undefined) vectorOfTerm[term] = number;
  }
  return vectorOfTerm;
}

// Terms in more than this part of the passages, and in more than so many, are frequent or common.
const FREQUENT_PART = 0.15;
const COMMON_PART = 0.02;
const COMMON_PASSAGES = 512;
const MOST_COMMON_TERMS = 65_535;

/** How the blocks of an index are laid out, by what its model holds. */
export function shapeOf({ vocabulary, meaning }: Pick<Model, "vocabulary" | "meaning">): IndexShape {
  const { holders } = vocabulary.table;
  const termsAbove = (part: number): number => {
    const limit = Math.max(COMMON_PASSAGES, part * vocabulary.passages);
    let terms = 0;
    while (terms < MOST_COMMON_TERMS && (holders[terms] ?? 0) > limit) terms++;
    return terms;
  };
  return {
    frequentTerms: termsAbove(FREQUENT_PART),
    commonTerms: termsAbove(COMMON_PART),
    dimensions: meaning?.grams.dimensions ?? 0,
  };
}

function weighTerms(vocabulary: Vocabulary, { terms, counts }: CountedTerms): Float64Array {
  const weights = new Float64Array(terms.length);
  for (let at = 0; at < weights.length; at++) weights[at] = (1 + Math.log(counts[at]!)) * vocabulary.idfOf(terms[at]);
  return weights;
}

function rarityOf(vocabulary: Vocabulary, terms: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < terms.length; at++) sum += vocabulary.idfOf(terms[at]);
  return sum / terms.length;
}

function sumOfTerms(
  grams: GramVectors,
  vectorOfTerm: Int32Array,
  terms: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  const numbers: number[] = [];
  const known: number[] = [];
  for (let at = 0; at < terms.length; at++) {
    const number = vectorOfTerm[terms[at]!]!;
    if (number < 0) continue;
    numbers.push(number);
    known.push(weights[at]!);
  }
  return sumOfVectors(grams, numbers, known);
}
