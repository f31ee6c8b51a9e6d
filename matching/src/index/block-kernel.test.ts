import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockBuilder } from "./block-builder.ts";
import { BlockKernel } from "./block-kernel.ts";
import { type CodedNeed, codeNeed, codePassage } from "./codes.ts";
import { allocatePrivate } from "./sections.ts";
import { loadWasm } from "../wasm.ts";

const number = fc.double({ min: -1, max: 1, noNaN: true });

/** A block of random rows, with random sums as postings might leave them, and a need. */
const scene = fc.integer({ min: 1, max: 20 }).chain((steps) => {
  const row = fc.array(number, { minLength: steps * 8, maxLength: steps * 8 });
  return fc.record({
    dimensions: fc.constant(steps * 8),
    rows: fc.array(row, { minLength: 1, maxLength: 40 }),
    sums: fc.array(fc.integer({ min: 0, max: 2 ** 30 }), { minLength: 40, maxLength: 40 }),
    need: row,
    least: number,
  });
});

function runOn(
  kernel: BlockKernel,
  { rows, sums, need, least, dimensions }: NonNullable<ReturnType<typeof scene.generate>["value"]>,
) {
  const builder = new BlockBuilder({ frequentTerms: 0, dimensions, leading: dimensions });
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
  kernel.select(
    coded,
    () => least,
    (passage) => isHighEnough(passage) && selected.push(passage),
  );
  const all = rows.map((_, passage) => passage).filter(isHighEnough);
  return { denseSums: [...kernel.denseSums.subarray(0, rows.length)], selected, all };
}

describe("the loops over a block", () => {
  it("run as WebAssembly here", () => {
    expect(loadWasm({ one: { parameters: [], locals: [], code: "i32.const:-1" } }, 1)!.exports["one"]!()).toBe(-1);
  });

  it("find the same with and without WebAssembly, and miss none", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const fast = runOn(new BlockKernel(given.rows.length, given.dimensions), given);
        const plain = runOn(new BlockKernel(given.rows.length, given.dimensions, () => null), given);
        expect(fast).toEqual(plain);
        expect(fast.selected).toEqual(fast.all);
      }),
    );
  });

  it("look at no dense rows where there are none", () => {
    const given = { dimensions: 0, rows: [[], []], sums: [5, 7], need: [], least: 0 };
    expect(runOn(new BlockKernel(2, 0), given)).toEqual({ denseSums: [0, 0], selected: [0, 1], all: [0, 1] });
  });
});
