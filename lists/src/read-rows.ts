import { type HeadedCell, isExcelError, RowCells, tidyCell } from "./cells.ts";
import type { Column, Header } from "./find-header.ts";
import { makeProblem } from "./problems.ts";
import { isRemarkColumn, saysNotUsed } from "./remarks.ts";
import { type CellRange, type CellValue, type TableLayout, type TableRow } from "./tables/table.ts";
import type { Origin, Problem } from "./types.ts";

/** What one row below the header turned out to be. */
export type DataRow =
  | { readonly kind: "record"; readonly cells: RowCells; readonly serial?: string }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "note"; readonly problem: Problem };

/** Lines below and between the entries, by their first words: a colon or nothing must follow, lest 注塑 and 说明书 be notes. */
const NOTE =
  /^(?:注\s*(?:[（(]?\d{1,2}[)）]?)?\s*[:：、.．]|(?:备注|注意(?:事项)?|(?:填表|填报)?说明|填[表报](?:人|单位|日期|时间)|制表(?:人|日期|单位)?|审核(?:人|意见)?|负责人|联系人|联系电话|单位[（(]盖章[)）]|附件?\d*|notes?|remarks?)\s*(?:[（(][^)）]*[)）]|签[字名章]|盖章)?\s*(?:[:：]|$)|以上(?:为|是|均|所|共|全部|需求|成果|仪器|设备|团队|数据|信息|内容|情况))/i;
const TOTAL = /^(?:合\s*计|总\s*计|共\s*计|小\s*计|(?:grand |sub)?total|sum)\s*(?:[（(][^)）]*[)）])?\s*(?:[:：].*)?$/i;
/** How to fill in a column, in the row below the header: 必填, 不超过30字, （万元）. */
const HINT =
  /^[(（].{0,60}[)）]$|必填|选填|下拉|^(?:不超过|不少于|限)?\s*\d+\s*字(?:以内|以上|左右)?$|不(?:超过|少于)\s*\d+\s*字|^(?:如|例如?|示例|格式)\s*[:：]|请(?:填写|选择|注明)/;
const SAMPLE = /^(?:填写)?(?:示例|样例|范例|例)\s*\d*\s*[:：]?$/;
/** A section heading inside the table: 一、新材料领域（12项）, （二）装备, 第三类 食品. */
const SECTION =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?:部分|类|批)(?:[:：、\s（(]|$))/;

/** The table that rows are read from. */
export interface RowSource {
  readonly file: string;
  /** Empty for a text file. */
  readonly sheet: string;
  readonly layout: TableLayout;
}

/** Reads the rows below a header one by one; nothing is dropped without being told, save blank rows. */
export function makeRowReader(source: RowSource, header: Header): (row: TableRow) => DataRow | null {
  const { file, sheet, layout } = source;
  const columns = header.columns.filter((column) => column.field !== null).sort(byPreference);
  const isNote = makeNoteFinder(layout, header, columns);
  const fill = makeFillDown(layout, header);
  const serialColumns = new Set(columns.filter(({ field }) => field === "serial").map(({ index }) => index));
  const width = header.columns.reduce((most, column) => Math.max(most, column.index), 0) + 1;
  const remarks = header.columns.find((column) => isRemarkColumn(column.header))?.index ?? -1;
  const widths = new Set([layout.usualWidth, ...header.rows.map((row) => row.values.length)]);

  return (row) => {
    const origin: Origin = { file, ...(sheet === "" ? {} : { sheet }), row: row.number };
    if (row.broken !== undefined) return { kind: "refused", problem: makeProblem(BROKEN[row.broken], origin) };
    const texts = row.values.map(tidyCell);
    const filled = texts.flatMap((text, index) => (text === "" ? [] : [index]));
    if (filled.length === 0) return null;
    const note = isNote(row, filled, texts);
    if (note !== null) return { kind: "note", problem: makeProblem("lists.note_skipped", origin, { text: note }) };
    // A row with only its serial number is the blank end of a prepared form.
    if (filled.every((index) => serialColumns.has(index))) return null;
    const told: Problem[] = [];
    if (sheet === "") {
      const counts = { found: texts.length, expected: width };
      if ((filled.at(-1) ?? 0) >= width) {
        return { kind: "refused", problem: makeProblem("lists.row_misaligned", origin, counts) };
      }
      if (layout.usualWidth !== undefined && !widths.has(texts.length)) {
        told.push(makeProblem("lists.row_uneven", origin, { ...counts, expected: layout.usualWidth }));
      }
    }
    if (saysNotUsed(texts[remarks] ?? "")) told.push(makeProblem("lists.remark_left", origin));
    const values = fill(row);
    const cells = new Map<string, HeadedCell[]>();
    for (const { field, index, header: name } of columns) {
      const value = values[index] ?? null;
      const formula = field === "serial" ? undefined : row.formulas?.find((cell) => cell.column === index);
      if (formula?.hasValue === false) {
        return { kind: "refused", problem: makeProblem("lists.formula_without_value", origin, { column: name }) };
      }
      const text = (value === row.values[index] ? texts[index] : tidyCell(value)) ?? "";
      // A result that is an error is told as one.
      if (formula !== undefined && !isExcelError(text)) {
        told.push(makeProblem("lists.formula_value_used", origin, { column: name, value: text }));
      }
      const cell = { header: name, value, text };
      const known = cells.get(field ?? "");
      if (known) known.push(cell);
      else cells.set(field ?? "", [cell]);
    }
    const rowCells = new RowCells(origin, cells, layout);
    rowCells.problems.push(...told);
    const serial = rowCells.text("serial");
    return { kind: "record", cells: rowCells, ...(serial === undefined ? {} : { serial }) };
  };
}

