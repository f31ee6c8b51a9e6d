import { expect, it } from "vitest";
import { findScale } from "./whole-values.ts";

it.each<[string, number[], number]>([
  ["whole numbers stay as they are", [3, -5, 991], 1],
  ["percentages become whole", [0.93, 0.1, 0.25], 100],
  ["products of decimal fractions too, in spite of the last bit", [0.1 * 3, 1.1 * 1.1], 100],
  ["nothing needs no factor", [0, 0], 1],
])("%s", (_, values, scale) => {
  expect(findScale(Float64Array.from(values))).toBe(scale);
});

it("keeps 46 bits of numbers that are no decimal fractions, fewer on request", () => {
  expect(findScale(Float64Array.of(Math.PI))).toBe(2 ** 44);
  expect(findScale(Float64Array.of(Math.PI), 12)).toBe(2 ** 32);
});
