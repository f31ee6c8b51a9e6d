import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { readList } from "../src/index.ts";
import { neutralise, type SheetPlan, textWidth, writeWorkbook } from "../src/write/workbook.ts";
import { openZip } from "../src/zip.ts";
import { AS_CSV, convertWithLibreOffice, needsLibreOffice } from "./support/libre-office.ts";

const CODE = "913501000001001234";

const LIST: SheetPlan = {
  name: "需求",
  heading: "匹配清单 & 说明",
  frozenColumns: 1,
  columns: [
    { header: "需求名称", width: 24 },
    { header: "需求内容", width: 40 },
    { header: "统一社会信用代码", width: 22 },
    { header: "得分", width: 8, align: "right", format: "0.00" },
  ],
  rows: [
    ["高盐废水膜分离", "1. 通量\n2. 衰减≤15%，寿命≥90天", CODE, 0.5],
    [{ value: "=cmd|' /C calc'!A0", tone: "caution" }, "@SUM(A1)", "-5℃～60℃", 1],
    ['+HYPERLINK("http://x")', "\tx", "-3.5", null],
  ],
  groupStarts: new Set([1]),
};
const ABOUT: SheetPlan = {
  name: "说明",
  heading: "说明",
  isPlain: true,
  columns: [
    { header: "", width: 20 },
    { header: "", width: 60 },
  ],
  rows: [["版本", "0.1.0"]],
};

const write = (sheets: readonly SheetPlan[] = [LIST, ABOUT]) =>
  writeWorkbook({ title: "匹配清单", language: "zh", madeAt: new Date("2026-06-30T00:00:00Z"), sheets });

async function sheetXml(bytes: Uint8Array, part = "xl/worksheets/sheet1.xml"): Promise<string> {
  const zip = await openZip(bytes, { file: "a.xlsx" });
  return Buffer.from(await zip.read(part)).toString();
}

test("text stays text and figures stay figures", async () => {
  const [first] = (await readXlsx(await write(), { readStyles: true })).sheets;
  expect(first?.rows[1]).toEqual(["高盐废水膜分离", "1. 通量\n2. 衰减≤15%，寿命≥90天", CODE, 0.5]);
  // Formatted as text, a code stays one when a person types over it.
  expect(["1,2", "1,3"].map((key) => first?.cells?.get(key)?.style?.numFmt)).toEqual(["@", "0.00"]);
  const reading = await readList("needs", { name: "a.xlsx", bytes: await write() });
  expect(reading.records[0]).toMatchObject({ creditCode: CODE });
});

