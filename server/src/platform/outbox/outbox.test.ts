import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type DatabaseConfig, openDatabase, withActor, withSystem } from "../db/index.ts";
import { newId } from "../ids.ts";
import { actorIn, copyTestFolder, openTestDatabase, type TestDatabase } from "../test-db.ts";
import {
  type DispatcherOptions,
  deliverDue,
  eventType,
  listParked,
  Outbox,
  retryDelivery,
  skipDelivery,
  startDispatcher,
} from "./index.ts";

const accepted = eventType("need.accepted", z.object({ number: z.number() }));

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => db.reset());
afterAll(async () => db.close());

const scope = newId();
const actor = actorIn([scope]);
const need = `need:${newId()}`;

async function announce(outbox: Outbox, number: number, aggregate = need): Promise<void> {
  await withActor(db, actor, async (tx) =>
    outbox.emit(tx, accepted, { aggregate, scopeId: scope, payload: { number } }),
  );
}

const patience: DispatcherOptions = { retryMs: 0, maxAttempts: 3 };

async function states(): Promise<unknown[]> {
  return withSystem(db, async (tx) => {
    const { rows } =
      await sql`SELECT subscriber, state, attempts FROM event_deliveries ORDER BY seq, subscriber`.execute(tx.kysely);
    return rows;
  });
}

