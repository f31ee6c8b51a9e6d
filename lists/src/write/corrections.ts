import type { Language } from "@dual-high/kernel";
import type { Cell, CellStyle, CellValue, WriteSheet } from "hucre";
import { openXlsx, type RoundtripWorkbook, saveXlsx, writeXlsx } from "hucre/xlsx";
import { isRemarkColumn, REMARK_COLUMN, REMARK_MARKS } from "../remarks.ts";
import { openTables } from "../tables/open-tables.ts";
import { cellText, type ListFile } from "../tables/table.ts";
import type { ListKind, ListReading, Problem, TableReading } from "../types.ts";
import { openZip } from "../zip.ts";
import { neutralise, textWidth } from "./workbook.ts";

const WIDTH = 60;
const REMARK: CellStyle = {
  font: { name: "Microsoft YaHei", size: 10, color: { rgb: "C8442B" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "FBEDEA" } },
  alignment: { vertical: "top", wrapText: true },
};
const REMARK_HEADER: CellStyle = {
  ...REMARK,
  font: { name: "Microsoft YaHei", size: 10, bold: true, color: { rgb: "C8442B" } },
};

/** Parts that act by themselves when the workbook is opened; a workbook that has any comes back without its looks. */
const ACTIVE_PARTS =
  /^xl\/(?:connections\.xml|queryTables\/|embeddings\/|activeX\/|ctrlProps\/|webextensions\/|model\/)|^customUI\//i;
/** In place of a formula that has no result: read again, it is told as an error, whereas an empty cell would not be. */
const NO_RESULT = "#N/A";

/**
 * The list as it came, with one more column that says, row by row, what is wrong and what to do; where it came with such a
 * column, that one is written anew. Row numbers stay as the messages name them. Null when no row has anything to mend. An
 * .xlsx of ordinary size keeps its looks; larger ones and other formats come back as a plain .xlsx with the same cells. Formulas are replaced by their results.
 */
export async function writeCorrections(
  file: ListFile,
  reading: ListReading<ListKind>,
  language: Language,
): Promise<Uint8Array | null> {
  const remarks = remarksByRow(reading.problems, language);
  if (remarks.size === 0) return null;
  const keepsLooks = /\.xlsx$/i.test(file.name) && reading.read <= MOST_ROWS_WITH_LOOKS;
  const looks = keepsLooks ? await openWithLooks(file) : null;
  return looks === null
    ? rebuildWorkbook(file, reading.tables, remarks, language)
    : markWorkbook(looks, reading.tables, remarks, language);
}

/** Keeping every cell's format costs more than all the rest of a large list's way through the program. */
const MOST_ROWS_WITH_LOOKS = 2_000;

/** The workbook with its formats and pictures; null when the library cannot keep them (charts on sheets of their own). */
async function openWithLooks({ name: file, bytes }: ListFile): Promise<RoundtripWorkbook | null> {
  const { entries } = await openZip(bytes, { file });
  if (entries.some(({ name }) => ACTIVE_PARTS.test(name))) return null;
  return openXlsx(bytes, { readStyles: true }).catch(() => null);
}

