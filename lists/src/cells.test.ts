import { describe, expect, test } from "vitest";
import { RowCells, tidyCell } from "./cells.ts";
import type { CellValue } from "./tables/table.ts";

const ORIGIN = { file: "a.xlsx", row: 2 };

function row(value: CellValue, header = "列", { is1904 = false } = {}): RowCells {
  return new RowCells(ORIGIN, new Map([["f", [{ header, value }]]]), { is1904 });
}

/** What a reading gives, and the codes of what it tells. */
function read<T>(cells: RowCells, get: (cells: RowCells) => T): [T, ...string[]] {
  const value = get(cells);
  return [value, ...cells.problems.map(({ code }) => code.replace("lists.", ""))];
}

const WAN = 1_000_000n;
const amount = (low: bigint, high = low) => ({ range: { low: low * WAN, high: high * WAN } });

describe("text", () => {
  test.each<[CellValue, string | undefined, ...string[]]>([
    ["１２ＡＢ　膜", "12AB 膜"],
    ["\uFEFF 一\r\n二 ", "一\n二"],
    [12, "12"],
    [0.1 + 0.2, "0.3"],
    [1e21, "1000000000000000000000"],
    [Number("913501000001001234"), "913501000001001000"],
    [0.00000012, "0.00000012"],
    [0, "0"],
    [-2.5, "-2.5"],
    [true, "是"],
    [{ day: "2026-06-30" }, "2026-06-30"],
    [null, undefined],
    ["", undefined],
    [" 　", undefined],
    ["—", undefined],
    ["/", undefined],
    ["#N/A", undefined, "cell_error"],
    ["#名称", "#名称"],
    ["长".repeat(20_001), "长".repeat(20_000), "text_cut"],
  ])("%j", (value, ...wanted) => {
    expect(read(row(value), (cells) => cells.text("f"))).toEqual(wanted);
  });

  test("far beyond a cell's length nothing is looked at", () => {
    expect(tidyCell("x".repeat(1_000_000)).length).toBe(100_000);
  });
});

describe("prose", () => {
  const prose = (...values: CellValue[]) =>
    new RowCells(ORIGIN, new Map([["f", values.map((value) => ({ header: "列", value }))]]));
  test("all columns of a field, one after the other, the same text once", () => {
    expect(prose("一", null, "无", "二", "一").prose("f")).toBe("一\n二");
    expect(prose("无", "-").prose("f")).toBeUndefined();
  });
  test("an error is told once, however often the field is asked for", () => {
    const cells = prose("#REF!", "一");
    expect([cells.prose("f"), cells.prose("f"), cells.problems.length]).toEqual(["一", "一", 1]);
  });
});

describe("names", () => {
  test.each([
    ["江南大学；无锡甲公司", ["江南大学", "无锡甲公司"]],
    ["江南大学 | 无锡甲公司", ["江南大学", "无锡甲公司"]],
    ["甲、乙\n丙,丁，戊", ["甲", "乙", "丙", "丁", "戊"]],
    ["Alpha Co., Ltd.; Beta, Inc.", ["Alpha Co., Ltd.", "Beta, Inc."]],
    ["甲；甲；", ["甲"]],
    ["无", undefined],
  ])("%s", (text, names) => {
    expect(row(text).names("f")).toEqual(names);
  });
});

describe("money", () => {
  test.each<[CellValue, string, object, ...string[]]>([
    ["50-100万", "预算", amount(50n, 100n)],
    [50, "预算（万元）", amount(50n)],
    [500_000, "预算（元）", amount(50n)],
    [0.5, "预算（百万元）", amount(50n)],
    ["0.5～1", "预算（百万元）", amount(50n, 100n)],
    ["30万元", "预算（百万元）", amount(30n)],
    [500, "预算（千元）", amount(50n)],
    [80, "预算", amount(80n), "money_unit_assumed"],
    [800_000, "预算", amount(80n), "money_unit_assumed"],
    ["面议", "预算", { isNegotiable: true }, "money_negotiable"],
    ["80万美元", "预算", {}, "money_unreadable"],
    ["9".repeat(5000), "预算", {}, "money_unreadable"],
    [{ day: "2026-05-10" }, "预算", {}, "money_unreadable"],
    ["—", "预算", {}],
    [null, "预算", {}],
  ])("%j under %s", (value, header, ...wanted) => {
    expect(read(row(value, header), (cells) => cells.money("f"))).toEqual(wanted);
  });
});

