// A migrated database for a test file, on PGlite, or on a server when TEST_DATABASE_URL names one.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { type Actor, type Database, migrate, openDatabase } from "./db/index.ts";
import { readMigrations } from "./db/migrate.ts";
import { withOwner } from "./db/transaction.ts";
import { newId } from "./ids.ts";

const SERVER_URL = process.env["TEST_DATABASE_URL"];
/** An initialised database without our tables. */
const EMPTY = "empty";
const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/dual-high-test-db/", import.meta.url));

export interface TestDatabase extends Database {
  /** To open the same database once more, from here or from another process; null when it is embedded. */
  readonly url: string | null;
  /** Empties every table that a migration did not fill. */
  reset(): Promise<void>;
}

/**
 * A database of this test file's own, migrated and empty: a copy of one that is made once per set of migrations.
 * `beforeAll` opens it, `beforeEach` resets it, `afterAll` closes it, which deletes it.
 */
export async function openTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const { db, url, remove } = await (SERVER_URL === undefined
    ? copyEmbedded(migrated)
    : copyOnServer(SERVER_URL, migrated));
  const tables = await listEmptyTables(db);
  return {
    ...db,
    url,
    reset: async () => withOwner(db, async (client) => empty(client, tables)),
    async close() {
      await db.close();
      await remove();
    },
  };
}

/** Someone who may write in `scopes` and read in `alsoReads`. */
export function actorIn(scopes: readonly string[], alsoReads: readonly string[] = []): Actor {
  return { userId: newId(), readScopes: alsoReads, writeScopes: scopes };
}

interface Copy {
  readonly db: Database;
  readonly url: string | null;
  readonly remove: () => Promise<void>;
}

/** Changes when a migration does, so that a copy is never of an older schema. */
function templateName(): string {
  const hash = createHash("sha256");
  for (const { name, checksum } of readMigrations()) hash.update(`${name} ${checksum}\n`);
  return `dualhigh_template_${hash.digest("hex").slice(0, 12)}`;
}

/** An initialised embedded folder, as a killed process leaves it: without a snapshot, and without what vouches for it. */
export async function copyTestFolder(folder: string, { migrated = true } = {}): Promise<void> {
  cpSync(await prepareFolder(migrated ? templateName() : EMPTY), join(folder, "data"), { recursive: true });
}

/**
 * The engine's code. As long as somebody has it, another engine of this process finds it there by its bytes, with what of it
 * was made fast by then; else each compiles it anew.
 */
let engine: Promise<object> | undefined;

/** The types of Node leave it out. */
declare const WebAssembly: { readonly compile: (bytes: Uint8Array) => Promise<object> };

async function keepEngine(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"));
  engine ??= WebAssembly.compile(readFileSync(join(folder, "pglite.wasm")));
  await engine;
}

async function copyEmbedded(migrated: boolean): Promise<Copy> {
  await keepEngine();
  const folder = mkdtempSync(join(tmpdir(), "dual-high-test-"));
  await copyTestFolder(folder, { migrated });
  const db = await openDatabase({ folder, snapshots: false });
  return { db, url: null, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** Test files start together: one makes the folder, the others wait for the lock. */
async function prepareFolder(name: string): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  const lock = new DatabaseSync(join(CACHE, "lock.sqlite"), { timeout: 60_000 });
  lock.exec("BEGIN EXCLUSIVE");
  try {
    if (!existsSync(join(CACHE, EMPTY))) await makeFolder(EMPTY, null);
    if (!existsSync(folder)) {
      for (const old of readdirSync(CACHE).filter((entry) => entry.startsWith("dualhigh_template_"))) {
        rmSync(join(CACHE, old), { recursive: true, force: true });
      }
      await makeFolder(name, join(CACHE, EMPTY));
    }
    return folder;
  } finally {
    lock.close();
  }
}

async function makeFolder(name: string, migrateFrom: string | null): Promise<void> {
  const made = join(CACHE, "new");
  rmSync(made, { recursive: true, force: true });
  if (migrateFrom !== null) cpSync(migrateFrom, join(made, "data"), { recursive: true });
  const db = await openDatabase({ folder: made, snapshots: false });
  if (migrateFrom !== null) await migrate(db);
  await db.close();
  renameSync(join(made, "data"), join(CACHE, name));
  rmSync(made, { recursive: true, force: true });
}

async function copyOnServer(url: string, migrated: boolean): Promise<Copy> {
  const name = `dualhigh_test_${process.pid}_${newId().slice(-8)}`;
  await onServer(url, async (client) => {
    if (!migrated) {
      await createEmpty(client, name);
      return;
    }
    const template = templateName();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [template]);
    if (rowCount === 0) {
      // Renamed when it is whole, so that a run that was stopped does not leave half a template.
      await client.query(`DROP DATABASE IF EXISTS ${template}_new`);
      await createEmpty(client, `${template}_new`);
      const db = await openDatabase({ url: urlOf(url, `${template}_new`), poolSize: 1 });
      await migrate(db);
      await db.close();
      await client.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const db = await openDatabase({ url: urlOf(url, name), poolSize: 5 });
  const remove = async () =>
    onServer(url, async (client) => {
      // FORCE ends whoever is left of us, and may not end the server's own vacuum; without it the server stops that itself.
      await client
        .query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
        .catch(async () => client.query(`DROP DATABASE IF EXISTS ${name}`));
    });
  return { db, url: urlOf(url, name), remove };
}

async function createEmpty(client: pg.Client, name: string): Promise<void> {
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`);
}

/** Databases are made and dropped in turns: copying a template wants nobody else in it. */
async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(740217)");
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(url: string, database: string): string {
  const made = new URL(url);
  made.pathname = `/${database}`;
  return made.href;
}

/** Tables that no migration filled, each before those that it refers to. */
async function listEmptyTables(db: Database): Promise<string[]> {
  return withOwner(db, async (client) => {
    const { rows: tables } = await client.query<{ name: string; refers_to: string[] }>(
      `SELECT c.oid::regclass::text AS name, ARRAY(SELECT k.confrelid::regclass::text FROM pg_constraint k
          WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS refers_to
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND pg_relation_size(c.oid) = 0
        ORDER BY c.relname`,
    );
    const references = new Map(tables.map(({ name, refers_to }) => [name, refers_to]));
    const ordered = new Set<string>();
    const place = (name: string, path: readonly string[]) => {
      if (path.includes(name)) throw new Error(`Tables refer to each other: ${[...path, name].join(" -> ")}`);
      for (const other of references.get(name) ?? []) place(other, [...path, name]);
      if (references.has(name)) ordered.add(name);
    };
    for (const name of references.keys()) place(name, []);
    return [...ordered].toReversed();
  });
}

/**
 * Deletes from those tables that have held a row. To truncate makes new files for every table that refers to them, full or
 * not, and for all their indexes: before every test that took longer than most tests.
 */
async function empty(client: pg.PoolClient, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) WITH ORDINALITY AS t (name, place)
      WHERE pg_relation_size(name::regclass) > 0 ORDER BY place`,
    [tables],
  );
  // Row-level security is forced on the owner as well, and would hide what is to go.
  const statements = rows.map(
    ({ name }) =>
      `ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY; DELETE FROM ${name}; ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`,
  );
  if (statements.length > 0) await client.query(statements.join(";\n"));
}
