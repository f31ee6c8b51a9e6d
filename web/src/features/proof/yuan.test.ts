import { expect, test } from "vitest";
import { sumYuan } from "./yuan.ts";

test("a sum says whether all of it could be read", () => {
  expect(sumYuan(["60000", "40000.5"])).toEqual({ fen: 10_000_050n, isWhole: true });
  expect(sumYuan(["60000", "1.234"])).toEqual({ fen: 6_000_000n, isWhole: false });
});
