/**
 * Which of a need's terms are looked up in the postings of all passages, and which are added for the best passages alone.
 *
 * What a common term costs is its postings, what it tells is its weight in the need: the one in the title that every eighth
 * passage has is worth it, the thirty in the rest of the text are not, though a term is rarer there. So the common terms of least weight wait,
 * as long as all that wait has but a small share of the need's squared length, which bounds what can be missed of a score.
 */
import type { IndexShape } from "./block-builder.ts";
import type { CodedNeed } from "./codes.ts";

/** Some terms of a need, ascending. */
export interface NeedTerms {
  readonly terms: Uint32Array;
  readonly weights: Int32Array;
}

// A need has fewer terms.
const PLACES = 2 ** 24;

export interface SplitNeed {
  /** Terms to be looked up in postings. */
  readonly first: NeedTerms;
  /** Common terms, to be added by passage; frequent ones are always among them. */
  readonly later: NeedTerms;
}

/** @param share of the need's squared length that may wait, beside frequent terms; 0 for none. */
export function splitNeed(
  { terms, weights }: CodedNeed,
  { frequentTerms, commonTerms }: IndexShape,
  share: number,
): SplitNeed {
  const frequent = countBelow(terms, frequentTerms);
  const common = countBelow(terms, commonTerms);
  // Weights and places in one number each: such an array sorts several times as fast as by a function.
  const packed = new Float64Array(common - frequent);
  for (let at = frequent; at < common; at++) packed[at - frequent] = weights[at]! * PLACES + at;
  packed.sort();
  let rest = 0;
  for (const weight of weights) rest += share * weight * weight;
  let waiting = 0;
  while (waiting < packed.length) {
    const weight = Math.floor(packed[waiting]! / PLACES);
    rest -= weight * weight;
    if (rest < 0) break;
    waiting += 1;
  }
  const waits = packed
    .subarray(0, waiting)
    .map((number) => number % PLACES)
    .sort();
  return distribute(terms, weights, frequent, waits);
}

/** The terms up to `frequent` and those at the places that wait, ascending, are for later. */
function distribute(terms: Uint32Array, weights: Int32Array, frequent: number, waits: Float64Array): SplitNeed {
  const later = emptyTerms(frequent + waits.length);
  const first = emptyTerms(terms.length - later.terms.length);
  let next = 0;
  for (let at = 0; at < terms.length; at++) {
    const isLater = at < frequent || waits[next] === at;
    if (at >= frequent && isLater) next += 1;
    const part = isLater ? later : first;
    const place = isLater ? Math.min(at, frequent) + (at < frequent ? 0 : next - 1) : at - frequent - next;
    part.terms[place] = terms[at]!;
    part.weights[place] = weights[at]!;
  }
  return { first, later };
}

function emptyTerms(length: number): NeedTerms {
  return { terms: new Uint32Array(length), weights: new Int32Array(length) };
}

function countBelow(ascending: Uint32Array, limit: number): number {
  let count = 0;
  while (count < ascending.length && ascending[count]! < limit) count++;
  return count;
}
