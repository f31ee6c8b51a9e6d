import { expect, test } from "vitest";
import { rentBetween } from "./rent.ts";

test.each([
  ["2026-01-01", "2026-01-01", 0n],
  ["2026-01-01", "2027-01-01", 12_000n],
  ["2026-01-31", "2026-02-28", 1000n],
  ["2026-01-15", "2026-03-20", 2167n],
  ["2026-01-02", "2026-02-01", 1000n],
  ["2026-03-05", "2026-03-04", 0n],
])("rent from %s until before %s is counted in months and thirtieths", (startsOn, endsBefore, fen) => {
  expect(rentBetween(startsOn, endsBefore, 1000n)).toBe(fen);
});
