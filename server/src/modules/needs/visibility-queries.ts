// SQL of who reads a need.
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { StoredNeed } from "./content.ts";
import type { NeedVisibility } from "./types.ts";

/** Counts as a change. Which province it is open to, and that search forgets it, is a trigger's to see to. */
export async function updateVisibility(tx: Tx, needId: string, visibility: NeedVisibility): Promise<void> {
  await sql`UPDATE needs SET visibility = ${visibility}, updated_at = now(), version = version + 1
    WHERE id = ${needId}`.execute(tx.kysely);
}

/** Those of the ids that are not restricted become so; as the system. Answers which they were. */
export async function restrictNeeds(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    UPDATE needs SET visibility = 'restricted' WHERE id = ANY (${ids}::uuid[]) AND visibility <> 'restricted'
    RETURNING id`.execute(tx.kysely);
  return rows.map(({ id }) => id);
}

export async function listRestrictedIds(tx: Tx, scopeId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM needs WHERE scope_id = ${scopeId} AND visibility = 'restricted'`.execute(tx.kysely);
  return new Set(rows.map(({ id }) => id));
}

export interface InvitationRow {
  readonly needId: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly enterpriseId: string | null;
  readonly code: string;
}

/** The actor's own invitation to read a need, if it was not withdrawn and the need is still restricted to readers. */
export async function findInvitationRow(tx: Tx, needId: string): Promise<InvitationRow | null> {
  const { rows } = await sql<InvitationRow>`
    SELECT need_id AS "needId", scope_id AS "scopeId", zone_id AS "zoneId", enterprise_id AS "enterpriseId", code
    FROM need_readers WHERE need_id = ${needId} AND user_id = app_user_id() AND withdrawn_at IS NULL`.execute(
    tx.kysely,
  );
  return rows[0] ?? null;
}

/** From here on the actor reads the need, as far as they are invited and have accepted. */
export async function admitReader(tx: Tx, needId: string): Promise<void> {
  await sql`SELECT admit_need_reader(${needId})`.execute(tx.kysely);
}

export async function inviteReaderRow(
  tx: Tx,
  { id, scopeId, zoneId, enterpriseId, code }: StoredNeed,
  { userId, userName }: { readonly userId: string; readonly userName: string },
): Promise<void> {
  await sql`
    INSERT INTO need_readers (scope_id, need_id, user_id, zone_id, enterprise_id, code, user_name, invited_by)
    VALUES (${scopeId}, ${id}, ${userId}, ${zoneId}, ${enterpriseId}, ${code}, ${userName}, app_user_id())
    ON CONFLICT (scope_id, need_id, user_id) DO UPDATE SET withdrawn_at = NULL, user_name = EXCLUDED.user_name,
      invited_by = EXCLUDED.invited_by, invited_at = clock_timestamp()`.execute(tx.kysely);
}

/** Answers whether there was an invitation to withdraw. */
export async function withdrawReaderRow(tx: Tx, needId: string, userId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE need_readers SET withdrawn_at = clock_timestamp()
    WHERE need_id = ${needId} AND user_id = ${userId} AND withdrawn_at IS NULL`.execute(tx.kysely);
  await sql`UPDATE needs SET readers = array_remove(readers, ${userId}::uuid) WHERE id = ${needId}`.execute(tx.kysely);
  return numAffectedRows === 1n;
}

export interface ReaderRow {
  readonly userId: string;
  readonly name: string | null;
  readonly invitedAt: string;
  readonly withdrawnAt: string | null;
}

/** Those who are invited first, then those who were. */
export async function listReaderRows(tx: Tx, needId: string): Promise<ReaderRow[]> {
  const { rows } = await sql<ReaderRow>`
    SELECT user_id AS "userId", user_name AS name, invited_at AS "invitedAt", withdrawn_at AS "withdrawnAt"
    FROM need_readers WHERE need_id = ${needId}
    ORDER BY withdrawn_at IS NOT NULL, invited_at DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}

export async function collectInvitationsOf(tx: Tx, userId: string): Promise<unknown> {
  const { rows } = await sql`SELECT code, invited_at AS "invitedAt", withdrawn_at AS "withdrawnAt" FROM need_readers
    WHERE user_id = ${userId} ORDER BY invited_at`.execute(tx.kysely);
  return rows;
}

export async function forgetReaderName(tx: Tx, userId: string): Promise<void> {
  await sql`UPDATE need_readers SET user_name = NULL WHERE user_id = ${userId}`.execute(tx.kysely);
}
