// SQL of records.
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import type { AchievementItem, AchievementSort } from "./types.ts";

export interface ListedRows<T> {
  readonly rows: Keyed<T>[];
  readonly total: number | null;
}

/** A page of a table's rows in a scope, and how many there are in all where that was asked for. */
async function listRows<T, S extends string>(
  tx: Tx,
  {
    from,
    columns,
    sorts,
  }: {
    readonly from: RawBuilder<unknown>;
    readonly columns: RawBuilder<unknown>;
    readonly sorts: Readonly<Record<S, SortKey>>;
  },
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<ListedRows<T>> {
  const { key, condition, tail } = orderingOf(listing, sorts, sql`t.id`);
  const { rows } = await sql<Keyed<T>>`
    SELECT ${columns}, ${key} AS "sortKey" FROM ${from} t WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const { rows: counts } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM ${from} t WHERE ${wanted}`.execute(tx.kysely);
  return { rows, total: counts[0]?.n ?? 0 };
}

const KEPT = sql`t.id, t.scope_id AS "scopeId", t.number, t.merged_into AS "mergedInto", t.archived_at AS "archivedAt",
  t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.version`;

const ACHIEVEMENT = sql`${KEPT}, t.title, t.unit, t.college, t.kind, t.field, t.inventors,
  t.patent_number AS "patentNumber", t.legal_status AS "legalStatus", t.filed, t.granted, t.expiry, t.owners,
  t.exclusive_licence AS "exclusiveLicence", t.readiness, t.grade`;

const ACHIEVEMENT_SORTS: Readonly<Record<AchievementSort, SortKey>> = {
  number: { by: sql`t.number`, type: "text" },
  title: { by: sql`t.title`, type: "text" },
  unit: { by: sql`coalesce(t.unit, '')`, type: "text" },
  field: { by: sql`coalesce(t.field, '')`, type: "text" },
  expiry: { by: sql`coalesce(t.expiry, '')`, type: "text" },
  readiness: { by: sql`coalesce(t.readiness, 0)`, type: "integer" },
  updatedAt: { by: sql`t.updated_at`, type: "timestamptz" },
};

export interface AchievementFilter {
  readonly legalStatuses: readonly string[] | null;
  readonly units: readonly string[] | null;
  readonly colleges: readonly string[] | null;
  readonly fields: readonly string[] | null;
  readonly isArchived: boolean;
}

export async function listAchievementRows(
  tx: Tx,
  scopeId: string,
  listing: Listing<AchievementSort>,
  filter: AchievementFilter,
): Promise<ListedRows<AchievementItem>> {
  const { search } = listing;
  const wanted = sql`t.scope_id = ${scopeId} AND t.merged_into IS NULL AND (t.archived_at IS NOT NULL) = ${filter.isArchived}
    AND (${filter.legalStatuses}::text[] IS NULL OR t.legal_status = ANY (${filter.legalStatuses}::text[]))
    AND (${filter.units}::text[] IS NULL OR t.unit = ANY (${filter.units}::text[]))
    AND (${filter.colleges}::text[] IS NULL OR t.college = ANY (${filter.colleges}::text[]))
    AND (${filter.fields}::text[] IS NULL OR t.field = ANY (${filter.fields}::text[]))
    AND (${search}::text IS NULL OR strpos(lower(concat_ws(' ', t.number, t.title, t.unit, t.college, t.inventors,
      t.patent_number)), lower(${search})) > 0)`;
  return listRows(tx, { from: sql`achievements`, columns: ACHIEVEMENT, sorts: ACHIEVEMENT_SORTS }, listing, wanted);
}
