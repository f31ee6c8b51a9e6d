import { tidyText } from "@dual-high/kernel";
import { fieldsOf, NAMING_FIELDS } from "./fields.ts";
import { type HeaderMatch, matchHeader } from "./headers.ts";
import { type CellRange, cellText, type TableLayout, type TableRow } from "./tables/table.ts";
import type { ListKind } from "./types.ts";

export interface Column {
  readonly index: number;
  readonly header: string;
  /** The field that the column is read into, or null when it is not used. */
  readonly field: string | null;
  readonly isHidden: boolean;
  /** Where two columns are read into one field, the lower goes first. */
  readonly rank: number;
}

export interface Header {
  /** The rows that the header takes: one, or two when groups stand above the columns. */
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
  /** One column and nothing else: a list of titles, or the first line of a page of text. */
  readonly isAlone: boolean;
}

/** Header text to field name, or to nothing for a column that is not to be read: what a person stated against the synonyms. */
export type HeaderMap = ReadonlyMap<string, string>;

/** Where a header is looked for. */
export interface HeaderSearch {
  readonly layout: TableLayout;
  readonly kind: ListKind;
  readonly map: HeaderMap;
}

/** A header stands above the data, at most under a title, an issuing office and some remarks. */
export const HEADER_SEARCH_ROWS = 40;

const LONGEST_CELL = 100;
const SURE = 0.95;
/** What two recognised columns give at least; below it a row of data could be taken for a header. */
const ENOUGH = 1.3;

/**
 * Finds the header among the first rows of a table: the row, or pair of rows, whose cells name the most fields of the list,
 * one of them the field that names a record. Null when no row does.
 */
export function findHeader(rows: readonly TableRow[], search: HeaderSearch): Header | null {
  let best: Candidate | null = null;
  for (const [index, row] of rows.entries()) {
    const found = headerAt(row, rows[index + 1], search);
    if (found === null) continue;
    // Equal scores: the earlier row, for a header that is repeated lower down is a page break; but not together with a line
    // above it that adds nothing.
    const addsNothing = best?.header.rows[1] === row && found.score > best.score - 0.01;
    if (addsNothing || found.score > (best?.score ?? ENOUGH) + 0.01) best = found;
  }
  return best?.header ?? null;
}

interface Candidate {
  readonly header: Header;
  readonly score: number;
}

/** The header that begins in this row, alone or together with the row below it; null when it is none. */
export function headerAt(row: TableRow, below: TableRow | undefined, search: HeaderSearch): Candidate | null {
  const single = candidate([row], search);
  if (below?.number !== row.number + 1 || !mayBePair(row, below, search.layout)) return single;
  const pair = candidate([row, below], search);
  const margin = isTied(row, below, search.layout) ? -0.01 : 0.01;
  return pair !== null && pair.score > (single?.score ?? 0) + margin ? pair : single;
}

function candidate(rows: readonly [TableRow] | readonly [TableRow, TableRow], search: HeaderSearch): Candidate | null {
  const { layout, kind, map } = search;
  const headers = rows.length === 2 ? pairHeaders(rows[0], rows[1], layout) : singleHeaders(rows[0]);
  const wanted = headers
    .map((texts, index) => ({ index, ...matchOf(texts, kind, map) }))
    .filter(({ text }) => text !== "");
  const taken = new Map<string, number>();
  const fieldByColumn = new Map<number, string>();
  const hidden = layout.hiddenColumns;
  const order = wanted
    .filter(({ match }) => match !== null)
    .sort(
      (a, b) =>
        Number(hidden.has(a.index)) - Number(hidden.has(b.index)) ||
        (b.match?.confidence ?? 0) - (a.match?.confidence ?? 0) ||
        a.index - b.index,
    );
  for (const { index, match } of order) {
    if (match === null) continue;
    const isFirst = !taken.has(match.field);
    // A second column of the same name goes behind the first: "联系方式" twice, or prose in two columns.
    if (isFirst) taken.set(match.field, match.confidence);
    if (isFirst || match.confidence >= SURE) fieldByColumn.set(index, match.field);
  }
  if (!NAMING_FIELDS[kind].some((field) => taken.has(field))) return null;
  const score = [...taken.values()].reduce((sum, confidence) => sum + confidence, 0);
  const isAlone = wanted.length === 1 && score >= SURE && rows.length === 1;
  if (score <= ENOUGH && !isAlone) return null;
  const columns = wanted.map(({ index, text, match }) => ({
    index,
    header: text,
    field: fieldByColumn.get(index) ?? null,
    isHidden: hidden.has(index),
    rank: match?.rank ?? 0,
  }));
  return { header: { rows, columns, isAlone }, score: isAlone ? ENOUGH + 0.02 : score };
}

