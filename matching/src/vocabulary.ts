/** The grams of an index: their numbers, and how rare they are. */
import { findTerm, hashGram, type TermTable } from "./index/term-table.ts";

export class Vocabulary {
  /** What threads share and files hold. */
  readonly table: TermTable;
  /** How many passages were counted. */
  readonly passages: number;
  /** ln((1 + passages) / (1 + passages with the term)) + 1, by term. */
  readonly idf: Float64Array;
  /** The idf of a gram that no passage holds. */
  readonly unseenIdf: number;
  readonly #hash = { low: 0, high: 0 };

  constructor(table: TermTable, passages: number) {
    this.table = table;
    this.passages = passages;
    this.idf = Float64Array.from(table.holders, (holders) => inverseDocumentFrequency(passages, holders));
    this.unseenIdf = inverseDocumentFrequency(passages, 0);
  }

  /** The number of a gram, or undefined when no passage holds it. */
  get(gram: string): number | undefined {
    hashGram(gram, this.#hash);
    const term = findTerm(this.table, this.#hash);
    return term < 0 ? undefined : term;
  }
}

// One is added to each count, as if one more passage held every gram: no division by zero, no negative weight.
function inverseDocumentFrequency(passages: number, holders: number): number {
  return Math.log((1 + passages) / (1 + holders)) + 1;
}