describe("an event", () => {
  test("reaches each subscriber once, with what was announced", async () => {
    const outbox = new Outbox();
    const heard: unknown[] = [];
    outbox.subscribe(accepted, "notify.inbox", async (_tx, event) => void heard.push(event));
    outbox.subscribe(accepted, "insight.counts", async (_tx, event) => void heard.push(event.payload.number));
    await announce(outbox, 7);
    await deliverDue(db, outbox);
    await deliverDue(db, outbox);
    expect(heard).toHaveLength(2);
    expect(heard).toContain(7);
    expect(heard).toContainEqual({
      id: expect.stringMatching(/-7/),
      type: "need.accepted",
      aggregate: need,
      scopeId: scope,
      actorId: actor.userId,
      payload: { number: 7 },
      occurredAt: expect.stringMatching(/Z$/),
    });
  });

  test("of a transaction that is undone was never announced", async () => {
    const outbox = new Outbox();
    outbox.subscribe(accepted, "notify.inbox", async () => {});
    await expect(
      withActor(db, actor, async (tx) => {
        await outbox.emit(tx, accepted, { aggregate: need, scopeId: scope, payload: { number: 1 } });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await states()).toEqual([]);
  });

  test("cannot be announced for another scope, nor with a payload of another shape", async () => {
    const outbox = new Outbox();
    await expect(
      withActor(db, actor, async (tx) =>
        outbox.emit(tx, accepted, { aggregate: need, scopeId: newId(), payload: { number: 1 } }),
      ),
    ).rejects.toThrow("row-level security");
    await expect(announce(outbox, Number.NaN)).rejects.toThrow("number");
  });

  test("is noticed at once in the process that announced it", async () => {
    const outbox = new Outbox();
    const heard: number[] = [];
    outbox.subscribe(accepted, "notify.inbox", async (_tx, { payload }) => void heard.push(payload.number));
    const dispatcher = startDispatcher(db, outbox, { pollMs: 3_600_000 });
    await announce(outbox, 1);
    await expect.poll(() => heard).toEqual([1]);
    await dispatcher.stop();
  });
});

describe("a subscriber that fails", () => {
  test("has its effect exactly once when it works in the end", async () => {
    const outbox = new Outbox();
    let tries = 0;
    outbox.subscribe(accepted, "notify.inbox", async (tx, event) => {
      await sql`INSERT INTO jobs (id, kind, input) VALUES (${newId()}, 'test.effect', ${JSON.stringify(event.id)})`.execute(
        tx.kysely,
      );
      tries += 1;
      if (tries < 3) throw new Error("after the effect");
    });
    await announce(outbox, 1);
    await deliverDue(db, outbox, patience);
    const effects = await withSystem(db, async (tx) => sql`SELECT id FROM jobs`.execute(tx.kysely));
    expect(effects.rows).toHaveLength(1);
    expect(tries).toBe(3);
  });

  test("is retried later and later, parked after its last try, and visible", async () => {
    const outbox = new Outbox();
    const failures: unknown[] = [];
    let works = false;
    outbox.subscribe(accepted, "notify.inbox", async () => {
      if (!works) throw new TypeError("no such mailbox");
    });
    await announce(outbox, 1);
    await deliverDue(db, outbox, {
      ...patience,
      onFailure: ({ attempts, parked }) => failures.push([attempts, parked]),
    });
    expect(failures).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    const parked = await withSystem(db, async (tx) => listParked(tx));
    expect(parked).toMatchObject([
      { subscriber: "notify.inbox", attempts: 3, lastError: "TypeError: no such mailbox" },
    ]);

    works = true;
    const [{ eventId, subscriber }] = parked as [(typeof parked)[0]];
    expect(await withSystem(db, async (tx) => retryDelivery(tx, eventId, subscriber))).toBe(true);
    await deliverDue(db, outbox, patience);
    expect(await states()).toEqual([{ subscriber: "notify.inbox", state: "done", attempts: 1 }]);
  });

  test("is not asked again before its time", async () => {
    const outbox = new Outbox();
    outbox.subscribe(accepted, "notify.inbox", async () => {
      throw new Error("always");
    });
    await announce(outbox, 1);
    await deliverDue(db, outbox, { retryMs: 60_000 });
    expect(await states()).toEqual([{ subscriber: "notify.inbox", state: "pending", attempts: 1 }]);
  });

  test("holds back later events of the same thing and no others, until it is skipped", async () => {
    const outbox = new Outbox();
    const heard: number[] = [];
    outbox.subscribe(accepted, "notify.inbox", async (_tx, { payload }) => {
      if (payload.number === 1) throw new Error("poison");
      heard.push(payload.number);
    });
    outbox.subscribe(accepted, "insight.counts", async () => {});
    await announce(outbox, 1);
    await announce(outbox, 2);
    await announce(outbox, 3, `need:${newId()}`);
    await deliverDue(db, outbox, patience);
    expect(heard).toEqual([3]);
    const [parked] = await withSystem(db, async (tx) => listParked(tx));
    await withSystem(db, async (tx) => skipDelivery(tx, parked?.eventId ?? "", "notify.inbox"));
    await deliverDue(db, outbox, patience);
    expect(heard).toEqual([3, 2]);
  });

  test("and takes its process with it has its effect exactly once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dual-high-outbox-"));
    const config: DatabaseConfig = db.url === null ? { folder, snapshots: false } : { url: db.url };
    if (db.url === null) await copyTestFolder(folder);
    const modules = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
    const code = `
      import { sql } from "kysely";
      import { z } from "zod";
      import { openDatabase, withSystem } from ${modules("../db/index.ts")};
      import { eventType, Outbox, startDispatcher } from ${modules("./index.ts")};
      const db = await openDatabase(${JSON.stringify(config)});
      const outbox = new Outbox();
      const accepted = eventType("need.accepted", z.object({ number: z.number() }));
      outbox.subscribe(accepted, "notify.inbox", async (tx, event) => {
        await sql\`INSERT INTO jobs (id, kind, input) VALUES (\${event.id}, 'test.effect', '1')\`.execute(tx.kysely);
        process.kill(process.pid, "SIGKILL");
        await new Promise(() => {});
      });
      await withSystem(db, (tx) => outbox.emit(tx, accepted, { aggregate: "need:1", scopeId: null, payload: { number: 1 } }));
      startDispatcher(db, outbox);`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", code], {
      cwd: import.meta.dirname,
      stdio: "inherit",
    });
    const signal = await new Promise((resolve) => child.once("exit", (_code, by) => resolve(by)));
    expect(signal).toBe("SIGKILL");

    const again = await openDatabase(config);
    const outbox = new Outbox();
    outbox.subscribe(accepted, "notify.inbox", async (tx, event) => {
      await sql`INSERT INTO jobs (id, kind, input) VALUES (${event.id}, 'test.effect', '1')`.execute(tx.kysely);
    });
    const dispatcher = startDispatcher(again, outbox);
    const countEffects = async () =>
      withSystem(again, async (tx) => (await sql`SELECT id FROM jobs`.execute(tx.kysely)).rows.length);
    await expect.poll(countEffects).toBe(1);
    await dispatcher.stop();
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

test("events of one thing arrive in order however many dispatchers there are", async () => {
  const outbox = new Outbox();
  const heard = new Map<string, number[]>();
  outbox.subscribe(accepted, "notify.inbox", async (_tx, { aggregate, payload }) => {
    heard.set(aggregate, [...(heard.get(aggregate) ?? []), payload.number]);
  });
  const things = ["need:a", "need:b", "need:c"];
  for (let number = 1; number <= 8; number++) for (const thing of things) await announce(outbox, number, thing);
  const dispatchers = [1, 2, 3].map(() => startDispatcher(db, outbox, { pollMs: 5 }));
  await expect.poll(() => [...heard.values()].flat().length).toBe(24);
  for (const dispatcher of dispatchers) await dispatcher.stop();
  for (const thing of things) expect(heard.get(thing)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
