import { describe, expect, test } from "vitest";
import { formatCount, formatDay, formatFen, formatInstant, formatPerson, formatSince } from "./format.ts";

describe("dates", () => {
  test("an instant is shown as its day in Shanghai", () => {
    expect(formatDay("2026-11-22T16:30:00.000Z")).toBe("2026-11-23");
    expect(formatInstant("2026-11-22T16:30:00.000Z")).toBe("2026-11-23 00:30");
  });
  test.each([
    ["2026-11-23T00:59:40Z", "刚刚", "just now"],
    ["2026-11-23T00:30:00Z", "30分钟前", "30 minutes ago"],
    ["2026-11-22T01:00:00Z", "昨天", "yesterday"],
    ["2026-11-26T01:00:00Z", "3天后", "in 3 days"],
  ])("%s is told from now", (instant, zh, en) => {
    const now = Date.parse("2026-11-23T01:00:00Z");
    expect(formatSince(instant, "zh", now)).toBe(zh);
    expect(formatSince(instant, "en", now)).toBe(en);
  });
});

test("money comes as fen and is shown in 万元; nothing stated is nothing", () => {
  expect(formatFen("98000000", "zh")).toBe("98.0 万元");
  expect(formatFen("98000000", "en")).toBe("CNY 980,000");
  expect(formatFen(null, "zh")).toBe("");
});

test("a person is named with their unit", () => {
  expect(formatPerson("李某", "某大学", "生物工程学院")).toBe("李某 · 某大学 生物工程学院");
  expect(formatPerson("李某", null, "")).toBe("李某");
});

test("thousands are told apart", () => {
  expect(formatCount(5149)).toBe("5,149");
});
