import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SumKernel } from "./sum-kernel.ts";

/** A few rows of up to 20 codes, and which of them are added, how often. */
const scene = fc
  .record({ dimensions: fc.integer({ min: 1, max: 20 }), rows: fc.integer({ min: 1, max: 5 }) })
  .chain((size) =>
    fc.record({
      dimensions: fc.constant(size.dimensions),
      codes: fc.array(fc.integer({ min: -127, max: 127 }), {
        minLength: size.dimensions * size.rows,
        maxLength: size.dimensions * size.rows,
      }),
      entries: fc.array(
        fc.record({ number: fc.nat(size.rows - 1), factor: fc.integer({ min: -(2 ** 17), max: 2 ** 17 }) }),
        { maxLength: 40 },
      ),
    }),
  );

describe("SumKernel", () => {
  it("adds with and without WebAssembly what adding one by one gives", () => {
    fc.assert(
      fc.property(scene, fc.nat(5), ({ dimensions, codes, entries }, from) => {
        const rows = { dimensions, values: Int8Array.from(codes) };
        const numbers = entries.map(({ number }) => number);
        const factors = entries.map(({ factor }) => factor);
        const expected = Array.from({ length: dimensions }, (_, d) =>
          entries.slice(from).reduce((sum, { number, factor }) => sum + factor * codes[number * dimensions + d]!, 0),
        );
        const run = (kernel: SumKernel) => [...kernel.sum(numbers, factors, from, entries.length)].slice(0, dimensions);
        const kernel = new SumKernel(rows, 40);
        expect(run(kernel).map((sum) => sum + 0)).toEqual(expected.map((sum) => sum + 0));
        // A second time: what was added before is gone.
        expect(run(kernel)).toEqual(run(new SumKernel(rows, 40, () => null)));
      }),
    );
  });

  it("has nothing to add up where nothing was learnt", () => {
    expect(new SumKernel({ dimensions: 0, values: new Int8Array(0) }, 4).sum([], [], 0, 0)).toHaveLength(0);
  });
});
