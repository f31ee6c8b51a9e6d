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
  const factors = factorsOf(units, numbers, weights);
  const sum = new Float64Array(dimensions);
  const part = new Int32Array(dimensions);
  for (let from = 0; from < numbers.length; from += FITTING) {
    part.fill(0);
    const to = Math.min(numbers.length, from + FITTING);
    for (let at = from; at < to; at++) addRow(part, values, numbers[at]! * dimensions, factors[at]!);
    for (let d = 0; d < dimensions; d++) sum[d]! += part[d]!;
  }
  return sum;
}

/** By how much the codes of each vector count in a sum, in whole numbers. */
export function factorsOf(units: Float32Array, numbers: ArrayLike<number>, weights: ArrayLike<number>): Int32Array {
  const factors = new Float64Array(numbers.length);
  let largest = 0;
  for (let at = 0; at < factors.length; at++) {
    factors[at] = weights[at]! * units[numbers[at]!]!;
    largest = Math.max(largest, factors[at]!);
  }
  return Int32Array.from(factors, (factor) => (largest === 0 ? 0 : Math.round((factor * LARGEST_FACTOR) / largest)));
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
