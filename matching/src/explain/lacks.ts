import { compareIds } from "../order.ts";
import { visitGrams } from "../text.ts";
import type { CandidateText, NeedText } from "../types.ts";
import { asWritten, locatePhrases, readFields, wordsMissingFrom } from "./shared-phrases.ts";

/** A word of the need that stands nowhere in the candidate. */
export interface LackingTerm {
  /** As the need writes it. */
  readonly term: string;
  /** Its part of the whole need, which is 1. */
  readonly weight: number;
}

const LACKS_SHOWN = 5;

/** The need's heaviest words that stand nowhere in the candidate. Texts that covered them would raise the score. */
export function lacksOf(weights: ReadonlyMap<string, number>, need: NeedText, candidate: CandidateText): LackingTerm[] {
  const needFields = readFields(need);
  const candidateFields = [candidate, ...(candidate.items ?? [])].flatMap(readFields);
  const missing = [...wordsMissingFrom(needFields, candidateFields)];
  const whereInNeed = locatePhrases(missing, needFields);
  return missing
    .map((word) => ({ term: asWritten(whereInNeed.get(word)![0]!, needFields), weight: weightOfWord(word, weights) }))
    .sort((a, b) => b.weight - a.weight || compareIds(a.term, b.term))
    .slice(0, LACKS_SHOWN);
}

// A candidate with the same text as the need would score 1, and each gram would add the square of its weight.
function weightOfWord(word: string, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  visitGrams(word, (gram) => {
    sum += (weights.get(gram) ?? 0) ** 2;
  });
  return sum;
}
