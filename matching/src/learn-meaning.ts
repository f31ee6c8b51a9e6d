import { type GramVectors, learnGramVectors } from "./embed/gram-vectors.ts";
import type { Meaning } from "./embed/meaning.ts";
import { centreOf, type CountedTerms, numberVectors } from "./model.ts";
import type { TextItem } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

// What few texts teach of meaning is chance: with 400 papers it made the choice of experts worse, however it was weighed.
const FEWEST_TO_LEARN_FROM = 1000;

export interface LearntMeaning {
  /** Null where the texts are too few. */
  readonly meaning: Meaning | null;
  /** By term of the vocabulary, the number of its vector, or -1; empty without meaning. */
  readonly vectorOfTerm: Int32Array;
}

/** Whether texts are enough to learn from. */
export function isEnough(texts: readonly TextItem[]): boolean {
  return texts.length >= FEWEST_TO_LEARN_FROM;
}

/**
 * What the words of an index mean, learnt from texts.
 *
 * @param passages whose mean direction every direction is compared with; counted only where there is enough to learn from
 * @param keep where the vectors are to lie: threads that search share them
 */
export function learnMeaning(
  texts: readonly TextItem[],
  vocabulary: Vocabulary,
  passages: () => readonly CountedTerms[],
  keep: (values: Int8Array) => Int8Array = (values) => values,
): LearntMeaning {
  if (!isEnough(texts)) return meaningOf(null, vocabulary, passages);
  const learnt = learnGramVectors(texts);
  return meaningOf({ ...learnt, values: keep(learnt.values) }, vocabulary, passages);
}

/** The same with vectors that are learnt already; null stands for too few texts. */
export function meaningOf(
  grams: GramVectors | null,
  vocabulary: Vocabulary,
  passages: () => readonly CountedTerms[],
): LearntMeaning {
  if (grams === null) return { meaning: null, vectorOfTerm: new Int32Array(0) };
  const vectorOfTerm = numberVectors(grams, vocabulary);
  return { meaning: { grams, centre: centreOf(grams, vectorOfTerm, vocabulary, passages()) }, vectorOfTerm };
}
