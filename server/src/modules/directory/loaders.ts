import type { Achievement, Team } from "@dual-high/lists";
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";

/** A record of a list with the row that keeps it. `record.id` is the list's number. */
export interface Loaded<T> {
  readonly id: string;
  readonly version: number;
  readonly record: T;
}

/** What can be matched in a scope: neither archived nor merged into another. In a fixed order. */
export async function loadAchievements(tx: Tx, scopeId: string): Promise<Loaded<Achievement>[]> {
  const { rows } = await sql<Loaded<Achievement>>`SELECT id, version, record FROM achievements
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND merged_into IS NULL ORDER BY number, id`.execute(tx.kysely);
  return rows;
}

export async function loadTeams(tx: Tx, scopeId: string): Promise<Loaded<Team>[]> {
  const { rows } = await sql<Loaded<Team>>`SELECT id, version, record FROM teams
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND merged_into IS NULL ORDER BY number, id`.execute(tx.kysely);
  return rows;
}

/** Whether a scope has an achievement, or a team, that can be matched; without reading them all. */
export async function hasAchievements(tx: Tx, scopeId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM achievements
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND merged_into IS NULL LIMIT 1`.execute(tx.kysely);
  return rows.length > 0;
}

export async function hasTeams(tx: Tx, scopeId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM teams
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND merged_into IS NULL LIMIT 1`.execute(tx.kysely);
  return rows.length > 0;
}

/** Somebody of the directory, as far as it says what they can do. */
export interface DirectoryPerson {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly college: string | null;
  readonly personNumber: string | null;
  readonly title: string | null;
  readonly field: string | null;
}

export async function loadPeople(tx: Tx, scopeId: string): Promise<DirectoryPerson[]> {
  const { rows } = await sql<DirectoryPerson>`
    SELECT id, name, unit, college, person_number AS "personNumber", title, field FROM people
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND merged_into IS NULL ORDER BY name, id`.execute(tx.kysely);
  return rows;
}

/** People of a scope who have an account. */
export async function listAccounts(
  tx: Tx,
  scopeId: string,
): Promise<{ readonly name: string; readonly unit: string | null; readonly userId: string }[]> {
  const { rows } = await sql<{ name: string; unit: string | null; userId: string }>`
    SELECT name, unit, user_id AS "userId" FROM people
    WHERE scope_id = ${scopeId} AND user_id IS NOT NULL AND archived_at IS NULL AND merged_into IS NULL`.execute(
    tx.kysely,
  );
  return rows;
}

/** Names of a scope's chain nodes, and whether a need stands at them. */
export async function listNodesFor(
  tx: Tx,
  scopeId: string,
  needId: string,
): Promise<{ readonly name: string; readonly isLinked: boolean }[]> {
  const { rows } = await sql<{ name: string; isLinked: boolean }>`
    SELECT n.name, EXISTS (SELECT FROM chain_links l WHERE l.scope_id = n.scope_id AND l.node_id = n.id
        AND l.subject_kind = 'need' AND l.subject_id = ${needId}) AS "isLinked"
    FROM chain_nodes n WHERE n.scope_id = ${scopeId} AND n.archived_at IS NULL ORDER BY n.position, n.id`.execute(
    tx.kysely,
  );
  return rows;
}

/** An achievement as others name it, as far as the caller sees it. */
export async function findAchievement(
  tx: Tx,
  achievementId: string,
): Promise<{ readonly scopeId: string; readonly number: string; readonly title: string } | null> {
  const { rows } = await sql<{ scopeId: string; number: string; title: string }>`
    SELECT scope_id AS "scopeId", number, title FROM achievements WHERE id = ${achievementId}`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** Of a scope's list, neither archived nor merged, by number or title, or the one with this id; at most `most`, by number. */
export async function searchAchievements(
  tx: Tx,
  scopeId: string,
  { search, id, most }: { readonly search: string; readonly id: string | null; readonly most: number },
): Promise<{ readonly id: string; readonly number: string; readonly title: string }[]> {
  const { rows } = await sql<{ id: string; number: string; title: string }>`
    SELECT id, number, title FROM achievements
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND merged_into IS NULL AND (${id}::uuid IS NULL OR id = ${id}::uuid)
      AND strpos(lower(number || ' ' || title), lower(${search})) > 0
    ORDER BY number, id LIMIT ${most}`.execute(tx.kysely);
  return rows;
}
