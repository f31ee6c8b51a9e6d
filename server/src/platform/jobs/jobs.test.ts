import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { openDatabase, withActor, withSystem } from "../db/index.ts";
import { newId } from "../ids.ts";
import { actorIn, copyTestFolder, openTestDatabase, type TestDatabase } from "../test-db.ts";
import {
  cancelJob,
  enqueue,
  findJob,
  type Job,
  type JobKind,
  jobKind,
  JobRunner,
  listJobs,
  type RunningJob,
  retryJob,
} from "./index.ts";

let db: TestDatabase;
let runner: JobRunner | undefined;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => db.reset());
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});
afterAll(async () => db.close());

const scope = newId();
const actor = actorIn([scope]);
const count = jobKind("matchmaking.count", z.object({ upTo: z.number() }), { maxAttempts: 2 });

async function run(kind: JobKind<{ upTo: number }>, work: (job: RunningJob<{ upTo: number }>) => Promise<unknown>) {
  runner = new JobRunner(db, { pollMs: 50, retrySeconds: 0 });
  runner.register(kind, work);
  await runner.start();
}

async function ask(upTo = 3): Promise<string> {
  return withActor(db, actor, async (tx) => enqueue(tx, count, { scopeId: scope, input: { upTo } }));
}

async function look(id: string): Promise<Job> {
  const job = await withActor(db, actor, async (tx) => findJob(tx, id));
  if (job === null) throw new Error("no such job");
  return job;
}

async function until(id: string, state: Job["state"]): Promise<Job> {
  await expect.poll(async () => (await look(id)).state, { interval: 50 }).toBe(state);
  return look(id);
}

describe("a job", () => {
  test("runs with its input, shows how far it is, and keeps its result", async () => {
    const gate = Promise.withResolvers<void>();
    await run(count, async ({ input, progress }) => {
      await progress(1, input.upTo, { zh: "正在数", en: "counting" });
      await gate.promise;
      return { counted: input.upTo };
    });
    const id = await ask();
    await expect.poll(async () => (await look(id)).progressText?.en).toBe("counting");
    expect(await look(id)).toMatchObject({ state: "running", progressDone: 1n, progressTotal: 3n, attempts: 1 });
    gate.resolve();
    expect(await until(id, "done")).toMatchObject({ result: { counted: 3 }, lastError: null, isCancelling: false });
  });

  test("of a transaction that is undone never runs", async () => {
    const ran: number[] = [];
    await run(count, async ({ input }) => ran.push(input.upTo));
    await withActor(db, actor, async (tx) => {
      await enqueue(tx, count, { scopeId: scope, input: { upTo: 1 } });
      throw new Error("undone");
    }).catch(() => {});
    await until(await ask(2), "done");
    expect(ran).toEqual([2]);
  });

  test("is seen and cancelled in its own scope only", async () => {
    const id = await ask();
    const stranger = actorIn([newId()]);
    await withActor(db, stranger, async (tx) => {
      expect(await findJob(tx, id)).toBe(null);
      expect(await listJobs(tx)).toEqual([]);
      expect(await cancelJob(tx, id)).toBe(false);
    });
    await expect(
      withActor(db, stranger, async (tx) => enqueue(tx, count, { scopeId: scope, input: { upTo: 1 } })),
    ).rejects.toThrow("row-level security");
    expect(await withActor(db, actor, async (tx) => listJobs(tx))).toHaveLength(1);
  });

  test("waits for its time", async () => {
    await run(count, async () => {});
    const runAfter = new Date(Date.now() + 3_600_000).toISOString();
    const id = await withActor(db, actor, async (tx) =>
      enqueue(tx, count, { scopeId: scope, input: { upTo: 1 }, runAfter }),
    );
    await until(await ask(), "done");
    expect((await look(id)).state).toBe("queued");
  });
});

