import { expect, test } from "vitest";
import { evenShares, percentOf, readAmount, readShare, shareText } from "./amounts.ts";

test.each([
  ["money", "1200000.5", "120000050"],
  ["money", "1.005", null],
  ["money", "0", null],
  ["people", "12", "12"],
  ["people", "1.5", null],
  ["data", "", null],
] as const)("%s typed as %s is %s", (kind, typed, read) => {
  expect(readAmount(kind, typed)).toBe(read);
});

test.each([
  ["33.34", 3_334],
  ["", 0],
  ["100", 10_000],
  ["100.01", null],
  ["一半", null],
] as const)("a share typed as %s is %s", (typed, read) => {
  expect(readShare(typed)).toBe(read);
});

test("even shares come to the whole, and are written as they are read", () => {
  for (const count of [1, 2, 3, 7, 13]) {
    const shares = evenShares(count);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(10_000);
    expect(shares.map((share) => readShare(shareText(share)))).toEqual(shares);
  }
});

test("all is there only when nothing is missing", () => {
  expect(percentOf("999", "1000")).toBe(99);
  expect(percentOf("1000", "1000")).toBe(100);
  expect(percentOf("0", "0")).toBe(0);
});
