import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withActor, withSystem } from "../db/index.ts";
import { newId } from "../ids.ts";
import { actorIn, openTestDatabase, type TestDatabase } from "../test-db.ts";
import { type FileDraft, FileStore } from "./index.ts";

let db: TestDatabase;
let folder: string;
let files: FileStore;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => db.close());
beforeEach(async () => {
  await db.reset();
  folder = mkdtempSync(join(tmpdir(), "dual-high-files-"));
  files = new FileStore(folder, 1);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const scopeId = newId();
const actor = actorIn([scopeId]);
const text = (content: string) => new TextEncoder().encode(content);
const draft = (more: Partial<FileDraft> = {}): FileDraft => ({
  scopeId,
  ownerKind: "import",
  ownerId: newId(),
  name: "需求.csv",
  bytes: text("编号,名称\n1,发酵"),
  ...more,
});
const put = async (more?: Partial<FileDraft>) => withActor(db, actor, async (tx) => files.putFile(tx, draft(more)));
const read = async (id: string, as = actor) => withActor(db, as, async (tx) => files.readFile(tx, id));
const contentsIn = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe("the file store", () => {
  test("gives back what it was given, with a type that goes by the name", async () => {
    const { id } = await put();
    const file = await read(id);
    expect(new TextDecoder().decode(file.bytes)).toBe("编号,名称\n1,发酵");
    expect(file).toMatchObject({
      scopeId,
      name: "需求.csv",
      mediaType: "text/csv; charset=utf-8",
      sizeBytes: 22,
      classification: "internal",
      createdBy: actor.userId,
    });
    const list = await withActor(db, actor, async (tx) => files.listFiles(tx, "import", file.ownerId));
    expect(list.map((each) => each.id)).toEqual([id]);
  });
  test("keeps one content for any number of files with it", async () => {
    const [a, b] = [await put(), await put({ name: "又一份.csv" })];
    expect(a.sha256).toBe(b.sha256);
    expect(contentsIn()).toEqual([a.sha256]);
  });
  test("shows a file to whoever may read in its scope, and to nobody else", async () => {
    const { id } = await put();
    expect((await read(id, actorIn([], [scopeId]))).id).toBe(id);
    await expect(read(id, actorIn([newId()]))).rejects.toMatchObject({ code: "files.not_found" });
    await expect(withActor(db, actorIn([], [scopeId]), async (tx) => files.putFile(tx, draft()))).rejects.toThrow(
      "row-level security",
    );
    await withActor(db, actorIn([newId()]), async (tx) => files.removeFile(tx, id));
    expect((await read(id)).id).toBe(id);
  });
  test.each([
    ["成果.exe", text("MZ"), "files.type_not_taken"],
    ["没有扩展名", text("x"), "files.type_not_taken"],
    ["page.html", text("<script>"), "files.type_not_taken"],
    ["图.png", text("<script>"), "files.content_differs"],
    ["征集表.zip", text("no archive"), "files.content_differs"],
    ["证书.pdf", text("no pdf"), "files.content_differs"],
    ["大.csv", new Uint8Array(1024 * 1024 + 1), "files.too_large"],
  ])("refuses %s", async (name, bytes, code) => {
    await expect(put({ name, bytes })).rejects.toMatchObject({ code });
    expect(contentsIn()).toEqual([]);
  });
  test("takes an archive of forms", async () => {
    const { id } = await put({ name: "征集表.zip", bytes: new Uint8Array([0x50, 0x4b, 3, 4]) });
    expect((await read(id)).mediaType).toBe("application/zip");
  });
  test("a job stores for whoever asked for it", async () => {
    const stored = await withSystem(db, async (tx) => files.putFile(tx, draft({ createdBy: actor.userId })));
    expect((await read(stored.id)).createdBy).toBe(actor.userId);
  });
});

describe("content that is not what was written", () => {
  test("is never sent: changed, cut, gone", async () => {
    const { id, sha256 } = await put();
    const path = join(folder, sha256.slice(0, 2), sha256);
    writeFileSync(path, "编号,名称\n1,发笑");
    await expect(read(id)).rejects.toMatchObject({ code: "files.content_lost" });
    writeFileSync(path, "");
    await expect(read(id)).rejects.toMatchObject({ code: "files.content_lost" });
    rmSync(path);
    await expect(read(id)).rejects.toThrow("ENOENT");
    // The same file sent once more mends it.
    await put();
    expect((await read(id)).sizeBytes).toBe(22);
  });
});

test("on a full disk nothing is kept, neither row nor content, and the failure says so", async () => {
  const probe = await open(join(folder, "probe"), "w");
  const prototype = Object.getPrototypeOf(probe) as typeof probe;
  await probe.close();
  rmSync(join(folder, "probe"));
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  vi.spyOn(prototype, "writeFile").mockRejectedValueOnce(full);
  await expect(put()).rejects.toMatchObject({ code: "platform.disk_full", kind: "unavailable" });
  expect(contentsIn()).toEqual([]);
  const { rows } = await withActor(db, actor, async (tx) => sql`SELECT id FROM files`.execute(tx.kysely));
  expect(rows).toEqual([]);
  const { id } = await put();
  expect((await read(id)).id).toBe(id);
});

describe("sweeping", () => {
  const undo = async () =>
    withActor(db, actor, async (tx) => {
      await files.putFile(tx, draft({ bytes: text("undone") }));
      throw new Error("undone");
    }).catch(() => {});
  const age = (days: number) => {
    for (const name of contentsIn().filter((each) => each.endsWith(".unneeded"))) {
      const since = new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
      writeFileSync(join(folder, name.slice(0, 2), name), since);
    }
  };
  test("takes what no row has needed for a week, and nothing else", async () => {
    const { sha256 } = await put();
    await undo();
    expect(contentsIn()).toHaveLength(2);
    expect(await files.sweepFiles(db)).toBe(0);
    age(6);
    expect(await files.sweepFiles(db)).toBe(0);
    age(8);
    expect(await files.sweepFiles(db)).toBe(1);
    expect(contentsIn()).toEqual([sha256]);
  });
  test("leaves content that came to be needed again", async () => {
    await undo();
    await files.sweepFiles(db);
    age(8);
    const { id } = await put({ bytes: text("undone") });
    expect(await files.sweepFiles(db)).toBe(0);
    expect((await read(id)).id).toBe(id);
    expect(contentsIn()).toHaveLength(1);
  });
  // On the embedded database nothing runs beside a transaction.
  test("waits while something is being written", async (context) => {
    context.skip(db.kind === "embedded", "the embedded database does one thing at a time");
    await undo();
    await files.sweepFiles(db);
    age(8);
    const gate = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const writing = withActor(db, actor, async (tx) => {
      await files.putFile(tx, draft());
      written.resolve();
      await gate.promise;
    });
    await written.promise;
    expect(await files.sweepFiles(db)).toBe(0);
    gate.resolve();
    await writing;
    expect(await files.sweepFiles(db)).toBe(1);
  });
});
