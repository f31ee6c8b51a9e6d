import { expect, test } from "vitest";
import { type RunAddress, readAddress, writeAddress } from "./address-text.ts";

const plain: RunAddress = {
  tab: "match",
  need: null,
  partner: null,
  filters: { search: "", outcome: "", band: "", undecided: false, sort: "" },
};

test("an address without anything shows the whole list", () => {
  expect(readAddress({})).toEqual(plain);
  expect(Object.values(writeAddress(plain)).every((value) => value === undefined)).toBe(true);
});

test("what is written reads back as itself", () => {
  const full: RunAddress = {
    tab: "plan",
    need: "n1",
    partner: "p1",
    filters: { search: "发酵", outcome: "to_clarify,unmatched", band: "strong,weak", undecided: true, sort: "band" },
  };
  expect(readAddress(writeAddress(full))).toEqual(full);
});

test("a tab that does not exist is the first", () => {
  expect(readAddress({ tab: "dashboard" }).tab).toBe("match");
});
