import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Actor, type Tx, withActor } from "../../platform/db/index.ts";
import { actorIn, openTestDatabase, type TestDatabase } from "../../platform/test-db.ts";
import { newId } from "../../platform/ids.ts";
import { loadAchievements } from "./index.ts";
import type { AppliedChange, StoredRecord } from "./import-target.ts";
import { digestOf } from "./stored.ts";
import { achievementTarget as target } from "./targets.ts";

let db: TestDatabase;
const scopeId = newId();
const actor: Actor = actorIn([scopeId]);
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => db.reset());
afterAll(async () => db.close());

const within = <T>(run: (tx: Tx) => Promise<T>) => withActor(db, actor, run);
const origin = { file: "a.xlsx", row: 2 };
const record = (id: string, fields: StoredRecord): StoredRecord => ({
  id,
  origin,
  title: "某成果",
  content: "",
  legalStatus: "unknown",
  ...fields,
});

async function take(records: readonly StoredRecord[], hasOwnNumber = true) {
  return within(async (tx) => {
    const entries = records.map((each) => ({ record: each, hasOwnNumber, digest: digestOf(each) }));
    const comparisons = await target.compare(tx, scopeId, entries);
    const changes = await target.apply(tx, scopeId, comparisons);
    return { outcomes: comparisons.map(({ outcome }) => outcome), comparisons, changes };
  });
}
const undo = async (changes: readonly AppliedChange[]) => within(async (tx) => target.revert(tx, scopeId, changes));
const titles = async () =>
  (await within(async (tx) => loadAchievements(tx, scopeId))).map(({ record: { id, title } }) => `${id} ${title}`);

test("a list that is taken in twice changes nothing, with numbers of its own or without", async () => {
  const list = [
    record("A1", { title: "甲", unit: "某大学", patentNumber: "ZL202010000001X" }),
    record("A2", { title: "乙", unit: "某大学" }),
    record("A3", { title: "乙", unit: "某大学", content: "另一项同名成果" }),
  ];
  expect((await take(list, false)).outcomes).toEqual(["added", "added", "added"]);
  expect((await take(list, false)).outcomes).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect((await take([...list].reverse(), false)).outcomes).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect((await take(list)).comparisons.map(({ targetId }) => targetId)).not.toContain(null);
});

test("an entry is found by its own number, then its patent, then title and unit", async () => {
  await take([
    record("A1", { title: "甲", unit: "某大学", patentNumber: "ZL202010000001X" }),
    record("A2", { title: "乙", unit: "某大学" }),
  ]);
  const { outcomes, comparisons } = await take([
    record("A2", { title: "乙（改名）", unit: "某大学" }),
    record("B9", { title: "甲（改名）", patentNumber: "202010000001.X" }),
    record("A1-x", { title: "丙", unit: "某大学" }),
  ]);
  expect(outcomes).toEqual(["updated", "updated", "added"]);
  expect(comparisons[1]?.changed).toEqual({
    id: { before: "A1", after: "B9" },
    title: { before: "甲", after: "甲（改名）" },
    patentNumber: { before: "ZL202010000001X", after: "202010000001.X" },
  });
  expect(await titles()).toEqual(["A1-x 丙", "A2 乙（改名）", "B9 甲（改名）"]);
});

test("a number that the reader made up identifies nothing, and gives way to one that is taken", async () => {
  await take([record("A2", { title: "甲" })], false);
  const { outcomes } = await take([record("A2", { title: "乙" })], false);
  expect(outcomes).toEqual(["added"]);
  expect(await titles()).toEqual(["A2 甲", "A2-2 乙"]);
});

test("what a list leaves empty stays as it was", async () => {
  await take([
    record("A1", { title: "甲", unit: "某大学", content: "摘要", legalStatus: "granted", legalStatusText: "有效" }),
  ]);
  expect((await take([record("A1", { title: "甲" })])).outcomes).toEqual(["unchanged"]);
  const { comparisons } = await take([record("A1", { title: "甲", readiness: 5 })]);
  expect(comparisons[0]?.changed).toEqual({ readiness: { before: null, after: 5 } });
  const [row] = await within(async (tx) => loadAchievements(tx, scopeId));
  expect(row).toMatchObject({ version: 2, record: { unit: "某大学", legalStatus: "granted", readiness: 5 } });
  const { rows } = await within(async (tx) =>
    sql`SELECT title, unit, legal_status, readiness FROM achievements`.execute(tx.kysely),
  );
  expect(rows).toEqual([{ title: "甲", unit: "某大学", legal_status: "granted", readiness: 5 }]);
});

test("an undo puts records back and leaves those that were changed since", async () => {
  await take([record("A1", { title: "甲" }), record("A2", { title: "乙" })]);
  const { changes } = await take([
    record("A1", { title: "甲二" }),
    record("A2", { title: "乙二" }),
    record("A3", { title: "丙" }),
  ]);
  await take([record("A2", { title: "乙三" })]);
  const { reverted, left } = await undo(changes);
  expect(reverted).toHaveLength(2);
  expect(left).toMatchObject([{ number: "A2", label: "乙三" }]);
  expect(await titles()).toEqual(["A1 甲", "A2 乙三"]);
});

test("another scope's rows are neither found nor written", async () => {
  await take([record("A1", { title: "甲", patentNumber: "ZL202010000001X" })]);
  const elsewhere = newId();
  const stranger = actorIn([elsewhere]);
  const compared = await withActor(db, stranger, async (tx) =>
    target.compare(tx, scopeId, [{ record: record("A1", { title: "甲" }), hasOwnNumber: true, digest: "" }]),
  );
  expect(compared[0]?.outcome).toBe("added");
  await expect(withActor(db, stranger, async (tx) => target.apply(tx, scopeId, compared))).rejects.toThrow(
    /row-level security/,
  );
});
