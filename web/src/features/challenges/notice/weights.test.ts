import { expect, test } from "vitest";
import { scaleWeights } from "./weights.ts";

test.each([
  [
    [40, 30, 20],
    [45, 33, 22],
  ],
  [
    [1, 1, 1],
    [34, 33, 33],
  ],
  [
    [0, 0],
    [50, 50],
  ],
  [
    [500, 1],
    [99, 1],
  ],
  [
    [60, 60],
    [50, 50],
  ],
  [[], []],
])("%j is scaled to %j, which adds up to 100", (given, expected) => {
  expect(scaleWeights(given)).toEqual(expected);
});
