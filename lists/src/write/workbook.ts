import type { Language } from "@dual-high/kernel";
import type { Cell, CellStyle, WriteSheet } from "hucre";
import { columnLetters } from "../tables/table.ts";

/**
 * How a cell looks, by what it means; raw colours stay in this file. `link` is underlined and jumps to a place in the same
 * workbook or to a file beside it, never to an address on the network.
 */
export type CellTone = "plain" | "muted" | "strong" | "accent" | "caution" | "good" | "fair" | "faint";

export interface SheetCell {
  readonly value: string | number | null;
  readonly tone?: CellTone;
}

export interface SheetColumn {
  readonly header: string;
  /** In characters of half-width; a Chinese character takes two. */
  readonly width: number;
  readonly align?: "left" | "center" | "right";
  /** Number format for figures, such as `0.00`. Text is always written as text. */
  readonly format?: string;
  /** There for a program that reads the workbook again, not for people. */
  readonly isHidden?: boolean;
}

export interface SheetPlan {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly (SheetCell | string | number | null)[])[];
  /** Rows (by index) above which a line separates what belongs together. */
  readonly groupStarts?: ReadonlySet<number>;
  /** Columns that stay in sight when the sheet is moved sideways. */
  readonly frozenColumns?: number;
  /** What the page says at its head in print. */
  readonly heading: string;
  /** Sheets of names and values rather than lists have neither filter nor header band. */
  readonly isPlain?: boolean;
}

export interface WorkbookPlan {
  readonly title: string;
  readonly language: Language;
  /** When the workbook was made, as it stands in the document's properties. */
  readonly madeAt: Date;
  readonly sheets: readonly SheetPlan[];
}

const FONT = "Microsoft YaHei";
const INK = "1F2A2A";
const TEAL = "0F6B6B";
const VERMILION = "C8442B";
const GREY = "8A8A84";
const HAIRLINE = "D9D7D0";
const GROUP_LINE = "9FB9B7";

const TONES: Readonly<Record<CellTone, { color: string; bold?: true; fill?: string }>> = {
  plain: { color: INK },
  muted: { color: GREY },
  strong: { color: INK, bold: true },
  accent: { color: TEAL, bold: true },
  caution: { color: VERMILION },
  good: { color: "0B4F4F", bold: true, fill: "CFE6E3" },
  fair: { color: "0B4F4F", fill: "E9F3F1" },
  faint: { color: "6F6F69", fill: "F3F2EE" },
};

/**
 * Cells that a spreadsheet would take for a formula when a person edits them or saves them as CSV get an apostrophe in
 * front; a minus or plus before a figure, a unit or a word is text and stays as it is.
 */
export function neutralise(text: string): string {
  if (/^[=@\t\r]/.test(text)) return `'${text}`;
  return /^[+-]/.test(text) && /^[+-]\s*[A-Za-z_(@=+-]|[(|!]/.test(text) ? `'${text}` : text;
}

const LONGEST_CELL = 32_000;

function toCell(cell: SheetCell | string | number | null): SheetCell {
  return typeof cell === "object" && cell !== null ? cell : { value: cell };
}

function styleOf(cell: SheetCell, column: SheetColumn, isGroupStart: boolean, isPlain: boolean): CellStyle {
  const tone = TONES[cell.tone ?? "plain"];
  const line = { style: "thin", color: { rgb: HAIRLINE } } as const;
  return {
    font: { name: FONT, size: 10, color: { rgb: tone.color }, ...(tone.bold ? { bold: true } : {}) },
    ...(tone.fill === undefined
      ? {}
      : { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: tone.fill } } as const }),
    alignment: { vertical: "top", wrapText: true, horizontal: column.align ?? "left" },
    // Text keeps its digits: an 18-digit code formatted as a number would lose the last three.
    numFmt: typeof cell.value === "number" ? (column.format ?? "General") : "@",
    ...(isPlain
      ? {}
      : {
          border: {
            bottom: line,
            ...(isGroupStart ? { top: { style: "thin", color: { rgb: GROUP_LINE } } as const } : {}),
          },
        }),
  };
}

const HEADER_STYLE: CellStyle = {
  font: { name: FONT, size: 10, bold: true, color: { rgb: "FFFFFF" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: TEAL } },
  alignment: { vertical: "center", horizontal: "left", wrapText: true },
};

