/**
 * From weights to whole numbers: the definition of the score.
 *
 *     score(need, passage) = sum of need.weights[t] x passage.codes[t]  x passage.unit      / need.scale
 *                          + sum of need.dense[d]  x passage.dense[d]  x passage.denseUnit / need.denseScale
 *
 * Both sums are exact in 32 bits, whatever their order: by Cauchy and Schwarz they are at most the product of the two
 * lengths, and the lengths are held to 2^14 and 2^16 (sparse); a dense row is below 2^12 long, a need's below 2^15, so
 * that its numbers have 16 bits.
 */

/** A passage as the formula gives it. */
export interface PassageVector {
  /** Term numbers, each once, in any order. */
  readonly terms: ArrayLike<number>;
  /** Their weights, above 0. */
  readonly weights: ArrayLike<number>;
  /** As long as the index has dimensions, or absent when the passage has no dense part. */
  readonly dense?: ArrayLike<number>;
}

/** A need with the formula's weights folded in: its inner product with a passage is the score. */
export interface NeedVectors {
  readonly terms: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  readonly dense?: ArrayLike<number>;
}

export interface CodedPassage {
  /** Ascending. */
  readonly terms: Uint32Array;
  /** 1 .. 255 */
  readonly codes: Uint8Array;
  readonly unit: number;
  readonly dense: Int8Array;
  readonly denseUnit: number;
}

export interface CodedNeed {
  /** Ascending. */
  readonly terms: Uint32Array;
  readonly weights: Int32Array;
  /** A power of two. */
  readonly scale: number;
  readonly dense: Int32Array;
  /** A power of two. */
  readonly denseScale: number;
}

const LARGEST_CODE = 255;
const LARGEST_DENSE_CODE = 127;
const PASSAGE_LENGTH = 2 ** 14;
const NEED_LENGTH = 2 ** 16;
const POSITIONS = 2 ** 24;
const DENSE_NEED_LENGTH = 2 ** 15 - 2 ** 6;

/** Codes a passage. Its largest weight gets code 255, in a very long text less; none gets 0. */
export function codePassage({ terms, weights, dense }: PassageVector, dimensions: number): CodedPassage {
  let largest = 0;
  let squares = 0;
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at]!;
    if (weight > largest) largest = weight;
    squares += weight * weight;
  }
  const unit = Math.fround(Math.max(largest / LARGEST_CODE, Math.sqrt(squares) / PASSAGE_LENGTH));
  // Sorting one array of numbers that hold both is several times as fast as sorting positions by a function.
  const packed = new Float64Array(terms.length);
  for (let at = 0; at < packed.length; at++) {
    const code = Math.max(1, Math.min(LARGEST_CODE, Math.round(weights[at]! / unit)));
    packed[at] = terms[at]! * 256 + code;
  }
  packed.sort();
  const sortedTerms = new Uint32Array(packed.length);
  const codes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at++) {
    const term = Math.floor(packed[at]! / 256);
    sortedTerms[at] = term;
    codes[at] = packed[at]! - term * 256;
  }
  return { terms: sortedTerms, codes, unit, ...codeDense(dense, dimensions) };
}

function codeDense(
  dense: ArrayLike<number> | undefined,
  dimensions: number,
): Pick<CodedPassage, "dense" | "denseUnit"> {
  const codes = new Int8Array(dimensions);
  let largest = 0;
  for (let d = 0; d < (dense?.length ?? 0); d++) largest = Math.max(largest, Math.abs(dense![d]!));
  const denseUnit = Math.fround(largest / LARGEST_DENSE_CODE);
  if (denseUnit === 0) return { dense: codes, denseUnit: 0 };
  for (let d = 0; d < dimensions; d++) codes[d] = Math.round(dense![d]! / denseUnit);
  return { dense: codes, denseUnit };
}

/** Codes a need. Terms that no index holds are left out before. */
export function codeNeed({ terms, weights, dense = [] }: NeedVectors): CodedNeed {
  // Terms and their positions in one number each: such an array sorts several times as fast as by a function.
  const packed = new Float64Array(terms.length);
  for (let at = 0; at < packed.length; at++) packed[at] = terms[at]! * POSITIONS + at;
  packed.sort();
  const scale = scaleTo(NEED_LENGTH, weights);
  const denseScale = scaleTo(DENSE_NEED_LENGTH, dense);
  const coded = {
    terms: new Uint32Array(packed.length),
    weights: new Int32Array(packed.length),
    scale,
    dense: new Int32Array(dense.length),
    denseScale,
  };
  for (let at = 0; at < packed.length; at++) {
    const from = packed[at]! % POSITIONS;
    coded.terms[at] = terms[from]!;
    coded.weights[at] = Math.round(weights[from]! * scale);
  }
  for (let d = 0; d < dense.length; d++) coded.dense[d] = Math.round(dense[d]! * denseScale);
  return coded;
}

// A power of two, so that scaling back is exact and leaving out one term hardly ever changes the others.
function scaleTo(length: number, values: ArrayLike<number>): number {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += values[at]! * values[at]!;
  return squares === 0 ? 1 : 2 ** Math.floor(Math.log2(length / Math.sqrt(squares)));
}
