import { expect, test } from "vitest";
import { readYuan, sumYuan } from "./yuan.ts";

test.each([
  ["100000", "10000000"],
  ["1,234.56", "123456"],
  ["0.005", null],
  ["1.234", null],
  ["面议", null],
  ["", null],
])("%j is read as %j fen", (text, fen) => {
  expect(readYuan(text)).toBe(fen);
});

test("a sum says whether all of it could be read", () => {
  expect(sumYuan(["60000", "40000.5"])).toEqual({ fen: 10_000_050n, isWhole: true });
  expect(sumYuan(["60000", "1.234"])).toEqual({ fen: 6_000_000n, isWhole: false });
});
