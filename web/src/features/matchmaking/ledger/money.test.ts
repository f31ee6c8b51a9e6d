import { expect, test } from "vitest";
import { wanText } from "../../../text/amounts.ts";
import { fenFrom } from "./money.ts";

test.each([
  ["38", "38000000"],
  ["38.5", "38500000"],
  ["38万元", "38000000"],
  ["380000元", "38000000"],
  ["伍拾万元整", "50000000"],
  ["", null],
])("%s is read", (text, fen) => {
  expect(fenFrom(text)).toBe(fen);
});

test.each(["面议", "30-50万", "三瓜两枣"])("%s is no single amount", (text) => {
  expect(fenFrom(text)).toBeUndefined();
});

test("an amount is shown in 万元 without loss, and reads back as itself", () => {
  for (const fen of ["1", "123", "1000000", "38500000", "12345678901"]) {
    expect(fenFrom(wanText(fen))).toBe(fen);
  }
  expect(wanText("38500000")).toBe("38.5");
  expect(wanText(null)).toBe("");
});
