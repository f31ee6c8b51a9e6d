import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowMemory } from "./row-memory.ts";

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const additions = fc.array(
  fc.record({ row: fc.nat(3), source: fc.nat(3), factor: number, columns: fc.integer({ min: 1, max: 9 }) }),
  { maxLength: 20 },
);
const filling = fc.array(number, { minLength: 36, maxLength: 36 });

function run(memory: RowMemory, numbers: readonly number[], steps: ReturnType<typeof additions.generate>["value"]) {
  const target = memory.take(4, 9);
  const source = memory.take(4, 9);
  numbers.forEach((value, at) => (source.values[Math.floor(at / 9) * source.stride + (at % 9)] = value));
  for (const { row, source: from, factor, columns } of steps) memory.addRow(target, row, source, from, factor, columns);
  return target;
}

const ROOM = 2 * RowMemory.roomFor(4, 9);

describe("RowMemory", () => {
  it("adds with and without WebAssembly the same, to the last bit", () => {
    fc.assert(
      fc.property(filling, additions, (numbers, steps) => {
        const fast = run(new RowMemory(ROOM), numbers, steps);
        expect(fast.values).toEqual(run(new RowMemory(ROOM, () => null), numbers, steps).values);
      }),
    );
  });

  it("adds a row times its factor, in steps of four columns", () => {
    const numbers = Array.from({ length: 36 }, (_, at) => at);
    const { values, stride } = run(new RowMemory(ROOM), numbers, [{ row: 2, source: 1, factor: 0.5, columns: 3 }]);
    expect([...values.subarray(2 * stride, 3 * stride)]).toEqual([4.5, 5, 5.5, 6, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(values.filter((value) => value !== 0)).toHaveLength(4);
  });

  it("gives room again empty", () => {
    const memory = new RowMemory(ROOM);
    const matrix = memory.take(4, 9);
    matrix.values.fill(1);
    expect(memory.reuse(matrix, 2, 5).values).toEqual(new Float64Array(2 * 8));
  });
});
