import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { copyTestFolder, openTestDatabase, type TestDatabase } from "../test-db.ts";
import { asDatabaseError } from "./errors.ts";
import { type Database, openDatabase, withSystem } from "./index.ts";

const unavailable = { code: "platform.database_unavailable", kind: "unavailable" };

async function one(db: Database): Promise<unknown> {
  const { rows } = await withSystem(db, async (tx) => sql`SELECT 1 AS one`.execute(tx.kysely));
  return rows[0];
}

describe("a failure is told apart as", () => {
  const fail = (message: string, fields: object) => Object.assign(new Error(message), fields);
  test.for<[string, Error, string]>([
    ["a server that is down", fail("", { code: "ECONNREFUSED", syscall: "connect" }), unavailable.code],
    ["an embedded one that is down", fail("", { code: "ENOENT", syscall: "connect" }), unavailable.code],
    ["one that is shutting down", fail("", { code: "57P01" }), unavailable.code],
    ["one that is starting", fail("", { code: "57P03" }), unavailable.code],
    ["no connection left", fail("", { code: "53300" }), unavailable.code],
    ["a connection that broke", new Error("Connection terminated unexpectedly"), unavailable.code],
    ["no free connection", new Error("timeout exceeded when trying to connect"), unavailable.code],
    ["a lock that was not given", fail("", { code: "55P03" }), "platform.database_busy"],
    ["two that wait for each other", fail("", { code: "40P01" }), "platform.database_busy"],
    ["a full disk", fail("could not extend file", { code: "53100" }), "platform.disk_full"],
    [
      "a full disk, embedded",
      fail('could not write to file "pg_wal/x": No space left on device', { code: "58030" }),
      "platform.disk_full",
    ],
  ])("%s", ([, error, code]) => {
    expect(asDatabaseError(error)).toMatchObject({ code, cause: error });
  });
});

test.for([
  ["a missing file", Object.assign(new Error(), { code: "ENOENT", syscall: "open" })],
  ["a violated constraint", Object.assign(new Error(), { code: "23505" })],
] as const)("%s is passed on as it is", ([, error]) => {
  expect(asDatabaseError(error)).toBe(error);
});

test("a server that is not there is unavailable, at the first query and not before", async () => {
  const db = await openDatabase({ url: "postgresql://nobody@127.0.0.1:1/none" });
  await expect(one(db)).rejects.toMatchObject(unavailable);
  await expect(sql`SELECT 1`.execute(db.kysely)).rejects.toMatchObject(unavailable);
  await db.close();
});

describe("a connection that breaks in a transaction", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(async () => db.close());

  test("is answered as unavailable, and the next one works", async ({ skip }) => {
    skip(db.kind === "embedded", "PGlite has no backend to end");
    const broken = withSystem(db, async (tx) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx.kysely);
      const other = await openDatabase({ url: db.url ?? "" });
      await other.pool.query("SET ROLE NONE");
      await other.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      await other.close();
      await sql`SELECT 1`.execute(tx.kysely);
    });
    await expect(broken).rejects.toMatchObject(unavailable);
    expect(await one(db)).toEqual({ one: 1 });
  });
});

test("an embedded engine that breaks is started again and has lost nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dual-high-broken-"));
  await copyTestFolder(folder);
  const db = await openDatabase({ folder, snapshots: false });
  await withSystem(db, async (tx) =>
    sql`INSERT INTO jobs (id, kind, input) VALUES (${newId()}, 'test.kept', '1')`.execute(tx.kysely),
  );
  // A message that no client sends: the engine ends the only session that it has.
  const { socketFolder } = JSON.parse(readFileSync(join(folder, "holder.json"), "utf8"));
  const stranger = connect(join(socketFolder, ".s.PGSQL.5432"));
  stranger.on("error", () => {});
  stranger.write(Buffer.from([0xff, 0, 0, 0, 8, 1, 2, 3, 4]));
  const failures: unknown[] = [];
  await expect
    .poll(async () =>
      one(db).then(
        () => failures.length > 0,
        (error: unknown) => failures.push(error) < 0,
      ),
    )
    .toBe(true);
  expect(failures[0]).toMatchObject(unavailable);
  const { rows } = await withSystem(db, async (tx) => sql`SELECT kind FROM jobs`.execute(tx.kysely));
  expect(rows).toEqual([{ kind: "test.kept" }]);
  stranger.destroy();
  await db.close();
  rmSync(folder, { recursive: true });
});
