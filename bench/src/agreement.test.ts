import { expect, it } from "vitest";
import { addTallies, agreementOf, kappaOf, precisionOf, recallOf, tallyOf } from "./agreement.ts";

const tally = tallyOf([
  [true, true],
  [true, true],
  [true, false],
  [false, true],
  [false, false],
]);

it("counts who says yes and to what", () => {
  expect(tally).toEqual({ both: 2, first: 1, second: 1, neither: 1 });
  expect([agreementOf(tally), precisionOf(tally), recallOf(tally)]).toEqual([3 / 5, 2 / 3, 2 / 3]);
  expect(addTallies([tally, tally]).both).toBe(4);
});

it("takes chance out of agreement", () => {
  // Cohen (1960): both say yes to 3 of 5, so chance agrees on 13 of 25.
  expect(kappaOf(tally)).toBeCloseTo((3 / 5 - 13 / 25) / (12 / 25), 12);
  expect(kappaOf({ both: 5, first: 0, second: 0, neither: 5 })).toBe(1);
  expect(kappaOf({ both: 25, first: 25, second: 25, neither: 25 })).toBe(0);
});
