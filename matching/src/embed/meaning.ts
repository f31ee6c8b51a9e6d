/**
 * The direction of a text among those of an index: the sum of its grams' vectors, made of length 1, less the mean of all
 * passages, made of length 1 again. Less the mean, because all passages share what their list is about.
 */
import type { GramVectors } from "./gram-vectors.ts";

/** Directions of all passages, and what is needed to find that of another text. */
export interface Meaning {
  readonly grams: GramVectors;
  /** The mean of the passages' directions before it was taken off them. */
  readonly centre: Float64Array;
  /** The direction of passage p: values p x dimensions up to (p + 1) x dimensions; zeros where none of its grams has a vector. */
  readonly passages: Float32Array;
}

/** Weighted grams of a text; a weight belongs to the gram at the same place. */
export type WeightedGrams = Iterable<readonly [gram: string, weight: number]>;

/** Finds the directions of passages, given one after the other. */
export function layOut(grams: GramVectors, passages: readonly WeightedGrams[]): Meaning {
  const { dimensions } = grams;
  const directions = passages.map((weighted) => unit(sumOf(grams, weighted)));
  const centre = new Float64Array(dimensions);
  for (const direction of directions) {
    for (let at = 0; at < dimensions; at++) centre[at]! += direction[at]! / directions.length;
  }
  const values = new Float32Array(directions.length * dimensions);
  directions.forEach((direction, passage) => values.set(offCentre(direction, centre), passage * dimensions));
  return { grams, centre, passages: values };
}

/** The direction of a text, of length 1, or all zeros when none of its grams has a vector. */
export function directionOf({ grams, centre }: Meaning, weighted: WeightedGrams): Float64Array {
  return offCentre(unit(sumOf(grams, weighted)), centre);
}

/** The cosine of a direction and passage p. */
export function cosineWith({ passages }: Meaning, direction: Float64Array, p: number): number {
  const start = p * direction.length;
  let sum = 0;
  for (let at = 0; at < direction.length; at++) sum += direction[at]! * passages[start + at]!;
  return sum;
}

function sumOf({ dimensions, numbers, values }: GramVectors, weighted: WeightedGrams): Float64Array {
  const sum = new Float64Array(dimensions);
  for (const [gram, weight] of weighted) {
    const number = numbers.get(gram);
    if (number === undefined) continue;
    const start = number * dimensions;
    for (let at = 0; at < dimensions; at++) sum[at]! += weight * values[start + at]!;
  }
  return sum;
}

function offCentre(direction: Float64Array, centre: Float64Array): Float64Array {
  const isNothing = direction.every((value) => value === 0);
  return isNothing ? direction : unit(direction.map((value, at) => value - centre[at]!));
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
