/**
 * The direction of a text among those of an index: the sum of its grams' vectors, made of length 1, less the mean of all
 * passages, made of length 1 again. Less the mean, because all passages share what their list is about.
 */
import type { GramVectors } from "./gram-vectors.ts";
import { SumKernel } from "./sum-kernel.ts";

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
// So many products of a factor and a code fit 31 bits.
const FITTING = Math.floor(2 ** 31 / (LARGEST_FACTOR * 128));

// A thread's own copy of each table that it adds up from.
const kernels = new WeakMap<GramVectors, SumKernel>();

/**
 * The sum of the vectors of some grams, each times its weight, but for a common factor. Factors are rounded to whole
 * numbers, so that it does not matter in which order they are added.
 */
export function sumOfVectors(grams: GramVectors, numbers: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  let kernel = kernels.get(grams);
  if (kernel === undefined) kernels.set(grams, (kernel = new SumKernel(grams, FITTING)));
  const factors = factorsOf(grams.units, numbers, weights);
  const sum = new Float64Array(grams.dimensions);
  for (let from = 0; from < factors.length; from += FITTING) {
    const part = kernel.sum(numbers, factors, from, Math.min(factors.length, from + FITTING));
    for (let d = 0; d < sum.length; d++) sum[d]! += part[d]!;
  }
  return sum;
}

/** By how much the codes of each vector count in a sum, in whole numbers. */
export function factorsOf(units: Float32Array, numbers: ArrayLike<number>, weights: ArrayLike<number>): Int32Array {
  const exact = new Float64Array(numbers.length);
  let largest = 0;
  for (let at = 0; at < exact.length; at++) {
    exact[at] = weights[at]! * units[numbers[at]!]!;
    largest = Math.max(largest, exact[at]!);
  }
  const factors = new Int32Array(exact.length);
  if (largest === 0) return factors;
  for (let at = 0; at < exact.length; at++) factors[at] = Math.round((exact[at]! * LARGEST_FACTOR) / largest);
  return factors;
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