test.each([
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["+HYPERLINK(1)", "'+HYPERLINK(1)"],
  ["-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"],
  ["+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
  ["-5℃～60℃", "-5℃～60℃"],
  ["-3.5", "-3.5"],
  ["+86 138-0000-0001", "+86 138-0000-0001"],
  ["—无", "—无"],
  ["高盐=废水", "高盐=废水"],
])("a cell that a spreadsheet would calculate is neutralised: %j", (text, neutral) => {
  expect(neutralise(text)).toBe(neutral);
});

test("no cell of a written workbook is a formula", async () => {
  const [first] = (await readXlsx(await write())).sheets;
  expect(first?.rows[2]?.slice(0, 3)).toEqual(["'=cmd|' /C calc'!A0", "'@SUM(A1)", "-5℃～60℃"]);
  expect(first?.rows[3]?.slice(0, 3)).toEqual(['\'+HYPERLINK("http://x")', "'\tx", "-3.5"]);
  expect(await sheetXml(await write())).not.toContain("<f>");
});

test("lists have a frozen header, a filter over all rows, and print on A4 landscape with the header on every page", async () => {
  const bytes = await write();
  const xml = await sheetXml(bytes);
  expect(xml).toMatch(/<pane [^>]*xSplit="1"[^>]*ySplit="1"[^>]*topLeftCell="B2"[^>]*state="frozen"/);
  expect(xml).toContain('<autoFilter ref="A1:D4"');
  expect(xml).toMatch(
    /<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToWidth="1"[^>]*fitToHeight="0"/,
  );
  expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
  expect(xml).toContain("&amp;L匹配清单 &amp;&amp; 说明");
  const zip = await openZip(bytes, { file: "a.xlsx" });
  const names = Buffer.from(await zip.read("xl/workbook.xml")).toString();
  expect(names).toMatch(/_xlnm\.Print_Titles"[^>]*>'?需求'?!\$1:\$1</);
});

test("pages of names and values have neither filter nor frozen header", async () => {
  const xml = await sheetXml(await write(), "xl/worksheets/sheet2.xml");
  expect(xml).not.toMatch(/<pane |<autoFilter/);
  expect(xml).toMatch(/orientation="landscape"/);
});

test("a row is as high as its tallest cell needs", async () => {
  const rows = [
    ["短", "短", "", 1],
    ["短", "长".repeat(200), "", 1],
    ["短", "一\n二\n三", "", 1],
  ];
  const [first] = (await readXlsx(await write([{ ...LIST, rows }]), { readStyles: true })).sheets;
  const heights = [1, 2, 3].map((row) => first?.rowDefs?.get(row)?.height ?? 0);
  expect(heights[1]).toBeGreaterThan(heights[2] ?? 0);
  expect(heights[2]).toBeGreaterThan(heights[0] ?? 0);
});

test("a Chinese character is as wide as two letters", () => {
  expect([textWidth("abc"), textWidth("高盐"), textWidth("≥20 LMH，")]).toEqual([3, 4, expect.any(Number)]);
});

test("a text longer than a cell can hold is cut to what Excel opens", async () => {
  const [first] = (await readXlsx(await write([{ ...LIST, rows: [["长".repeat(40_000), "", "", null]] }]))).sheets;
  expect(String(first?.rows[1]?.[0]).length).toBeLessThanOrEqual(32_767);
});

test("a list of nothing still opens", async () => {
  const [first] = (await readXlsx(await write([{ ...LIST, rows: [] }]))).sheets;
  expect(first?.rows).toEqual([["需求名称", "需求内容", "统一社会信用代码", "得分"]]);
});

test("LibreOffice reads the same cells, prints them on A4 landscape and writes an .xls that reads alike", async (context) => {
  needsLibreOffice(context);
  const long = { ...LIST, rows: Array.from({ length: 120 }, (_, at) => [`需求${at}`, "内容".repeat(20), CODE, at]) };
  const list = { name: "list.xlsx", bytes: await write() };
  const [[shown = list], [printed = list], [old = list]] = [
    await convertWithLibreOffice(AS_CSV, [list]),
    await convertWithLibreOffice("pdf", [{ name: "long.xlsx", bytes: await write([long]) }]),
    await convertWithLibreOffice("xls", [list]),
  ];

  const reading = await readList("needs", shown);
  expect(reading.records.map(({ title, content, creditCode }) => [title, content, creditCode])).toEqual([
    ["高盐废水膜分离", "1. 通量\n2. 衰减≤15%，寿命≥90天", CODE],
    ["'=cmd|' /C calc'!A0", "'@SUM(A1)", expect.anything()],
    ['\'+HYPERLINK("http://x")', "' x", expect.anything()],
  ]);
  expect(Buffer.from(shown.bytes).toString()).toContain("0.50");

  const pages = [
    ...Buffer.from(printed.bytes)
      .toString("latin1")
      .matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g),
  ];
  expect(pages.length).toBeGreaterThan(1);
  for (const [, width, height] of pages)
    expect([width, height].map((size) => Math.round(Number(size)))).toEqual([842, 595]);

  const records = (from: typeof reading) =>
    from.records.map(({ origin, ...record }) => ({ row: origin.row, ...record }));
  expect(records(await readList("needs", old))).toEqual(records(await readList("needs", list)));
});
