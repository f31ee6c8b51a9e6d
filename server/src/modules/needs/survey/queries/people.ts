import { sql } from "kysely";
import type { Tx } from "../../../../platform/db/index.ts";

export async function listNotedNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT user_id AS id, name FROM survey_people WHERE user_id = ANY (${ids}::uuid[])`.execute(tx.kysely);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function putNames(tx: Tx, scopeId: string, names: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...names].map(([id, name]) => ({ id, name }));
  await sql`
    INSERT INTO survey_people AS p (scope_id, user_id, name)
    SELECT ${scopeId}::uuid, r.id, r.name FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, name text)
    ON CONFLICT (scope_id, user_id) DO UPDATE SET name = EXCLUDED.name WHERE p.name <> EXCLUDED.name`.execute(
    tx.kysely,
  );
}

/** As the system, when an account is erased. */
export async function removeNames(tx: Tx, userId: string): Promise<void> {
  await sql`DELETE FROM survey_people WHERE user_id = ${userId}`.execute(tx.kysely);
}
