/** Counts the grams of many texts, each gram looked up once for each time it occurs. */
import { visitGrams } from "./text.ts";

export class GramCounter {
  /** Every gram met so far with its number, in order of first appearance. */
  readonly numbers = new Map<string, number>();
  /** By gram, how many texts hold it. */
  readonly holders: number[] = [];
  readonly #counts: number[] = [];
  readonly #met: number[] = [];
  #weight = 1;

  /** Adds `weight`, which is above 0, for every gram of a folded text to the counts of the text at hand. */
  add(folded: string, weight: number): void {
    this.#weight = weight;
    visitGrams(folded, this.#count);
  }

  /** Ends the text at hand: gives its grams, each once, in order of first appearance. @returns how many there are */
  end(visit: (gram: number, count: number) => void): number {
    for (const gram of this.#met) {
      this.holders[gram]! += 1;
      visit(gram, this.#counts[gram]!);
      this.#counts[gram] = 0;
    }
    const different = this.#met.length;
    this.#met.length = 0;
    return different;
  }

  readonly #count = (written: string): void => {
    let gram = this.numbers.get(written);
    if (gram === undefined) {
      gram = this.numbers.size;
      this.numbers.set(written, gram);
      this.holders.push(0);
      this.#counts.push(0);
    }
    if (this.#counts[gram] === 0) this.#met.push(gram);
    this.#counts[gram]! += this.#weight;
  };
}
