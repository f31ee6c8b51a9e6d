import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../test-db.ts";
import { describeTables } from "./describe-tables.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => db.close());

test("the generated types are those of the migrated database", async () => {
  const committed = readFileSync(new URL("./tables.ts", import.meta.url), "utf8");
  expect(await describeTables(db), "run `node server/src/generate.ts`").toBe(committed);
});
