import type { Block, Cell, Table } from "./document.ts";

/** A cell as Word stores it: merged cells are several, of which all but the first continue another. */
interface StoredCell {
  columnSpan: number;
  continues: "above" | "left" | null;
  readonly blocks: Block[];
}

export interface StoredRow {
  /** Columns left out at the beginning of the row. */
  before: number;
  isDeleted: boolean;
  readonly cells: StoredCell[];
}

type GrowingCell = { -readonly [K in keyof Cell]: Cell[K] };

/** The rows as a grid in which a merged cell stands once, with its spans. */
export function gridOf(rows: readonly StoredRow[]): Table {
  const grid: GrowingCell[][] = [];
  const latest = new Map<number, GrowingCell>();
  for (const row of rows) {
    if (row.isDeleted) continue;
    const at = grid.length;
    const cells: GrowingCell[] = [];
    let column = row.before;
    for (const { columnSpan, continues, blocks } of row.cells) {
      const above = latest.get(column);
      const left = cells.at(-1);
      if (continues === "above" && above && above.row + above.rowSpan === at) above.rowSpan += 1;
      else if (continues === "left" && left) left.columnSpan += columnSpan;
      else {
        const cell = { row: at, column, columnSpan, rowSpan: 1, blocks };
        cells.push(cell);
        latest.set(column, cell);
      }
      column += columnSpan;
    }
    grid.push(cells);
  }
  return { kind: "table", rows: grid };
}
