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
  const sum = new Float64Array(grams.dimensions);
  for (const [gram, weight] of weighted) {
    const number = grams.numbers.get(gram);
    if (number !== undefined) addVector(sum, grams, number, weight);
  }
  return offCentre(unit(sum), centre);
}

/** Adds the vector of a gram's number, `weight` times. */
export function addVector(
  sum: Float64Array,
  { values, units, dimensions }: GramVectors,
  number: number,
  weight: number,
): void {
  const start = number * dimensions;
  const factor = weight * units[number]!;
  for (let at = 0; at < dimensions; at++) sum[at]! += factor * values[start + at]!;
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
