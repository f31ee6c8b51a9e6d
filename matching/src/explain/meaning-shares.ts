import { DIRECTION_PARTS, factorsOf, type Meaning } from "../embed/meaning.ts";

/**
 * What each gram of a text adds to the product of its direction and that of a passage. Each part of the direction is (u - c) /
 * |u - c| with u = s / |s| and s the weighted sum of the grams' vectors, so that its product with a passage p is linear in the
 * grams:
 *
 *     sum over grams of weight x (vector . p) / (|s| |u - c|)   less   (c . p) / |u - c|
 *
 * The latter, what all passages have in common, is nobody's, and neither is what rarity adds.
 */
export function shareOutMeaning(
  { grams, centre }: Meaning,
  weights: ReadonlyMap<string, number>,
  passage: ArrayLike<number>,
): ReadonlyMap<string, number> {
  const { dimensions, values, units } = grams;
  const known = [...weights].flatMap(([gram, weight]) => {
    const number = grams.numbers.get(gram);
    return number === undefined ? [] : [{ gram, number, weight }];
  });
  const numbers = known.map(({ number }) => number);
  const factors = factorsOf(
    units,
    numbers,
    known.map(({ weight }) => weight),
  );
  const shares = new Map(known.map(({ gram }) => [gram, 0]));
  for (const { from, to, inNeed } of DIRECTION_PARTS) {
    const sum = new Float64Array(to - from);
    const products = known.map(({ number }, place) => {
      let product = 0;
      for (let at = from; at < to; at++) {
        const value = factors[place]! * values[number * dimensions + at]!;
        sum[at - from]! += value;
        product += value * passage[at]!;
      }
      return product;
    });
    const length = lengthOf(sum);
    if (length === 0) continue;
    const offLength = lengthOf(sum.map((value, at) => value / length - centre[from + at]!));
    if (offLength === 0) continue;
    known.forEach(({ gram }, place) => {
      shares.set(gram, shares.get(gram)! + (inNeed * products[place]!) / (length * offLength));
    });
  }
  return shares;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