const BROKEN = { json: "lists.row_broken", quote: "lists.row_quote_open", encoding: "lists.row_garbled" } as const;

/** Visible columns first, for a hidden one is the older copy; then by how exactly the header names what is meant. */
function byPreference(a: Column, b: Column): number {
  return Number(a.isHidden) - Number(b.isHidden) || a.rank - b.rank || a.index - b.index;
}

type NoteFinder = (row: TableRow, filled: readonly number[], texts: readonly string[]) => string | null;

/** Finds the text of a row that is a remark, a signature line, a total, a hint or a section heading rather than an entry. */
function makeNoteFinder(layout: TableLayout, header: Header, columns: readonly Column[]): NoteFinder {
  const span = ({ left, right }: CellRange) => `${left}-${right}`;
  // Where the header itself lies over several columns, a cell that does is an ordinary one.
  const usualSpans = new Set(header.rows.flatMap((row) => (layout.merges.get(row.number - 1) ?? []).map(span)));
  const fields = new Map(columns.map(({ index, field }) => [index, field]));
  const firstColumn = Math.min(...fields.keys());
  return (row, filled, texts) => {
    const at = filled[0] ?? 0;
    const first = texts[at] ?? "";
    const whole = () => filled.map((index) => texts[index]).join(" ");
    if (TOTAL.test(first) || SAMPLE.test(first)) return whole();
    const hints = filled.filter((index) => HINT.test(texts[index] ?? "")).length;
    if (hints >= 2 && hints * 2 > filled.length) return whole();
    if (filled.length > 1)
      return filled.length <= 4 && NOTE.test(first) && /[:：]/.test(first.slice(0, 16)) ? whole() : null;
    const isAcross = layout.merges
      .get(row.number - 1)
      ?.some((range) => range.left === at && range.right - range.left >= 2 && !usualSpans.has(span(range)));
    if (isAcross || NOTE.test(first) || (at === firstColumn && SECTION.test(first))) return first;
    // A single cell under no known column cannot be an entry, nor can words where a running number belongs.
    const field = fields.get(at);
    return field === undefined || (field === "serial" && !/^\d+$/.test(first)) ? first : null;
  };
}

/** Gives each row the values of the merged cells that reach down into it. Merges must begin below the header. */
function makeFillDown(layout: TableLayout, header: Header): (row: TableRow) => readonly CellValue[] {
  const lastHeaderRow = Math.max(...header.rows.map((row) => row.number));
  if (layout.merges.size === 0) return (row) => row.values;
  const reaching = new Map<number, { bottom: number; value: CellValue }>();
  return (row) => {
    const index = row.number - 1;
    const starting = index < lastHeaderRow ? undefined : layout.merges.get(index);
    if (starting === undefined && reaching.size === 0) return row.values;
    const values = [...row.values];
    for (const [column, { bottom, value }] of reaching) {
      if (index > bottom) {
        reaching.delete(column);
        continue;
      }
      while (values.length <= column) values.push(null);
      // Export programs write empty texts into the cells that a merge covers.
      if (tidyCell(values[column] ?? null) === "") values[column] = value;
    }
    for (const { left, bottom } of starting ?? []) {
      if (bottom > index) reaching.set(left, { bottom, value: values[left] ?? null });
    }
    return values;
  };
}
