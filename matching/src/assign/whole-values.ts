/** Scores as whole numbers, so that a solver never meets a rounding error and its proof is exact. */

const LARGEST_EXACT = 2 ** 42;
const BINARY_BITS = 46;
const DECIMALS = 9;
// What multiplying by a power of ten may add to a decimal fraction.
const ROUNDING = 2 ** -50;

/**
 * The factor that makes whole numbers of values: a power of ten where they are decimal fractions (0.93 becomes 93, so that
 * what looks equal is equal), else the power of two that keeps `bits` bits of the largest.
 *
 * @param coarser how many bits to do without; only for values that are not decimal fractions.
 */
export function findScale(values: Float64Array, coarser = 0): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 1;
  const decimals = coarser === 0 ? DECIMALS : -1;
  for (let scale = 1; scale <= 10 ** decimals && largest * scale <= LARGEST_EXACT; scale *= 10) {
    if (values.every((value) => isWhole(value * scale))) return scale;
  }
  return 2 ** (BINARY_BITS - coarser - Math.max(-900, Math.ceil(Math.log2(largest))));
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= Math.abs(value) * ROUNDING;
}
