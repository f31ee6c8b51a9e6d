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

  /**
   * The numbers of several grams, -1 where no passage holds one. All are hashed first: then the processor reads the places of several
   * at a time, which lie all over a table far larger than its cache.
   */
  getAll(grams: readonly string[]): Int32Array {
    const low = new Uint32Array(grams.length);
    const high = new Uint32Array(grams.length);
    for (let at = 0; at < grams.length; at++) {
      hashGram(grams[at]!, this.#hash);
      low[at] = this.#hash.low;
      high[at] = this.#hash.high;
    }
    const terms = new Int32Array(grams.length);
    for (let at = 0; at < grams.length; at++) {
      this.#hash.low = low[at]!;
      this.#hash.high = high[at]!;
      terms[at] = findTerm(this.table, this.#hash);
    }
    return terms;
  }

  /** ln((1 + passages) / (1 + passages with the term)) + 1; undefined stands for a gram that none of them holds. */
  idfOf(term: number | undefined): number {
    // One is added to each count, as if one more passage held every gram: no division by zero, no negative weight.
    const holders = term === undefined ? 0 : this.table.holders[term]!;
    return Math.log((1 + this.passages) / (1 + holders)) + 1;
  }
}
