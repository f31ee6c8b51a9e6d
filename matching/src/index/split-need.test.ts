import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodedNeed } from "./codes.ts";
import { type NeedTerms, splitNeed } from "./split-need.ts";

const need: fc.Arbitrary<CodedNeed> = fc
  .uniqueArray(fc.record({ term: fc.nat(40), weight: fc.integer({ min: 0, max: 2 ** 16 }) }), {
    selector: ({ term }) => term,
    maxLength: 30,
  })
  .map((entries) => {
    const sorted = [...entries].sort((a, b) => a.term - b.term);
    return {
      terms: Uint32Array.from(sorted, ({ term }) => term),
      weights: Int32Array.from(sorted, ({ weight }) => weight),
      scale: 1,
      dense: new Int32Array(0),
      denseScale: 1,
    };
  });
const SHAPE = { frequentTerms: 8, commonTerms: 25, dimensions: 0 };

const list = ({ terms, weights }: NeedTerms): [number, number][] =>
  Array.from(terms, (term, at) => [term, weights[at]!]);
const squares = (entries: [number, number][]): number => entries.reduce((sum, [, weight]) => sum + weight ** 2, 0);

describe("the terms of a need that wait for the best passages", () => {
  it("are the frequent ones, and the lightest common ones as long as their share allows", () => {
    fc.assert(
      fc.property(need, fc.constantFrom(0, 0.01, 0.05, 0.3, 1), (given, share) => {
        const { first, later } = splitNeed(given, SHAPE, share);
        const [asked, waiting] = [list(first), list(later)];
        expect([...asked, ...waiting].sort(([a], [b]) => a - b)).toEqual(list(given));
        for (const part of [asked, waiting]) expect(part).toEqual([...part].sort(([a], [b]) => a - b));
        expect(asked.every(([term]) => term >= SHAPE.frequentTerms)).toBe(true);
        expect(waiting.every(([term]) => term < SHAPE.commonTerms)).toBe(true);
        const common = waiting.filter(([term]) => term >= SHAPE.frequentTerms);
        const allowed = share * squares(list(given)) * (1 + 1e-9);
        expect(squares(common)).toBeLessThanOrEqual(allowed);
        const lightest = Math.min(...asked.filter(([term]) => term < SHAPE.commonTerms).map(([, weight]) => weight));
        for (const [, weight] of common) expect(weight).toBeLessThanOrEqual(lightest);
        expect(squares(common) + lightest ** 2).toBeGreaterThan(allowed * (1 - 1e-6));
      }),
    );
  });
});
