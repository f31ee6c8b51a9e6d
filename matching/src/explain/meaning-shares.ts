import { factorsOf, type Meaning } from "../embed/meaning.ts";

/** A cosine as a sum: each gram of a text has its part, and what all passages have in common is taken off. */
export interface MeaningShares {
  readonly byGram: ReadonlyMap<string, number>;
  readonly common: number;
}

/**
 * Shares out the cosine of a text's direction and that of a passage. The direction is (u - c) / |u - c| with u = s / |s| and
 * s the weighted sum of the grams' vectors, so that its product with a passage p is linear in the grams:
 *
 *     sum over grams of weight x (vector . p) / (|s| |u - c|)   less   (c . p) / |u - c|
 */
export function shareOutMeaning(
  { grams, centre }: Meaning,
  weights: ReadonlyMap<string, number>,
  passage: ArrayLike<number>,
): MeaningShares {
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
  const sum = new Float64Array(dimensions);
  const products = new Map<string, number>();
  for (const [place, { gram, number }] of known.entries()) {
    let product = 0;
    for (let at = 0; at < dimensions; at++) {
      const value = factors[place]! * values[number * dimensions + at]!;
      sum[at]! += value;
      product += value * passage[at]!;
    }
    products.set(gram, product);
  }
  const length = lengthOf(sum);
  if (length === 0) return { byGram: new Map(), common: 0 };
  const offLength = lengthOf(sum.map((value, at) => value / length - centre[at]!));
  if (offLength === 0) return { byGram: new Map(), common: 0 };
  let common = 0;
  for (let at = 0; at < dimensions; at++) common -= (centre[at]! * passage[at]!) / offLength;
  const byGram = new Map(Array.from(products, ([gram, product]) => [gram, product / (length * offLength)] as const));
  return { byGram, common };
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
