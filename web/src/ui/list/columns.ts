import type { Column } from "./types.ts";

/** How a person likes the columns of a list. What they said nothing about is as the list has it. */
export interface ColumnWishes {
  readonly order?: readonly string[];
  /** Shown or hidden against the list's own choice. */
  readonly shown?: Readonly<Record<string, boolean>>;
  readonly widths?: Readonly<Record<string, number>>;
}

export const DEFAULT_WIDTH = 160;
const LEAST_WIDTH = 64;
const MOST_WIDTH = 800;

export interface Placed<Row> {
  readonly column: Column<Row>;
  readonly isShown: boolean;
  readonly width: number;
}

/** The columns in the order that a person wants, with those that came to the list since then where the list has them. */
export function placeColumns<Row>(columns: readonly Column<Row>[], wishes: ColumnWishes): readonly Placed<Row>[] {
  const order = wishes.order ?? [];
  const wished = order.flatMap((key) => columns.find((column) => column.key === key) ?? []);
  const placed = [...wished];
  for (const [index, column] of columns.entries()) {
    if (!placed.includes(column)) placed.splice(Math.min(index, placed.length), 0, column);
  }
  return placed.map((column) => ({
    column,
    isShown: wishes.shown?.[column.key] ?? column.isHidden !== true,
    width: wishes.widths?.[column.key] ?? column.width ?? DEFAULT_WIDTH,
  }));
}

export function fitWidth(width: number): number {
  return Math.round(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width)));
}

/** The keys in a new order: one moves by so many places. */
export function moveKey(keys: readonly string[], key: string, by: number): readonly string[] {
  const from = keys.indexOf(key);
  const to = Math.max(0, Math.min(keys.length - 1, from + by));
  const rest = keys.filter((other) => other !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}
