import { describe, expect, test } from "vitest";
import { formatMoney, formatMoneyRange, parseFen, parseMoney } from "./money.ts";

const WAN = 1_000_000n;

describe("an amount is read as offices write it", () => {
  test.each<[string, bigint, bigint]>([
    ["50-100万", 50n * WAN, 100n * WAN],
    ["50万-100万元", 50n * WAN, 100n * WAN],
    ["50万元～1百万元", 50n * WAN, 100n * WAN],
    ["５０—１００万元", 50n * WAN, 100n * WAN],
    ["30万元", 30n * WAN, 30n * WAN],
    ["约30万元左右", 30n * WAN, 30n * WAN],
    ["1,200,000元", 120n * WAN, 120n * WAN],
    ["1，200，000元", 120n * WAN, 120n * WAN],
    ["1, 200, 000元", 120n * WAN, 120n * WAN],
    ["5,000-10,000元", WAN / 2n, WAN],
    ["50万，含税", 50n * WAN, 50n * WAN],
    ["120w", 120n * WAN, 120n * WAN],
    ["1.2亿", 12_000n * WAN, 12_000n * WAN],
    ["伍拾万元整", 50n * WAN, 50n * WAN],
    ["三百万", 300n * WAN, 300n * WAN],
    ["人民币 80.5 万元（含税）", 80n * WAN + WAN / 2n, 80n * WAN + WAN / 2n],
    ["不超过50万元", 0n, 50n * WAN],
    ["100万以上", 100n * WAN, 100n * WAN],
    ["8000元", 800_000n, 800_000n],
    ["500千元", 50n * WAN, 50n * WAN],
    ["5百元", 50_000n, 50_000n],
    ["五千元", 500_000n, 500_000n],
  ])("%s", (text, low, high) => {
    expect(parseMoney(text)).toEqual({ kind: "amount", low, high });
  });

  test("the header's unit holds for a bare figure, and a unit in the cell goes before it", () => {
    expect(parseMoney("80", "wan")).toEqual({ kind: "amount", low: 80n * WAN, high: 80n * WAN });
    expect(parseMoney("80000", "yuan")).toEqual({ kind: "amount", low: 8n * WAN, high: 8n * WAN });
    expect(parseMoney("80000元", "wan")).toEqual({ kind: "amount", low: 8n * WAN, high: 8n * WAN });
  });

  test("without any unit the assumption is told", () => {
    expect(parseMoney("80")).toEqual({ kind: "amount", low: 80n * WAN, high: 80n * WAN, assumedUnit: "wan" });
    expect(parseMoney("800000")).toEqual({ kind: "amount", low: 80n * WAN, high: 80n * WAN, assumedUnit: "yuan" });
  });

  test.each(["面议", "双方协商", "待定", "Negotiable"])("%s is negotiable", (text) => {
    expect(parseMoney(text, "wan")).toEqual({ kind: "negotiable" });
  });

  test.each(["", " ", "/", "无", "—", "0", "0万"])("'%s' states nothing", (text) => {
    expect(parseMoney(text, "wan")).toEqual({ kind: "empty" });
  });

  test.each(["30万美元", "视项目而定三期", "五十左右吧", "-50万", "#REF!", "12月", "1,00.50元", "1,5万", "12,34"])(
    "%s cannot be read",
    (text) => {
      expect(parseMoney(text, "wan")).toEqual({ kind: "unreadable" });
    },
  );
});

test("money is shown in 万元 with one decimal from ten thousand yuan on", () => {
  expect(formatMoney(50n * WAN, "zh")).toBe("50.0 万元");
  expect(formatMoney(800_000n, "zh")).toBe("8,000 元");
  expect(formatMoney(50n * WAN, "en")).toBe("CNY 500,000");
  expect(formatMoneyRange({ low: 50n * WAN, high: 100n * WAN }, "zh")).toBe("50.0 万元–100.0 万元");
  expect(formatMoneyRange({ low: 0n, high: 50n * WAN }, "zh")).toBe("50.0 万元以内");
  expect(formatMoneyRange({ low: 0n, high: 50n * WAN }, "en")).toBe("up to CNY 500,000");
});

test.each([
  ["0", 0n],
  ["-5", -5n],
  ["99999999999999999", 99_999_999_999_999_999n],
  ["100000000000000000", null],
  ["1.005", null],
  ["1,000", null],
  ["", null],
  [" 1", null],
])("fen of a request, “%s”, are %s", (text, expected) => {
  expect(parseFen(text)).toBe(expected);
});
