// What happens when the machine fails and not the request: one outcome each, and nothing that was answered as saved is lost.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { audit, verifyAudit } from "../src/platform/audit/index.ts";
import { type Database, openDatabase, withActor, withSystem } from "../src/platform/db/index.ts";
import { closeWithSnapshot, copyNewestGood } from "../src/platform/db/snapshots.ts";
import { FileStore } from "../src/platform/files/index.ts";
import { newId } from "../src/platform/ids.ts";
import { enqueue, jobKind, JobRunner } from "../src/platform/jobs/index.ts";
import { actorIn, copyTestFolder, openTestDatabase } from "../src/platform/test-db.ts";
import { startUpkeep } from "../src/platform/upkeep.ts";
import { openTestApp, PASSWORD, startTestApp } from "./test-app.ts";

afterEach(() => void vi.useRealTimers());

/** A small disk of its own; null where this process may not mount one. */
function mountDisk(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), "dual-high-disk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync("umount", ["--lazy", folder]));
  return folder;
}

/** Takes all of a disk's room but a little; the answer gives it back. */
function fillDisk(folder: string, leave: number): () => void {
  const { bavail, bsize } = statfsSync(folder);
  const ballast = join(folder, "ballast");
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - leave));
  return () => rmSync(ballast);
}

describe("a full disk", () => {
  test("under the embedded database is answered 503, readers go on, and work goes on when there is room", async ({
    skip,
  }) => {
    const folder = mountDisk(256);
    skip(folder === null, "mounting a small disk takes root");
    if (folder === null) return;
    await copyTestFolder(folder);
    const db = await openDatabase({ folder, snapshots: false });
    onTestFinished(async () => db.close());
    const world = startTestApp(db);
    const { token } = await world.someone("pair_officer", await world.createScope("pair"));
    const put = async (n: number) => {
      const value = Array.from({ length: 2_000 }, newId);
      return world.call("PUT", `/api/me/preferences/draft:${n}`, { token, body: { value } });
    };
    const giveBack = fillDisk(folder, 2_000_000);
    const saved: number[] = [];
    const refused: unknown[] = [];
    for (let n = 0; refused.length < 5; n++) {
      const { status, body, headers } = await put(n);
      if (status === 200) saved.push(n);
      else refused.push([status, body["code"], headers.get("retry-after")]);
    }
    expect(refused).toEqual(Array.from({ length: 5 }, () => [503, "platform.disk_full", "5"]));
    expect((await world.call("GET", "/api/me", { token })).status).toBe(200);
    giveBack();
    expect((await put(10_000)).status).toBe(200);
    const { rows } = await withSystem(db, async (tx) =>
      sql<{ key: string }>`SELECT key FROM preferences WHERE key <> 'draft:10000'`.execute(tx.kysely),
    );
    expect(rows.map(({ key }) => key).toSorted()).toEqual(saved.map((n) => `draft:${n}`).toSorted());
  });

  test("under uploaded files keeps neither row nor content", async ({ skip }) => {
    const folder = mountDisk(4);
    skip(folder === null, "mounting a small disk takes root");
    if (folder === null) return;
    const db = await openTestDatabase();
    onTestFinished(async () => db.close());
    const files = new FileStore(folder, 8);
    const scopeId = newId();
    const put = async (bytes: Uint8Array) =>
      withActor(db, actorIn([scopeId]), async (tx) =>
        files.putFile(tx, { scopeId, ownerKind: "import", ownerId: newId(), name: "大.csv", bytes }),
      );
    await expect(put(new Uint8Array(6_000_000))).rejects.toMatchObject({ code: "platform.disk_full" });
    const small = await put(new Uint8Array(1_000_000));
    const { rows } = await withSystem(db, async (tx) => sql<{ id: string }>`SELECT id FROM files`.execute(tx.kysely));
    expect(rows).toEqual([{ id: small.id }]);
  });
});

/** A line to the database that can be cut, or that swallows what is sent. */
async function openLine(target: URL) {
  const port = Number(target.port || 5432);
  // A server that listens on a socket only is named by its folder.
  const socketFolder = target.searchParams.get("host");
  const sockets = new Set<Socket>();
  let mode: "open" | "cut" | "silent" = "open";
  const server: Server = createServer((near) => {
    sockets.add(near);
    near.on("error", () => {});
    if (mode === "cut") return near.destroy();
    if (mode === "silent") return near.resume();
    const far = socketFolder === null ? connect(port, target.hostname) : connect(`${socketFolder}/.s.PGSQL.${port}`);
    sockets.add(far);
    far.on("error", () => near.destroy());
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far);
    return far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(target);
  url.searchParams.delete("host");
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    set(next: typeof mode) {
      mode = next;
      if (next !== "open") for (const socket of sockets) socket.destroy();
    },
    close: () => void server.close(),
  };
}

