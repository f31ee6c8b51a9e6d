/**
 * The inner loops of a search. Everything in them is a whole number in a typed array: that is what the compiler of
 * JavaScript turns into plain machine code.
 */
import type { Block } from "./block.ts";
import type { NeedTerms } from "./split-need.ts";

/** What a passage's common terms give; `weights` holds the need's weight of each, see {@link spread}. */
export function sumOfCommonTerms(block: Block, passage: number, weights: Int32Array): number {
  const { forwardTerm, forwardCode } = block;
  const end = block.forwardStart[passage + 1]!;
  let sum = 0;
  for (let entry = block.forwardStart[passage]!; entry < end; entry++) {
    sum = (sum + Math.imul(weights[forwardTerm[entry]!]!, forwardCode[entry]!)) | 0;
  }
  return sum;
}

/** What a passage's dense row gives. */
export function sumOfRow({ dense, dimensions }: Block, passage: number, need: Int32Array): number {
  if (need.length === 0) return 0;
  const start = passage * dimensions;
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum = (sum + Math.imul(need[d]!, dense[start + d]!)) | 0;
  return sum;
}

/** Lays out weights of common terms by term number. */
export function spread({ terms, weights }: NeedTerms, byTerm: Int32Array): void {
  for (let at = 0; at < terms.length; at++) byTerm[terms[at]!] = weights[at]!;
}

/** Undoes {@link spread}. */
export function unspread({ terms }: NeedTerms, byTerm: Int32Array): void {
  for (let at = 0; at < terms.length; at++) byTerm[terms[at]!] = 0;
}
