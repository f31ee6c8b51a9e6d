import type { CellRange } from "./table.ts";

/** The last row that Excel has. */
export const LAST_ROW = 1_048_576;

const CELL = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/** `C7` as row and column from zero; null for anything else. */
export function parseCell(reference: string): { row: number; column: number } | null {
  const match = CELL.exec(reference);
  if (match === null) return null;
  const [, letters = "", digits] = match;
  let column = 0;
  for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

/** `B2:C7`, whichever corners it names. */
export function parseRange(reference: string): CellRange | null {
  const [first = "", last = first] = reference.split(":");
  const from = parseCell(first);
  const to = parseCell(last);
  if (from === null || to === null) return null;
  return {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  };
}
