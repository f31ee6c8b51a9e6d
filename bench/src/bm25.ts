/**
 * BM25 over character bigrams, the plain baseline (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75). Own tokens, no
 * weights of ours: what anyone would try first.
 */
import type { CandidateText, NeedText } from "@dual-high/matching";

const K1 = 1.2;
const B = 0.75;
const RUN = /(?<han>\p{Script=Han}+)|[a-z0-9]+/gu;

/** Returns a function that scores all candidates for a need. */
export function bm25OverBigrams(candidates: readonly CandidateText[]): (need: NeedText) => Map<string, number> {
  const documents = candidates.map(({ title, content }) => bigrams(`${title}\n${content}`));
  const meanLength = documents.reduce((sum, document) => sum + document.length, 0) / documents.length;
  const postings = new Map<string, { document: number; count: number }[]>();
  documents.forEach((document, at) => {
    for (const [term, { length }] of Map.groupBy(document, (gram) => gram)) {
      const list = postings.get(term) ?? [];
      postings.set(term, list);
      list.push({ document: at, count: length });
    }
  });
  return (need) => {
    const scores = new Float64Array(documents.length);
    for (const term of bigrams(`${need.title}\n${need.content}`)) {
      const list = postings.get(term) ?? [];
      const idf = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
      for (const { document, count } of list) {
        const length = documents[document]!.length / meanLength;
        scores[document]! += (idf * count * (K1 + 1)) / (count + K1 * (1 - B + B * length));
      }
    }
    return new Map(candidates.map(({ id }, at) => [id, scores[at]!]));
  };
}

function bigrams(text: string): string[] {
  return [...text.normalize("NFKC").toLowerCase().matchAll(RUN)].flatMap(([run, han]) => {
    if (han === undefined || run.length === 1) return [run];
    return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  });
}
