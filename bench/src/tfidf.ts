/**
 * TF-IDF over stems and pairs of stems, the mean of the best five papers: the plain baseline for experts. Own tokens, no
 * weights of ours.
 */
import { stemmer } from "stemmer";
import type { ReviewersData } from "./reviewers-data.ts";

const BEST = 5;
const WORD = /[a-z0-9]{2,}/g;
const STOP_WORDS = new Set(
  "a an and are as at be by can for from has have in is it of on or our that the their these this to we were which with".split(
    " ",
  ),
);

/** Scores of every researcher of a draw, by rated paper. */
export function tfidfOverStems(
  { papers, ratings }: ReviewersData,
  draw: ReadonlyMap<string, readonly string[]>,
): Map<string, Map<string, number>> {
  const bags = new Map([...papers].map(([id, { title, content }]) => [id, bagOf(`${title}\n${content}`)]));
  const written = [...new Set([...draw.values()].flat())];
  const holders = new Map<string, number>();
  for (const id of written) for (const term of bags.get(id)!.keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  const vectors = new Map([...bags].map(([id, bag]) => [id, weigh(bag, holders, written.length)]));
  return new Map(
    [...draw].map(([reviewer, own]) => {
      const rated = ratings.get(reviewer) ?? [];
      return [reviewer, new Map(rated.map(({ paper }) => [paper, bestOf(vectors, paper, own)]))];
    }),
  );
}

function bestOf(
  vectors: ReadonlyMap<string, ReadonlyMap<string, number>>,
  paper: string,
  own: readonly string[],
): number {
  const best = own
    .map((other) => cosine(vectors.get(paper)!, vectors.get(other)!))
    .sort((a, b) => b - a)
    .slice(0, BEST);
  return best.reduce((sum, value) => sum + value, 0) / best.length;
}

function bagOf(text: string): Map<string, number> {
  const stems = [...text.toLowerCase().matchAll(WORD)]
    .filter(([word]) => !STOP_WORDS.has(word))
    .map(([word]) => stemmer(word));
  const pairs = stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`);
  const bag = new Map<string, number>();
  for (const term of [...stems, ...pairs]) bag.set(term, (bag.get(term) ?? 0) + 1);
  return bag;
}

function weigh(
  bag: ReadonlyMap<string, number>,
  holders: ReadonlyMap<string, number>,
  texts: number,
): Map<string, number> {
  const weights = new Map(
    [...bag].map(([term, count]) => {
      const idf = Math.log((1 + texts) / (1 + (holders.get(term) ?? 0))) + 1;
      return [term, (1 + Math.log(count)) * idf];
    }),
  );
  const length = Math.hypot(...weights.values());
  return new Map([...weights].map(([term, weight]) => [term, weight / length]));
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
  return sum;
}
