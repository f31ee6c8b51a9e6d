import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { actorIn, copyTestFolder, openTestDatabase, type TestDatabase } from "../test-db.ts";
import { backup, listTables } from "./backup.ts";
import { findBackupDamage } from "./backup-file.ts";
import { type Database, openDatabase, withActor } from "./index.ts";
import { restore } from "./restore.ts";
import { withOwner } from "./transaction.ts";

let root: string;
let db: TestDatabase;
let file: string;
const scope = newId();
const actor = actorIn([scope]);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "dual-high-backup-"));
  db = await openTestDatabase();
  await fill(db, 1_500);
});
afterAll(async () => {
  await db.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  file = join(root, `${newId()}.backup`);
});

/** Every kind of value that a text form could spoil, in tables that refer to each other. */
async function fill(target: Database, events: number): Promise<void> {
  await withActor(target, actor, async ({ kysely }) => {
    await sql`INSERT INTO files (id, scope_id, owner_kind, owner_id, sha256, size_bytes, media_type, name, readers, created_by)
      VALUES (${newId()}, ${scope}, 'need', ${newId()}, ${"a".repeat(64)}, 9007199254740993, 'text/plain',
        ${'需求 "一", \\ \t\n{}\u0001'}, ${[newId(), newId()]}, ${actor.userId})`.execute(kysely);
    await sql`INSERT INTO audit_events (zone_id, scope_id, id, actor_id, action, subject_kind, subject_id, details)
      VALUES (${scope}, ${scope}, ${newId()}, ${actor.userId}, 'need.accepted', 'need', 'x',
        ${JSON.stringify({ big: 1e300, text: "a\\u0041\nb", list: [null, true] })})`.execute(kysely);
    await sql`INSERT INTO events (id, seq, type, aggregate, actor_id, payload)
      SELECT gen_random_uuid(), nextval('event_seq'), 'need.accepted', 'need:' || n, ${actor.userId}, '{}'
      FROM generate_series(1, ${events}) AS n`.execute(kysely);
  });
  await withOwner(target, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_system");
    await client.query(`INSERT INTO event_deliveries (event_id, subscriber, seq, aggregate, state, settled_at)
      SELECT id, 'notify.inbox', seq, aggregate, 'done', '2026-01-01 00:00:00.000001+00' FROM events WHERE seq % 7 = 0 ON CONFLICT DO NOTHING`);
  });
}

/** All rows of all tables as text, the same wherever they lie. */
async function contentOf(target: Pick<Database, "pool">): Promise<Record<string, unknown[]>> {
  return withOwner(target, async (client) => {
    const tables = await listTables(client);
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    const content: Record<string, unknown[]> = {};
    for (const { table } of tables) {
      const { rows } = await client.query(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
      content[table] = rows;
    }
    return content;
  });
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function openEmbedded(): Promise<Database> {
  const folder = mkdtempSync(join(root, "embedded-"));
  await copyTestFolder(folder, { migrated: false });
  const made = await openDatabase({ folder, snapshots: false });
  opened.push(made);
  return made;
}

async function openEmpty(): Promise<TestDatabase> {
  const made = await openTestDatabase({ migrated: false });
  opened.push(made);
  return made;
}

describe("a backup", () => {
  test("comes back whole, here and in the other kind of database, and goes on from there", async () => {
    const summary = await backup(db, file);
    // On a server this goes from the server to an embedded folder and back to a server.
    const embedded = await openEmbedded();
    // The row in `files` names a content that is nowhere.
    const counts = { contents: 0, missingContents: 1 };
    expect(summary).toMatchObject(counts);
    expect(await restore(embedded, file)).toEqual({
      tables: summary.tables,
      rows: summary.rows,
      taken: summary.taken,
      ...counts,
    });
    const again = join(root, "again.backup");
    await backup(embedded, again);
    const last = await openEmpty();
    await restore(last, again);
    const [before, after] = [await contentOf(db), await contentOf(last)];
    expect(after).toEqual(before);
    expect(before["events"]).toHaveLength(1_500);
    await fill(last, 10);
    expect((await contentOf(last))["events"]).toHaveLength(1_510);
  });

  test("refuses a database that has rows, and leaves it", async () => {
    await backup(db, file);
    const before = await contentOf(db);
    await expect(restore(db, file)).rejects.toMatchObject({ code: "platform.restore_not_empty" });
    expect(await contentOf(db)).toEqual(before);
  });

  test("refuses a database that belongs to someone else", async () => {
    await backup(db, file);
    const other = await openEmpty();
    await withOwner(other, async (client) => client.query("CREATE TABLE theirs (a int)"));
    await expect(restore(other, file)).rejects.toMatchObject({
      code: "platform.restore_not_empty",
      params: { table: "theirs" },
    });
  });

  test("with one flipped bit is found damaged, wherever it is", async () => {
    await backup(db, file);
    const whole = readFileSync(file);
    expect(await findBackupDamage(file)).toBe(null);
    const damaged = join(root, "damaged.backup");
    // The ends are what a checksum of the packed content alone would miss.
    const places = [0, 3, 4, 9, whole.length - 1, whole.length - 60, whole.length - 100];
    while (places.length < 107) places.push(Math.floor(Math.random() * whole.length));
    let found = 0;
    for (const place of places) {
      const copy = Buffer.from(whole);
      copy[place] = (copy[place] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
      writeFileSync(damaged, copy);
      if ((await findBackupDamage(damaged)) !== null) found += 1;
    }
    expect(found).toBe(places.length);
  });

  test("that is damaged or cut short restores nothing", async () => {
    await backup(db, file);
    const whole = readFileSync(file);
    const target = await openEmpty();
    for (const length of [0, 10, whole.length >> 1, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      await expect(restore(target, file)).rejects.toMatchObject({ code: "platform.backup_damaged" });
    }
    const tables = await withOwner(target, async (client) =>
      client.query("SELECT FROM pg_tables WHERE schemaname = 'public'"),
    );
    expect(tables.rowCount).toBe(0);
  });

  test("is a gzip file of lines of JSON", async () => {
    await backup(db, file);
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");
    expect(JSON.parse(lines[0] as string)).toMatchObject({ product: "dual-high", format: 2 });
    expect(lines.at(-1)).toMatch(/^sha256: [0-9a-f]{64}$/);
  });

  test("that cannot be written leaves no file behind", async () => {
    await expect(backup(db, join(root, "no-such-folder", "a.backup"))).rejects.toThrow("ENOENT");
    const closed = await openEmpty();
    await expect(backup(closed, file)).rejects.toThrow(/schema_migrations/);
    expect(existsSync(file) || existsSync(`${file}.unfinished`)).toBe(false);
  });
});
