import { App } from "antd";
import { type ClipboardEvent, type PointerEvent, useRef } from "react";
import { useTexts } from "../../text/texts.ts";
import { listTexts } from "./texts.ts";
import { toTsv } from "./tsv.ts";

interface Block {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onCopy: (event: ClipboardEvent<HTMLElement>) => void;
}

interface Corner {
  readonly row: number;
  readonly column: number;
}

function cornerOf(target: EventTarget): Corner | null {
  const cell = target instanceof Element ? target.closest("td") : null;
  const row = cell?.parentElement;
  if (cell === null || !(row instanceof HTMLTableRowElement)) return null;
  return { row: row.sectionRowIndex, column: cell.cellIndex };
}

function cellsBetween(body: HTMLTableSectionElement, a: Corner, b: Corner): HTMLTableCellElement[][] {
  const rows = [...body.rows].slice(Math.min(a.row, b.row), Math.max(a.row, b.row) + 1);
  const [from, to] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
  return rows.map((row) => [...row.cells].slice(from, to + 1));
}

/** A block of cells, marked by dragging with Shift as in a spreadsheet, and copied as one. */
export function useCellBlock(frame: { readonly current: HTMLElement | null }): Block {
  const { message } = App.useApp();
  const t = useTexts(listTexts);
  const start = useRef<Corner>(undefined);
  const body = () => frame.current?.querySelector("tbody") ?? null;
  const clear = () => {
    for (const cell of body()?.querySelectorAll("td[data-marked]") ?? []) cell.removeAttribute("data-marked");
  };
  const mark = (to: Corner) => {
    const table = body();
    if (table === null || start.current === undefined) return;
    clear();
    for (const cell of cellsBetween(table, start.current, to).flat()) cell.dataset["marked"] = "";
  };
  return {
    onPointerDown(event) {
      const corner = cornerOf(event.target);
      if (!event.shiftKey || event.button !== 0 || corner === null) {
        clear();
        start.current = undefined;
        return;
      }
      event.preventDefault();
      frame.current?.focus();
      start.current = corner;
      mark(corner);
    },
    onPointerMove(event) {
      const corner = event.buttons === 1 ? cornerOf(event.target) : null;
      if (corner !== null) mark(corner);
    },
    onCopy(event) {
      const rows = [...(body()?.rows ?? [])]
        .map((row) => [...row.cells].filter((cell) => cell.dataset["marked"] !== undefined))
        .filter((cells) => cells.length > 0);
      if (rows.length === 0) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", toTsv(rows.map((cells) => cells.map((cell) => cell.title))));
      void message.success(t("copiedCells", { count: rows.flat().length }));
    },
  };
}
