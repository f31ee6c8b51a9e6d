import fc from "fast-check";
import { expect, test } from "vitest";
import { moneyUnitOfHeader, readExactAmount } from "./exact-amount.ts";
import { formatYuan } from "./money.ts";

test.each<[string, bigint]>([
  ["1234567.89", 123_456_789n],
  ["1,234,567.89", 123_456_789n],
  ["１，２３４，５６７．８９", 123_456_789n],
  ["￥ 12,000.5 元", 1_200_050n],
  ["12.", 1200n],
  ["0.050", 5n],
  ["-300", -30_000n],
  ["12.5万元", 12_500_000n],
  ["1,200 万", 1_200_000_000n],
])("%s is read to the fen", (text, fen) => {
  expect(readExactAmount(text)).toEqual({ kind: "fen", fen });
});

test.each([
  "1,00.50",
  "1,2345",
  "12,34",
  ",123",
  "1234,567",
  "1,234,56",
  "1，00",
  "1.2.3",
  "约30",
  "3-5万",
  "12a",
  "十万",
])("%s is no amount: what it meant can only be guessed", (text) => {
  expect(readExactAmount(text)).toEqual({ kind: "unreadable" });
});

test("what is below a fen is told, in whatever unit", () => {
  expect(readExactAmount("12.345")).toEqual({ kind: "not_fen" });
  expect(readExactAmount("0.0000001", "万")).toEqual({ kind: "not_fen" });
  expect(readExactAmount("0.000001", "万")).toEqual({ kind: "fen", fen: 1n });
  expect([readExactAmount(" "), readExactAmount("-")]).toEqual([{ kind: "empty" }, { kind: "empty" }]);
});

test("the header's unit holds for a bare figure, and a unit in the cell goes before it", () => {
  const under = (header: string, text: string) => readExactAmount(text, moneyUnitOfHeader(header));
  expect(under("到账金额（万元）", "120")).toEqual({ kind: "fen", fen: 120_000_000n });
  expect(under("到账金额（万元）", "8000元")).toEqual({ kind: "fen", fen: 800_000n });
  expect(under("Amount (CNY)", "120")).toEqual({ kind: "fen", fen: 12_000n });
});

test("whatever is written as yuan is read back", () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 17n) + 1n, 10n ** 17n - 1n), (fen) => {
      expect(readExactAmount(formatYuan(fen))).toEqual({ kind: "fen", fen });
    }),
  );
});
