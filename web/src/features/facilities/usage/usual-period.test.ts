import { expect, test } from "vitest";
import { usualPeriod } from "./usual-period.ts";

test("the last month and this one, by Shanghai's calendar", () => {
  expect(usualPeriod(Date.parse("2026-11-26T01:00:00Z"))).toEqual({ from: "2026-10-01", until: "2026-12-01" });
  expect(usualPeriod(Date.parse("2026-12-31T20:00:00Z"))).toEqual({ from: "2026-12-01", until: "2027-02-01" });
});
