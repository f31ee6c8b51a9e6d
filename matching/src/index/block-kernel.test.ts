import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockBuilder, readBlock } from "./block-builder.ts";
import { BlockKernel } from "./block-kernel.ts";
import { type CodedNeed, codeNeed, codePassage } from "./codes.ts";
import { type Allocate, allocateForSearch, allocatePrivate, allocateShared } from "./sections.ts";
import { compileWasm, loadWasm, makePrivateMemory, makeSharedMemory } from "../wasm.ts";

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
    /** Terms of the rows and of the need. */
    terms: fc.array(fc.uniqueArray(fc.nat(9), { minLength: 1 }), { minLength: 40, maxLength: 40 }),
    asked: fc.uniqueArray(fc.nat(11)),
    need: row,
    /** The first score that is to be reached is that of this passage, or none. */
    reached: fc.option(fc.nat(39)),
  });
});

function runOn(
  kernel: BlockKernel,
  { rows, sums, terms, asked, need, reached, dimensions }: NonNullable<ReturnType<typeof scene.generate>["value"]>,
  allocate: Allocate,
) {
  const builder = new BlockBuilder({ frequentTerms: 0, commonTerms: 0, dimensions });
  rows.forEach((dense, at) =>
    builder.add(at, [
      {
        item: -1,
        coded: codePassage({ terms: terms[at]!, weights: terms[at]!.map((term) => 1 + term), dense }, dimensions),
      },
    ]),
  );
  const block = builder.seal(10, allocate);
  const coded: CodedNeed = codeNeed({ terms: asked, weights: asked.map((term) => 2 + term), dense: need });
  kernel.load(block);
  kernel.addPostings(coded);
  const postingSums = [...kernel.sums.subarray(0, rows.length)];
  expect(postingSums).toEqual(
    Array.from(readBlock(block), ({ passages: [passage] }) =>
      asked.reduce((sum, term) => {
        const place = passage!.coded.terms.indexOf(term);
        return sum + (place < 0 ? 0 : passage!.coded.codes[place]! * coded.weights[coded.terms.indexOf(term)]!);
      }, 0),
    ),
  );
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
  return { postingSums, denseSums, selected, all };
}

describe("the loops over a block", () => {
  it("run as WebAssembly here", () => {
    expect(loadWasm({ one: { parameters: [], locals: [], code: "i32.const:-1" } }, 1)!.exports["one"]!()).toBe(-1);
  });

  it("work on two memories here", () => {
    const first = makeSharedMemory(1)!;
    const second = makePrivateMemory(1)!;
    new Int32Array(first.buffer)[2] = 77;
    const code = "i32.const:4 i32.const:0 i32.load:8 i32.store@1:0 i32.const:0";
    compileWasm({ copy: { parameters: [], locals: [], code } }, ["shared", "private"])!([first, second])["copy"]!();
    expect(new Int32Array(second.buffer)[1]).toBe(77);
  });

  it("find the same with and without WebAssembly, wherever a block lies, and miss none", () => {
    const allocators = fc.constantFrom(allocateForSearch, allocatePrivate, allocateShared);
    fc.assert(
      fc.property(scene, allocators, (given, allocate) => {
        const shape = { passages: given.rows.length, dimensions: given.dimensions };
        const fast = runOn(new BlockKernel(shape), given, allocate);
        const plain = runOn(new BlockKernel(shape, () => null), given, allocate);
        expect(fast).toEqual(plain);
        expect(fast.selected).toEqual(fast.all);
      }),
    );
  });

  it("look at no dense rows where there are none", () => {
    const terms = [[1], [2]];
    const given = { dimensions: 0, rows: [[], []], sums: [5, 7], terms, asked: [1], need: [], reached: null };
    const shape = { passages: 2, dimensions: 0 };
    expect(runOn(new BlockKernel(shape), given, allocateForSearch)).toMatchObject({
      denseSums: [0, 0],
      selected: [0, 1],
      all: [0, 1],
    });
  });
});
