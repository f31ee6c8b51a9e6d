import { expect, test } from "vitest";
import { dayAfter, dayBefore, partsOf, periodOf, reachedOf } from "./figures.ts";

const counts = { planned: 8, visited: 4, refused: 0, movedOut: 1, nobodyThere: 1, open: 2, needs: 3 };

test("a floor fills from the left without gaps, and what was not reached stays empty", () => {
  expect(partsOf(counts)).toEqual([
    { key: "visited", from: 0, width: 0.5 },
    { key: "movedOut", from: 0.5, width: 0.125 },
    { key: "nobodyThere", from: 0.625, width: 0.125 },
  ]);
  expect(partsOf({ ...counts, planned: 0 })).toEqual([]);
  expect(reachedOf(counts)).toBe(6);
});

test("a period is said by its first and last day", () => {
  expect(periodOf({ startsOn: "2026-01-01", endsBefore: "2026-03-01" })).toBe("2026-01-01 – 2026-02-28");
  expect(dayBefore("2027-01-01")).toBe("2026-12-31");
  expect(dayAfter("2028-02-28")).toBe("2028-02-29");
});