/** The text that means a field most surely, or the first of them where none does. */
function matchOf(
  texts: readonly string[],
  kind: ListKind,
  map: HeaderMap,
): { text: string; match: HeaderMatch | null } {
  let best: { text: string; match: HeaderMatch | null } = { text: texts[0] ?? "", match: null };
  for (const text of texts) {
    const field = map.get(mapKey(text));
    if (field === "") return { text, match: null };
    if (field !== undefined) return { text, match: { field, confidence: 2, rank: -1 } };
    // Templates put half a page of instructions in brackets behind a name.
    const match = matchHeader(text.length > LONGEST_CELL ? (text.split(/[(（]/)[0] ?? "") : text, kind);
    if (match !== null && match.confidence > (best.match?.confidence ?? 0)) best = { text, match };
  }
  return best;
}

/** How a header is compared with what `--map` names. */
export function mapKey(header: string): string {
  return header.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** Whether a row says the same as a row of the header: a page break. */
export function repeatsHeader(row: TableRow, header: Header): boolean {
  return header.rows.some(({ values }) => {
    const width = Math.max(values.length, row.values.length);
    for (let index = 0; index < width; index++) {
      if (headerText(values[index]) !== headerText(row.values[index])) return false;
    }
    return true;
  });
}

function headerText(value: TableRow["values"][number] | undefined): string {
  return tidyText(cellText(value ?? null)).replace(/\s*\n\s*/g, "");
}

/** What each cell of a header may be read as: one text, or in a header of two rows several. */
function singleHeaders(row: TableRow): string[][] {
  return row.values.map((value) => [headerText(value)]);
}

function mergesFrom(row: TableRow, layout: TableLayout): readonly CellRange[] {
  return layout.merges.get(row.number - 1) ?? [];
}

/**
 * Whether two rows are header together, whatever the lower adds: cells of the upper reach down into it, or it has cells under
 * the groups of the upper row and nowhere else.
 */
function isTied(upper: TableRow, lower: TableRow, layout: TableLayout): boolean {
  const merges = mergesFrom(upper, layout);
  if (merges.some((range) => range.bottom >= upper.number)) return true;
  const groups = merges.filter(({ left, right }) => right > left);
  const filled = lower.values.flatMap((value, index) => (headerText(value) === "" ? [] : [index]));
  return (
    filled.length > 1 && filled.every((index) => groups.some(({ left, right }) => index >= left && index <= right))
  );
}

/** Two header rows show themselves by merged cells, or, where a file has none, by gaps that the row below fills with short words. */
function mayBePair(upper: TableRow, lower: TableRow, layout: TableLayout): boolean {
  const width = Math.max(upper.values.length, lower.values.length);
  for (const range of mergesFrom(upper, layout)) {
    if (range.right > range.left && range.right - range.left < width - 1) return true;
    if (range.bottom === lower.number - 1) return true;
  }
  const fillsGap = lower.values.some(
    (value, index) => headerText(value) !== "" && headerText(upper.values[index]) === "",
  );
  return fillsGap && lower.values.every((value) => typeof value !== "number" && headerText(value).length <= 20);
}

/**
 * Each column under its group: 联系方式 above 电话 is 电话; 联系人 above 姓名 is 联系人姓名; and where the cell above is over this
 * column alone, it may be the name, and the lower a hint how to fill it in.
 */
function pairHeaders(upper: TableRow, lower: TableRow, layout: TableLayout): string[][] {
  const width = Math.max(upper.values.length, lower.values.length);
  const groups = Array.from({ length: width }, (_, index) => headerText(upper.values[index]));
  const isShared = new Set<number>();
  for (const range of mergesFrom(upper, layout)) {
    for (let column = range.left; column <= range.right && column < width; column++) {
      groups[column] = groups[range.left] ?? "";
      if (range.right > range.left) isShared.add(column);
    }
  }
  return groups.map((group, index) => {
    const own = headerText(lower.values[index]);
    if (own === "" || own === group) return [group];
    if (group === "") return [own];
    return isShared.has(index) ? [own, `${group}${own}`] : [own, `${group}${own}`, group];
  });
}

/** The names of the fields that a list of this kind can be mapped to. */
export function fieldNames(kind: ListKind): readonly string[] {
  return Object.keys(fieldsOf(kind));
}
