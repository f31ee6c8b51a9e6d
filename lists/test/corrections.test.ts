import type { Cell, CellValue } from "hucre";
import { openXlsx, readXlsx, saveXlsx } from "hucre/xlsx";
import { describe, expect, it, test } from "vitest";
import { type ListFile, type ListKind, type ListReading, readList, writeCorrections } from "../src/index.ts";
import { openTables } from "../src/tables/open-tables.ts";
import { cellText } from "../src/tables/table.ts";
import { neutralise } from "../src/write/workbook.ts";
import { openZip } from "../src/zip.ts";
import { sheet, workbook } from "./fixtures/fixture.ts";
import { allGood, good, HEADER, ROWS } from "./fixtures/good.ts";
import { FIXTURES } from "./fixtures.ts";
import { AS_CSV, convertWithLibreOffice, needsLibreOffice } from "./support/libre-office.ts";
import { makeWorkbook } from "./support/ooxml.ts";

const [ONE, TWO, THREE] = ROWS;

type Reading = ListReading<ListKind>;

const isRemarked = (problem: Reading["problems"][number]) => problem.level !== "notice";
const place = ({ sheet: name = "", row = 0 }: { sheet?: string; row?: number }) => `${name}!${row}`;

async function correct(file: ListFile, reading: Reading, language: "zh" | "en" = "zh"): Promise<ListFile> {
  const bytes = await writeCorrections(file, reading, language);
  if (bytes === null) throw new Error("there is nothing to correct");
  return { name: "returned.xlsx", bytes };
}

/** The texts of all cells by sheet and row, as this project reads them. */
async function textsByRow(file: ListFile): Promise<Map<string, string[]>> {
  const rows = new Map<string, string[]>();
  for (const table of await openTables(file)) {
    const content = await table.open();
    for (const row of content.rows) {
      const texts = row.values.map((value) => neutralise(cellText(value)));
      for (const { column, hasValue } of row.formulas ?? []) if (!hasValue) texts[column] = "#N/A";
      rows.set(place({ sheet: table.sheet, row: row.number }), texts);
    }
  }
  return rows;
}

const returned = FIXTURES.flatMap(({ fixtures }) => fixtures).filter(
  ({ expect: wanted }) => !("refusedWith" in wanted),
);

describe("every list comes back row by row, with remarks where something is to be mended", () => {
  it.each(returned)("$name", async (fixture) => {
    const file = await fixture.make();
    const reading: Reading = await readList(fixture.kind, file, { map: fixture.map ?? [] });
    const remarked = reading.problems.filter(isRemarked);
    expect((await writeCorrections(file, reading, "zh")) === null).toBe(remarked.length === 0);
    if (remarked.length === 0) return;
    const back = await correct(file, reading);
    const isText = reading.tables[0]?.sheet === "";
    const shift = reading.tables[0]?.headerRow === 0 ? 1 : 0;
    const before = await textsByRow(file);
    const after = await textsByRow(back);
    const header = reading.tables[0]?.headerRow ?? 0;
    const sheetBack = (name: string) => (isText ? "要改什么" : name);
    const column =
      after
        .get(place({ sheet: sheetBack(reading.tables[0]?.sheet ?? ""), row: header + shift }))
        ?.indexOf("要改什么") ?? -1;
    expect(column).toBeGreaterThan(0);
    for (const [key, texts] of before) {
      const [name = "", row = ""] = key.split("!");
      const now = after.get(place({ sheet: sheetBack(name), row: Number(row) + shift })) ?? [];
      const padded = Array.from({ length: Math.max(texts.length, now.length) }, (_none, at) => texts[at] ?? "");
      const problems = remarked.filter(({ origin }) => place(origin) === key);
      const width = reading.tables.some((table) => table.sheet === name) ? column : padded.length;
      expect([key, ...Array.from(padded.slice(0, width), (_text, at) => now[at] ?? "")]).toEqual([
        key,
        ...padded.slice(0, width),
      ]);
      for (const problem of problems) expect(now.join("\n")).toContain(problem.text("zh"));
    }
    // Handed in again as it is, it gives the same records; what was refused stands out.
    const again = await readList(fixture.kind, back, { map: fixture.map ?? [] });
    const records = (from: Reading, moved: number) =>
      new Map(
        from.records.map(({ origin, id: _id, ...record }) => [
          (origin.row ?? 0) + moved + (isText ? "" : (origin.sheet ?? "")),
          record,
        ]),
      );
    const now = records(again, 0);
    for (const [key, record] of records(reading, shift)) expect(now.get(key)).toEqual(record);
    const told = new Set(again.problems.filter(isRemarked).map(({ origin }) => origin.row));
    const silent = [...now.keys()].filter(
      (key) => !records(reading, shift).has(key) && !told.has(Number.parseInt(key, 10)),
    );
    expect(silent).toEqual([]);
  });
});

