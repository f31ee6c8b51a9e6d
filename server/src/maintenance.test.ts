import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditVerify, backup, restore } from "./ops.ts";
import { audit } from "./platform/audit/index.ts";
import { openDatabase, withActor } from "./platform/db/index.ts";
import { newId } from "./platform/ids.ts";
import { actorIn, copyTestFolder } from "./platform/test-db.ts";

let root: string;
let folder: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "dual-high-ops-"));
  folder = join(root, "first");
  await copyTestFolder(folder);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function work(everyMs?: number) {
  const taken = Promise.withResolvers<void>();
  const db = await openDatabase({
    folder,
    snapshots: { everyMs },
    notice: ({ event }) => {
      if (event === "snapshot_taken") taken.resolve();
    },
  });
  const scopeId = newId();
  await withActor(db, actorIn([scopeId]), async (tx) => {
    for (let n = 0; n < 3; n++) {
      await audit(tx, { scopeId, action: "need.accepted", subjectKind: "need", subjectId: newId() });
    }
  });
  return { db, taken: taken.promise };
}

test("a backup goes into a new folder, and the audit verifies there", async () => {
  const { db } = await work();
  await db.close();
  expect(await auditVerify({ folder })).toMatchObject({ events: 3, unsealed: 0, tampered: [] });
  const file = join(root, "a.backup");
  const made = await backup({ folder }, file);
  expect(made).toMatchObject({ isCurrent: true, auditHeads: [{ seq: "3" }] });
  const target = join(root, "second");
  await copyTestFolder(target, { migrated: false });
  expect(await restore({ folder: target }, file)).toMatchObject({ rows: made.rows });
  expect(await auditVerify({ folder: target }, made.auditHeads)).toMatchObject({ events: 3, tampered: [] });
  await expect(restore({ folder: target }, file)).rejects.toMatchObject({ code: "platform.restore_not_empty" });
});

test("beside a running server a backup is made of the newest snapshot, and says so", async () => {
  const { db, taken } = await work(100);
  await taken;
  const file = join(root, "a.backup");
  const before = new Date().toISOString();
  const made = await backup({ folder }, file);
  expect(made.isCurrent).toBe(false);
  expect(made.taken < before).toBe(true);
  await expect(restore({ folder }, file)).rejects.toMatchObject({ code: "platform.database_in_use" });
  await db.close();
});
