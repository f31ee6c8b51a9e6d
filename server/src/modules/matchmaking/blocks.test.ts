import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { achievement, putRecords } from "../../../test/matchmaking.ts";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { RunThread } from "./compute/engine.ts";
import { claimBlock, completeBlock, insertBlocks, releaseBlock, renewLease } from "./queries/blocks.ts";
import { findRunRow, type RunRow } from "./queries/runs.ts";
import { workBlocks } from "./service/run-blocks.ts";
import { workMatchRun } from "./service/run-job.ts";
import { prepareRun, readSnapshot } from "./service/run-snapshot.ts";
import { tidyRuns } from "./service/tidy-runs.ts";

const NEEDS = 24;
const PROCESSES = "processes that share a run need a PostgreSQL server (TEST_DATABASE_URL)";

let world: TestApp;
let files: string;
let pair: string;
let token: string;
beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), "dual-high-blocks-"));
  world = await openTestApp({ FILES_DIR: files });
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  ({ token } = await world.someone("pair_officer", pair));
  for (let at = 0; at < NEEDS; at++)
    await makeNeed(world, pair, {
      number: `N${at}`,
      title: `冷挤压模具寿命提升 ${at}`,
      content: `模具在大批量冷挤压时早期开裂，寿命由${at + 2}万次提高。`,
    });
  const titles = ["表面强化方法", "预应力结构", "涂层装置", "寿命预测方法"];
  await putRecords(world, pair, {
    achievements: titles.map((title, at) => achievement({ title: `一种冷挤压模具的${title}`, inventors: `李${at}` })),
  });
});
afterAll(async () => {
  await world.db.close();
  rmSync(files, { recursive: true, force: true });
});

const tools = () => ({ db: world.db, files: world.app.files, outbox: world.app.outbox });

async function begin(): Promise<RunRow> {
  const { body } = await world.call("POST", `/api/scopes/${pair}/match-runs`, { token, body: {} });
  return withSystem(world.db, async (tx) => (await findRunRow(tx, String(body["id"]))) as RunRow);
}

/** A run that is read and cut into blocks of one need each. */
async function prepared(): Promise<RunRow> {
  const { id } = await begin();
  const run = (await prepareRun(tools(), id)) as RunRow;
  await withSystem(world.db, async (tx) => {
    await sql`DELETE FROM match_run_blocks WHERE run_id = ${run.id}`.execute(tx.kysely);
    await insertBlocks(
      tx,
      run,
      Array.from({ length: NEEDS }, (_, number) => ({ number, from: number, to: number + 1 })),
    );
  });
  return run;
}

const attempt = (runId: string, parts: object = {}) => ({
  id: newId(),
  input: { runId },
  scopeId: pair,
  createdBy: null,
  attempt: 1,
  signal: new AbortController().signal,
  progress: async () => {},
  finish: async () => {},
  ...parts,
});

interface Block {
  readonly number: number;
  readonly state: string;
  readonly lease: number;
  readonly lost: number;
}

async function blocksOf(run: RunRow): Promise<Block[]> {
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<Block>`SELECT number, state, lease, lost FROM match_run_blocks WHERE run_id = ${run.id} ORDER BY number`.execute(
      tx.kysely,
    ),
  );
  return rows;
}

async function digestOf(run: RunRow): Promise<string | null> {
  return withSystem(world.db, async (tx) => (await findRunRow(tx, run.id))?.digest ?? null);
}

/** What the same lists give to a process that is alone. */
async function digestAlone(): Promise<string | null> {
  const run = await begin();
  await workMatchRun(attempt(run.id), tools());
  return digestOf(run);
}

/** Runs of a pair wait for each other; this one is out of the way, whatever became of it. */
async function setAside(run: RunRow): Promise<void> {
  await withSystem(world.db, async (tx) =>
    sql`UPDATE jobs SET state = 'done', finished_at = now() WHERE id = ${run.jobId}`.execute(tx.kysely),
  );
}

const expire = async (run: RunRow) =>
  withSystem(world.db, async (tx) =>
    sql`UPDATE match_run_blocks SET leased_until = now() - interval '1 second'
      WHERE run_id = ${run.id} AND state = 'leased'`.execute(tx.kysely),
  );

