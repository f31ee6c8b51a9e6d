/** A cell as read: text as written, a number as stored, a calendar day as `YYYY-MM-DD` in `day`. */
export type CellValue = string | number | boolean | { readonly day: string } | null;

/** Zero-based, both ends inclusive; rows as in `TableRow.number - 1`. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A cell that holds a formula: its column, and whether the last result is stored. */
export interface CellFormula {
  readonly column: number;
  readonly hasValue: boolean;
}

export interface TableRow {
  /** The row number that a person sees: Excel's row number, or the line of a text file. */
  readonly number: number;
  readonly values: readonly CellValue[];
  readonly formulas?: readonly CellFormula[];
  /** Set when the row itself could not be read, so that its values mean nothing. */
  readonly broken?: "json" | "quote" | "encoding";
}

/** What a table says besides its values. Text files have next to nothing of it. */
export interface TableLayout {
  /** Merged cells by the row in which they begin. */
  readonly merges: ReadonlyMap<number, readonly CellRange[]>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly hiddenRows: number;
  /** Days are counted from 1904 where a cell has no date format either. */
  readonly is1904: boolean;
  /** Text files: the number of cells that most rows have. */
  readonly usualWidth?: number;
}

export const NO_LAYOUT: TableLayout = {
  merges: new Map(),
  hiddenColumns: new Set(),
  hiddenRows: 0,
  is1904: false,
};

export interface TableContent {
  readonly layout: TableLayout;
  readonly rows: readonly TableRow[];
}

/** One sheet of a workbook, or a whole text file (then `sheet` is empty). */
export interface Table {
  readonly sheet: string;
  readonly isHidden: boolean;
  /** Sheets are opened one after the other, so that no more than one is unpacked at a time. */
  open(): Promise<TableContent>;
}

/** A file as it came: the name a person knows it by, and its bytes. */
export interface ListFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a list may be at most. Beyond it a file is refused, for no office list is that large and every hostile one is. */
export const TABLE_LIMITS = {
  maxFileBytes: 128 * 2 ** 20,
  maxSheets: 256,
  maxRows: 200_000,
  maxColumns: 512,
  maxCells: 8_000_000,
  maxMerges: 200_000,
  /** Of all cells together: a text that a million cells refer to is stored once, but read a million times. */
  maxCharacters: 100_000_000,
  /** Of one cell. Excel holds 32,767. */
  maxCellCharacters: 1_000_000,
} as const;

/** A cell as the text that a person sees in it; numbers without exponent or rounding noise. */
export function cellText(value: CellValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return value ? "是" : "否";
  return value.day;
}

/** Excel shows 15 significant digits: 0.1 + 0.2 is 0.3 to everyone but a program, and what follows in a long code is zeros. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return "";
  const shown = Number(value.toPrecision(15));
  if (Math.abs(shown) >= 1e21) return BigInt(shown).toString();
  return Math.abs(shown) < 1e-6 ? shown.toFixed(20).replace(/\.?0+$/, "") : String(shown);
}

/** A column's letters, as Excel shows them: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Merged cells by the row in which they begin. */
export function byTopRow(ranges: readonly CellRange[]): ReadonlyMap<number, readonly CellRange[]> {
  return Map.groupBy(ranges, (range) => range.top);
}
