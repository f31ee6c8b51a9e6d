/**
 * Where a text points among those of an index: the sum of its grams' vectors, in two parts, what it means and what it is about.
 * Each is made of length 1, less the mean of all passages, made of length 1 again. Less the mean, because all passages share
 * what their list is about. A passage has one number more: how rare its grams are.
 *
 *     direction of a passage   meaning p   topics p x a      (rarity - mean rarity) x b
 *     direction of a need      meaning q   topics q x ../a   the same number for every need
 *
 *     product = (1 - TOPIC_SHARE) x cosine of meanings + TOPIC_SHARE x cosine of topics - RARITY x (rarity - mean rarity)
 *
 * Rarity, because people who judge a pair think more of a title in common words, which speaks of a field, than of one in rare
 * words, which speaks of a single thing, as long as neither says what the need says.
 */
import { DIMENSIONS, FINE, type GramVectors } from "./gram-vectors.ts";
import { SumKernel } from "./sum-kernel.ts";

/** What is needed to find the direction of a text. */
export interface Meaning {
  readonly grams: GramVectors;
  /** The mean of the passages: of their parts before it was taken off them, and of their rarities. */
  readonly centre: Float64Array;
}

/** A part of a direction, and by how much its numbers are multiplied in a need's and in a passage's. */
export interface DirectionPart {
  readonly from: number;
  readonly to: number;
  readonly inNeed: number;
  readonly inPassage: number;
}

const RARITY_PLACE = DIMENSIONS - 1;
const TOPIC_SHARE = 0.25;
const RARITY = 0.029;
// A passage's numbers are kept in 8 bits with one unit: these make the largest of each part about the same.
const TOPIC_ROOM = 0.4;
const RARITY_ROOM = 0.125;
// Beyond two, a text is as rare or common as can be.
const MOST_RARITY = 2;

/** What of this file an index depends on; see formula.ts. */
export const DIRECTION_PARAMETERS = { TOPIC_SHARE, RARITY, TOPIC_ROOM, RARITY_ROOM, MOST_RARITY } as const;

export const DIRECTION_PARTS: readonly DirectionPart[] = [
  { from: 0, to: FINE, inNeed: 1 - TOPIC_SHARE, inPassage: 1 },
  { from: FINE, to: RARITY_PLACE, inNeed: TOPIC_SHARE / TOPIC_ROOM, inPassage: TOPIC_ROOM },
];

/**
 * The direction of a need; all zeros when none of its grams has a vector.
 *
 * @param weights of the need's grams, each at the place of its gram
 */
export function directionOfNeed(
  { grams, centre }: Meaning,
  ofNeed: readonly string[],
  weights: readonly number[],
): Float64Array {
  const numbers: number[] = [];
  const known: number[] = [];
  for (let at = 0; at < ofNeed.length; at++) {
    const number = grams.numbers.get(ofNeed[at]!);
    if (number === undefined) continue;
    numbers.push(number);
    known.push(weights[at]!);
  }
  const direction = sumOfVectors(grams, numbers, known);
  let points = false;
  for (const { from, to, inNeed } of DIRECTION_PARTS) {
    if (pointOffCentre(direction.subarray(from, to), centre.subarray(from, to), inNeed)) points = true;
  }
  if (points) direction[RARITY_PLACE] = -RARITY / RARITY_ROOM;
  return direction;
}

/**
 * The direction of a passage.
 *
 * @param sum of its grams' vectors; becomes the direction
 * @param rarity the mean idf of its grams
 */
export function directionOfPassage(centre: Float64Array, sum: Float64Array, rarity: number): Float64Array {
  for (const { from, to, inPassage } of DIRECTION_PARTS) {
    pointOffCentre(sum.subarray(from, to), centre.subarray(from, to), inPassage);
  }
  const rarer = Math.max(-MOST_RARITY, Math.min(MOST_RARITY, rarity - centre[RARITY_PLACE]!));
  sum[RARITY_PLACE] = rarer * RARITY_ROOM;
  return sum;
}

/** Adds to the centre what one passage of so many has to say; see {@link directionOfPassage}. */
export function addToCentre(centre: Float64Array, sum: Float64Array, rarity: number, passages: number): void {
  for (const { from, to } of DIRECTION_PARTS) makeUnit(sum.subarray(from, to), 1);
  for (let at = 0; at < RARITY_PLACE; at++) centre[at]! += sum[at]! / passages;
  centre[RARITY_PLACE]! += rarity / passages;
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

/** Makes a part of length 1, takes the centre off, and makes it of the given length. False, and zeros, where nothing is left. */
function pointOffCentre(part: Float64Array, centre: Float64Array, length: number): boolean {
  if (!makeUnit(part, 1)) return false;
  for (let at = 0; at < part.length; at++) part[at]! -= centre[at]!;
  return makeUnit(part, length);
}

function makeUnit(part: Float64Array, length: number): boolean {
  let squares = 0;
  for (let at = 0; at < part.length; at++) squares += part[at]! * part[at]!;
  if (squares === 0) return false;
  const factor = length / Math.sqrt(squares);
  for (let at = 0; at < part.length; at++) part[at]! *= factor;
  return true;
}
