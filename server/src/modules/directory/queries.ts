// SQL of records.
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import { searchCondition } from "../../platform/search/index.ts";
import type { Changed } from "./import-target.ts";
import type { RecordKind, RecordRow } from "./record-kind.ts";
import type { ChainLinkBody, HistoryEntry, SubjectKind } from "./types.ts";

export type Lock = "read" | "for_update";

function lockClause(lock: Lock): RawBuilder<unknown> {
  return lock === "for_update" ? sql`FOR UPDATE OF t` : sql``;
}

export interface ListedRows<T> {
  readonly rows: Keyed<T>[];
  readonly total: number | null;
}

interface RowSource<S extends string> {
  readonly table: RawBuilder<unknown>;
  readonly columns: RawBuilder<unknown>;
  readonly sorts: Readonly<Record<S, SortKey>>;
}

/** A page of rows, and how many there are in all where that was asked for. */
export async function listRows<T, S extends string>(
  tx: Tx,
  { table, columns, sorts }: RowSource<S>,
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<ListedRows<T>> {
  const { key, condition, tail } = orderingOf(listing, sorts, sql`t.id`);
  const { rows } = await sql<Keyed<T>>`
    SELECT ${columns}, ${key} AS "sortKey" FROM ${table} t WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const { rows: counts } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM ${table} t WHERE ${wanted}`.execute(tx.kysely);
  return { rows, total: counts[0]?.n ?? 0 };
}

/** Equal to any of some values; true where none are named. */
export function isAnyOf(column: RawBuilder<unknown>, values: readonly string[] | null): RawBuilder<unknown> {
  return values === null ? sql`true` : sql`${column} = ANY (${values}::text[])`;
}

/** Active records of a scope, or those that were archived; a merged one is in neither. */
export function inScope(
  subject: string,
  { search }: Pick<Listing<string>, "search">,
  { scopeId, isArchived }: { readonly scopeId: string; readonly isArchived: boolean },
): RawBuilder<unknown> {
  const archived = isArchived ? sql`t.archived_at IS NOT NULL` : sql`t.archived_at IS NULL`;
  // Archived records are not searched for everywhere, and so have no documents.
  const found = isArchived
    ? sql`(${search}::text IS NULL OR strpos(lower(t::text), lower(${search})) > 0)`
    : searchCondition(sql`t.id`, subject, search, scopeId);
  return sql`t.scope_id = ${scopeId} AND t.merged_into IS NULL AND ${archived} AND ${found}`;
}

// Records -------------------------------------------------------------------------------------------------------------------

export async function findRecord<I, D, S extends string>(
  tx: Tx,
  { table, columns, more }: RecordKind<I, D, S>,
  id: string,
  lock: Lock = "read",
): Promise<RecordRow | null> {
  const { rows } = await sql<RecordRow>`
    SELECT ${columns}, ${more} FROM ${table} t WHERE t.id = ${id} ${lockClause(lock)}`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** The first number of the prefix that nobody in the scope has. */
export async function findFreeNumber(
  tx: Tx,
  table: RawBuilder<unknown>,
  scopeId: string,
  prefix: string,
): Promise<string> {
  const { rows } = await sql<{ n: bigint }>`
    SELECT coalesce(max(substring(t.number from ${`^${prefix}([0-9]{1,15})$`})::bigint), 0) + 1 AS n FROM ${table} t
    WHERE t.scope_id = ${scopeId} AND t.archived_at IS NULL AND t.merged_into IS NULL`.execute(tx.kysely);
  return `${prefix}${rows[0]?.n ?? 1n}`;
}

export async function setArchived(tx: Tx, table: RawBuilder<unknown>, id: string, isArchived: boolean): Promise<void> {
  await sql`UPDATE ${table} t SET archived_at = ${isArchived ? sql`now()` : sql`NULL`}, version = t.version + 1,
      updated_at = now() WHERE t.id = ${id}`.execute(tx.kysely);
}

// Chains --------------------------------------------------------------------------------------------------------------------

export async function insertChainLink(tx: Tx, scopeId: string, nodeId: string, link: ChainLinkBody): Promise<void> {
  await sql`INSERT INTO chain_links (scope_id, node_id, subject_kind, subject_id)
    VALUES (${scopeId}, ${nodeId}, ${link.subjectKind}, ${link.subjectId}) ON CONFLICT DO NOTHING`.execute(tx.kysely);
}

export async function deleteChainLink(tx: Tx, scopeId: string, nodeId: string, link: ChainLinkBody): Promise<void> {
  await sql`DELETE FROM chain_links WHERE scope_id = ${scopeId} AND node_id = ${nodeId}
    AND subject_kind = ${link.subjectKind} AND subject_id = ${link.subjectId}`.execute(tx.kysely);
}

// History -------------------------------------------------------------------------------------------------------------------

export interface HistoryDraft {
  readonly scopeId: string;
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
  readonly version: number;
  readonly action: Exclude<HistoryEntry["action"], "imported">;
  readonly actorId: string;
  readonly changed?: Changed;
}

export async function insertHistory(tx: Tx, entry: HistoryDraft): Promise<void> {
  await sql`
    INSERT INTO directory_history (scope_id, id, subject_kind, subject_id, version, action, actor_id, changed)
    VALUES (${entry.scopeId}, ${newId()}, ${entry.subjectKind}, ${entry.subjectId}, ${entry.version}, ${entry.action},
      ${entry.actorId}, ${JSON.stringify(entry.changed ?? {})}::jsonb)`.execute(tx.kysely);
}

export type HistoryRow = Omit<HistoryEntry, "actorName">;

/** What people and lists did to a record, the latest first. */
export async function listHistoryRows(tx: Tx, scopeId: string, subjectId: string): Promise<HistoryRow[]> {
  const { rows } = await sql<HistoryRow>`
    SELECT h.at, h.actor_id AS "actorId", h.action, NULL::uuid AS "importId", NULL::text AS "fileName", h.version, h.changed
    FROM directory_history h WHERE h.scope_id = ${scopeId} AND h.subject_id = ${subjectId}
    UNION ALL
    SELECT i.accepted_at, i.accepted_by, 'imported', i.id, i.file_name, c.version_before + 1, c.changed
    FROM list_import_changes c JOIN list_imports i ON i.scope_id = c.scope_id AND i.id = c.import_id
    WHERE c.scope_id = ${scopeId} AND c.target_id = ${subjectId}
    ORDER BY 1 DESC, 6 DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}
