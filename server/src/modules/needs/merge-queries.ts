// SQL of needs that were merged, and of taking them apart.
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { NeedState } from "./types.ts";

export interface NeedMergeRow {
  readonly id: string;
  readonly scopeId: string;
  readonly survivorId: string;
  readonly mergedId: string;
  readonly survivorVersion: number;
  readonly survivorState: NeedState;
  readonly led: string[];
  readonly mergedBy: string;
  readonly mergedAt: string;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

const MERGE = sql`m.id, m.scope_id AS "scopeId", m.survivor_id AS "survivorId", m.merged_id AS "mergedId",
  m.survivor_version AS "survivorVersion", m.survivor_state AS "survivorState", m.led, m.merged_by AS "mergedBy",
  m.merged_at AS "mergedAt", m.undone_by AS "undoneBy", m.undone_at AS "undoneAt"`;

/** Needs that lead to this one so far. */
export async function listLeading(tx: Tx, needId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM needs WHERE merged_into = ${needId} ORDER BY id`.execute(
    tx.kysely,
  );
  return rows.map(({ id }) => id);
}

export async function insertNeedMerge(
  tx: Tx,
  merge: Omit<NeedMergeRow, "mergedAt" | "undoneBy" | "undoneAt">,
): Promise<void> {
  await sql`
    INSERT INTO need_merges (id, scope_id, survivor_id, merged_id, survivor_version, survivor_state, led, merged_by)
    VALUES (${merge.id}, ${merge.scopeId}, ${merge.survivorId}, ${merge.mergedId}, ${merge.survivorVersion},
      ${merge.survivorState}, ${merge.led}::uuid[], ${merge.mergedBy})`.execute(tx.kysely);
}

/** What was merged into a need, the latest first. */
export async function listNeedMergeRows(tx: Tx, survivorId: string): Promise<NeedMergeRow[]> {
  const { rows } = await sql<NeedMergeRow>`
    SELECT ${MERGE} FROM need_merges m WHERE m.survivor_id = ${survivorId}
    ORDER BY m.merged_at DESC, m.id DESC LIMIT 100`.execute(tx.kysely);
  return rows;
}

export async function findNeedMerge(
  tx: Tx,
  mergeId: string,
  lock: "read" | "for_update" = "read",
): Promise<NeedMergeRow | null> {
  const { rows } = await sql<NeedMergeRow>`
    SELECT ${MERGE} FROM need_merges m WHERE m.id = ${mergeId} ${lock === "read" ? sql`` : sql`FOR UPDATE`}`.execute(
    tx.kysely,
  );
  return rows[0] ?? null;
}

/** The merged need is itself again, and what led to it leads to it. */
export async function splitNeeds(
  tx: Tx,
  { id, survivorId, mergedId, led }: NeedMergeRow,
  undoneBy: string,
): Promise<void> {
  await sql`UPDATE needs SET merged_into = NULL, version = version + 1, updated_at = now()
    WHERE id = ${mergedId} AND merged_into = ${survivorId}`.execute(tx.kysely);
  await sql`UPDATE needs SET merged_into = ${mergedId}, version = version + 1, updated_at = now()
    WHERE id = ANY (${led}::uuid[]) AND merged_into = ${survivorId}`.execute(tx.kysely);
  await sql`UPDATE need_merges SET undone_by = ${undoneBy}, undone_at = now() WHERE id = ${id}`.execute(tx.kysely);
}

/** Whether another need of the scope has the list's number by now. */
export async function isNumberTaken(
  tx: Tx,
  { id, scopeId, number }: { readonly id: string; readonly scopeId: string; readonly number: string },
): Promise<boolean> {
  const { rows } = await sql`SELECT FROM needs WHERE scope_id = ${scopeId} AND number = ${number} AND id <> ${id}
    AND archived_at IS NULL AND merged_into IS NULL LIMIT 1`.execute(tx.kysely);
  return rows.length > 0;
}
