import { expect, test } from "vitest";
import { isNoAmount, readWan } from "./read-wan.ts";

test.each([
  ["50", "50000000"],
  [" 0.5 ", "500000"],
  ["1,200", "1200000000"],
  ["1，200.5 万元", "1200500000"],
  ["80万", "80000000"],
])("%s is read as an amount in 万元", (text, fen) => {
  expect([readWan(text), isNoAmount(text)]).toEqual([fen, false]);
});

test.each(["面议", "50-80", "约30", "500元", "-5", "万", "1.2345678", "1,20"])(
  "%s is no amount, and says so",
  (text) => {
    expect([readWan(text), isNoAmount(text)]).toEqual([null, true]);
  },
);

test("nothing is nothing, and no mistake", () => {
  expect([readWan("  "), isNoAmount("  ")]).toEqual([null, false]);
});
