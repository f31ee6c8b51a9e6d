import { expect, test } from "vitest";
import { tableTsv } from "./tsv.ts";
import type { Column } from "./types.ts";

test("a table is pasted with its head, and a cell with breaks in it stays one cell", () => {
  const columns: readonly Column<{ a: string; b: string }>[] = [
    { key: "a", title: "编号", text: (row) => row.a },
    { key: "b", title: "名称", text: (row) => row.b },
  ];
  const rows = [
    { a: "1", b: "发酵" },
    { a: "2", b: '两行\n"引号"' },
  ];
  expect(tableTsv(columns, rows)).toBe('编号\t名称\n1\t发酵\n2\t"两行\n""引号"""');
});
