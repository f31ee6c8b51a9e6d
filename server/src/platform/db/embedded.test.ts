import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { copyTestFolder } from "../test-db.ts";
import { type Database, type DatabaseConfig, type DatabaseNotice, openDatabase } from "./index.ts";
import { withOwner } from "./transaction.ts";

const DOOR = new URL("./index.ts", import.meta.url).href;
let root: string;
let folder: string;
let notices: DatabaseNotice[];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "dual-high-embedded-"));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = mkdtempSync(join(root, "folder-"));
  await copyTestFolder(folder, { migrated: false });
  notices = [];
});

async function open(snapshots: DatabaseConfig["snapshots"] = {}): Promise<Database> {
  return openDatabase({ folder, snapshots, notice: (notice) => notices.push(notice) });
}

async function write(db: Database, value: number): Promise<void> {
  await withOwner(db, async (client) => {
    await client.query("CREATE TABLE IF NOT EXISTS kept (value int)");
    await client.query("INSERT INTO kept SELECT $1 FROM generate_series(1, 2000)", [value]);
  });
}

async function readKept(db: Database): Promise<unknown[]> {
  return withOwner(db, async (client) => {
    const { rows } = await client.query("SELECT value, count(*)::int AS rows FROM kept GROUP BY value ORDER BY value");
    return rows;
  });
}

function heard<E extends DatabaseNotice["event"]>(event: E): Extract<DatabaseNotice, { event: E }>[] {
  return notices.filter((notice): notice is Extract<DatabaseNotice, { event: E }> => notice.event === event);
}

/** Another process that opens the folder, runs `body` with `db`, says what it prints, and stays until it is ended. */
function startOther(body: string): ChildProcess {
  const code = `import { openDatabase } from ${JSON.stringify(DOOR)};
    const db = await openDatabase({ folder: ${JSON.stringify(folder)} }).catch((error) => {
      console.error(error.code, error.message);
      process.exit(1);
    });
    ${body}`;
  return spawn(process.execPath, ["--input-type=module-typescript", "--eval", code], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function outputOf(child: ChildProcess, until: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const onData = (part: Buffer) => {
      text += part.toString();
      if (text.includes(until)) resolve(text);
    };
    child.stdout?.on("data", onData);
    child.stderr?.on("data", onData);
    child.once("exit", () => reject(new Error(`ended without "${until}": ${text}`)));
  });
}

async function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", resolve));
}

describe("the folder's lock", () => {
  test("refuses a second process and names the holder", async () => {
    const db = await open();
    const other = startOther("");
    let said = "";
    other.stderr?.on("data", (part: Buffer) => {
      said += part.toString();
    });
    expect(await endOf(other)).toBe(1);
    expect(said).toContain("platform.database_in_use");
    expect(said).toContain(`pid ${process.pid} on ${hostname()}`);
    expect(said).toMatch(/since \d{4}-\d{2}-\d{2}T/);
    await db.close();
  });

  test("refuses a second opening in the same process", async () => {
    const db = await open();
    await expect(open()).rejects.toMatchObject({ code: "platform.database_in_use" });
    await db.close();
    await (await open()).close();
  });

  test("of a killed process is taken over, with all that was committed", async () => {
    const other = startOther(`await db.pool.query("SET ROLE NONE; CREATE TABLE kept (value int)");
      for (let n = 1; n <= 50; n++) await db.pool.query("INSERT INTO kept VALUES ($1)", [n]);
      console.log("written");
      setInterval(() => {}, 1000);`);
    await outputOf(other, "written");
    const { socketFolder } = JSON.parse(readFileSync(join(folder, "holder.json"), "utf8"));
    expect(existsSync(socketFolder)).toBe(true);
    const ended = endOf(other);
    other.kill("SIGKILL");
    await ended;

    const db = await open();
    expect(await readKept(db)).toHaveLength(50);
    expect(heard("recovered_after_crash")).toEqual([{ event: "recovered_after_crash", folder }]);
    expect(existsSync(socketFolder)).toBe(false);
    await db.close();
  });
});

