// SQL of duplicates and merges.
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Changed } from "./import-target.ts";
import type { DuplicateDismissal, Merge, MergeableKind } from "./types.ts";

/** Active records of a scope that share a key that identifies them, by the key. */
export async function listSameKeys(
  tx: Tx,
  table: RawBuilder<unknown>,
  scopeId: string,
  limit: number,
): Promise<{ readonly key: string; readonly ids: readonly string[] }[]> {
  const { rows } = await sql<{ key: string; ids: string[] }>`
    SELECT k.key, array_agg(t.id ORDER BY t.created_at, t.id) AS ids
    FROM ${table} t, unnest(t.match_keys) AS k(key)
    WHERE t.scope_id = ${scopeId} AND t.archived_at IS NULL AND t.merged_into IS NULL
    GROUP BY k.key HAVING count(*) > 1 ORDER BY k.key LIMIT ${limit}`.execute(tx.kysely);
  return rows;
}

/** What tells who made what: the smallest part of a record that near-equal titles are looked for in. */
export async function listTitlesByPeople(
  tx: Tx,
  scopeId: string,
): Promise<{ readonly id: string; readonly title: string; readonly inventors: string }[]> {
  const { rows } = await sql<{ id: string; title: string; inventors: string }>`
    SELECT id, title, inventors FROM achievements
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND merged_into IS NULL AND inventors IS NOT NULL
    ORDER BY created_at, id`.execute(tx.kysely);
  return rows;
}

export async function listDismissed(tx: Tx, scopeId: string, kind: MergeableKind): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ first: string; second: string }>`
    SELECT first_id AS first, second_id AS second FROM duplicate_dismissals
    WHERE scope_id = ${scopeId} AND subject_kind = ${kind}`.execute(tx.kysely);
  return new Set(rows.map(({ first, second }) => `${first} ${second}`));
}

export async function insertDismissal(
  tx: Tx,
  scopeId: string,
  { kind, firstId, secondId }: DuplicateDismissal,
  userId: string,
): Promise<void> {
  const [first, second] = [firstId, secondId].toSorted();
  await sql`INSERT INTO duplicate_dismissals (scope_id, subject_kind, first_id, second_id, dismissed_by)
    VALUES (${scopeId}, ${kind}, ${first}, ${second}, ${userId}) ON CONFLICT DO NOTHING`.execute(tx.kysely);
}

export async function setMergedInto(
  tx: Tx,
  table: RawBuilder<unknown>,
  id: string,
  survivorId: string | null,
): Promise<void> {
  await sql`UPDATE ${table} t SET merged_into = ${survivorId}::uuid, version = t.version + 1, updated_at = now()
    WHERE t.id = ${id}`.execute(tx.kysely);
}

const MERGE = sql`m.id, m.scope_id AS "scopeId", m.subject_kind AS kind, m.survivor_id AS "survivorId",
  m.merged_id AS "mergedId", m.changed, m.merged_by AS "mergedBy", m.merged_at AS "mergedAt", m.undone_by AS "undoneBy",
  m.undone_at AS "undoneAt", m.version`;

export async function insertMerge(
  tx: Tx,
  merge: {
    readonly id: string;
    readonly scopeId: string;
    readonly kind: MergeableKind;
    readonly survivorId: string;
    readonly mergedId: string;
    readonly changed: Changed;
    readonly survivorVersion: number;
    readonly mergedBy: string;
  },
): Promise<void> {
  await sql`
    INSERT INTO merges (id, scope_id, subject_kind, survivor_id, merged_id, changed, survivor_version, merged_by)
    VALUES (${merge.id}, ${merge.scopeId}, ${merge.kind}, ${merge.survivorId}, ${merge.mergedId},
      ${JSON.stringify(merge.changed)}::jsonb, ${merge.survivorVersion}, ${merge.mergedBy})`.execute(tx.kysely);
}

export async function findMerge(tx: Tx, id: string, lock: "read" | "for_update" = "read"): Promise<Merge | null> {
  const { rows } = await sql<Merge>`
    SELECT ${MERGE} FROM merges m WHERE m.id = ${id} ${lock === "read" ? sql`` : sql`FOR UPDATE`}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listMergeRows(
  tx: Tx,
  scopeId: string,
  { limit, after }: { readonly limit: number; readonly after: readonly [string, string] | null },
): Promise<Merge[]> {
  const [at, id] = after ?? [null, null];
  const { rows } = await sql<Merge>`
    SELECT ${MERGE} FROM merges m WHERE m.scope_id = ${scopeId}
      AND (${at}::timestamptz IS NULL OR (m.merged_at, m.id) < (${at}::timestamptz, ${id}::uuid))
    ORDER BY m.merged_at DESC, m.id DESC LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}

export async function markMergeUndone(tx: Tx, id: string, undoneBy: string): Promise<void> {
  await sql`UPDATE merges SET undone_by = ${undoneBy}, undone_at = now(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}
