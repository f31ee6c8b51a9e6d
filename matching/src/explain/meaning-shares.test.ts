import fc from "fast-check";
import { expect, it } from "vitest";
import { directionOf } from "../embed/meaning.ts";
import { shareOutMeaning } from "./meaning-shares.ts";

const GRAMS = ["永", "磁", "永磁", "膜"];
const value = fc.integer({ min: -127, max: 127 });
const vector = fc.array(value, { minLength: 3, maxLength: 3 });

it("shares out the cosine of two directions: parts of all grams and what is common are the cosine", () => {
  const weights = fc.dictionary(fc.constantFrom(...GRAMS, "unknown"), fc.double({ min: 0.01, max: 5, noNaN: true }));
  fc.assert(
    fc.property(
      fc.tuple(vector, vector, vector, vector),
      vector,
      vector,
      weights,
      (vectors, centre, passage, given) => {
        const grams = {
          dimensions: 3,
          numbers: new Map(GRAMS.map((gram, at) => [gram, at])),
          values: Int8Array.from(vectors.flat()),
          units: Float32Array.from(GRAMS, (_, at) => (at + 1) / 100),
        };
        const learnt = { grams, centre: Float64Array.from(centre, (part) => part / 1000) };
        const weighted = new Map(Object.entries(given));
        const direction = directionOf(learnt, weighted);
        const cosine = direction.reduce((sum, part, at) => sum + part * passage[at]!, 0);
        const { byGram, common } = shareOutMeaning(learnt, weighted, passage);
        // A direction that is nearly the centre is divided by nearly nothing, and so is its rounding.
        fc.pre([...byGram.values()].every((share) => Math.abs(share) < 1e6));
        expect([...byGram.values()].reduce((sum, share) => sum + share, common)).toBeCloseTo(cosine, 6);
        expect(byGram.has("unknown")).toBe(false);
      },
    ),
  );
});
