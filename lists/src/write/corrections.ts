import type { Language } from "@dual-high/kernel";
import type { Cell, CellStyle, CellValue, WriteSheet } from "hucre";
import type { RoundtripWorkbook } from "hucre/xlsx";
import { isRemarkColumn, REMARK_COLUMN, REMARK_MARKS } from "../remarks.ts";
import { openTables } from "../tables/open-tables.ts";
import { cellText, columnLetters, type ListFile } from "../tables/table.ts";
import type { ListKind, ListReading, Problem, TableReading } from "../types.ts";
import { openZip } from "../zip.ts";
import { loadWriter, neutralise, rowHeight, textWidth } from "./workbook.ts";

const REMARK_WIDTH = { width: 60 } as const;
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

/** What {@link writePlannedCorrections} writes, in plain values: another thread than the one that read the list can write it. */
export type CorrectionPlan =
  | {
      readonly kind: "workbook";
      readonly file: ListFile;
      readonly tables: readonly TableReading[];
      /** By {@link rowKey}. */
      readonly remarks: ReadonlyMap<string, string>;
      readonly keepsLooks: boolean;
      readonly language: Language;
    }
  | { readonly kind: "forms"; readonly rows: readonly CellValue[][]; readonly language: Language };

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
  const plan = planCorrections(file, reading, language);
  return plan && writePlannedCorrections(plan);
}

/** What {@link writeCorrections} would write; null when no row has anything to mend. */
export function planCorrections(
  file: ListFile,
  reading: ListReading<ListKind>,
  language: Language,
): CorrectionPlan | null {
  const remarks = remarksByRow(reading.problems, language);
  if (remarks.size === 0) return null;
  const keepsLooks = /\.xlsx$/i.test(file.name) && reading.read <= MOST_ROWS_WITH_LOOKS;
  return { kind: "workbook", file, tables: reading.tables, remarks, keepsLooks, language };
}

export async function writePlannedCorrections(plan: CorrectionPlan): Promise<Uint8Array> {
  if (plan.kind === "forms") return writeFormRows(plan.rows, plan.language);
  const { file, tables, remarks, keepsLooks, language } = plan;
  const looks = keepsLooks ? await openWithLooks(file) : null;
  return looks === null
    ? rebuildWorkbook(file, tables, remarks, language)
    : markWorkbook(looks, tables, remarks, language);
}

/** Keeping every cell's format costs more than all the rest of a large list's way through the program. */
const MOST_ROWS_WITH_LOOKS = 2_000;

/** The workbook with its formats and pictures; null when the library cannot keep them (charts on sheets of their own). */
async function openWithLooks({ name: file, bytes }: ListFile): Promise<RoundtripWorkbook | null> {
  const { entries } = await openZip(bytes, { file });
  if (entries.some(({ name }) => ACTIVE_PARTS.test(name))) return null;
  const { openXlsx } = await loadWriter();
  return openXlsx(bytes, { readStyles: true }).catch(() => null);
}

/** Problems of forms, one row per form: there is no workbook to return. Null when there are none. */
export async function writeFormCorrections(
  reading: ListReading<ListKind>,
  language: Language,
): Promise<Uint8Array | null> {
  const plan = planFormCorrections(reading, language);
  return plan && writePlannedCorrections(plan);
}

/** What {@link writeFormCorrections} would write; null when there are no problems. */
export function planFormCorrections(reading: ListReading<ListKind>, language: Language): CorrectionPlan | null {
  const remarks = reading.problems.filter((problem) => problem.level !== "notice");
  if (remarks.length === 0) return null;
  const header: CellValue[] =
    language === "zh" ? ["文件", "栏目", REMARK_COLUMN.zh] : ["File", "Entry", REMARK_COLUMN.en];
  const rows = remarks.map((problem): CellValue[] => [
    neutralise(problem.origin.file),
    neutralise(problem.column ?? ""),
    neutralise(describe(problem, language)),
  ]);
  return { kind: "forms", rows: [header, ...rows], language };
}