describe("a lease", () => {
  const claim = async (run: RunRow) => withSystem(world.db, async (tx) => claimBlock(tx, run, 30));

  test("is of one: whoever asks at the same time gets another block", async () => {
    const run = await prepared();
    const claimed = await Promise.all(Array.from({ length: 8 }, async () => claim(run)));
    const numbers = claimed.map((block) => block?.number);
    expect(new Set(numbers).size).toBe(8);
    expect(numbers).not.toContain(undefined);
  });

  test("that ran out goes to one other, and who had it writes nothing more", async () => {
    const run = await prepared();
    const first = await claim(run);
    if (first === null) throw new Error("There was no block.");
    await expire(run);
    const others = await Promise.all([claim(run), claim(run), claim(run)]);
    expect(others.filter((other) => other?.number === first.number)).toEqual([{ ...first, lease: 2 }]);
    const found = { result: new Uint8Array([1]), digest: "0".repeat(64) };
    await withSystem(world.db, async (tx) => {
      expect(await renewLease(tx, run, first, 30)).toBe(false);
      expect(await completeBlock(tx, run, first, found)).toBe(false);
      await releaseBlock(tx, run, first);
      expect(await completeBlock(tx, run, { ...first, lease: 2 }, found)).toBe(true);
      expect(await completeBlock(tx, run, { ...first, lease: 2 }, found)).toBe(false);
    });
    expect((await blocksOf(run))[first.number]).toEqual({ number: first.number, state: "done", lease: 2, lost: 1 });
  });

  test("ran out five times of one block: it is given to nobody, and the run says which needs", async () => {
    const run = await prepared();
    for (let at = 0; at < 5; at++) {
      await claim(run);
      await expire(run);
    }
    await expect(workMatchRun(attempt(run.id), tools())).rejects.toMatchObject({
      code: "matchmaking.block_lost",
      params: { from: 1, to: 1 },
    });
    const [lost, ...rest] = await blocksOf(run);
    expect(lost).toMatchObject({ state: "leased", lost: 4 });
    expect(rest.every(({ state }) => state === "done")).toBe(true);
  });
});

describe("a run in blocks", () => {
  test("shared by two threads has each block computed once, and gives what one alone gives", async () => {
    const run = await prepared();
    const { signal } = new AbortController();
    const { head } = await readSnapshot(tools(), run.snapshotFileId ?? "");
    const threads = [new RunThread({ head }, signal), new RunThread({ head }, signal)];
    const written = await Promise.all(threads.map(async (thread) => workBlocks({ db: world.db, run, thread, signal })));
    await Promise.all(threads.map(async (thread) => thread.end()));
    expect(written[0] ?? 0).toBeLessThan(NEEDS);
    expect((written[0] ?? 0) + (written[1] ?? 0)).toBe(NEEDS);
    expect((await blocksOf(run)).every(({ state, lease }) => state === "done" && lease === 1)).toBe(true);
    await workMatchRun(attempt(run.id), tools());
    expect(await blocksOf(run)).toEqual([]);
    await setAside(run);
    expect(await digestOf(run)).toBe(await digestAlone());
  });

  test("refused at its last step goes on from there: nothing is computed twice, and what was kept for it goes", async () => {
    const run = await prepared();
    const cancelled = new Error("cancelled at 99 %");
    const refusing = attempt(run.id, {
      finish: async () => {
        throw cancelled;
      },
    });
    await expect(workMatchRun(refusing, tools())).rejects.toBe(cancelled);
    const before = await blocksOf(run);
    expect(before.every(({ state, lease }) => state === "done" && lease === 1)).toBe(true);
    await expect(workMatchRun(refusing, tools())).rejects.toBe(cancelled);
    expect(await blocksOf(run)).toEqual(before);
    await workMatchRun(attempt(run.id), tools());
    const left = await withSystem(world.db, async (tx) =>
      sql`SELECT FROM match_run_blocks UNION ALL SELECT FROM files WHERE owner_kind = 'match_run_snapshot'`.execute(
        tx.kysely,
      ),
    );
    expect(left.rows).toEqual([]);
  });

  test("stopped in the middle keeps what is done and gives back what is not", async () => {
    const run = await prepared();
    const stop = new AbortController();
    const watching = (async () => {
      while ((await blocksOf(run)).filter(({ state }) => state === "done").length < 3) await sleep(5);
      stop.abort(new Error("stopped"));
    })();
    await expect(workMatchRun(attempt(run.id, { signal: stop.signal }), tools())).rejects.toThrow("stopped");
    await watching;
    const before = await blocksOf(run);
    const done = before.filter(({ state }) => state === "done");
    expect(done.length).toBeGreaterThanOrEqual(3);
    expect(before.some(({ state }) => state === "leased")).toBe(false);
    await workMatchRun(attempt(run.id), tools());
    await setAside(run);
    expect(await digestOf(run)).toBe(await digestAlone());
  });

  test("asks others for help each time that much of it is left", async () => {
    const run = await prepared();
    const asked = async () => {
      const { rows } = await withSystem(world.db, async (tx) =>
        sql<{ scope: string | null }>`SELECT scope_id AS scope FROM jobs WHERE kind = 'match.help'`.execute(tx.kysely),
      );
      expect(rows.every(({ scope }) => scope === null)).toBe(true);
      return rows.length;
    };
    const stop = new AbortController();
    const progress = async (done: number) => {
      if (done >= 10) stop.abort(new Error("stopped"));
    };
    await expect(workMatchRun(attempt(run.id, { signal: stop.signal, progress }), tools())).rejects.toThrow("stopped");
    const first = await asked();
    expect(first).toBeGreaterThan(0);
    const left = (await blocksOf(run)).filter(({ state }) => state !== "done").length;
    await workMatchRun(attempt(run.id), tools());
    expect(await asked()).toBe(left >= 16 ? 2 * first : first);
  });

  test("computed by another version of the engine is computed again, on the same lists", async () => {
    const run = await prepared();
    const { signal } = new AbortController();
    const thread = new RunThread({ head: (await readSnapshot(tools(), run.snapshotFileId ?? "")).head }, signal);
    await workBlocks({ db: world.db, run, thread, signal });
    await thread.end();
    await withSystem(world.db, async (tx) =>
      sql`UPDATE match_runs SET snapshot_engine = '0.0.0' WHERE id = ${run.id}`.execute(tx.kysely),
    );
    const again = await prepareRun(tools(), run.id);
    expect(again?.snapshotFileId).toBe(run.snapshotFileId);
    expect((await blocksOf(run)).every(({ state, lease }) => state === "waiting" && lease === 2)).toBe(true);
  });

  test("that nobody takes up again is forgotten after a week, and begins anew when somebody does", async () => {
    const run = await prepared();
    await tidyRuns(world.db, world.app.files);
    expect(await blocksOf(run)).toHaveLength(NEEDS);
    await withSystem(world.db, async (tx) => {
      await sql`UPDATE jobs SET state = 'failed', finished_at = now() WHERE id = ${run.jobId}`.execute(tx.kysely);
    });
    await tidyRuns(world.db, world.app.files);
    expect(await blocksOf(run)).toHaveLength(NEEDS);
    await withSystem(world.db, async (tx) =>
      sql`UPDATE match_runs SET created_at = now() - interval '8 days' WHERE id = ${run.id}`.execute(tx.kysely),
    );
    await tidyRuns(world.db, world.app.files);
    expect(await blocksOf(run)).toEqual([]);
    await withSystem(world.db, async (tx) => {
      await sql`UPDATE jobs SET state = 'queued', finished_at = NULL WHERE id = ${run.jobId}`.execute(tx.kysely);
    });
    await workMatchRun(attempt(run.id), tools());
    expect(await digestOf(run)).not.toBeNull();
  });
});

