import fc from "fast-check";
import { expect, test } from "vitest";
import { percentText, readParts, readPercent, readWan, readYuan, wanText, yuanText } from "./amounts.ts";

test("what is typed is read to its smallest part, or not at all", () => {
  const read = (text: string) => readParts(text, { decimals: 2, digits: 3 });
  expect(["120.5", " 7 ", "0.05", "1.234", "1234", "-3", "", "3.", "三"].map(read)).toEqual([
    "12050",
    "700",
    "5",
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  const amounts = ["1,234.5", "1，234,567", "１，２３４．５", "60000,50", "1,00.50", "12,34", ",123", "1.234", "1 234"];
  expect(amounts.map(readYuan)).toEqual(["123450", "123456700", "123450", null, null, null, null, null, null]);
  expect(["1,200.5", "0.000001", "0.0000001"].map(readWan)).toEqual(["1200500000", "1", null]);
  expect(readParts("-0.29", { decimals: 2, isSigned: true })).toBe("-29");
});

test("whatever is shown in a field is read back as it was", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 18n), (fen) => {
      expect(readParts(wanText(String(fen)), { decimals: 6, digits: 30 })).toBe(String(fen));
      expect(readParts(yuanText(String(fen)), { decimals: 2, digits: 30 })).toBe(String(fen));
    }),
  );
  expect([wanText("38500000"), wanText("1"), wanText(null)]).toEqual(["38.5", "0.000001", ""]);
  expect([yuanText("12050"), yuanText("12000"), yuanText("5"), yuanText(null)]).toEqual(["120.50", "120", "0.05", ""]);
});

test.each([
  ["33.34", 3334],
  ["100%", 10_000],
  ["0", 0],
  ["100.01", null],
  ["三成", null],
])("a share typed as %j is %j", (text, points) => {
  expect(readPercent(text)).toBe(points);
  expect(readPercent(percentText(points))).toBe(points);
});
