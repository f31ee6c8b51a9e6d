// What every list of records has in common: order, place, search, total.
import { z } from "@hono/zod-openapi";
import { type RawBuilder, sql } from "kysely";
import { cursorFrom, type Page, PageQuery, pageOf } from "../http/index.ts";

export {
  type AskedExport,
  type Export,
  EXPORT_FORMATS,
  type ExportColumn,
  type ExportFormat,
  exportList,
  exportOptions,
  exportQuery,
  type ExportRequest,
  exportSheets,
  sheetOf,
} from "./export.ts";
export { readSheetLines, type SheetLine } from "./sheet-lines.ts";

/** The query of a list that can be ordered by these fields; the first is the order when none is asked for. */
export function listQuery<const S extends string>(sorts: readonly [S, ...S[]]) {
  const offered = sorts.flatMap((name) => [name, `-${name}`] as const);
  return PageQuery.extend({
    sort: z
      .enum(offered as [S | `-${S}`, ...(S | `-${S}`)[]])
      .default(sorts[0] as never)
      .describe("Field to order by; with - the last first"),
    search: z.string().trim().max(100).optional().describe("Chinese, pinyin, initials or English"),
    withTotal: z
      .enum(["true", "false"])
      .default("false")
      .transform((text) => text === "true")
      .describe("Also count all rows"),
  });
}

/** A filter by any of several values, separated by commas. */
export function anyOf<const V extends string>(values: readonly [V, ...V[]]) {
  return z
    .string()
    .max(500)
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(z.enum(values)))
    .optional()
    .describe(`Any of ${values.join(", ")}, separated by commas`);
}

/** A list as it was asked for. */
export interface Listing<S extends string> {
  readonly name: string;
  readonly limit: number;
  readonly sort: S;
  readonly isDescending: boolean;
  /** Where the page before ended: the value that it is ordered by, and the id. */
  readonly after: readonly [string, string] | null;
  readonly search: string | null;
  readonly withTotal: boolean;
}

interface ListQuery<S extends string> {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: S | `-${S}`;
  readonly search?: string | undefined;
  readonly withTotal: boolean;
}

/** `name` keeps the cursors of one list apart from those of others. */
export function readListing<S extends string>(name: string, query: ListQuery<S>): Listing<S> {
  const isDescending = query.sort.startsWith("-");
  const after = cursorFrom(query.cursor, `${name} ${query.sort}`, z.tuple([z.string(), z.guid()]));
  return {
    name,
    limit: query.limit,
    sort: (isDescending ? query.sort.slice(1) : query.sort) as S,
    isDescending,
    after,
    search: query.search || null,
    withTotal: query.withTotal,
  };
}

/** The whole of a list in its order, for a file. */
export function wholeListing<S extends string>(name: string, query: Pick<ListQuery<S>, "sort" | "search">): Listing<S> {
  return { ...readListing(name, { ...query, limit: 0, withTotal: false }), limit: WHOLE };
}
const WHOLE = 200_000;

/** What a list is ordered by: an expression that is never null, and its type. */
export interface SortKey {
  readonly by: RawBuilder<unknown>;
  readonly type: "text" | "timestamptz" | "date" | "bigint" | "integer";
}

interface Ordering {
  /** For the select list: the value that the next page starts behind. */
  readonly key: RawBuilder<string>;
  readonly condition: RawBuilder<boolean>;
  /** ORDER BY and LIMIT; one row more than the page shows whether there is another. */
  readonly tail: RawBuilder<unknown>;
}

export function orderingOf<S extends string>(
  listing: Listing<S>,
  keys: Readonly<Record<S, SortKey>>,
  id: RawBuilder<unknown>,
): Ordering {
  const { by, type } = keys[listing.sort];
  const [value, lastId] = listing.after ?? [null, null];
  const way = listing.isDescending ? sql.raw("DESC") : sql.raw("ASC");
  const beyond = listing.isDescending ? sql.raw("<") : sql.raw(">");
  return {
    key: sql`(${by})::text`,
    condition: value === null ? sql`true` : sql`(${by}, ${id}) ${beyond} (${value}::${sql.raw(type)}, ${lastId}::uuid)`,
    tail: sql`ORDER BY ${by} ${way}, ${id} ${way} LIMIT ${listing.limit + 1}`,
  };
}

/** A row as a list's query gives it: with the value that it is ordered by. */
export type Keyed<T> = T & { readonly id: string; readonly sortKey: string };

export interface TotalledPage<T> extends Page<T> {
  readonly total?: number;
}

export function listPageOf<T extends { readonly id: string }, S extends string>(
  listing: Listing<S>,
  rows: readonly Keyed<T>[],
  total: number | null,
): TotalledPage<T> {
  const order = `${listing.name} ${listing.isDescending ? "-" : ""}${listing.sort}`;
  const page = pageOf(rows, listing.limit, order, ({ sortKey, id }) => [sortKey, id]);
  return total === null ? page : { ...page, total };
}

export function listPageSchema<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Null on the last page"),
    total: z.number().int().optional().describe("Rows in the whole list, where asked for"),
  });
}