describe("what comes back", () => {
  it("has one column more, and keeps 18-digit codes as text, formats and widths", async () => {
    const bytes = await workbook(
      sheet(
        [
          [...HEADER, "统一社会信用代码"],
          [...ONE, "913501000001001234"],
          [...THREE, "91350100M000100Y43"],
        ],
        {
          columns: [{ width: 5 }, { width: 33 }],
          cells: { B2: { value: ONE[1], type: "string", style: { font: { bold: true } } } },
        },
      ),
    );
    const file = { name: "需求.xlsx", bytes };
    const back = await correct(file, await readList("needs", file));
    const [first] = (await readXlsx(back.bytes, { readStyles: true })).sheets;
    expect(first?.rows.map((row) => row.length)).toEqual([10, 10, 10]);
    expect(first?.rows[1]?.[8]).toBe("913501000001001234");
    expect(first?.rows[0]?.[9]).toBe("要改什么");
    expect(first?.rows[1]?.[9]).toMatch(/^提醒：“统一社会信用代码”“913501000001001234”/);
    expect(first?.rows[2]?.[9]).toMatch(/^提醒：“预算（万元）”写的是“面议”/);
    expect(first?.columns?.[1]?.width).toBeCloseTo(33, 0);
    expect(first?.cells?.get("1,1")?.style?.font?.bold).toBe(true);
  });

  it.each([
    [
      "a workbook",
      "需求.xlsx",
      async () => workbook(sheet([["汇总"], HEADER, [1, "甲公司"], THREE], { merges: ["A1:H1"] })),
    ],
    ["a text file", "需求.csv", async () => Buffer.from(`汇总\n${HEADER.join()}\n1,甲公司,,,,,,\n${THREE.join()}\n`)],
  ] as const)("is frozen, filtered and printed with its remarks: %s", async (_, name, make) => {
    const file = { name, bytes: await make() };
    const back = await correct(file, await readList("needs", file));
    const zip = await openZip(back.bytes, { file: back.name });
    const xml = Buffer.from(await zip.read("xl/worksheets/sheet1.xml")).toString();
    expect(xml).toMatch(/<pane [^>]*ySplit="2"[^>]*state="frozen"/);
    expect(xml).toContain('<autoFilter ref="A2:I4"');
    expect(xml).toMatch(
      /<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToWidth="1"[^>]*fitToHeight="0"/,
    );
    expect(Buffer.from(await zip.read("xl/workbook.xml")).toString()).toMatch(/Print_Titles[^>]*>[^<]*\$2:\$2</);
    const [first] = (await readXlsx(back.bytes, { readStyles: true })).sheets;
    expect(first?.columns?.[8]?.width).toBeGreaterThan(50);
    // The first remark says more than one line holds.
    expect(first?.rowDefs?.get(2)?.height).toBeGreaterThan(30);
  });

  it("speaks English when asked", async () => {
    const file = { name: "needs.xlsx", bytes: await workbook(sheet([HEADER, [1, "甲公司"], THREE])) };
    const back = await correct(file, await readList("needs", file), "en");
    const [first] = (await readXlsx(back.bytes)).sheets;
    expect(first?.rows.map((row) => row[8])).toEqual([
      "What to correct",
      expect.stringMatching(/^Not used: “需求名称” is empty/),
      expect.stringMatching(/^Remark: /),
    ]);
  });

  it("holds results instead of formulas, #N/A where there was none, and nothing that a cell could start", async () => {
    const bytes = await workbook(
      sheet([HEADER, ONE, TWO, [3, "=cmd|' /C calc'!A0", ...THREE.slice(2)]], {
        cells: {
          E2: { formula: "SUM(1,2)", formulaResult: 3, value: 3, type: "number" },
          D3: { formula: "A1&B1", value: null, type: "empty" },
        },
      }),
    );
    const file = { name: "needs.xlsx", bytes };
    const back = await correct(file, await readList("needs", file));
    const [first] = (await readXlsx(back.bytes, { readStyles: true })).sheets;
    expect(
      [...(first?.cells ?? new Map<string, Cell>()).values()].filter((cell) => cell.formula !== undefined),
    ).toEqual([]);
    expect(first?.rows[1]?.[4]).toBe(3);
    expect(first?.rows[2]?.[3]).toBe("#N/A");
    expect(first?.rows[3]?.[1]).toBe("'=cmd|' /C calc'!A0");
    const zip = await openZip(back.bytes, { file: back.name });
    expect(Buffer.from(await zip.read("xl/worksheets/sheet1.xml")).toString()).not.toContain("<f>");
  });

  it("leaves out parts that act by themselves", async () => {
    const entries = [
      { name: "xl/connections.xml", content: "<connections/>" },
      { name: "xl/embeddings/a.bin", content: "x" },
    ];
    const file = {
      name: "needs.xlsx",
      bytes: makeWorkbook({ sheets: [{ name: "需求", rows: [HEADER, [...THREE]].map((row) => [...row]) }], entries }),
    };
    const back = await correct(file, await readList("needs", file));
    const zip = await openZip(back.bytes, { file: back.name });
    expect(zip.entries.map(({ name }) => name).filter((name) => /connections|embeddings/.test(name))).toEqual([]);
    expect((await readList("needs", back)).records).toHaveLength(1);
  });

  it("shows the rows that have a remark, though a filter hid them", async () => {
    const hidden = new Map([2, 3].map((row) => [row, { hidden: true }] as const));
    const file = { name: "needs.xlsx", bytes: await workbook(sheet([HEADER, ONE, TWO, THREE], { rowDefs: hidden })) };
    const back = await correct(file, await readList("needs", file));
    const [first] = (await readXlsx(back.bytes, { readStyles: true })).sheets;
    expect([first?.rowDefs?.get(2)?.hidden, first?.rowDefs?.get(3)?.hidden ?? false]).toEqual([true, false]);
  });

  it("gives all rows once its remarks have been followed, and comes back in the same column until then", async () => {
    const file = {
      name: "needs.xlsx",
      bytes: await workbook(
        sheet([
          HEADER,
          ONE,
          [TWO[0], TWO[1], null, null, ...TWO.slice(4)],
          [...THREE.slice(0, 4), "很多", ...THREE.slice(5)],
        ]),
      ),
    };
    const first = await correct(file, await readList("needs", file));
    const second = await correct(first, await readList("needs", first));
    const width = async ({ bytes }: ListFile) => (await readXlsx(bytes)).sheets[0]?.rows.map((row) => row.length);
    expect(await width(second)).toEqual(await width(first));

    const mended = await openXlsx(first.bytes, { readStyles: true });
    const put = (row: number, column: number, value: CellValue) => {
      const values = mended.sheets[0]?.rows[row];
      if (values === undefined) throw new Error("no such row");
      values[column] = value;
      const cell = mended.sheets[0]?.cells?.get(`${row},${column}`);
      if (cell !== undefined)
        mended.sheets[0]?.cells?.set(`${row},${column}`, { ...cell, value, type: value === null ? "empty" : "string" });
    };
    put(2, 2, TWO[2]);
    put(2, 3, TWO[3]);
    put(2, 8, null);
    put(3, 4, "面议");
    const reading = await readList("needs", { name: "mended.xlsx", bytes: await saveXlsx(mended) });
    expect(reading.records.map(({ origin, ...record }) => ({ row: origin.row, ...record }))).toEqual(allGood(2));
    expect(reading.problems.map(({ code }) => code)).toEqual(["lists.money_negotiable"]);
  });

  test("a text file comes back as a workbook that reads like it", async () => {
    const file = { name: "需求.csv", bytes: Buffer.from('序号,需求名称,需求内容\n1,=1+1,"a,b"\n2,需求二,内容二,多\n') };
    const back = await correct(file, await readList("needs", file));
    expect((await readXlsx(back.bytes)).sheets[0]?.rows.map((row) => Array.from(row, (value) => value ?? ""))).toEqual([
      ["序号", "需求名称", "需求内容", "", "要改什么"],
      ["1", "'=1+1", "a,b", "", ""],
      ["2", "需求二", "内容二", "多", expect.stringMatching(/^未采用：这一行有 4 列/)],
    ]);
  });

  test("LibreOffice opens it and shows the same cells", async (context) => {
    needsLibreOffice(context);
    const file = {
      name: "需求.xlsx",
      bytes: await workbook(
        sheet([
          [...HEADER, "信用代码"],
          [...ONE, "913501000001001234"],
          [...THREE, "91350100M000100Y43"],
        ]),
      ),
    };
    const back = await correct(file, await readList("needs", file));
    const [shown = back] = await convertWithLibreOffice(AS_CSV, [back]);
    const reading = await readList("needs", shown);
    expect(reading.records.map(({ origin, ...record }) => ({ row: origin.row, ...record }))).toEqual([
      good(0, 2, { creditCode: "913501000001001234" }),
      good(2, 3, { creditCode: "91350100M000100Y43" }),
    ]);
    expect(Buffer.from(shown.bytes).toString()).toContain("要改什么");
  });
});