describe("a database that goes away", () => {
  const count = jobKind("test.count", z.object({}));

  test.for(["cut", "silent"] as const)(
    "(%s) is answered 503 with a time to try again, and everything goes on when it is back",
    async (how, { skip }) => {
      const direct = await openTestDatabase();
      onTestFinished(async () => direct.close());
      skip(direct.url === null, "an embedded database is not reached over a line");
      if (direct.url === null) return;
      const line = await openLine(new URL(direct.url));
      onTestFinished(line.close);
      const db: Database = await openDatabase({ url: line.url, poolSize: 4 });
      onTestFinished(async () => db.close());
      const world = startTestApp(db, { REQUEST_TIMEOUT_SECONDS: "15" });
      const pair = await world.createScope("pair");
      const { userId, token } = await world.someone("pair_officer", pair);
      const failures: unknown[] = [];
      const runner = new JobRunner(db, { pollMs: 100, onError: (error) => failures.push(error) });
      runner.register(count, async () => "counted");
      await runner.start();
      onTestFinished(async () => runner.stop());
      const upkeep = startUpkeep(db, { sealMs: 100, onError: (error) => failures.push(error) });
      onTestFinished(async () => upkeep.stop());
      const me = async () => world.call("GET", "/api/me", { token });
      expect((await me()).status).toBe(200);

      line.set(how);
      for (const { status, body, headers } of await Promise.all([me(), me(), me()])) {
        expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
        // On a line that was open before it fell silent, nothing but the time of the request tells.
        const codes = ["platform.database_unavailable", ...(how === "silent" ? ["http.timed_out"] : [])];
        expect(codes).toContain(body["code"]);
      }
      expect((await world.call("GET", "/readyz")).status).toBe(503);
      expect((await world.call("GET", "/healthz")).status).toBe(200);
      await expect.poll(() => failures.length).toBeGreaterThan(0);

      line.set("open");
      await expect.poll(async () => (await me()).status).toBe(200);
      expect((await world.call("GET", "/readyz")).status).toBe(200);
      const actor = { userId, readScopes: [], writeScopes: [pair] };
      const id = await withActor(db, actor, async (tx) => {
        await audit(tx, { scopeId: pair, action: "need.created", subjectKind: "need", subjectId: newId() });
        return enqueue(tx, count, { scopeId: pair, input: {} });
      });
      const state = async () => (await world.call("GET", `/api/jobs/${id}`, { token })).body["state"];
      await expect.poll(state).toBe("done");
      await expect.poll(async () => (await verifyAudit(db)).unsealed).toBe(0);
    },
  );
});

describe("a clock that jumps", () => {
  const DAY = 24 * 3600 * 1000;

  test.each([
    ["a day ahead", DAY],
    ["a day back", -DAY],
  ])("%s in a server's process ends no session and lets no more attempts through", async (_, jump) => {
    const world = await openTestApp({ ATTEMPTS_PER_ACCOUNT: "3" });
    onTestFinished(async () => world.db.close());
    const pair = await world.createScope("pair");
    await world.createUser([["pair_lead", pair]], "zhang");
    const signIn = async (password: string) =>
      world.call("POST", "/api/session", { body: { login: "zhang", password } });
    const { token } = await signIn(PASSWORD);
    const before = newId();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + jump });
    expect((await world.call("GET", "/api/me", { token })).status).toBe(200);
    for (let n = 0; n < 3; n++) expect((await signIn("wrong")).status).toBe(401);
    const { status, headers } = await signIn("wrong");
    expect(status).toBe(429);
    // A quarter of an hour, and not a day more or less.
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(15 * 60);
    expect(newId() > before).toBe(true);
  });

  test("back under the database keeps nobody out for a day, and work that was to run at once runs", async () => {
    const world = await openTestApp({ ATTEMPTS_PER_ACCOUNT: "3" });
    onTestFinished(async () => world.db.close());
    const pair = await world.createScope("pair");
    await world.createUser([["pair_lead", pair]], "zhang");
    const signIn = async (password: string) =>
      world.call("POST", "/api/session", { body: { login: "zhang", password } });
    for (let n = 0; n < 4; n++) await signIn("wrong");
    const kind = jobKind("test.count", z.object({}));
    const id = await withActor(world.db, actorIn([pair]), async (tx) =>
      enqueue(tx, kind, { scopeId: pair, input: {} }),
    );
    // What was written yesterday by a clock that was a day ahead.
    await withSystem(world.db, async (tx) => {
      await sql`UPDATE attempts SET window_started_at = window_started_at + interval '1 day'`.execute(tx.kysely);
      await sql`UPDATE jobs SET created_at = created_at + interval '1 day', run_after = run_after + interval '1 day'
        WHERE id = ${id}`.execute(tx.kysely);
    });
    expect((await signIn(PASSWORD)).status).toBe(204);
    const runner = new JobRunner(world.db, { pollMs: 100 });
    const ran = Promise.withResolvers<string>();
    runner.register(kind, async (job) => ran.resolve(job.id));
    await runner.start();
    onTestFinished(async () => runner.stop());
    expect(await ran.promise).toBe(id);
  });

  test("back does not make an older snapshot the newest, nor lose the one that was just taken", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dual-high-clock-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const restored = async () => {
      await copyNewestGood(folder, join(folder, "copy"));
      return execFileSync("cat", [join(folder, "copy", "state")], { encoding: "utf8" });
    };
    execFileSync("mkdir", ["-p", join(folder, "data"), join(folder, "snapshots")]);
    const start = Date.now();
    for (const [state, at] of [
      ["one", start + DAY],
      ["two", start + DAY + 1000],
      ["three", start],
      ["four", start + 1000],
    ] as const) {
      vi.useFakeTimers({ toFake: ["Date"], now: at });
      writeFileSync(join(folder, "data", "state"), state);
      await closeWithSnapshot(folder, 2);
      expect(await restored()).toBe(state);
    }
  });
});