describe("processes that share a run", () => {
  const helpers: ChildProcess[] = [];
  const help = (run: RunRow) => {
    const script = join(import.meta.dirname, "../../../test/help-run.ts");
    const child = spawn(process.execPath, [script, world.db.url ?? "", files, run.id, "2"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    helpers.push(child);
    let said = "";
    child.stdout?.on("data", (text: Buffer) => {
      said += text.toString();
    });
    const ended = once(child, "exit").then(() => Number(said));
    return { child, ended };
  };
  afterAll(() => {
    for (const child of helpers) child.kill("SIGKILL");
  });

  /** Stops the process where it has a block and has not written it. */
  async function catchWithLease(child: ChildProcess, run: RunRow): Promise<void> {
    for (;;) {
      const blocks = await blocksOf(run);
      if (blocks.some(({ state }) => state === "done") && blocks.some(({ state }) => state === "leased")) {
        child.kill("SIGSTOP");
        // What it had sent arrives yet.
        await sleep(100);
        if ((await blocksOf(run)).some(({ state }) => state === "leased")) return;
        child.kill("SIGCONT");
      }
      await sleep(2);
    }
  }

  test("one is killed with a block in its hands: another takes it over, once, and the run is that of one alone", async ({
    skip,
  }) => {
    skip(world.db.url === null, PROCESSES);
    const run = await prepared();
    const killed = help(run);
    await catchWithLease(killed.child, run);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const doneBefore = (await blocksOf(run)).filter(({ state }) => state === "done").length;
    expect(doneBefore).toBeLessThan(NEEDS - 1);
    const [second, third] = [help(run), help(run)];
    while ((await blocksOf(run)).some(({ state }) => state !== "done")) await sleep(20);
    const blocks = await blocksOf(run);
    expect(blocks.filter(({ lost }) => lost > 0)).toEqual([
      expect.objectContaining({ lease: 2, lost: 1, state: "done" }),
    ]);
    expect(blocks.filter(({ lost }) => lost === 0).every(({ lease }) => lease === 1)).toBe(true);
    await workMatchRun(attempt(run.id), tools());
    expect((await second.ended) + (await third.ended)).toBe(NEEDS - doneBefore);
    await setAside(run);
    expect(await digestOf(run)).toBe(await digestAlone());
  });

  test("all stop when somebody cancels", async ({ skip }) => {
    skip(world.db.url === null, PROCESSES);
    const run = await prepared();
    const { child, ended } = help(run);
    await catchWithLease(child, run);
    const { status } = await world.call("POST", `/api/jobs/${run.jobId}/cancel`, { token });
    expect(status).toBe(200);
    child.kill("SIGCONT");
    expect(await ended).toBeLessThan(NEEDS);
    const after = await blocksOf(run);
    expect(after.some(({ state }) => state === "waiting")).toBe(true);
    await sleep(1_100);
    expect(await blocksOf(run)).toEqual(after);
  });
});