async function writeFormRows(rows: readonly CellValue[][], language: Language): Promise<Uint8Array> {
  const { writeXlsx } = await loadWriter();
  return writeXlsx({
    sheets: [
      {
        name: REMARK_COLUMN[language],
        rows: [...rows],
        columns: [{ width: 44 }, { width: 20 }, { width: 90 }],
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:C${rows.length}` },
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
    const remarkOf = (row: number) => remarks.get(rowKey(sheet.name, row + 1));
    Object.assign(sheet, withRemarks({ ...sheet, cells }, table.headerRow - 1, remarkOf, language));
  }
  const { saveXlsx } = await loadWriter();
  return saveXlsx(workbook);
}

type Markable = Pick<
  WriteSheet,
  "columns" | "rowDefs" | "freezePane" | "splitPane" | "autoFilter" | "tables" | "pageSetup"
> & { readonly rows: CellValue[][]; readonly cells: Map<string, Partial<Cell>> };

/** The sheet with its remarks, so that they can be found, filtered and printed. What it has of these already stays. */
function withRemarks(
  sheet: Markable,
  header: number,
  remarkOf: (row: number) => string | undefined,
  language: Language,
): Partial<WriteSheet> {
  const { rows, cells, splitPane, tables } = sheet;
  const column = remarkColumn(rows, header);
  const rowDefs = new Map(sheet.rowDefs);
  const put = (row: number, text: string | null, style: CellStyle) => {
    const values = (rows[row] ??= []);
    while (values.length < column) values.push(null);
    values[column] = text;
    cells.set(`${row},${column}`, valueCell(text, style));
  };
  put(header, REMARK_COLUMN[language], REMARK_HEADER);
  for (let row = header + 1; row < rows.length; row++) {
    const remark = remarkOf(row);
    if (remark !== undefined) {
      put(row, remark, REMARK);
      const known = rowDefs.get(row);
      const height = Math.max(
        known?.height ?? linesHeight(rows[row] ?? []),
        rowHeight([{ value: remark }], [REMARK_WIDTH]),
      );
      // Nobody mends what a filter hides.
      rowDefs.set(row, { ...known, height, hidden: false });
    } else if ((rows[row]?.[column] ?? null) !== null) put(row, null, {});
  }
  const columns = [...(sheet.columns ?? [])];
  while (columns.length < column) columns.push({});
  columns[column] = REMARK_WIDTH;
  const { printArea: _, ...pageSetup } = sheet.pageSetup ?? {};
  const isFree = sheet.freezePane === undefined && splitPane === undefined;
  const hasFilter = sheet.autoFilter !== undefined || (tables !== undefined && tables.length > 0);
  return {
    columns,
    rowDefs,
    ...(isFree ? { freezePane: { rows: header + 1 } } : {}),
    ...(hasFilter ? {} : { autoFilter: { range: `A${header + 1}:${columnLetters(column)}${rows.length}` } }),
    pageSetup: { ...pageSetup, ...LANDSCAPE, printTitlesRow: `$${header + 1}:$${header + 1}` },
  };
}

/** The height that the lines need which a row's cells are broken into. */
function linesHeight(values: readonly CellValue[]): number {
  const lines = values.map((value) => (typeof value === "string" ? value.replace(/[^\n]/g, "") : ""));
  return rowHeight(
    lines.map((value) => ({ value })),
    [],
  );
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

const WRAPPED: CellStyle = { alignment: { vertical: "top", wrapText: true } };
const WIDEST = 40;

/** A plain workbook with the cells of any list file. */
async function rebuildWorkbook(
  file: ListFile,
  readings: readonly TableReading[],
  remarks: ReadonlyMap<string, string>,
  language: Language,
): Promise<Uint8Array> {
  const sheets: WriteSheet[] = [];
  for (const table of await openTables(file)) {
    const reading = readings.find((candidate) => candidate.sheet === table.sheet);
    const { layout, rows: source } = await table.open();
    // JSON Lines have no header line of their own: it stands in the first row, and every line moves down by one.
    const shift = reading?.headerRow === 0 ? 1 : 0;
    const rows: CellValue[][] = [];
    for (const row of source) {
      const at = row.number - 1 + shift;
      while (rows.length < at) rows.push([]);
      const values = row.values.map((value) =>
        value === null || typeof value === "number" ? value : neutralise(cellText(value)),
      );
      for (const { column, hasValue } of row.formulas ?? []) if (!hasValue) values[column] = NO_RESULT;
      rows[at] = values;
    }
    // Titles above the header lie over several columns and say nothing about the width of the first.
    const header = (reading?.headerRow ?? 0) - 1 + shift;
    const plain = {
      rows,
      cells: new Map<string, Partial<Cell>>(),
      columns: columnWidths(rows.slice(Math.max(0, header)), layout.hiddenColumns),
      pageSetup: LANDSCAPE,
    };
    const rowDefs = new Map(
      rows.map((row, at) => [
        at,
        {
          height: rowHeight(
            row.map((value) => ({ value: String(value ?? "") })),
            plain.columns,
          ),
        },
      ]),
    );
    const remarkOf = (row: number) => remarks.get(rowKey(table.sheet, row + 1 - shift));
    sheets.push({
      ...plain,
      rowDefs,
      ...(reading === undefined ? {} : withRemarks({ ...plain, rowDefs }, header, remarkOf, language)),
      name: table.sheet === "" ? REMARK_COLUMN[language] : table.sheet,
      hidden: table.isHidden,
      merges: [...layout.merges.values()].flat().map(({ top, left, bottom, right }) => ({
        startRow: top,
        startCol: left,
        endRow: bottom,
        endCol: right,
      })),
    });
  }
  const { writeXlsx } = await loadWriter();
  return writeXlsx({ sheets });
}

function columnWidths(rows: readonly (readonly CellValue[])[], hidden: ReadonlySet<number>) {
  const widths: number[] = [];
  for (const values of rows) {
    for (const [column, value] of values.entries()) {
      const lines = String(value ?? "").split("\n");
      const longest = lines.reduce((most, line) => Math.max(most, textWidth(line)), 0);
      widths[column] = Math.min(WIDEST, Math.max(widths[column] ?? 8, longest + 2));
    }
  }
  // A style per column instead of per cell: a list of 100,000 cells would otherwise hold as many objects.
  return widths.map((width, column) => ({ width, style: WRAPPED, ...(hidden.has(column) ? { hidden: true } : {}) }));
}
