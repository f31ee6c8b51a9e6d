import { describe, expect, test } from "vitest";
import { findHeader, type HeaderMap, headerAt, mapKey, repeatsHeader } from "./find-header.ts";
import {
  byTopRow,
  type CellRange,
  type CellValue,
  NO_LAYOUT,
  type TableLayout,
  type TableRow,
} from "./tables/table.ts";
import type { ListKind } from "./types.ts";

const HEADER = ["序号", "企业名称", "需求名称", "需求内容"];
const DATA = [1, "甲公司", "高盐废水膜分离", "降低膜污染"];

const rowsOf = (rows: readonly (readonly CellValue[])[]): TableRow[] =>
  rows.map((values, at) => ({ number: at + 1, values }));

interface Options {
  readonly kind?: ListKind;
  readonly map?: HeaderMap;
  readonly layout?: Partial<TableLayout>;
}

function find(rows: readonly (readonly CellValue[])[], { kind = "needs", map = new Map(), layout = {} }: Options = {}) {
  return findHeader(rowsOf(rows), { kind, map, layout: { ...NO_LAYOUT, ...layout } });
}

const range = (top: number, left: number, bottom: number, right: number): CellRange => ({ top, left, bottom, right });

describe("the header is found", () => {
  test.each<[string, readonly (readonly CellValue[])[], number]>([
    ["in the first row", [HEADER, DATA], 1],
    [
      "below a title and a line of remarks",
      [["技术需求汇总表"], ["填报单位：科技局", null, "2026年3月"], HEADER, DATA],
      3,
    ],
    ["at its first place, when it is repeated", [["表"], HEADER, DATA, HEADER, DATA], 2],
    ["in English", [["No.", "Company", "Title", "Description"], DATA], 1],
    ["as the row that names most fields", [["需求名称", "企业名称"], HEADER, DATA], 2],
    ["as one column, when that is all", [["技术需求"], ["高盐废水膜分离"]], 1],
  ])("%s", (_, rows, row) => {
    expect(find(rows)?.rows.map(({ number }) => number)).toEqual([row]);
  });

  test("with each column's field, and null for what is not known", () => {
    const header = find([["序号", "企业名称", "需求名称", "走访人", null, "需求内容"], DATA]);
    expect(header?.columns.map(({ index, field }) => [index, field])).toEqual([
      [0, "serial"],
      [1, "enterprise"],
      [2, "title"],
      [3, null],
      [5, "content"],
    ]);
  });

  test("by what a person stated, before what the words say", () => {
    const header = find([["诉求", "需求名称"], DATA], { map: new Map([[mapKey("诉 求"), "title"]]) });
    expect(header?.columns.map(({ field }) => field)).toEqual(["title", "title"]);
    expect(header?.columns.map(({ rank }) => rank)).toEqual([-1, expect.any(Number)]);
  });

  test("a visible column goes before a hidden one of the same field", () => {
    const header = find([["单位", "企业名称", "需求名称"], DATA], { layout: { hiddenColumns: new Set([1]) } });
    expect(header?.columns.map(({ field, isHidden }) => [field, isHidden])).toEqual([
      ["enterprise", false],
      ["enterprise", true],
      ["title", false],
    ]);
  });
});

describe("a header of two rows is found", () => {
  const upper = ["序号", "企业名称", "需求", null, "联系方式", null];
  const lower = [null, null, "名称", "内容", "联系人", "电话"];

  test("by its merged cells", () => {
    const merges = byTopRow([range(0, 0, 1, 0), range(0, 1, 1, 1), range(0, 2, 0, 3), range(0, 4, 0, 5)]);
    const header = find([upper, lower, [1, "甲公司", "一", "二", "张三", "1"]], { layout: { merges } });
    expect(header?.rows.map(({ number }) => number)).toEqual([1, 2]);
    expect(header?.columns.map(({ header: name, field }) => [name, field])).toEqual([
      ["序号", "serial"],
      ["企业名称", "enterprise"],
      ["名称", "title"],
      ["内容", "content"],
      ["联系人", "contact"],
      ["电话", "phone"],
    ]);
  });

  test("but a group does not lend its name to the columns under it", () => {
    const merges = byTopRow([range(0, 1, 0, 2)]);
    const header = find(
      [
        ["需求名称", "联系方式", null],
        [null, "微信", "电话"],
      ],
      { layout: { merges } },
    );
    expect(header?.columns.map(({ header: name, field }) => [name, field])).toEqual([
      ["需求名称", "title"],
      ["微信", null],
      ["电话", "phone"],
    ]);
  });

  test("by its gaps, where nothing is merged", () => {
    expect(find([upper, lower])?.rows.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("but not together with a title above it or with data below it", () => {
    const merges = byTopRow([range(0, 0, 0, 3)]);
    expect(find([["技术需求"], HEADER, DATA], { layout: { merges } })?.rows.map(({ number }) => number)).toEqual([2]);
    expect(
      find([
        ["序号", "企业名称", "需求名称", null],
        ["1", "甲公司", "智能检测", "是"],
      ])?.rows.map(({ number }) => number),
    ).toEqual([1]);
  });
});

describe("no header is found", () => {
  test.each<[string, readonly (readonly CellValue[])[]]>([
    ["in nothing", []],
    ["in data", [DATA, DATA]],
    ["where no column names an entry", [["序号", "企业名称", "联系电话"]]],
    ["in one word among other words", [["需求名称", "走访人", "星标"]]],
    ["in a text", [["填表说明：需求名称不超过30字，企业名称填写全称"]]],
  ])("%s", (_, rows) => {
    expect(find(rows)).toBeNull();
  });

  test("below the first forty rows", () => {
    expect(find([...Array.from({ length: 3 }, () => ["x", "y"]), HEADER])).not.toBeNull();
  });
});

test("a page break repeats a row of the header, blanks apart", () => {
  const header = find([HEADER, DATA]);
  const repeats = (values: readonly CellValue[]) => header !== null && repeatsHeader({ number: 9, values }, header);
  expect([repeats(HEADER), repeats([...HEADER, null]), repeats(["序 号", ...HEADER.slice(1)]), repeats(DATA)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a header further down is told from data", () => {
  const search = { kind: "needs", map: new Map(), layout: NO_LAYOUT } as const;
  const at = (values: readonly CellValue[]) =>
    headerAt({ number: 9, values }, undefined, search)?.header.columns.map(({ field }) => field) ?? null;
  expect(at(["需求内容", "需求名称", "企业名称"])).toEqual(["content", "title", "enterprise"]);
  expect(at(DATA)).toBeNull();
});
