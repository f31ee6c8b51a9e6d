import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { openTestDatabase, type TestDatabase } from "../test-db.ts";
import { openDatabase } from "./index.ts";
import { type Migration, migrate, readMigrations } from "./migrate.ts";
import { withOwner } from "./transaction.ts";

let db: TestDatabase;
beforeEach(async () => {
  db = await openTestDatabase({ migrated: false });
});
afterEach(async () => db.close());

const shipped = readMigrations();

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: newId().replaceAll("-", "").repeat(2) };
}

async function read(text: string): Promise<unknown[]> {
  return withOwner(db, async (client) => (await client.query(text)).rows);
}

describe("migrations", () => {
  test("run once, in order, and are written down", async () => {
    expect(await migrate(db)).toEqual(shipped.map(({ name }) => name));
    expect(await migrate(db)).toEqual([]);
    expect(await read("SELECT name, checksum FROM schema_migrations ORDER BY name")).toEqual(
      shipped.map(({ name, checksum }) => ({ name, checksum })),
    );
  });

  test("run once when two start together", async () => {
    const slow = migration("9000_slow.sql", "CREATE TABLE slow (a int); SELECT pg_sleep(0.3)");
    const second = db.url === null ? null : await openDatabase({ url: db.url, poolSize: 1 });
    const runs = await Promise.all([migrate(db, [...shipped, slow]), migrate(second ?? db, [...shipped, slow])]);
    await second?.close();
    expect(runs.flat().toSorted()).toEqual([...shipped, slow].map(({ name }) => name));
  });

  test("that were changed after they ran are refused by name", async () => {
    await migrate(db);
    const [first, ...rest] = shipped as [Migration, ...Migration[]];
    await expect(migrate(db, [{ ...first, checksum: "0".repeat(64) }, ...rest])).rejects.toMatchObject({
      code: "platform.migration_changed",
      params: { name: first.name },
    });
  });

  test("of a newer version are refused by name", async () => {
    await migrate(db, [...shipped, migration("9000_newer.sql", "SELECT 1")]);
    await expect(migrate(db)).rejects.toMatchObject({
      code: "platform.migration_unknown",
      params: { name: "9000_newer.sql" },
    });
  });

  test("with a number below one that ran are refused", async () => {
    const late = migration("9000_a.sql", "SELECT 1");
    const ran = migration("9001_b.sql", "SELECT 1");
    await migrate(db, [...shipped, ran]);
    await expect(migrate(db, [...shipped, late, ran])).rejects.toMatchObject({
      code: "platform.migration_out_of_order",
      params: { name: "9000_a.sql", last: "9001_b.sql" },
    });
  });

  test("that fail leave nothing behind and say which line", async () => {
    const broken = migration(
      "9000_broken.sql",
      "CREATE TABLE half (a int);\nSELECT 1;\nCREATE TABLE half2 (a nonsense);",
    );
    await expect(migrate(db, [...shipped, broken])).rejects.toMatchObject({
      code: "platform.migration_failed",
      params: { name: "9000_broken.sql", reason: expect.stringContaining("(line 3)") },
    });
    expect(await read("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    expect(await migrate(db)).toEqual([]);
  });

  test("have a number each", () => {
    const numbers = shipped.map(({ name }) => name.slice(0, 4));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("are the same under either kind of line end", () => {
    const folder = mkdtempSync(join(tmpdir(), "dual-high-migrations-"));
    writeFileSync(join(folder, "0001_unix.sql"), "SELECT 1;\nSELECT 2;\n");
    writeFileSync(join(folder, "0002_windows.sql"), "SELECT 1;\r\nSELECT 2;\r\n");
    writeFileSync(join(folder, "notes.txt"), "not a migration");
    const [unix, windows, ...more] = readMigrations(folder);
    rmSync(folder, { recursive: true });
    expect(windows?.checksum).toBe(unix?.checksum);
    expect(more).toEqual([]);
  });
});