describe("a cleanly closed folder", () => {
  let prepared: string;
  /** Writes 1, closes; writes 2, closes: two snapshots, the newer of which holds everything. */
  beforeAll(async () => {
    prepared = mkdtempSync(join(root, "prepared-"));
    await copyTestFolder(prepared, { migrated: false });
    for (const value of [1, 2]) {
      const db = await openDatabase({ folder: prepared });
      await write(db, value);
      await db.close();
    }
  });
  beforeEach(() => {
    rmSync(folder, { recursive: true });
    cpSync(prepared, folder, { recursive: true });
  });

  function dataFiles(): string[] {
    const data = join(folder, "data");
    return readdirSync(data, { recursive: true, encoding: "utf8" })
      .map((name) => join(data, name))
      .filter((file) => statSync(file).isFile());
  }

  function largestFile(): string {
    return dataFiles().reduce((best, file) => (statSync(file).size > statSync(best).size ? file : best));
  }

  const both = [
    { value: 1, rows: 2000 },
    { value: 2, rows: 2000 },
  ];

  test("is opened as it is", async () => {
    const db = await open(false);
    expect(await readKept(db)).toEqual(both);
    expect(notices).toEqual([]);
    await db.close();
  });

  const damages: [string, () => void][] = [
    ["truncated", () => truncateSync(largestFile(), 8192)],
    ["zeroed in one block", () => overwrite(largestFile(), 8192, Buffer.alloc(8192))],
    ["changed by one bit", () => flipBit(largestFile(), 12_345)],
    ["emptied", () => truncateSync(join(folder, "data/global/pg_control"), 0)],
    ["deleted", () => rmSync(join(folder, "data/PG_VERSION"))],
    ["added", () => writeFileSync(join(folder, "data/recovery.signal"), "")],
  ];
  test.for(damages)("with a file %s is put aside, and the snapshot restored", async ([, damage]) => {
    damage();
    const db = await open(false);
    expect(await readKept(db)).toEqual(both);
    const [restored] = heard("restored_from_snapshot");
    // The closing snapshot holds all there was.
    expect(restored?.missingSince).toBe(null);
    expect(existsSync(restored?.putAside ?? "")).toBe(true);
    await db.close();
  });

  test("whose newest snapshot is damaged too goes back to the one before, and says since when", async () => {
    const [older, newer] = readdirSync(join(folder, "snapshots")).toSorted();
    truncateSync(join(folder, "snapshots", newer as string, "data/PG_VERSION"), 1);
    truncateSync(join(folder, "data/PG_VERSION"), 1);
    const db = await open(false);
    expect(await readKept(db)).toEqual([{ value: 1, rows: 2000 }]);
    const [restored] = heard("restored_from_snapshot");
    expect(restored?.missingSince).toBe(restored?.snapshotTaken);
    expect(older?.replaceAll("-", "")).toContain(restored?.missingSince?.slice(0, 16).replaceAll(/[-:]/g, ""));
    await db.close();
  });

  test("without any good snapshot is refused and left as it is", async () => {
    rmSync(join(folder, "snapshots"), { recursive: true });
    truncateSync(join(folder, "data/PG_VERSION"), 1);
    await expect(open()).rejects.toMatchObject({
      code: "platform.database_damaged",
      params: { folder, reason: "PG_VERSION has 1 bytes instead of 3" },
    });
    expect(readdirSync(folder).filter((name) => name.startsWith("damaged"))).toEqual([]);
    expect(statSync(join(folder, "data/PG_VERSION")).size).toBe(1);
  });

  test("whose manifest was tampered with is not believed", async () => {
    flipBit(join(folder, "clean.json"), 60);
    const db = await open(false);
    expect(heard("restored_from_snapshot")).toHaveLength(1);
    expect(await readKept(db)).toEqual(both);
    await db.close();
  });
});

describe("a folder whose process was killed", () => {
  test("and that cannot be recovered is put aside, and the snapshot restored", async () => {
    const db = await open();
    await write(db, 1);
    await db.close();
    rmSync(join(folder, "clean.json"));
    truncateSync(join(folder, "data/global/pg_control"), 0);
    notices = [];
    const again = await open(false);
    expect(await readKept(again)).toEqual([{ value: 1, rows: 2000 }]);
    const [restored] = heard("restored_from_snapshot");
    expect(restored?.missingSince).toBe(restored?.snapshotTaken);
    await again.close();
  });

  test("in the middle of making it starts anew", async () => {
    rmSync(join(folder, "data"), { recursive: true });
    const other = startOther("");
    await expect.poll(() => existsSync(join(folder, "data.new/global"))).toBe(true);
    other.kill("SIGKILL");
    await endOf(other);
    const db = await open(false);
    expect((await db.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await db.close();
  });
});

describe("snapshots", () => {
  test("are taken while it runs, when something was written, and the oldest are dropped", async () => {
    const db = await open({ everyMs: 50, keep: 2 });
    await write(db, 1);
    await expect.poll(() => heard("snapshot_taken").length).toBeGreaterThan(0);
    // One may still be under way, however slow the machine is; then there is no more to take.
    await expect
      .poll(async () => {
        const before = heard("snapshot_taken").length;
        await new Promise((resolve) => setTimeout(resolve, 600));
        return heard("snapshot_taken").length - before;
      })
      .toBe(0);
    for (const value of [2, 3]) {
      const before = heard("snapshot_taken").length;
      await write(db, value);
      await expect.poll(() => heard("snapshot_taken").length).toBeGreaterThan(before);
    }
    await db.close();
    expect(heard("snapshot_failed")).toEqual([]);
    expect(readdirSync(join(folder, "snapshots"))).toHaveLength(2);
  });

  test("taken while it runs hold what was committed before them", async () => {
    const db = await open({ everyMs: 50 });
    await write(db, 1);
    await expect.poll(() => heard("snapshot_taken").length).toBeGreaterThan(0);
    const path = heard("snapshot_taken").at(-1)?.path as string;
    await db.close();
    // Only that one is left to restore from.
    for (const name of readdirSync(join(folder, "snapshots"))) {
      if (!path.endsWith(name)) rmSync(join(folder, "snapshots", name), { recursive: true });
    }
    rmSync(join(folder, "data"), { recursive: true });
    const again = await open(false);
    expect(await readKept(again)).toEqual([{ value: 1, rows: 2000 }]);
    await again.close();
  });
});

function overwrite(file: string, at: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, at);
  writeFileSync(file, content);
}

function flipBit(file: string, at: number): void {
  const content = readFileSync(file);
  content[at] = (content[at] ?? 0) ^ 1;
  writeFileSync(file, content);
}
