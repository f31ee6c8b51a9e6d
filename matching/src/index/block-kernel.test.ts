import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockBuilder } from "./block-builder.ts";
import { BlockKernel } from "./block-kernel.ts";
import { type CodedNeed, codeNeed, codePassage } from "./codes.ts";
import { allocatePrivate } from "./sections.ts";
import { loadWasm } from "../wasm.ts";

const number = fc.double({ min: -1, max: 1, noNaN: true });

/** A block of random rows, with random sums as postings might leave them, and a need. */
const scene = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.nat(1)).chain(([steps, first, more]) => {
  // The other dimensions need not come in eights.
  const dimensions = steps * 8 + more;
  const row = fc.array(number, { minLength: dimensions, maxLength: dimensions });
  return fc.record({
    dimensions: fc.constant(dimensions),
    leading: fc.constant(Math.min(first, steps) * 8),
    rows: fc.array(row, { minLength: 1, maxLength: 40 }),
    sums: fc.array(fc.integer({ min: 0, max: 2 ** 30 }), { minLength: 40, maxLength: 40 }),
    need: row,
    least: number,
  });
});

function runOn(
  kernel: BlockKernel,
  { rows, sums, need, least, dimensions, leading }: NonNullable<ReturnType<typeof scene.generate>["value"]>,
) {
  const builder = new BlockBuilder({ frequentTerms: 0, dimensions, leading });
  rows.forEach((dense, at) =>
    builder.add(at, [{ item: -1, coded: codePassage({ terms: [at], weights: [1 + at], dense }, dimensions) }]),
  );
  const block = builder.seal(rows.length, allocatePrivate);
  const coded: CodedNeed = codeNeed({ terms: [1], weights: [1], dense: need });
  kernel.load(block);
  kernel.sums.set(sums.slice(0, rows.length));
  kernel.sumDense(coded);
  const isHighEnough = (passage: number): boolean =>
    (kernel.sums[passage]! * block.unit[passage]!) / coded.scale +
      (kernel.denseSums[passage]! * block.denseUnit[passage]!) / coded.denseScale >=
    least;
  const selected: number[] = [];
  const restOfSelected: number[] = [];
  kernel.restSums.fill(-1);
  kernel.sumDense(coded);
  kernel.select(coded, least, (passage) => {
    selected.push(passage);
    restOfSelected.push(kernel.restSums[passage]!);
  });
  const all = rows.map((_, passage) => passage).filter(isHighEnough);
  kernel.sumRest();
  const products = rows.map((_, passage) =>
    coded.dense.reduce((sum, value, d) => {
      const row = d < leading ? block.dense : block.denseRest;
      const at = d < leading ? passage * leading + d : passage * (dimensions - leading) + d - leading;
      return sum + value * row[at]!;
    }, 0),
  );
  const denseSums = [...kernel.denseSums.subarray(0, rows.length)];
  const restSums = [...kernel.restSums.subarray(0, rows.length)];
  expect(rows.map((_, passage) => denseSums[passage]! + restSums[passage]!)).toEqual(products.map((sum) => sum + 0));
  expect(restOfSelected).toEqual(selected.map((passage) => restSums[passage]));
  return { denseSums, restSums, selected, all };
}

describe("the loops over a block", () => {
  it("run as WebAssembly here", () => {
    expect(loadWasm({ one: { parameters: [], locals: [], code: "i32.const:-1" } }, 1)!.exports["one"]!()).toBe(-1);
  });

  it("find the same with and without WebAssembly, and miss none", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const shape = { passages: given.rows.length, dimensions: given.dimensions, leading: given.leading };
        const fast = runOn(new BlockKernel(shape), given);
        const plain = runOn(new BlockKernel(shape, () => null), given);
        expect(fast).toEqual(plain);
        expect(fast.selected).toEqual(fast.all);
      }),
    );
  });

  it("look at no dense rows where there are none", () => {
    const given = { dimensions: 0, leading: 0, rows: [[], []], sums: [5, 7], need: [], least: 0 };
    const shape = { passages: 2, dimensions: 0, leading: 0 };
    expect(runOn(new BlockKernel(shape), given)).toMatchObject({ denseSums: [0, 0], selected: [0, 1], all: [0, 1] });
  });
});
