import { sql } from "kysely";
import { type Ctx, transact } from "../access/index.ts";
import type { Tx } from "../db/index.ts";
import { preferencesError } from "./errors.ts";

export interface Preference {
  readonly key: string;
  readonly value: unknown;
  readonly updatedAt: string | null;
}

const MOST = 1_000;

/** Null as its value where nothing was kept. */
export async function getPreference(ctx: Ctx, key: string): Promise<Preference> {
  return transact(ctx, async (tx) => {
    const { rows } = await sql<Preference>`
      SELECT key, value, updated_at AS "updatedAt" FROM preferences
      WHERE user_id = ${ctx.caller.userId} AND key = ${key}`.execute(tx.kysely);
    return rows[0] ?? { key, value: null, updatedAt: null };
  });
}

/** Kept for oneself, and so not in the audit. Null forgets it. */
export async function setPreference(ctx: Ctx, key: string, value: unknown): Promise<Preference> {
  const { userId } = ctx.caller;
  return transact(ctx, async (tx) => {
    if (value === null) {
      await sql`DELETE FROM preferences WHERE user_id = ${userId} AND key = ${key}`.execute(tx.kysely);
      return { key, value: null, updatedAt: null };
    }
    const { rows } = await sql<Preference>`
      INSERT INTO preferences (user_id, key, value) VALUES (${userId}, ${key}, ${JSON.stringify(value)}::jsonb)
      ON CONFLICT (user_id, key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()
      RETURNING key, value, updated_at AS "updatedAt"`.execute(tx.kysely);
    const { rows: counts } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM preferences WHERE user_id = ${userId}`.execute(tx.kysely);
    if ((counts[0]?.n ?? 0) > MOST) throw preferencesError("preferences.too_many", { most: MOST });
    return rows[0] as Preference;
  });
}

/** Who keeps this value under a key; as the system, for what their setting decides. */
export async function listPreferring(tx: Tx, key: string, value: unknown): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT user_id AS id FROM preferences WHERE key = ${key} AND value = ${JSON.stringify(value)}::jsonb`.execute(
    tx.kysely,
  );
  return new Set(rows.map(({ id }) => id));
}

/** What is held here about a person, for their export and their erasure. */
export const personalPreferences = {
  section: "preferences",
  async collect(tx: Tx, userId: string): Promise<unknown> {
    const preferences =
      await sql`SELECT key, value, updated_at AS "updatedAt" FROM preferences WHERE user_id = ${userId}
      ORDER BY key`.execute(tx.kysely);
    const views =
      await sql`SELECT id, scope_id AS "scopeId", list, name, query, is_shared AS "isShared" FROM saved_views
      WHERE owner_id = ${userId} ORDER BY id`.execute(tx.kysely);
    return { preferences: preferences.rows, views: views.rows };
  },
  async erase(tx: Tx, userId: string): Promise<void> {
    await sql`DELETE FROM preferences WHERE user_id = ${userId}`.execute(tx.kysely);
    await sql`DELETE FROM saved_views WHERE owner_id = ${userId}`.execute(tx.kysely);
  },
};
