import { expect, test } from "vitest";
import { readDays } from "./reminder-days.ts";

test.each([
  [
    ["7", "30", "7", "0"],
    [30, 7, 0],
  ],
  [[], []],
  [["365"], [365]],
  [["366"], null],
  [["一周"], null],
  [["-1"], null],
  [["1.5"], null],
  [Array.from({ length: 11 }, (_, day) => String(day)), null],
])("%j are the days %j", (typed, days) => {
  expect(readDays(typed)).toEqual(days);
});
