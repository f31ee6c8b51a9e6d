import {
  type CellStyle,
  type CellValue,
  type ColumnDef,
  type MergeRange,
  writeXlsx,
  type WriteSheet,
} from "hucre/xlsx";

/** A list as an office lays it out: title, perhaps a line below it, one or two header rows, table, notes. */
export interface ListSheet {
  readonly name: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly notes?: readonly string[];
  /** Cells of a row merged with the cells above: row index into `rows`, columns. */
  readonly mergedAbove?: readonly { readonly row: number; readonly columns: readonly number[] }[];
}

export interface ListColumn {
  readonly header: string;
  readonly width: number;
  /** Columns of one group stand under a common header; a list without groups has one header row. */
  readonly group?: string;
  readonly hidden?: boolean;
  readonly centred?: boolean;
}

/** The sheet that says how the list is to be filled in. */
export interface TextSheet {
  readonly name: string;
  readonly lines: readonly string[];
}

const MADE = new Date("2026-10-15T08:00:00Z");
const LINE = { style: "thin", color: { rgb: "A6A6A6" } } as const;
const GRID = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const HEADER: CellStyle = {
  font: { bold: true, size: 11 },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "DDEBF7" } },
  alignment: { horizontal: "center", vertical: "center", wrapText: true },
  border: GRID,
};
const TITLE: CellStyle = {
  font: { bold: true, size: 16 },
  alignment: { horizontal: "center", vertical: "center" },
};
const PLAIN: CellStyle = { alignment: { horizontal: "left", vertical: "center", wrapText: true } };

export function writeListWorkbook(list: ListSheet, guidance?: TextSheet): Promise<Uint8Array> {
  const sheets = [listSheet(list), ...(guidance === undefined ? [] : [textSheet(guidance)])];
  return writeXlsx({
    sheets,
    defaultFont: { name: "宋体", size: 10.5 },
    properties: { title: list.title, creator: "样例", lastModifiedBy: "样例", created: MADE, modified: MADE },
  });
}

function listSheet(list: ListSheet): WriteSheet {
  const last = list.columns.length - 1;
  const grouped = list.columns.some((column) => column.group !== undefined);
  const rows: CellValue[][] = [[list.title]];
  const cells = new Map<string, { value: CellValue; style: CellStyle }>();
  const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: last }];
  cells.set("0,0", { value: list.title, style: TITLE });
  clearRow(0, list.columns.length, cells);
  if (list.subtitle !== undefined) {
    merges.push({ startRow: 1, startCol: 0, endRow: 1, endCol: last });
    rows.push([list.subtitle]);
    cells.set("1,0", { value: list.subtitle, style: PLAIN });
    clearRow(1, list.columns.length, cells);
  }

  const headerTop = rows.length;
  if (grouped) rows.push(list.columns.map((column) => column.group ?? column.header));
  rows.push(list.columns.map((column) => (grouped && column.group === undefined ? null : column.header)));
  const headerRow = rows.length - 1;
  for (let column = 0; column <= last; column++) {
    for (let row = headerTop; row <= headerRow; row++) {
      cells.set(`${row},${column}`, { value: rows[row]?.[column] ?? null, style: HEADER });
    }
  }
  if (grouped) merges.push(...mergeHeader(list.columns, headerTop, rows, cells));

  const firstRow = rows.length;
  for (const row of list.rows) {
    row.forEach((value, column) => {
      if (value instanceof Date) {
        const style = { ...bodyStyle(list.columns[column]), numFmt: "yyyy/m/d" };
        cells.set(`${rows.length},${column}`, { value, style });
      }
    });
    rows.push([...row]);
  }
  const lastRow = rows.length - 1;
  for (const { row, columns } of list.mergedAbove ?? []) {
    for (const column of columns) {
      merges.push({ startRow: firstRow + row - 1, startCol: column, endRow: firstRow + row, endCol: column });
      (rows[firstRow + row] as CellValue[])[column] = null;
    }
  }
  for (const note of list.notes ?? []) {
    merges.push({ startRow: rows.length, startCol: 0, endRow: rows.length, endCol: last });
    cells.set(`${rows.length},0`, { value: note, style: PLAIN });
    clearRow(rows.length, list.columns.length, cells);
    rows.push([note]);
  }

  return {
    name: list.name,
    rows,
    cells,
    merges,
    columns: list.columns.map(
      (column): ColumnDef => ({
        width: column.width,
        style: bodyStyle(column),
        ...(column.hidden === true ? { hidden: true } : {}),
      }),
    ),
    rowDefs: rowHeights(list, firstRow),
    freezePane: { rows: firstRow, columns: 0 },
    autoFilter: { range: `A${headerRow + 1}:${columnName(last)}${lastRow + 1}` },
    pageSetup: {
      paperSize: "a3",
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${headerTop + 1}:$${headerRow + 1}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: "&C第 &P 页，共 &N 页" },
  };
}

function mergeHeader(
  columns: readonly ListColumn[],
  top: number,
  rows: CellValue[][],
  cells: Map<string, { value: CellValue; style: CellStyle }>,
): MergeRange[] {
  const merges: MergeRange[] = [];
  columns.forEach(({ group }, column) => {
    const last = merges.at(-1);
    if (group === undefined) {
      merges.push({ startRow: top, startCol: column, endRow: top + 1, endCol: column });
    } else if (last !== undefined && columns[column - 1]?.group === group) {
      last.endCol = column;
      (rows[top] as CellValue[])[column] = null;
      cells.set(`${top},${column}`, { value: null, style: HEADER });
    } else {
      merges.push({ startRow: top, startCol: column, endRow: top, endCol: column });
    }
  });
  return merges.filter((merge) => merge.startCol !== merge.endCol || merge.startRow !== merge.endRow);
}

function bodyStyle(column: ListColumn | undefined): CellStyle {
  return {
    alignment: { horizontal: column?.centred === true ? "center" : "left", vertical: "center", wrapText: true },
    border: GRID,
  };
}

/** Rows as high as their longest cell wraps; a file without heights opens with every long cell cut off. */
function rowHeights(list: ListSheet, firstRow: number): Map<number, { height: number }> {
  const heights = new Map([[0, { height: 30 }]]);
  for (let row = 1; row < firstRow; row++) heights.set(row, { height: row === firstRow - 1 ? 30 : 20 });
  list.rows.forEach((values, i) => {
    const lines = values.map((value, column) =>
      typeof value === "string" ? countLines(value, list.columns[column]?.width ?? 10) : 1,
    );
    heights.set(firstRow + i, { height: Math.min(400, Math.max(1, ...lines) * 14 + 6) });
  });
  for (let i = 0; i < (list.notes?.length ?? 0); i++) heights.set(firstRow + list.rows.length + i, { height: 22 });
  return heights;
}

function countLines(text: string, width: number): number {
  const room = Math.max(2, width - 1.5);
  return text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(displayWidth(line) / room)), 0);
}

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1.1;
  return width;
}

function clearRow(row: number, width: number, cells: Map<string, { value: CellValue; style: CellStyle }>): void {
  for (let column = 1; column < width; column++) cells.set(`${row},${column}`, { value: null, style: {} });
}

function textSheet(sheet: TextSheet): WriteSheet {
  return {
    name: sheet.name,
    rows: sheet.lines.map((line) => [line]),
    columns: [{ width: 110, style: PLAIN }],
    pageSetup: { paperSize: "a4", orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));
}
