import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { asDatabaseError, dbError, isConnectionLost } from "./errors.ts";
import type { Database } from "./types.ts";

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const SHIPPED = fileURLToPath(new URL("../../../migrations/", import.meta.url));
/** One number for all our migrations, so that two processes that start together take turns. */
const LOCK = 4_018_624_071;

/** The migrations of a folder in their order: `0001_platform.sql`, `0002_directory.sql`, … */
export function readMigrations(folder: string = SHIPPED): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .toSorted()
    .map((name) => {
      // A checkout on Windows may have changed the line ends; that is not a changed migration.
      const sql = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Runs what has not been run, each migration in a transaction of its own, and answers the names. A database that was
 * migrated by other files than these is refused.
 */
export async function migrate(db: Pick<Database, "pool">, migrations = readMigrations()): Promise<string[]> {
  let client: pg.PoolClient;
  try {
    client = await db.pool.connect();
  } catch (error) {
    throw asDatabaseError(error);
  }
  try {
    // Another process may be migrating for minutes: wait as long as it takes.
    await client.query(
      `SET ROLE NONE; SET lock_timeout = 0; SELECT pg_advisory_lock(${LOCK}); SET lock_timeout = '15s'`,
    );
    const pending = pendingMigrations(migrations, await readApplied(client));
    for (const migration of pending) await runMigration(client, migration);
    return pending.map(({ name }) => name);
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    // Closing the connection frees the lock, and the next one starts in the role that the migration made.
    client.release(true);
  }
}

async function readApplied(client: pg.PoolClient): Promise<Map<string, string>> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('public.schema_migrations') IS NOT NULL AS there",
  );
  if (found[0]?.there !== true) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "SELECT name, checksum FROM public.schema_migrations ORDER BY name",
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

function pendingMigrations(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  let last = "";
  for (const [name, checksum] of applied) {
    const now = known.get(name);
    if (now === undefined) throw dbError("platform.migration_unknown", { name });
    if (now !== checksum) throw dbError("platform.migration_changed", { name });
    last = name;
  }
  const pending = migrations.filter(({ name }) => !applied.has(name));
  // Run now it would see another schema than on databases that were made later.
  const late = pending.find(({ name }) => name < last);
  if (late !== undefined) throw dbError("platform.migration_out_of_order", { name: late.name, last });
  return pending;
}

async function runMigration(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  const started = performance.now();
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query("INSERT INTO public.schema_migrations (name, checksum, took_ms) VALUES ($1, $2, $3)", [
      name,
      checksum,
      Math.round(performance.now() - started),
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    if (isConnectionLost(error)) throw error;
    const failed = dbError("platform.migration_failed", { name, reason: reasonOf(error, sql) });
    failed.cause = error;
    throw failed;
  }
}

function reasonOf(error: unknown, sql: string): string {
  const { message, position } = error as { message?: string; position?: string };
  if (position === undefined) return String(message ?? error);
  return `${message} (line ${sql.slice(0, Number(position)).split("\n").length})`;
}