/** Width of a text in half-width characters. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}

const LINE_HEIGHT = 15;
const MOST_LINES = 27;

/** The height in points that the tallest cell of a row needs; programs that only read the file do not work it out. */
export function rowHeight(cells: readonly SheetCell[], columns: readonly { readonly width: number }[]): number {
  let lines = 1;
  for (const [index, cell] of cells.entries()) {
    if (typeof cell.value !== "string") continue;
    const width = Math.max(1, (columns[index]?.width ?? 10) - 1.5);
    const needed = cell.value
      .split("\n")
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / width)), 0);
    lines = Math.max(lines, needed);
  }
  return Math.min(lines, MOST_LINES) * LINE_HEIGHT + 3;
}

function toSheet(plan: SheetPlan): WriteSheet {
  const { columns, isPlain = false } = plan;
  const cells = new Map<string, Partial<Cell>>();
  const rows: (string | number | null)[][] = [];
  const rowDefs = new Map<number, { height: number }>();
  const firstRow = isPlain ? 0 : 1;
  if (!isPlain) {
    rows.push(columns.map((column) => column.header));
    columns.forEach((column, index) => {
      const alignment = { ...HEADER_STYLE.alignment, horizontal: column.align ?? "left" };
      cells.set(`0,${index}`, { value: column.header, type: "string", style: { ...HEADER_STYLE, alignment } });
    });
    rowDefs.set(0, {
      height: Math.max(
        24,
        rowHeight(
          columns.map((column) => ({ value: column.header })),
          columns,
        ),
      ),
    });
  }
  for (const [index, row] of plan.rows.entries()) {
    const written = row.map(toCell).map((cell) => ({
      ...cell,
      value: typeof cell.value === "string" ? neutralise(cell.value).slice(0, LONGEST_CELL) : cell.value,
    }));
    rows.push(written.map((cell) => cell.value));
    written.forEach((cell, column) => {
      const definition = columns[column];
      if (definition === undefined) return;
      const style = styleOf(cell, definition, plan.groupStarts?.has(index) ?? false, isPlain);
      const type = typeof cell.value === "number" ? "number" : cell.value === null ? "empty" : "string";
      cells.set(`${index + firstRow},${column}`, { value: cell.value, type, style });
    });
    const seen = written.map((cell, column) => (columns[column]?.isHidden === true ? { value: null } : cell));
    rowDefs.set(index + firstRow, { height: rowHeight(seen, columns) });
  }
  const lastColumn = columnLetters(columns.length - 1);
  return {
    name: plan.name,
    rows,
    cells,
    rowDefs,
    columns: columns.map(({ width, isHidden = false }) => (isHidden ? { width, hidden: true } : { width })),
    ...(isPlain
      ? {}
      : {
          freezePane: { rows: 1, ...(plan.frozenColumns === undefined ? {} : { columns: plan.frozenColumns }) },
          autoFilter: { range: `A1:${lastColumn}${rows.length}` },
        }),
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.25, footer: 0.25 },
      ...(isPlain ? {} : { printTitlesRow: "$1:$1" }),
    },
    // An ampersand begins a code in headers and footers; doubled it stands for itself.
    headerFooter: { oddHeader: `&L${plan.heading.replace(/&/g, "&&")}`, oddFooter: "&C&P / &N" },
    view: { showGridLines: false },
  };
}

/**
 * The library that writes workbooks: a quarter of all modules of the command line, and reading lists needs none of them. It is loaded with
 * the first workbook, or before by whoever has nothing else to do.
 */
export function loadWriter(): Promise<typeof import("hucre/xlsx")> {
  return import("hucre/xlsx");
}

/** Writes a workbook in the house style: frozen headers, filters, widths, A4 landscape, text kept as text. */
export async function writeWorkbook(plan: WorkbookPlan): Promise<Uint8Array> {
  const { writeXlsx } = await loadWriter();
  return writeXlsx({
    properties: { title: plan.title, creator: "Dual-High 双高协同", created: plan.madeAt, modified: plan.madeAt },
    defaultFont: { name: FONT, size: 10 },
    sheets: plan.sheets.map(toSheet),
  });
}
