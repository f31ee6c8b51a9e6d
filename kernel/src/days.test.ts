import { describe, expect, test } from "vitest";
import { dayOfSerial, parseDay } from "./days.ts";

describe("a day is read as offices write it", () => {
  test.each([
    ["2026-06-30", "2026-06-30"],
    ["2026/6/30", "2026-06-30"],
    ["2026.6.30", "2026-06-30"],
    ["20260630", "2026-06-30"],
    ["2026年6月30日", "2026-06-30"],
    ["２０２６年６月３０日前", "2026-06-30"],
    ["二〇二六年六月三十日", "2026-06-30"],
    ["2026-06-30 00:00:00", "2026-06-30"],
    ["2026-06-30T00:00:00.000Z", "2026-06-30"],
    ["Jun 30, 2026", "2026-06-30"],
    ["30 June 2026", "2026-06-30"],
    ["2024-2-29", "2024-02-29"],
  ])("%s", (text, day) => {
    expect(parseDay(text, "end")).toEqual({ kind: "day", day });
  });

  test.each([
    ["2026年6月", "2026-06-01", "2026-06-30"],
    ["2026-6", "2026-06-01", "2026-06-30"],
    ["2026年", "2026-01-01", "2026-12-31"],
    ["2026Q3", "2026-07-01", "2026-09-30"],
    ["2026-Q3", "2026-07-01", "2026-09-30"],
    ["2026年第三季度", "2026-07-01", "2026-09-30"],
    ["2026年上半年", "2026-01-01", "2026-06-30"],
    ["2026年底前", "2026-12-31", "2026-12-31"],
    ["二〇二六年六月", "2026-06-01", "2026-06-30"],
  ])("%s: the edge decides what was left open", (text, start, end) => {
    expect(parseDay(text, "start")).toEqual({ kind: "day", day: start, partial: true });
    expect(parseDay(text, "end")).toEqual({ kind: "day", day: end, partial: true });
  });

  test.each(["2026-02-30", "2026-13-01", "20261301", "6个月", "签约后一年", "30/6", "0026-01-01"])(
    "%s is no day",
    (text) => {
      expect(parseDay(text, "end")).toEqual({ kind: "unreadable" });
    },
  );

  test("长期 is open, a dash states nothing", () => {
    expect(parseDay("长期有效", "end")).toEqual({ kind: "open" });
    expect(parseDay("—", "end")).toEqual({ kind: "empty" });
  });
});

test("an Excel serial number is the day that Excel shows", () => {
  expect(dayOfSerial(46203)).toBe("2026-06-30");
  expect(dayOfSerial(46203.75)).toBe("2026-06-30");
  expect(dayOfSerial(1e9)).toBeNull();
  expect(dayOfSerial(Number.NaN)).toBeNull();
});
