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