/** Problems of forms, one row per form: there is no workbook to return. Null when there are none. */
export async function writeFormCorrections(
  reading: ListReading<ListKind>,
  language: Language,
): Promise<Uint8Array | null> {
  const remarks = reading.problems.filter((problem) => problem.level !== "notice");
  if (remarks.length === 0) return null;
  const header: CellValue[] =
    language === "zh" ? ["文件", "栏目", REMARK_COLUMN.zh] : ["File", "Entry", REMARK_COLUMN.en];
  const rows = remarks.map((problem): CellValue[] => [
    neutralise(problem.origin.file),
    neutralise(problem.column ?? ""),
    neutralise(describe(problem, language)),
  ]);
  return writeXlsx({
    sheets: [
      {
        name: REMARK_COLUMN[language],
        rows: [header, ...rows],
        columns: [{ width: 44 }, { width: 20 }, { width: 90 }],
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:C${rows.length + 1}` },
        pageSetup: LANDSCAPE,
      },
    ],
  });
}

const LANDSCAPE = {
  paperSize: "a4",
  orientation: "landscape",
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

function describe(problem: Problem, language: Language): string {
  const mark =
    problem.level === "notice" ? "" : `${REMARK_MARKS[problem.level][language]}${language === "zh" ? "：" : ": "}`;
  return `${mark}${problem.text(language)}`;
}

function remarksByRow(problems: readonly Problem[], language: Language): Map<string, string> {
  const remarks = new Map<string, string>();
  for (const problem of problems) {
    const { sheet = "", row } = problem.origin;
    if (problem.level === "notice" || row === undefined) continue;
    const key = rowKey(sheet, row);
    const known = remarks.get(key);
    remarks.set(key, known === undefined ? describe(problem, language) : `${known}\n${describe(problem, language)}`);
  }
  return remarks;
}

function rowKey(sheet: string, row: number): string {
  return `${row} ${sheet}`;
}

async function markWorkbook(
  workbook: RoundtripWorkbook,
  tables: readonly TableReading[],
  remarks: ReadonlyMap<string, string>,
  language: Language,
): Promise<Uint8Array> {
  for (const sheet of workbook.sheets) {
    const cells = sheet.cells ?? new Map<string, Cell>();
    sheet.cells = cells;
    for (const [key, cell] of cells) {
      if (cell.formula === undefined) continue;
      const [row = 0, column = 0] = key.split(",").map(Number);
      const result = cell.formulaResult ?? cell.value ?? NO_RESULT;
      cells.set(key, valueCell(result, cell.style));
      const values = sheet.rows[row];
      if (values !== undefined) values[column] = result;
    }
    for (const [index, row] of sheet.rows.entries()) {
      for (const [column, value] of row.entries()) {
        if (typeof value !== "string" || neutralise(value) === value) continue;
        row[column] = neutralise(value);
        const key = `${index},${column}`;
        if (cells.has(key)) cells.set(key, valueCell(neutralise(value), cells.get(key)?.style));
      }
    }
    const table = tables.find((candidate) => candidate.sheet === sheet.name);
    if (table === undefined) continue;
    const column = remarkColumn(sheet.rows, table.headerRow - 1);
    const put = (row: number, text: string | null, style: CellStyle) => {
      const values = (sheet.rows[row] ??= []);
      while (values.length < column) values.push(null);
      values[column] = text;
      cells.set(`${row},${column}`, valueCell(text, style));
    };
    put(table.headerRow - 1, REMARK_COLUMN[language], REMARK_HEADER);
    for (let row = table.headerRow; row < sheet.rows.length; row++) {
      const remark = remarks.get(rowKey(sheet.name, row + 1));
      if (remark !== undefined) {
        put(row, remark, REMARK);
        const definition = sheet.rowDefs?.get(row);
        // Nobody mends what a filter hides.
        if (definition !== undefined) sheet.rowDefs?.set(row, { ...definition, hidden: false });
      } else if ((sheet.rows[row]?.[column] ?? null) !== null) put(row, null, {});
    }
    const columns = sheet.columns ?? [];
    while (columns.length < column) columns.push({});
    columns[column] = { width: WIDTH };
    sheet.columns = columns;
  }
  return saveXlsx(workbook);
}

/** Where the remarks go: into the column of an earlier return, else behind everything that the sheet holds. */
function remarkColumn(rows: readonly (readonly CellValue[])[], header: number): number {
  const known = rows[header]?.findIndex((value) => typeof value === "string" && isRemarkColumn(value)) ?? -1;
  return known >= 0 ? known : rows.reduce((widest, row) => Math.max(widest, row.length), 0);
}

function valueCell(value: CellValue, style?: CellStyle): Cell {
  const type =
    value === null ? "empty" : value instanceof Date ? "date" : (typeof value as "string" | "number" | "boolean");
  return { value, type, ...(style === undefined ? {} : { style }) };
}

async function rebuildWorkbook(
  file: ListFile,
  readings: readonly TableReading[],
  remarks: ReadonlyMap<string, string>,
  language: Language,
): Promise<Uint8Array> {
  const sheets: WriteSheet[] = [];
  for (const table of await openTables(file)) {
    const reading = readings.find((candidate) => candidate.sheet === table.sheet);
    const content = await table.open();
    // JSON Lines have no header line of their own: it stands in the first row, and every line moves down by one.
    const shift = reading?.headerRow === 0 ? 1 : 0;
    const rows: CellValue[][] = [];
    const cells = new Map<string, Partial<Cell>>();
    const widths: number[] = [];
    for (const row of content.rows) {
      const at = row.number - 1 + shift;
      while (rows.length < at) rows.push([]);
      const missing = new Set(row.formulas?.filter(({ hasValue }) => !hasValue).map(({ column }) => column));
      const values = row.values.map((value) =>
        value === null || typeof value === "number" ? value : neutralise(cellText(value)),
      );
      for (const column of missing) values[column] = NO_RESULT;
      rows[at] = values;
      for (const [column, value] of values.entries()) {
        const longest = String(value ?? "")
          .split("\n")
          .reduce((most, line) => Math.max(most, textWidth(line)), 0);
        widths[column] = Math.min(40, Math.max(widths[column] ?? 8, longest + 2));
      }
    }
    const header = (reading?.headerRow ?? 0) - 1 + shift;
    const column = reading === undefined ? -1 : remarkColumn(rows, header);
    const put = (row: number, text: string | null, style: CellStyle) => {
      const values = (rows[row] ??= []);
      while (values.length < column) values.push(null);
      values[column] = text;
      cells.set(`${row},${column}`, valueCell(text, style));
    };
    if (reading !== undefined) {
      put(header, REMARK_COLUMN[language], REMARK_HEADER);
      for (let row = header + 1; row < rows.length; row++) {
        const remark = remarks.get(rowKey(table.sheet, row + 1 - shift));
        if (remark !== undefined) put(row, remark, REMARK);
        else if ((rows[row]?.[column] ?? null) !== null) put(row, null, {});
      }
    }
    const width = Math.max(widths.length, column + 1);
    const { merges, hiddenColumns } = content.layout;
    sheets.push({
      name: table.sheet === "" ? REMARK_COLUMN[language] : table.sheet,
      rows,
      cells,
      hidden: table.isHidden,
      columns: Array.from({ length: width }, (_, at) =>
        at === column ? { width: WIDTH } : { width: widths[at] ?? 8, hidden: hiddenColumns.has(at) },
      ),
      merges: [...merges.values()].flat().map(({ top, left, bottom, right }) => ({
        startRow: top,
        startCol: left,
        endRow: bottom,
        endCol: right,
      })),
      ...(reading === undefined ? {} : { freezePane: { rows: header + 1 } }),
      pageSetup: LANDSCAPE,
    });
  }
  return writeXlsx({ sheets });
}
