import type { Bilingual, Language } from "@dual-high/kernel";
import { neutralise, type SheetPlan, writeWorkbook } from "@dual-high/lists";
import { z } from "@hono/zod-openapi";
import { type FileAnswer, fieldErrorIn } from "../http/index.ts";

export const EXPORT_FORMATS = ["xlsx", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One column of a list in a file. */
export interface ExportColumn<T> {
  /** The column's name in the API, by which a reader chooses it. */
  readonly key: string;
  readonly header: Bilingual;
  /** In half-width characters; a Chinese character takes two. */
  readonly width: number;
  readonly value: (row: T, language: Language) => string | number | null;
  /** Number format for figures, such as `0.00`. */
  readonly format?: string;
}

export interface Export<T> {
  /** What the list is called; the file is named by it and the day. */
  readonly title: Bilingual;
  readonly columns: readonly ExportColumn<T>[];
  readonly rows: readonly T[];
  readonly query: { readonly format: ExportFormat; readonly columns?: string | undefined };
  readonly language: Language;
  readonly madeAt: Date;
}

/** How every export is asked for: the format, which columns, and the reader's language. */
export interface AskedExport {
  readonly format: ExportFormat;
  readonly columns?: string | undefined;
  readonly language: Language;
}

/** An export as it was asked for: the list's order and search, the format, the columns. */
export interface ExportRequest<S extends string> {
  readonly sort: S | `-${S}`;
  readonly search?: string | undefined;
  readonly format: ExportFormat;
  readonly columns?: string | undefined;
}

/** What every export asks beside the list's own filters. */
export const exportOptions = {
  format: z.enum(EXPORT_FORMATS).default("xlsx"),
  columns: z.string().max(1000).optional().describe("Columns in their order, separated by commas; unset: all"),
};

/** The query of a list's export: the same filters and order, all pages, and which columns in which order. */
export function exportQuery<S extends z.ZodRawShape & { limit: z.ZodType; cursor: z.ZodType; withTotal: z.ZodType }>(
  query: z.ZodObject<S>,
) {
  return query
    .omit({ limit: true, cursor: true, withTotal: true } as never)
    .extend(exportOptions) as unknown as z.ZodObject<Omit<S, "limit" | "cursor" | "withTotal"> & typeof exportOptions>;
}

/** A list as a file that opens in Excel: text stays text, and nothing in it becomes a formula. */
export async function exportList<T>(list: Export<T>): Promise<FileAnswer> {
  const { title, rows, query, language, madeAt } = list;
  const columns = chosenColumns(list.columns, query.columns);
  if (query.format === "csv") {
    const cells = rows.map((row) => columns.map(({ value }) => value(row, language)));
    const header = columns.map(({ header: text }) => text[language]);
    const name = `${title[language]} ${dayInShanghai(madeAt)}.csv`;
    return { name, mediaType: "text/csv; charset=utf-8", bytes: writeCsv([header, ...cells]) };
  }
  return exportSheets(title, language, [sheetOf(title, columns, rows, language)], madeAt);
}

/** A part of a workbook: rows under its own columns. */
export function sheetOf<T>(
  title: Bilingual,
  columns: readonly ExportColumn<T>[],
  rows: readonly T[],
  language: Language,
): SheetPlan {
  return {
    name: title[language].slice(0, 31),
    heading: title[language],
    columns: columns.map(({ header, width, format }) => ({
      header: header[language],
      width,
      ...(format === undefined ? {} : { format }),
    })),
    rows: rows.map((row) => columns.map(({ value }) => value(row, language))),
  };
}

export async function exportSheets(
  title: Bilingual,
  language: Language,
  sheets: readonly SheetPlan[],
  madeAt: Date = new Date(),
): Promise<FileAnswer> {
  return {
    name: `${title[language]} ${dayInShanghai(madeAt)}.xlsx`,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes: await writeWorkbook({ title: title[language], language, madeAt, sheets: [...sheets] }),
  };
}

function chosenColumns<T>(columns: readonly ExportColumn<T>[], wanted: string | undefined): readonly ExportColumn<T>[] {
  if (wanted === undefined) return columns;
  return wanted.split(",").map((key) => {
    const column = columns.find((each) => each.key === key);
    if (column !== undefined) return column;
    const offered = columns.map((each) => each.key).join(", ");
    throw fieldErrorIn("query", "/columns", "not_offered", {
      zh: `没有“${key}”这一列，可选：${offered}`,
      en: `There is no column “${key}”; choose from ${offered}`,
    });
  });
}

/** RFC 4180, with the mark by which Excel knows UTF-8. */
function writeCsv(rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const cell = (value: string | number | null) => {
    if (typeof value !== "string") return value === null ? "" : String(value);
    const text = neutralise(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`);
}

function dayInShanghai(at: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(at);
}
