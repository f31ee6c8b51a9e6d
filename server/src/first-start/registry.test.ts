import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../test/test-app.ts";
import { SYSTEM_SCOPE_ID } from "../platform/access/matrix.ts";
import { withSystem } from "../platform/db/index.ts";
import { loadRegistry, PROVINCE } from "./registry.ts";
import { claimSeed, DECLINED, isUntouched } from "./seeds.ts";

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp();
});
afterAll(async () => world.db.close());

const count = async (table: string) =>
  withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${sql.table(table)}`.execute(
      tx.kysely,
    );
    return rows[0]?.n;
  });

test("the registry is loaded once, by whoever comes first, each fact with its source", async () => {
  expect(await withSystem(world.db, isUntouched)).toBe(true);
  const [one, other] = await Promise.all([loadRegistry(world.db), loadRegistry(world.db)]);
  expect([one, other].toSorted((a, b) => a - b)).toEqual([0, 236]);
  expect(await withSystem(world.db, isUntouched)).toBe(false);
  const before = [await count("organisations"), await count("scopes"), await count("pairs")];
  expect(before).toEqual([219, 1 + 206 + 17, 17]);
  expect(await loadRegistry(world.db)).toBe(0);
  const unsourced = await withSystem(world.db, async (tx) =>
    sql`SELECT name FROM organisations WHERE source IS NULL UNION ALL SELECT zone_name FROM pairs WHERE source = ''`.execute(
      tx.kysely,
    ),
  );
  expect(unsourced.rows).toEqual([]);
});

test("a later edition adds what is new and leaves what is there", async () => {
  await withSystem(world.db, async (tx) => {
    await sql`UPDATE seeds SET digest = 'an earlier edition'`.execute(tx.kysely);
    await sql`UPDATE pairs SET phase = 'full_coverage' WHERE zone_name = '无锡高新区'`.execute(tx.kysely);
  });
  const before = [await count("organisations"), await count("scopes"), await count("pairs")];
  expect(await loadRegistry(world.db)).toBe(236);
  expect([await count("organisations"), await count("scopes"), await count("pairs")]).toEqual(before);
  const { token } = await world.someone("system_admin", SYSTEM_SCOPE_ID);
  const { body } = await world.call("GET", `/api/pairs?phase=full_coverage`, { token });
  expect(body["items"]).toMatchObject([{ name: "无锡高新区 × 江南大学", confidence: "confirmed", isSample: false }]);
});

test("the province's officers see its pairs", async () => {
  const province = await withSystem(world.db, async (tx) =>
    sql<{ id: string }>`SELECT id FROM scopes WHERE kind = 'province' AND code = ${PROVINCE.code}`.execute(tx.kysely),
  );
  const { token } = await world.someone("province_officer", province.rows[0]?.id ?? "");
  const { body } = await world.call("GET", "/api/pairs?withTotal=true&confidence=confirmed", { token });
  expect(body["total"]).toBe(9);
});

test("an installation that declined the registry is not given it later", async () => {
  await withSystem(world.db, async (tx) => {
    await sql`UPDATE seeds SET digest = ${DECLINED}`.execute(tx.kysely);
    expect(await claimSeed(tx, "registry", "a new edition")).toBe(false);
  });
});
