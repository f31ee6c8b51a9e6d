import fc from "fast-check";
import { expect, it } from "vitest";
import { DIMENSIONS } from "../embed/gram-vectors.ts";
import { directionOfNeed } from "../embed/meaning.ts";
import { shareOutMeaning } from "./meaning-shares.ts";

const GRAMS = ["永", "磁", "永磁", "膜"];
const code = fc.integer({ min: -127, max: 127 });
const row = fc.array(code, { minLength: DIMENSIONS, maxLength: DIMENSIONS });

it("shares out the product of two directions: the parts of all grams, and what no gram of the need changes", () => {
  const weights = fc.dictionary(fc.constantFrom(...GRAMS, "unknown"), fc.double({ min: 0.01, max: 5, noNaN: true }));
  fc.assert(
    fc.property(fc.tuple(row, row, row, row), row, weights, (vectors, passage, given) => {
      const grams = {
        dimensions: DIMENSIONS,
        numbers: new Map(GRAMS.map((gram, at) => [gram, at])),
        values: Int8Array.from(vectors.flatMap((values) => [...values.slice(0, -1), 0])),
        units: Float32Array.from(GRAMS, (_, at) => (at + 1) / 100),
      };
      // Without a centre nothing is common, and without rarity nothing is added for it.
      const learnt = { grams, centre: new Float64Array(DIMENSIONS) };
      const compared = [...passage.slice(0, -1), 0];
      const weighted = new Map(Object.entries(given));
      const product = directionOfNeed(learnt, [...weighted.keys()], [...weighted.values()]).reduce(
        (sum, value, at) => sum + value * compared[at]!,
        0,
      );
      const shares = shareOutMeaning(learnt, weighted, compared);
      expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(product, 6);
      expect(shares.has("unknown")).toBe(false);
    }),
    { numRuns: 50 },
  );
});

it("takes off what all passages have in common, whatever the gram", () => {
  fc.assert(
    fc.property(row, row, row, (vector, centre, passage) => {
      const values = Int8Array.from([...vector.slice(0, -1), 0]);
      fc.pre(values.some((value) => value !== 0));
      const grams = { dimensions: DIMENSIONS, numbers: new Map([["永", 0]]), values, units: Float32Array.of(0.01) };
      const learnt = { grams, centre: Float64Array.from([...centre.slice(0, -1), 0], (value) => value / 1e5) };
      const compared = [...passage.slice(0, -1), 0];
      const product = directionOfNeed(learnt, ["永"], [1]).reduce((sum, value, at) => sum + value * compared[at]!, 0);
      const [share] = shareOutMeaning(learnt, new Map([["永", 1]]), compared).values();
      const common = share! - product;
      // The same again for a passage twice as long: both are linear in it.
      const twice = shareOutMeaning(
        learnt,
        new Map([["永", 1]]),
        compared.map((value) => 2 * value),
      ).get("永")!;
      expect(twice).toBeCloseTo(2 * share!, 6);
      expect(Math.abs(common)).toBeLessThanOrEqual(1e-2 * Math.hypot(...compared) * Math.hypot(...centre));
    }),
    { numRuns: 50 },
  );
});
