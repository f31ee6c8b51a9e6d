/** The grams of a need in arrays: each is looked up once, and no map of weights is filled that nobody reads. */
import type { Model } from "./model.ts";

/** The grams of a need in order of first appearance: those of the title, then others; each array goes by their places. */
export interface NeedGrams {
  readonly texts: string[];
  readonly terms: (number | undefined)[];
  readonly idfs: number[];
  readonly inTitle: number[];
  readonly inContent: number[];
  readonly places: Map<string, number>;
  /** How many stand in the title. */
  readonly ofTitle: number;
  /** Those in the content, in their order there. */
  readonly ofContent: readonly number[];
}

/** Lists what was counted in the title and in the content. */
export function listGrams(
  model: Model,
  title: ReadonlyMap<string, number>,
  content: ReadonlyMap<string, number>,
): NeedGrams {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const inTitle: number[] = [];
  const inContent: number[] = [];
  const ofContent: number[] = [];
  const list = (gram: string): number => {
    const place = texts.push(gram) - 1;
    places.set(gram, place);
    inTitle.push(0);
    inContent.push(0);
    return place;
  };
  for (const [gram, count] of title) inTitle[list(gram)] = count;
  for (const [gram, count] of content) {
    const place = places.get(gram) ?? list(gram);
    inContent[place] = count;
    ofContent.push(place);
  }
  const terms = Array.from(model.vocabulary.getAll(texts), (term) => (term < 0 ? undefined : term));
  const idfs = terms.map((term) => model.vocabulary.idfOf(term));
  return { texts, terms, idfs, inTitle, inContent, places, ofTitle: title.size, ofContent };
}

/** Adds a gram that is not there yet, and returns its place. */
export function addGram(grams: NeedGrams, { vocabulary }: Model, gram: string, term: number | undefined): number {
  const place = grams.texts.push(gram) - 1;
  grams.places.set(gram, place);
  grams.terms.push(term);
  grams.idfs.push(vocabulary.idfOf(term));
  grams.inTitle.push(0);
  grams.inContent.push(0);
  return place;
}
