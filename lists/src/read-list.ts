import { FIELDS, fieldsOf, NAMING_FIELDS } from "./fields.ts";
import {
  fieldNames,
  findHeader,
  HEADER_SEARCH_ROWS,
  type Header,
  type HeaderMap,
  type HeaderSearch,
  headerAt,
  mapKey,
  repeatsHeader,
} from "./find-header.ts";
import { isHeaderWord } from "./headers.ts";
import { makeProblem } from "./problems.ts";
import { makeRowReader, type RowSource } from "./read-rows.ts";
import { isRemarkColumn } from "./remarks.ts";
import { RecordCollector } from "./record-collector.ts";
import { tableError } from "./tables/errors.ts";
import { openTables } from "./tables/open-tables.ts";
import type { ListFile, Table, TableContent, TableRow } from "./tables/table.ts";
import type { ListKind, ListReading, Origin, TableReading } from "./types.ts";

export interface ReadListOptions {
  /** `header=field` as a person stated it; `header=-` for a column that shall not be read. */
  readonly map?: readonly string[];
}

/**
 * Reads a list file of any supported kind. Good rows become records whatever the others hold; every refused row, doubtful
 * cell and skipped line is told as a problem.
 * @throws DomainError `lists.*` when the file as a whole cannot be used: hostile, damaged, or without a header
 */
export async function readList<K extends ListKind>(
  kind: K,
  file: ListFile,
  options: ReadListOptions = {},
): Promise<ListReading<K>> {
  const map = parseMap(kind, options.map ?? []);
  const tables = await openTables(file);
  const collector = new RecordCollector(kind);
  const readings: TableReading[] = [];
  const skipped: Table[] = [];
  const alone: [number, Table][] = [];
  const isAllHidden = tables.every((table) => table.isHidden);
  const listed = tables.filter((table) => isAllHidden || !table.isHidden);
  for (const table of tables) {
    if (listed.includes(table)) continue;
    // Hidden sheets are no part of the list, but opening them is what shows that the file is sound.
    await table.open();
    collector.tell(makeProblem("lists.sheet_hidden", { file: file.name }, { sheet: table.sheet }));
  }
  for (const [index, table] of listed.entries()) {
    const reader = new TableReader(
      await table.open(),
      { file: file.name, sheet: table.sheet, index },
      kind,
      map,
      collector,
    );
    if (reader.header === null) skipped.push(table);
    else if (reader.header.isAlone) alone.push([index, table]);
    else readings.push(...reader.read());
  }
  // A single known word at the head of a sheet is its header only where no sheet has a better one: else it is the title of a
  // page of instructions.
  for (const [index, table] of alone) {
    if (readings.length > 0 && !readings.every(({ columns }) => columns.length === 1)) skipped.push(table);
    else {
      const source = { file: file.name, sheet: table.sheet, index };
      readings.push(...new TableReader(await table.open(), source, kind, map, collector).read());
    }
  }
  if (readings.length === 0) {
    const [naming = ""] = NAMING_FIELDS[kind];
    throw tableError("lists.header_not_found", {
      file: file.name,
      sheets:
        skipped
          .map(({ sheet }) => sheet)
          .filter((name) => name !== "")
          .join("、") || "—",
      wanted: fieldsOf(kind)[naming]?.label.zh ?? naming,
    });
  }
  for (const { sheet } of skipped) {
    collector.tell(makeProblem("lists.sheet_without_header", { file: file.name }, { sheet }));
  }
  checkMapped(map, readings, file.name);
  return collector.finish(readings);
}

/** Reads one table into a collector. */
class TableReader<K extends ListKind> {
  /** The first header, or null when the table has none. */
  readonly header: Header | null;
  readonly #content: TableContent;
  readonly #source: RowSource & { readonly index: number };
  readonly #search: HeaderSearch;
  readonly #collector: RecordCollector<K>;

