import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { removeSearchDocuments } from "../../platform/search/index.ts";
import type { PersonalData } from "../identity/index.ts";
import { collectStakesOf, eraseStakesOf } from "./stakes/personal-data.ts";

/** Entries of the directory that say who somebody is. A record that only names them in a text is its owner's to correct. */
export const directoryPerson: PersonalData = {
  section: "directory",
  async collect(tx, userId) {
    const { rows: people } = await sql`
      SELECT id, scope_id AS "scopeId", name, unit, college, person_number AS "personNumber", title, field, orcid, phone,
        email, note, created_at AS "createdAt" FROM people WHERE user_id = ${userId} ORDER BY id`.execute(tx.kysely);
    const { rows: imports } = await sql`
      SELECT id, scope_id AS "scopeId", kind, file_name AS "fileName", state, created_at AS "createdAt" FROM list_imports
      WHERE created_by = ${userId} ORDER BY id`.execute(tx.kysely);
    return { people, imports, stakes: await collectStakesOf(tx, userId) };
  },
  async erase(tx, userId) {
    const { rows } = await sql<{ id: string }>`
      UPDATE people SET name = '—', unit = NULL, college = NULL, person_number = NULL, title = NULL, field = NULL,
        orcid = NULL, phone = NULL, email = NULL, note = NULL, user_id = NULL, match_keys = '{}',
        archived_at = coalesce(archived_at, now()), version = version + 1, updated_at = now()
      WHERE user_id = ${userId} RETURNING id`.execute(tx.kysely);
    await forgetPeople(
      tx,
      rows.map(({ id }) => id),
    );
  },
};

/** What else remembers them: earlier values, records merged into theirs, the search. */
async function forgetPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    UPDATE people SET name = '—', unit = NULL, college = NULL, person_number = NULL, title = NULL, field = NULL,
      orcid = NULL, phone = NULL, email = NULL, note = NULL, match_keys = '{}', version = version + 1, updated_at = now()
    WHERE merged_into = ANY (${ids}::uuid[]) RETURNING id`.execute(tx.kysely);
  const all = [...ids, ...rows.map(({ id }) => id)];
  await sql`UPDATE directory_history SET changed = '{}'
    WHERE subject_kind = 'person' AND subject_id = ANY (${all}::uuid[])`.execute(tx.kysely);
  await sql`UPDATE merges SET changed = '{}' WHERE subject_kind = 'person' AND survivor_id = ANY (${all}::uuid[])`.execute(
    tx.kysely,
  );
  await eraseStakesOf(tx, all);
  await removeSearchDocuments(tx, "person", all);
}
