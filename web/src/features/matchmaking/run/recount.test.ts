import { expect, test } from "vitest";
import { recount } from "./recount.ts";

const row = { accepted: 1, refused: 0, postponed: 2, undecided: 3 };

test("a decision moves one partner from one count to another", () => {
  expect(recount(row, "none", "accepted")).toEqual({ accepted: 2, refused: 0, postponed: 2, undecided: 2 });
  expect(recount(row, "postponed", "refused")).toEqual({ accepted: 1, refused: 1, postponed: 1, undecided: 3 });
});

test("the same decision again changes nothing, and taking it back restores the counts", () => {
  expect(recount(row, "accepted", "accepted")).toBe(row);
  expect(recount(recount(row, "none", "refused"), "refused", "none")).toEqual(row);
});