  constructor(
    content: TableContent,
    source: Omit<RowSource, "layout"> & { readonly index: number },
    kind: K,
    map: HeaderMap,
    collector: RecordCollector<K>,
  ) {
    this.#content = content;
    this.#source = { ...source, layout: content.layout };
    this.#search = { layout: content.layout, kind, map };
    this.#collector = collector;
    this.header = findHeader(firstRows(content.rows), this.#search);
  }

  /** Reads all rows below the header. A table below the first, with columns of its own, is read by its own header. */
  read(): TableReading[] {
    if (this.header === null) return [];
    this.#tellRows();
    const readings: TableReading[] = [];
    let header = this.header;
    let readRow = this.#begin(header, readings);
    let lastHeaderRow = lastRow(header);
    const { rows } = this.#content;
    for (const [index, row] of rows.entries()) {
      if (row.number <= lastHeaderRow || repeatsHeader(row, header)) continue;
      const next = this.#nextHeader(row, rows[index + 1], header);
      if (next !== null) {
        lastHeaderRow = lastRow(next);
        if (isSameTable(next, header)) continue;
        header = next;
        readRow = this.#begin(header, readings);
        continue;
      }
      const found = readRow(row);
      if (found === null) continue;
      if (found.kind === "record") this.#collector.add(found.cells, found.serial, this.#source.index);
      else if (found.kind === "refused") this.#collector.refuse(found.problem);
      else this.#collector.tell(found.problem);
    }
    return readings;
  }

  #begin(header: Header, readings: TableReading[]) {
    this.#tellColumns(header);
    readings.push({
      sheet: this.#source.sheet,
      headerRow: lastRow(header),
      columns: header.columns.map(({ header: name, field, isHidden }) => ({ header: name, field, hidden: isHidden })),
    });
    return makeRowReader(this.#source, header);
  }

  /** The header that begins in this row, when the name of a column stands where an entry's name should. */
  #nextHeader(row: TableRow, below: TableRow | undefined, header: Header): Header | null {
    const { kind } = this.#search;
    if (row.broken !== undefined || header.isAlone) return null;
    const isSuspicious = header.columns.some(({ field, index }) => {
      const value = row.values[index];
      return (
        field !== null && NAMING_FIELDS[kind].includes(field) && typeof value === "string" && isHeaderWord(value, kind)
      );
    });
    const next = isSuspicious ? (headerAt(row, below, this.#search)?.header ?? null) : null;
    return next === null || next.isAlone ? null : next;
  }

  get #origin(): Origin {
    const { file, sheet } = this.#source;
    return { file, ...(sheet === "" ? {} : { sheet }) };
  }

  #tellColumns(header: Header): void {
    const names = (columns: Header["columns"]) => columns.map((column) => `“${column.header}”`).join("、");
    const tell = (code: "lists.columns_unknown" | "lists.column_hidden_read", columns: Header["columns"]) => {
      if (columns.length > 0) this.#collector.tell(makeProblem(code, this.#origin, { headers: names(columns) }));
    };
    const unknown = header.columns.filter((column) => column.field === null && !isRemarkColumn(column.header));
    tell("lists.columns_unknown", unknown);
    tell(
      "lists.column_hidden_read",
      header.columns.filter((column) => column.isHidden && column.field !== null),
    );
  }

  #tellRows(): void {
    const { hiddenRows: count } = this.#content.layout;
    if (count > 0) this.#collector.tell(makeProblem("lists.rows_hidden_read", this.#origin, { count }));
  }
}

function firstRows(rows: readonly TableRow[]): TableRow[] {
  const first: TableRow[] = [];
  for (const row of rows) {
    if (row.values.some((value) => value !== null && value !== "")) first.push(row);
    if (first.length >= HEADER_SEARCH_ROWS) break;
  }
  return first;
}

function lastRow(header: Header): number {
  return Math.max(...header.rows.map((row) => row.number));
}

function isSameTable(a: Header, b: Header): boolean {
  const fields = ({ columns }: Header) => columns.map(({ index, field }) => `${index} ${field ?? ""}`).join();
  return fields(a) === fields(b);
}

const NOT_READ = "-";

/** `header=field` pairs, checked against the list's fields. */
function parseMap(kind: ListKind, texts: readonly string[]): HeaderMap {
  const map = new Map<string, string>();
  for (const text of texts) {
    const at = text.lastIndexOf("=");
    const header = text.slice(0, at).trim();
    const field = text.slice(at + 1).trim();
    if (at <= 0 || header === "" || field === "") throw tableError("lists.map_form", { text });
    if (field === NOT_READ) {
      map.set(mapKey(header), "");
      continue;
    }
    const fields = fieldsOf(kind);
    const name = field in FIELDS[kind] ? field : Object.keys(fields).find((key) => fields[key]?.label.zh === field);
    if (name === undefined) throw tableError("lists.map_unknown_field", { field, known: fieldNames(kind).join(", ") });
    map.set(mapKey(header), name);
  }
  return map;
}

function checkMapped(map: HeaderMap, readings: readonly TableReading[], file: string): void {
  const headers = readings.flatMap((reading) => reading.columns.map((column) => column.header));
  const known = new Set(headers.map(mapKey));
  for (const header of map.keys()) {
    if (!known.has(header)) throw tableError("lists.map_unknown_header", { header, file, headers: headers.join("、") });
  }
}
