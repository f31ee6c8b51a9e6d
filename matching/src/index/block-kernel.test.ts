import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockBuilder } from "./block-builder.ts";
import { BlockKernel } from "./block-kernel.ts";
import { type CodedNeed, codeNeed, codePassage } from "./codes.ts";
import { allocatePrivate } from "./sections.ts";
import { loadWasm } from "../wasm.ts";

const number = fc.double({ min: -1, max: 1, noNaN: true });

/** A block of random rows, with random sums as postings might leave them, and a need. */
const scene = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(1)).chain(([steps, more]) => {
  // Dimensions need not come in eights.
  const dimensions = steps * 8 + more;
  const row = fc.array(number, { minLength: dimensions, maxLength: dimensions });
  return fc.record({
    dimensions: fc.constant(dimensions),
    rows: fc.array(row, { minLength: 1, maxLength: 40 }),
    sums: fc.array(fc.integer({ min: 0, max: 2 ** 30 }), { minLength: 40, maxLength: 40 }),
    need: row,
    /** The first score that is to be reached is that of this passage, or none. */
    reached: fc.option(fc.nat(39)),
  });
});

function runOn(
  kernel: BlockKernel,
  { rows, sums, need, reached, dimensions }: NonNullable<ReturnType<typeof scene.generate>["value"]>,
) {
  const builder = new BlockBuilder({ frequentTerms: 0, commonTerms: 0, dimensions });
  rows.forEach((dense, at) =>
    builder.add(at, [{ item: -1, coded: codePassage({ terms: [at], weights: [1 + at], dense }, dimensions) }]),
  );
  const block = builder.seal(rows.length, allocatePrivate);
  const coded: CodedNeed = codeNeed({ terms: [1], weights: [1], dense: need });
  kernel.load(block);
  kernel.sums.set(sums.slice(0, rows.length));
  const firstScoreOf = (passage: number): number => (sums[passage]! * block.unit[passage]!) / coded.scale;
  const least = reached === null ? Number.NEGATIVE_INFINITY : firstScoreOf(reached % rows.length);
  const selected: number[] = [];
  const denseOfSelected: number[] = [];
  kernel.select(coded, least, (passage) => {
    selected.push(passage);
    denseOfSelected.push(kernel.denseSums[passage]!);
  });
  const all = rows.map((_, passage) => passage).filter((passage) => firstScoreOf(passage) >= least);
  kernel.sumDense(coded);
  const denseSums = [...kernel.denseSums.subarray(0, rows.length)];
  const products = rows.map((_, passage) =>
    coded.dense.reduce((sum, value, d) => sum + value * block.dense[passage * dimensions + d]!, 0),
  );
  expect(denseSums).toEqual(products.map((sum) => sum + 0));
  expect(denseOfSelected).toEqual(selected.map((passage) => denseSums[passage]));
  return { denseSums, selected, all };
}

describe("the loops over a block", () => {
  it("run as WebAssembly here", () => {
    expect(loadWasm({ one: { parameters: [], locals: [], code: "i32.const:-1" } }, 1)!.exports["one"]!()).toBe(-1);
  });

  it("find the same with and without WebAssembly, and miss none", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const shape = { passages: given.rows.length, dimensions: given.dimensions };
        const fast = runOn(new BlockKernel(shape), given);
        const plain = runOn(new BlockKernel(shape, () => null), given);
        expect(fast).toEqual(plain);
        expect(fast.selected).toEqual(fast.all);
      }),
    );
  });

  it("look at no dense rows where there are none", () => {
    const given = { dimensions: 0, rows: [[], []], sums: [5, 7], need: [], reached: null };
    const shape = { passages: 2, dimensions: 0 };
    expect(runOn(new BlockKernel(shape), given)).toMatchObject({ denseSums: [0, 0], selected: [0, 1], all: [0, 1] });
  });
});
