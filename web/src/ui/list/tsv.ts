import type { Column } from "./types.ts";

/** A cell that holds a tab, a line break or a quote is quoted, as Excel and WPS read it. */
function cell(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as they are pasted into a spreadsheet: cells by tabs, rows by lines. */
export function toTsv(cells: readonly (readonly string[])[]): string {
  return cells.map((row) => row.map(cell).join("\t")).join("\n");
}

export function tableTsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return toTsv([columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => text(row)))]);
}
