import { DomainError } from "@dual-high/kernel";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../db/index.ts";
import { enqueue, jobKind, JobRunner, type RunningJob } from "./index.ts";

let world: TestApp;
let pair: string;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair");
});
afterAll(async () => world.db.close());

const kind = jobKind("test.count", z.object({ upTo: z.number() }), { maxAttempts: 1 });

async function run(work: (job: RunningJob<{ upTo: number }>) => Promise<unknown>) {
  const failures: unknown[] = [];
  const runner = new JobRunner(world.db, { pollMs: 50, onFailure: ({ error }) => failures.push(error) });
  runner.register(kind, work);
  await runner.start();
  onTestFinished(async () => runner.stop());
  return failures;
}

async function ask(userId: string): Promise<string> {
  const actor = { userId, readScopes: [], writeScopes: [pair] };
  return withActor(world.db, actor, async (tx) => enqueue(tx, kind, { scopeId: pair, input: { upTo: 3 } }));
}

async function until(id: string, token: string, state: string) {
  const look = async () => (await world.call("GET", `/api/jobs/${id}`, { token })).body;
  await expect.poll(async () => (await look())["state"], { interval: 50 }).toBe(state);
  return look();
}

describe("a job", () => {
  test("shows its steps in the reader's language, and what came of it", async () => {
    const gate = Promise.withResolvers<void>();
    await run(async ({ progress }) => {
      await progress(1, 3, { zh: "正在数", en: "Counting" });
      await gate.promise;
      return { counted: 3 };
    });
    const { userId, token } = await world.someone("pair_officer", pair);
    const id = await ask(userId);
    await until(id, token, "running");
    const progress = async (language: string) =>
      (await world.call("GET", `/api/jobs/${id}`, { token, headers: { "accept-language": language } })).body[
        "progress"
      ];
    await expect.poll(async () => progress("zh")).toEqual({ done: 1, total: 3, text: "正在数" });
    expect(await progress("en")).toEqual({ done: 1, total: 3, text: "Counting" });
    gate.resolve();
    expect(await until(id, token, "done")).toMatchObject({ result: { counted: 3 }, lastError: null });
  });
  test("that failed says why: what a person can mend in words, what nobody foresaw without its inside", async () => {
    let error: Error = new DomainError("test.full", "conflict", {}, (language) =>
      language === "zh" ? "容量不足" : "No room",
    );
    const failures = await run(async () => {
      throw error;
    });
    const { userId, token } = await world.someone("pair_officer", pair);
    const first = await until(await ask(userId), token, "failed");
    expect(first["lastError"]).toEqual({ code: "test.full", detail: "容量不足" });
    error = new Error("password=hunter2");
    const second = await until(await ask(userId), token, "failed");
    expect(second["lastError"]).toMatchObject({ code: "jobs.unforeseen" });
    expect(JSON.stringify(second)).not.toContain("hunter2");
    expect(failures).toHaveLength(2);
  });
  test("is cancelled and started again by whoever writes in its scope, which is written down", async () => {
    const { userId } = await world.someone("pair_officer", pair);
    const { token } = await world.someone("pair_lead", pair);
    const id = await ask(userId);
    expect((await world.call("POST", `/api/jobs/${id}/retry`, { token })).body["code"]).toBe("jobs.not_retriable");
    const cancelled = await world.call("POST", `/api/jobs/${id}/cancel`, { token });
    expect(cancelled.body).toMatchObject({ state: "cancelled" });
    expect((await world.call("POST", `/api/jobs/${id}/cancel`, { token })).body["code"]).toBe("jobs.already_ended");
    expect((await world.call("POST", `/api/jobs/${id}/retry`, { token })).body).toMatchObject({ state: "queued" });
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ action: string }>`SELECT action FROM audit_events WHERE subject_id = ${id} ORDER BY at`.execute(tx.kysely),
    );
    expect(rows.map(({ action }) => action)).toEqual(["job.cancelled", "job.retried"]);
  });
  test("is read and not touched by a reader, and is nothing to others", async () => {
    const { userId } = await world.someone("pair_officer", pair);
    const id = await ask(userId);
    const reader = await world.someone("reader", pair);
    expect((await world.call("GET", `/api/jobs/${id}`, { token: reader.token })).status).toBe(200);
    const refused = await world.call("POST", `/api/jobs/${id}/cancel`, { token: reader.token });
    expect(refused.body).toMatchObject({ status: 403, code: "jobs.read_only" });
    const stranger = await world.someone("pair_lead", await world.createScope("pair"));
    for (const [method, path] of [
      ["GET", ""],
      ["POST", "/cancel"],
      ["POST", "/retry"],
    ] as const) {
      expect((await world.call(method, `/api/jobs/${id}${path}`, { token: stranger.token })).status).toBe(404);
    }
    expect((await world.call("GET", "/api/jobs", { token: stranger.token })).body["items"]).toEqual([]);
  });
});

test("the list is paged, and narrowed to a scope, to one's own, to states", async () => {
  const { userId, token } = await world.someone("pair_officer", pair);
  const colleague = await world.someone("pair_officer", pair);
  const ids = [await ask(userId), await ask(userId), await ask(colleague.userId)];
  await world.call("POST", `/api/jobs/${ids[0]}/cancel`, { token });
  const list = async (query: string) => {
    const { body } = await world.call("GET", `/api/jobs?${query}`, { token });
    return { ids: (body["items"] as { id: string }[]).map(({ id }) => id), next: body["nextCursor"] as string | null };
  };
  const first = await list("limit=2");
  expect(first.ids).toEqual([ids[2], ids[1]]);
  expect(await list(`limit=2&cursor=${first.next}`)).toEqual({ ids: [ids[0]], next: null });
  expect((await list(`scopeId=${pair}&mine=true`)).ids).toEqual([ids[1], ids[0]]);
  expect((await list("state=cancelled,failed")).ids).toEqual([ids[0]]);
  expect((await list("kind=test.other")).ids).toEqual([]);
});
