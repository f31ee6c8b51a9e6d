import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { achievementsCsv, handIn } from "../../../test/lists.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import type { JobRunner } from "../../platform/jobs/index.ts";

let world: TestApp;
let pair: string;
let token: string;
let jobs: JobRunner | undefined;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { name: "甲区 × 甲校" });
  token = (await world.someone("pair_officer", pair)).token;
  jobs = await world.app.startJobs({ pollMs: 50 });
});
afterEach(async () => jobs?.stop());
afterAll(async () => world.db.close());

const ROWS = ["A1,一种温度传感器,用于测温,某大学,ZL2020100000011,有效", "A2,一种压力传感器,用于测压,某大学,,有效"];
type Body = Record<string, unknown>;

const preview = async (rows: readonly string[], query?: string) =>
  (await handIn(world, token, pair, achievementsCsv(rows), query)).body;
const idOf = (body: Body) => String(body["id"]);
const accept = async (...ids: string[]) =>
  world.call("POST", `/api/scopes/${pair}/imports/accept`, { token, body: { importIds: ids } });

async function finished(jobId: unknown): Promise<Body> {
  const look = async () => (await world.call("GET", `/api/jobs/${String(jobId)}`, { token })).body;
  await expect.poll(async () => (await look())["finishedAt"], { timeout: 30_000, interval: 50 }).not.toBeNull();
  return look();
}
async function takeIn(rows: readonly string[]): Promise<string> {
  const id = idOf(await preview(rows));
  const { body } = await accept(id);
  expect(await finished(body["jobId"])).toMatchObject({ state: "done" });
  return id;
}
const getImport = async (id: string) => (await world.call("GET", `/api/imports/${id}`, { token })).body;
const rowsOf = async (id: string, query = "") =>
  (await world.call("GET", `/api/imports/${id}/rows${query}`, { token })).body["items"] as Body[];
const titles = async () => {
  const { body } = await world.call("GET", `/api/scopes/${pair}/achievements?withTotal=true`, { token });
  return (body["items"] as { number: string; title: string }[]).map(({ number, title }) => `${number} ${title}`);
};

describe("a list", () => {
  test("is read, previewed, taken in and listed", async () => {
    const body = await preview([...ROWS, "A3,,没有名称,某大学,,有效"]);
    expect(body).toMatchObject({
      state: "previewed",
      classification: "internal",
      counts: { read: 3, added: 2, updated: 0, unchanged: 0, refused: 1 },
      problems: [{ code: "lists.row_without_name", level: "refused", rows: 1 }],
    });
    expect(await titles()).toEqual([]);
    const [refused] = await rowsOf(idOf(body), "?outcome=refused");
    expect(refused).toMatchObject({ row: 4, record: null, problems: [{ column: "成果名称" }] });
    const { status, body: started } = await accept(idOf(body));
    expect(status).toBe(202);
    const job = await finished(started["jobId"]);
    expect(job).toMatchObject({
      state: "done",
      result: { imports: [{ added: 2, updated: 0, unchanged: 0, moved: 0 }] },
    });
    expect(await getImport(idOf(body))).toMatchObject({ state: "accepted", counts: { added: 2 } });
    expect(await titles()).toEqual(["A1 一种温度传感器", "A2 一种压力传感器"]);
  });
  test("that is taken in twice changes nothing the second time", async () => {
    await takeIn(ROWS);
    const again = await preview(ROWS);
    expect(again).toMatchObject({ counts: { read: 2, added: 0, updated: 0, unchanged: 2 } });
    const { body } = await accept(idOf(again));
    expect(await finished(body["jobId"])).toMatchObject({
      result: { imports: [{ added: 0, updated: 0, unchanged: 2 }] },
    });
    const { body: list } = await world.call("GET", `/api/scopes/${pair}/achievements?withTotal=true`, { token });
    expect(list).toMatchObject({ total: 2, items: [{ version: 1 }, { version: 1 }] });
  });
  test("can be undone: what it added goes, what it changed is as before", async () => {
    await takeIn(ROWS);
    const id = await takeIn(["A2,一种压力传感器（二代）,用于测压,某大学,,有效", "A3,一种湿度传感器,,某大学,,有效"]);
    expect(await rowsOf(id, "?outcome=updated")).toMatchObject([
      { changed: { title: { before: "一种压力传感器", after: "一种压力传感器（二代）" } } },
    ]);
    expect(await titles()).toEqual(["A1 一种温度传感器", "A2 一种压力传感器（二代）", "A3 一种湿度传感器"]);
    const { status, body } = await world.call("POST", `/api/imports/${id}/undo`, { token });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { import: { state: "undone", reverted: 2 }, left: [] },
    });
    expect(await titles()).toEqual(["A1 一种温度传感器", "A2 一种压力传感器"]);
  });
});
