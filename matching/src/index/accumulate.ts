/**
 * The inner loops of a search. Everything in them is a whole number in a typed array: that is what the compiler of
 * JavaScript turns into plain machine code.
 */
import { type Block, rankOfRareTerm } from "./block.ts";
import type { NeedTerms } from "./split-need.ts";

/** Adds, for every passage of a block, what these terms of a need give; all have postings. */
export function addPostings(block: Block, { terms, weights }: NeedTerms, sums: Int32Array): void {
  const { postingStart, postingPassage, postingCode } = block;
  for (let at = 0; at < terms.length; at++) {
    const rank = rankOfRareTerm(block, terms[at]!);
    if (rank < 0) continue;
    addTerm(sums, postingPassage, postingCode, postingStart[rank]!, postingStart[rank + 1]!, weights[at]!);
  }
}

// Four at a time: a sixth faster than one by one, as what four postings say is read before anything is added.
function addTerm(
  sums: Int32Array,
  passages: Uint16Array,
  codes: Uint8Array,
  from: number,
  to: number,
  weight: number,
): void {
  let posting = from;
  for (const last = to - 3; posting < last; posting += 4) {
    const first = passages[posting]!;
    const second = passages[posting + 1]!;
    const third = passages[posting + 2]!;
    const fourth = passages[posting + 3]!;
    const toFirst = Math.imul(weight, codes[posting]!);
    const toSecond = Math.imul(weight, codes[posting + 1]!);
    const toThird = Math.imul(weight, codes[posting + 2]!);
    const toFourth = Math.imul(weight, codes[posting + 3]!);
    sums[first] = (sums[first]! + toFirst) | 0;
    sums[second] = (sums[second]! + toSecond) | 0;
    sums[third] = (sums[third]! + toThird) | 0;
    sums[fourth] = (sums[fourth]! + toFourth) | 0;
  }
  for (; posting < to; posting++) {
    const passage = passages[posting]!;
    sums[passage] = (sums[passage]! + Math.imul(weight, codes[posting]!)) | 0;
  }
}

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
