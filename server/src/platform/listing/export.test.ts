import { readList } from "@dual-high/lists";
import { expect, test } from "vitest";
import { type Export, type ExportColumn, exportList, exportQuery, listQuery, wholeListing } from "./index.ts";

interface Row {
  readonly code: string;
  readonly name: string;
  readonly fee: number | null;
}
const columns: readonly ExportColumn<Row>[] = [
  { key: "code", header: { zh: "需求编号", en: "Number" }, width: 20, value: (row) => row.code },
  { key: "name", header: { zh: "需求名称", en: "Title" }, width: 40, value: (row) => row.name },
  { key: "fee", header: { zh: "费用", en: "Fee" }, width: 10, value: (row) => row.fee, format: "0.00" },
];
const rows: readonly Row[] = [
  { code: "110101199003070123", name: '=HYPERLINK("http://x")', fee: 1.5 },
  { code: "N-2", name: '含"引号",逗号\n换行', fee: null },
];
const list: Export<Row> = {
  title: { zh: "需求", en: "Needs" },
  columns,
  rows,
  query: { format: "csv" },
  language: "zh",
  madeAt: new Date("2026-11-25T17:00:00Z"),
};

test("a CSV opens in Excel as UTF-8, with nothing that calculates", async () => {
  const file = await exportList(list);
  // The day in the offices that use this.
  expect(file.name).toBe("需求 2026-11-26.csv");
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes)).toBe(
    '\uFEFF需求编号,需求名称,费用\r\n110101199003070123,"\'=HYPERLINK(""http://x"")",1.5\r\nN-2,"含""引号"",逗号\n换行",\r\n',
  );
});

test("a workbook opens with long numbers as text, and nothing that calculates", async () => {
  const file = await exportList({ ...list, query: { format: "xlsx" } });
  expect(file.name).toBe("需求 2026-11-26.xlsx");
  const { records } = await readList("needs", file);
  expect(records.map(({ id, title }) => [id, title])).toEqual([
    ["110101199003070123", `'=HYPERLINK("http://x")`],
    ["N-2", '含"引号",逗号 换行'],
  ]);
});

test("the reader chooses columns and their order, and a column that is not there is named", async () => {
  const file = await exportList({ ...list, language: "en", query: { format: "csv", columns: "fee,code" } });
  expect(new TextDecoder().decode(file.bytes).split("\r\n")[0]).toBe("Fee,Number");
  await expect(exportList({ ...list, query: { format: "csv", columns: "fee,salary" } })).rejects.toMatchObject({
    params: { errors: [{ pointer: "/columns", text: { en: expect.stringContaining("“salary”") } }] },
  });
});

test("an export takes the list's filters and order, and no page", () => {
  const query = exportQuery(listQuery(["name", "createdAt"]));
  expect(query.parse({ sort: "-createdAt", search: "发酵", limit: "5", cursor: "x" })).toEqual({
    sort: "-createdAt",
    search: "发酵",
    format: "xlsx",
  });
  expect(wholeListing("needs", query.parse({ sort: "-createdAt" }))).toMatchObject({ isDescending: true, after: null });
});
