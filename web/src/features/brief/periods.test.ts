import { addDays } from "@dual-high/kernel";
import { expect, test } from "vitest";
import { usualPeriod } from "./periods.ts";

test.each([
  ["thisMonth", "2026-11-26", "2026-11-01", "2026-12-01"],
  ["thisMonth", "2026-12-31", "2026-12-01", "2027-01-01"],
  ["lastMonth", "2026-01-02", "2025-12-01", "2026-01-01"],
  ["thisQuarter", "2026-11-26", "2026-10-01", "2027-01-01"],
  ["lastQuarter", "2026-02-01", "2025-10-01", "2026-01-01"],
  ["firstHalf", "2026-11-26", "2026-01-01", "2026-07-01"],
  ["lastYear", "2026-11-26", "2025-01-01", "2026-01-01"],
  ["thisYear", "2026-11-26", "2026-01-01", "2027-01-01"],
] as const)("%s on %s is from %s until %s", (usual, today, from, until) => {
  expect(usualPeriod(usual, today)).toEqual({ from, until });
});

test("a day later and a day earlier cross months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});
