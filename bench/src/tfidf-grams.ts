/** TF-IDF over single characters and pairs, cosine: the plain baseline for Chinese. Own tokens, no weights of ours. */
import type { CandidateText, NeedText } from "@dual-high/matching";

const RUN = /(?<han>\p{Script=Han}+)|[a-z0-9]+/gu;

/** Returns a function that scores all candidates for a need. */
export function tfidfOverGrams(candidates: readonly CandidateText[]): (need: NeedText) => Map<string, number> {
  const bags = candidates.map(({ title, content }) => bagOf(`${title}\n${content}`));
  const holders = new Map<string, number>();
  for (const bag of bags) for (const gram of bag.keys()) holders.set(gram, (holders.get(gram) ?? 0) + 1);
  const weigh = (bag: ReadonlyMap<string, number>): Map<string, number> => {
    const weights = new Map(
      [...bag].map(([gram, count]) => [
        gram,
        (1 + Math.log(count)) * (Math.log((1 + bags.length) / (1 + (holders.get(gram) ?? 0))) + 1),
      ]),
    );
    const length = Math.hypot(...weights.values()) || 1;
    return new Map([...weights].map(([gram, weight]) => [gram, weight / length]));
  };
  const vectors = bags.map(weigh);
  return (need) => {
    const own = weigh(bagOf(`${need.title}\n${need.content}`));
    return new Map(
      candidates.map(({ id }, at) => [
        id,
        [...vectors[at]!].reduce((sum, [gram, weight]) => sum + weight * (own.get(gram) ?? 0), 0),
      ]),
    );
  };
}

function bagOf(text: string): Map<string, number> {
  const bag = new Map<string, number>();
  const add = (gram: string): void => void bag.set(gram, (bag.get(gram) ?? 0) + 1);
  for (const [run, han] of text.normalize("NFKC").toLowerCase().matchAll(RUN)) {
    if (han === undefined) add(run);
    else
      for (let at = 0; at < run.length; at++) {
        add(run.slice(at, at + 1));
        if (at + 1 < run.length) add(run.slice(at, at + 2));
      }
  }
  return bag;
}
