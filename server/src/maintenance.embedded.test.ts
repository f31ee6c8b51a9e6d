import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditVerify, backup, recoverAdministrator, restore } from "./ops.ts";
import { audit } from "./platform/audit/index.ts";
import { openDatabase, withActor } from "./platform/db/index.ts";
import { FileStore } from "./platform/files/index.ts";
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

test("uploaded files go with a backup, once each, and one that is damaged is counted and left out", async () => {
  const { db } = await work();
  const files = new FileStore(join(folder, "files"), 1);
  const [scopeId, ownerId] = [newId(), newId()];
  const bytes = new Uint8Array(200_000).map((_, index) => (index * 7) % 256);
  const put = async (name: string, content: Uint8Array) =>
    withActor(db, actorIn([scopeId]), async (tx) =>
      files.putFile(tx, { scopeId, ownerKind: "import", ownerId, name, bytes: content }),
    );
  await put("空.csv", new Uint8Array());
  const kept = await put("需求.csv", bytes);
  await put("又一份.csv", bytes);
  const damaged = await put("坏.csv", new Uint8Array([1, 2, 3]));
  await db.close();
  writeFileSync(join(folder, "files", damaged.sha256.slice(0, 2), damaged.sha256), "other");
  const file = join(root, "a.backup");
  expect(await backup({ folder }, file)).toMatchObject({ contents: 2, missingContents: 1 });

  const target = join(root, "second");
  await copyTestFolder(target, { migrated: false });
  expect(await restore({ folder: target }, file)).toMatchObject({ contents: 2, missingContents: 1 });
  const restored = await openDatabase({ folder: target, snapshots: false });
  const read = async (id: string) =>
    withActor(restored, actorIn([scopeId]), async (tx) => new FileStore(join(target, "files"), 1).readFile(tx, id));
  expect(await read(kept.id)).toMatchObject({ name: "需求.csv", bytes });
  await expect(read(damaged.id)).rejects.toMatchObject({ code: "files.content_lost" });
  await restored.close();
});

test("where there is no data, that is said, and no folder is made", async () => {
  const nowhere = join(root, "nowhere");
  await expect(backup({ folder: nowhere }, join(root, "a.backup"))).rejects.toMatchObject({ code: "machine.no_data" });
  await expect(recoverAdministrator({ folder: nowhere }, "admin")).rejects.toMatchObject({ code: "machine.no_data" });
  expect(existsSync(nowhere)).toBe(false);
  const empty = join(root, "empty");
  await copyTestFolder(empty, { migrated: false });
  await expect(auditVerify({ folder: empty })).rejects.toMatchObject({ code: "machine.no_data" });
});
