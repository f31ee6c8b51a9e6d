/**
 * The direction of a text among those of an index: the sum of its grams' vectors, made of length 1, less the mean of all
 * passages, made of length 1 again. Less the mean, because all passages share what their list is about.
 */
import type { GramVectors } from "./gram-vectors.ts";

/** What is needed to find the direction of a text. */
export interface Meaning {
  readonly grams: GramVectors;
  /** The mean of the passages' directions before it was taken off them. */
  readonly centre: Float64Array;
}

/** Weighted grams of a text; a weight belongs to the gram at the same place. */
export type WeightedGrams = Iterable<readonly [gram: string, weight: number]>;

/** The direction of a text, of length 1, or all zeros when none of its grams has a vector. */
export function directionOf({ grams, centre }: Meaning, weighted: WeightedGrams): Float64Array {
  const numbers: number[] = [];
  const weights: number[] = [];
  for (const [gram, weight] of weighted) {
    const number = grams.numbers.get(gram);
    if (number === undefined) continue;
    numbers.push(number);
    weights.push(weight);
  }
  return offCentre(unit(sumOfVectors(grams, numbers, weights)), centre);
}

const LARGEST_FACTOR = 2 ** 17;

/**
 * The sum of the vectors of some grams, each times its weight, but for a common factor. Factors are rounded to whole
 * numbers: whole numbers are added twice as fast, and there are 200 additions for each gram.
 */
export function sumOfVectors(
  { values, units, dimensions }: GramVectors,
  numbers: ArrayLike<number>,
  weights: ArrayLike<number>,
): Float64Array {
  let largest = 0;
  for (let at = 0; at < numbers.length; at++) largest = Math.max(largest, weights[at]! * units[numbers[at]!]!);
  const sum = new Float64Array(dimensions);
  if (largest === 0) return sum;
  const part = new Int32Array(dimensions);
  for (let from = 0; from < numbers.length; from += FITTING) {
    part.fill(0);
    const to = Math.min(numbers.length, from + FITTING);
    for (let at = from; at < to; at++) {
      const factor = Math.round((weights[at]! * units[numbers[at]!]! * LARGEST_FACTOR) / largest);
      addRow(part, values, numbers[at]! * dimensions, factor);
    }
    for (let d = 0; d < dimensions; d++) sum[d]! += part[d]!;
  }
  return sum;
}

// So many products of a factor and a code fit 31 bits.
const FITTING = Math.floor(2 ** 31 / (LARGEST_FACTOR * 128));

function addRow(part: Int32Array, values: Int8Array, start: number, factor: number): void {
  for (let d = 0; d < part.length; d++) part[d] = (part[d]! + Math.imul(factor, values[start + d]!)) | 0;
}

/** Takes the centre off a direction; one that is all zeros stays so. */
export function offCentre(direction: Float64Array, centre: Float64Array): Float64Array {
  const isNothing = direction.every((value) => value === 0);
  return isNothing ? direction : unit(direction.map((value, at) => value - centre[at]!));
}

/** Makes a vector of length 1, unless it is all zeros. */
export function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