describe("days", () => {
  test.each<[CellValue, string | undefined, ...string[]]>([
    [{ day: "2026-06-30" }, "2026-06-30"],
    ["2026年6月30日", "2026-06-30"],
    ["2026年6月", "2026-06-30"],
    [46_203, "2026-06-30"],
    [46_203.9, "2026-06-30"],
    [20_260_630, "2026-06-30"],
    [2026, "2026-12-31"],
    [2026.6, "2026-06-30"],
    [2026.1, undefined, "day_unreadable"],
    [12, undefined, "day_unreadable"],
    ["46203", undefined, "day_unreadable"],
    ["6个月", undefined, "day_unreadable"],
    ["长期", undefined],
    ["待定", undefined],
    [null, undefined],
  ])("%j ends on %s", (value, ...wanted) => {
    expect(read(row(value), (cells) => cells.day("f", "end"))).toEqual(wanted);
  });

  test("a month begins or ends it", () => {
    expect([row("2026年6月").day("f", "start"), row("2026年6月").day("f", "end")]).toEqual([
      "2026-06-01",
      "2026-06-30",
    ]);
  });

  test("a number without format is counted from 1904 in a workbook that does", () => {
    expect(row(44_741, "列", { is1904: true }).day("f", "end")).toBe("2026-06-30");
  });
});

describe("codes", () => {
  test.each<[CellValue, string | undefined, ...string[]]>([
    ["91350100M000100Y43", "91350100M000100Y43"],
    ["９１３５０１００ｍ０００１００ｙ４３", "91350100M000100Y43"],
    ["91350100M000100Y44", "91350100M000100Y44", "credit_code_doubtful"],
    [913501000001001200, undefined, "code_lost_digits"],
    ["9.13501E+17", undefined, "code_lost_digits"],
    ["无", undefined],
  ])("%j is the credit code %s", (value, ...wanted) => {
    expect(read(row(value), (cells) => cells.creditCode("f"))).toEqual(wanted);
  });

  test.each<[CellValue, string | undefined, ...string[]]>([
    [13_800_000_001, "13800000001"],
    ["+86 138-0000-0001", "13800000001"],
    ["0510-85910000", "0510-85910000"],
    ["张三", "张三", "code_doubtful"],
  ])("%j is the phone %s", (value, ...wanted) => {
    expect(read(row(value), (cells) => cells.phone("f"))).toEqual(wanted);
  });

  test.each<[CellValue, string | undefined, ...string[]]>([
    ["XQ-01", "XQ-01"],
    [12, "12"],
    [320214202600012300, undefined, "code_lost_digits"],
    ["/", undefined],
  ])("%j is the row's number %s", (value, ...wanted) => {
    expect(read(row(value), (cells) => cells.number("f"))).toEqual(wanted);
  });
});

describe("legal status", () => {
  test.each([
    ["有效", "granted"],
    ["授权", "granted"],
    ["专利权维持", "granted"],
    ["等年费滞纳金", "granted"],
    ["部分无效", "granted"],
    ["In force", "granted"],
    ["Active", "granted"],
    ["审中", "pending"],
    ["实质审查的生效", "pending"],
    ["未授权", "pending"],
    ["等待实审提案", "pending"],
    ["公开", "pending"],
    ["失效", "lapsed"],
    ["无效", "lapsed"],
    ["未缴年费终止失效", "lapsed"],
    ["视为撤回", "lapsed"],
    ["驳回", "lapsed"],
    ["期限届满", "lapsed"],
    ["not in force", "lapsed"],
    ["Inactive", "lapsed"],
    ["Expired", "lapsed"],
  ] as const)("%s is %s", (wording, status) => {
    expect(read(row(wording), (cells) => cells.legalStatus("f"))).toEqual([{ status, wording }]);
  });

  test("what the wording does not settle is told; nothing is nothing", () => {
    expect(read(row("另案处理"), (cells) => cells.legalStatus("f"))).toEqual([
      { status: "unknown", wording: "另案处理" },
      "status_unknown",
    ]);
    expect(read(row(null), (cells) => cells.legalStatus("f"))).toEqual([{ status: "unknown" }]);
  });
});

describe("yes and no, levels and counts", () => {
  test.each<[CellValue, boolean | undefined]>([
    ["是", true],
    ["独占许可", true],
    ["√", true],
    ["Yes", true],
    [true, true],
    ["否", false],
    ["普通许可", false],
    ["未许可", false],
    ["no", false],
    [0, false],
    ["看情况", undefined],
    [null, undefined],
  ])("%j: %s", (value, wanted) => {
    expect(row(value).yesNo("f")).toBe(wanted);
  });

  test.each<[CellValue, number | undefined, ...string[]]>([
    [6, 6],
    ["TRL 4", 4],
    ["7级", 7],
    ["第五级", 5],
    ["中试", 6],
    ["小批量试制", 8],
    ["产业化", 9],
    ["实验室阶段", 4],
    ["Prototype", 6],
    ["12", undefined, "level_unreadable"],
    ["不好说", undefined, "level_unreadable"],
    [null, undefined],
  ])("readiness %j: %s", (value, ...wanted) => {
    expect(read(row(value), (cells) => cells.level("f"))).toEqual(wanted);
  });

  test.each<[CellValue, number | undefined, ...string[]]>([
    [3, 3],
    ["３个", 3],
    [0, 0],
    [2.5, undefined, "count_unreadable"],
    [-1, undefined, "count_unreadable"],
    [5000, undefined, "count_unreadable"],
    ["若干", undefined, "count_unreadable"],
  ])("count %j: %s", (value, ...wanted) => {
    expect(read(row(value), (cells) => cells.count("f"))).toEqual(wanted);
  });
});
