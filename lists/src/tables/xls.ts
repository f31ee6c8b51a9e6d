import { DomainError } from "@dual-high/kernel";
import { type CellValue as HucreValue, dateToSerial } from "hucre";
import { readXls } from "hucre/xlsx";
import { tableError } from "./errors.ts";
import { serialDay } from "./styles.ts";
import type { CellFormula, CellValue, ListFile, Table, TableRow } from "./table.ts";
import { readXlsLayout, type XlsSheet } from "./xls-layout.ts";

/**
 * The sheets of an .xls workbook (BIFF8). The format cannot be streamed and holds no checksum: a flipped byte inside a text
 * is not noticed, which docs/lists.md says.
 */
export async function openXls({ name: file, bytes }: ListFile): Promise<Table[]> {
  try {
    const layouts = readXlsLayout(bytes, file);
    const { sheets } = await readXls(bytes);
    if (sheets.length !== layouts.length) throw new Error("sheets differ");
    return sheets.flatMap(({ name: sheet, rows }, index) => {
      const found = layouts[index];
      if (found === undefined || !found.isWorksheet) return [];
      const { isHidden, layout } = found;
      return [{ sheet, isHidden, open: async () => ({ layout, rows: readRows(rows, found) }) }];
    });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // Whatever a damaged file makes the library throw is one thing to a person.
    throw tableError("lists.file_damaged", { file, part: "Workbook" });
  }
}

/** @param rows a row without cells is a hole */
function readRows(rows: readonly (readonly HucreValue[] | undefined)[], { formulas, layout }: XlsSheet): TableRow[] {
  return Array.from(rows, (cells = [], index) => {
    const values = cells.map((value) => toCellValue(value, layout.is1904));
    const calculated = formulas
      .get(index)
      ?.map((column): CellFormula => ({ column, hasValue: (values[column] ?? null) !== null }));
    return calculated === undefined
      ? { number: index + 1, values }
      : { number: index + 1, values, formulas: calculated };
  });
}

function toCellValue(value: HucreValue, is1904: boolean): CellValue {
  if (value === null || value === undefined) return null;
  if (!(value instanceof Date)) return value;
  const serial = dateToSerial(value, is1904);
  const day = serialDay(serial, is1904);
  return day === null ? serial : { day };
}
