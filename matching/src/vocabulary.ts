/** The grams of an index: their numbers, and how rare they are. */
import { findTerm, hashGram, type TermTable } from "./index/term-table.ts";

export class Vocabulary {
  /** What threads share and files hold. */
  readonly table: TermTable;
  /** How many passages were counted. */
  readonly passages: number;
  readonly #hash = { low: 0, high: 0 };

  constructor(table: TermTable, passages: number) {
    this.table = table;
    this.passages = passages;
  }

  /** The number of a gram, or undefined when no passage holds it. */
  get(gram: string): number | undefined {
    hashGram(gram, this.#hash);
    const term = findTerm(this.table, this.#hash);
    return term < 0 ? undefined : term;
  }

  /** ln((1 + passages) / (1 + passages with the term)) + 1; undefined stands for a gram that none of them holds. */
  idfOf(term: number | undefined): number {
    // One is added to each count, as if one more passage held every gram: no division by zero, no negative weight.
    const holders = term === undefined ? 0 : this.table.holders[term]!;
    return Math.log((1 + this.passages) / (1 + holders)) + 1;
  }
}