describe("a job that fails", () => {
  test("is tried again, shows its last error, and can be started anew", async () => {
    let works = false;
    await run(count, async ({ attempt }) => {
      if (!works) throw new RangeError(`try ${attempt}`);
    });
    const id = await ask();
    expect(await until(id, "failed")).toMatchObject({ attempts: 2, lastError: null, hasFailed: true });
    works = true;
    expect(await withActor(db, actor, async (tx) => retryJob(tx, id))).toBe(true);
    expect(await until(id, "done")).toMatchObject({ attempts: 1, lastError: null });
  });

  test("because its process was killed is brought again", async () => {
    if (db.url !== null) return;
    const folder = mkdtempSync(join(tmpdir(), "dual-high-jobs-"));
    await copyTestFolder(folder);
    const modules = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
    const code = `
      import { z } from "zod";
      import { openDatabase, withSystem } from ${modules("../db/index.ts")};
      import { enqueue, jobKind, JobRunner } from ${modules("./index.ts")};
      const db = await openDatabase({ folder: ${JSON.stringify(folder)}, snapshots: false });
      const count = jobKind("matchmaking.count", z.object({ upTo: z.number() }));
      const runner = new JobRunner(db, { pollMs: 50, retrySeconds: 0 });
      runner.register(count, async () => {
        process.kill(process.pid, "SIGKILL");
        await new Promise(() => {});
      });
      await runner.start();
      await withSystem(db, (tx) => enqueue(tx, count, { scopeId: null, input: { upTo: 1 } }));`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", code], {
      cwd: import.meta.dirname,
      stdio: "inherit",
    });
    expect(await new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)))).toBe("SIGKILL");

    const again = await openDatabase({ folder, snapshots: false });
    const second = new JobRunner(again, { pollMs: 50, retrySeconds: 0 });
    second.register(count, async ({ attempt }) => ({ attempt }));
    await second.start();
    const state = async () =>
      withSystem(again, async (tx) => (await sql`SELECT state, result FROM jobs`.execute(tx.kysely)).rows);
    await expect.poll(state).toEqual([{ state: "done", result: { attempt: 2 } }]);
    await second.stop();
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

describe("cancelling", () => {
  test("a job that waits ends it at once", async () => {
    const id = await ask();
    expect(await withActor(db, actor, async (tx) => cancelJob(tx, id))).toBe(true);
    expect((await look(id)).state).toBe("cancelled");
    const ran: string[] = [];
    await run(count, async (job) => ran.push(job.id));
    await until(await ask(), "done");
    expect(ran).not.toContain(id);
  });

  test("a job that runs stops it at its next sign of life", async () => {
    await run(count, async ({ progress }) => {
      for (let done = 0; ; done++) {
        await progress(done, 0);
        await sleep(10);
      }
    });
    const id = await ask();
    await until(id, "running");
    await withActor(db, actor, async (tx) => cancelJob(tx, id));
    expect(await until(id, "cancelled")).toMatchObject({ attempts: 1, lastError: null });
    expect(await withActor(db, actor, async (tx) => cancelJob(tx, id))).toBe(false);
  });

  test("aborts work that only listens", async () => {
    await run(count, async ({ signal }) => sleep(60_000, undefined, { signal }));
    const id = await ask();
    await until(id, "running");
    await withActor(db, actor, async (tx) => cancelJob(tx, id));
    expect(await until(id, "cancelled")).toMatchObject({ lastError: null });
  });

  test("at 99 % leaves either the whole effect or none", async () => {
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    await run(count, async ({ id, finish }) => {
      reached.resolve();
      await gate.promise;
      await withSystem(db, async (tx) => {
        await sql`INSERT INTO idempotency_keys (user_id, key, request_digest) VALUES (${id}, 'effect', '')`.execute(
          tx.kysely,
        );
        await finish(tx, "all of it");
      });
    });
    const id = await ask();
    await reached.promise;
    await withActor(db, actor, async (tx) => cancelJob(tx, id));
    gate.resolve();
    await until(id, "cancelled");
    const effects = async () =>
      withSystem(db, async (tx) => (await sql`SELECT key FROM idempotency_keys`.execute(tx.kysely)).rows.length);
    expect(await effects()).toBe(0);

    // Not cancelled in time: all of it.
    const late = await ask();
    await until(late, "done");
    expect(await withActor(db, actor, async (tx) => cancelJob(tx, late))).toBe(false);
    expect(await effects()).toBe(1);
    expect((await look(late)).state).toBe("done");
  });
});

test("a server that stops puts its work back without counting the try", async () => {
  await run(count, async ({ signal }) => sleep(60_000, undefined, { signal }));
  const id = await ask();
  await until(id, "running");
  await runner?.stop();
  expect(await look(id)).toMatchObject({ state: "queued", attempts: 0 });
  await run(count, async () => "after the restart");
  expect(await until(id, "done")).toMatchObject({ result: "after the restart", attempts: 1 });
});
