import { expect, test } from "vitest";
import { readSheets } from "./read-sheets.ts";
import { writeWorkbook } from "./write/workbook.ts";

const madeAt = new Date("2026-06-30T02:00:00Z");

test("a workbook that we wrote comes back cell by cell, hidden columns included", async () => {
  const bytes = await writeWorkbook({
    title: "台账",
    language: "zh",
    madeAt,
    sheets: [
      {
        name: "台账",
        heading: "台账",
        columns: [
          { header: "编号", width: 8 },
          { header: "金额", width: 8, format: "0.00" },
          { header: "键", width: 8, isHidden: true },
        ],
        rows: [
          [1, 12.5, "a b"],
          [2, null, "=c"],
        ],
      },
    ],
  });
  const [sheet] = await readSheets({ name: "台账.xlsx", bytes });
  expect(sheet).toEqual({
    sheet: "台账",
    rows: [
      { number: 1, values: ["编号", "金额", "键"] },
      { number: 2, values: ["1", "12.5", "a b"] },
      { number: 3, values: ["2", "", "'=c"] },
    ],
  });
});

test("a text that is no workbook is refused by its name", async () => {
  const file = { name: "台账.xlsx", bytes: new TextEncoder().encode("not a workbook") };
  await expect(readSheets(file)).rejects.toMatchObject({ code: "lists.file_content_differs" });
});
