import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeListed } from "../../../test/directory.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";

let world: TestApp;
let pair: string;
let token: string;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { name: "甲区 × 甲校" });
  token = (await world.someone("pair_officer", pair)).token;
});
afterAll(async () => world.db.close());

type Body = Record<string, unknown>;
const get = async (path: string, as = token) => world.call("GET", path, { token: as });
const send = async (method: string, path: string, body?: unknown, version?: number) =>
  world.call(method, path, { token, body, headers: version === undefined ? {} : { "if-match": `"${version}"` } });
const itemsOf = async (path: string) => (await get(path)).body["items"] as Body[];

describe("an achievement", () => {
  test("is entered with a number, changed, archived and restored, and its history says so", async () => {
    const { status, body } = await send("POST", `/api/scopes/${pair}/achievements`, {
      title: "一种温度传感器",
      unit: "某大学",
      patentNumber: "ZL202010000001X",
      contact: { name: "李某", phone: "13812345678", email: "li@example.cn" },
    });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { number: "A1", legalStatus: "unknown", patentNumberDoubt: "checksum", version: 1 },
    });
    const path = `/api/achievements/${String(body["id"])}`;
    expect((await get(path)).body["contact"]).toEqual({ name: "李某", phone: "138****5678", email: "l***@example.cn" });
    expect((await send("POST", `${path}/contact`)).body).toMatchObject({ phone: "13812345678" });
    const changed = await send("PATCH", path, { readiness: 5, unit: null, contact: { phone: "13900001111" } }, 1);
    expect(changed.body).toMatchObject({ readiness: 5, unit: null, version: 2, contact: { phone: "139****1111" } });
    expect((await send("PATCH", path, { readiness: 6 }, 1)).status).toBe(412);
    expect((await send("POST", `${path}/archive`, undefined, 2)).body).toMatchObject({ version: 3 });
    expect((await send("PATCH", path, { readiness: 6 }, 3)).body).toMatchObject({ code: "directory.record_archived" });
    expect(await itemsOf(`/api/scopes/${pair}/achievements`)).toEqual([]);
    expect(await itemsOf(`/api/scopes/${pair}/achievements?archived=true&search=温度`)).toHaveLength(1);
    await send("POST", `${path}/restore`, undefined, 3);
    const history = await itemsOf(`${path}/history`);
    expect(history.map(({ action, actorName }) => [action, actorName])).toEqual(
      ["restored", "archived", "changed", "created"].map((action) => [action, "张某"]),
    );
    expect(history[2]?.["changed"]).toMatchObject({
      readiness: { before: null, after: 5 },
      contact: { before: { phone: "138****5678" }, after: { phone: "139****1111" } },
    });
  });
  test("that changes nothing makes no version", async () => {
    const id = await makeListed(world, "achievements", pair, { title: "甲", readiness: 3 });
    expect((await send("PATCH", `/api/achievements/${id}`, { readiness: 3, title: "甲" }, 1)).body).toMatchObject({
      version: 1,
    });
  });
  test("is found by Chinese, pinyin, initials, number and unit, and filtered and sorted", async () => {
    await makeListed(world, "achievements", pair, { id: "A1", title: "微生物发酵", unit: "江南大学", readiness: 3 });
    await makeListed(world, "achievements", pair, {
      id: "A2",
      title: "轴承热处理",
      unit: "某大学",
      legalStatus: "granted",
    });
    const numbers = async (query: string) =>
      (await itemsOf(`/api/scopes/${pair}/achievements?${query}`)).map(({ number }) => number);
    expect(await numbers("search=发酵")).toEqual(["A1"]);
    expect(await numbers("search=fajiao")).toEqual(["A1"]);
    expect(await numbers("search=zcrcl")).toEqual(["A2"]);
    expect(await numbers("search=江南大学")).toEqual(["A1"]);
    expect(await numbers("search=A2")).toEqual(["A2"]);
    expect(await numbers("legalStatus=granted,pending")).toEqual(["A2"]);
    expect(await numbers("unit=江南大学,某大学&sort=-readiness")).toEqual(["A1", "A2"]);
    const first = (await get(`/api/scopes/${pair}/achievements?limit=1&sort=-title&withTotal=true`)).body;
    expect(first).toMatchObject({ total: 2, items: [{ number: "A2" }] });
    expect(await numbers(`limit=1&sort=-title&cursor=${String(first["nextCursor"])}`)).toEqual(["A1"]);
  });
  test("of another pair does not exist", async () => {
    const id = await makeListed(world, "achievements", await world.createScope("pair"), {});
    expect((await get(`/api/achievements/${id}`)).status).toBe(404);
    expect((await send("PATCH", `/api/achievements/${id}`, { title: "x" }, 1)).status).toBe(404);
    expect((await get(`/api/achievements/${id}/history`)).status).toBe(404);
  });
  test("comes out as a list that comes in again unchanged", async () => {
    await makeListed(world, "achievements", pair, {
      id: "A1",
      title: "=一种发酵方法",
      content: "摘要",
      unit: "江南大学",
      legalStatus: "granted",
      legalStatusText: "有效",
      expiry: "2040-01-01",
      owners: ["江南大学", "某公司"],
      coOwners: ["某公司"],
      readiness: 4,
    });
    const { bytes, headers } = await get(`/api/scopes/${pair}/achievements/export?format=xlsx`);
    expect(headers.get("content-disposition")).toContain("attachment");
    const { body } = await world.call("POST", `/api/scopes/${pair}/imports?kind=achievements`, {
      token,
      file: { name: "成果.xlsx", bytes },
    });
    expect(body).toMatchObject({ counts: { read: 1, added: 0 } });
    const rows = await itemsOf(`/api/imports/${String(body["id"])}/rows`);
    // The apostrophe that keeps a title from being a formula is all that came with it.
    expect(Object.keys(rows[0]?.["changed"] as Body)).toEqual(["title"]);
  });
});

describe("a team", () => {
  test("is entered, changed and listed", async () => {
    const { body } = await send("POST", `/api/scopes/${pair}/teams`, {
      name: "发酵工程团队",
      lead: "李某",
      capacity: 2,
    });
    expect(body).toMatchObject({ number: "T1", capacity: 2, items: [] });
    const path = `/api/teams/${String(body["id"])}`;
    await send("PATCH", path, { items: [{ title: "一篇论文" }] }, 1);
    expect((await get(path)).body).toMatchObject({ items: [{ title: "一篇论文", content: "" }], version: 2 });
    expect(await itemsOf(`/api/scopes/${pair}/teams?search=李某`)).toHaveLength(1);
    expect((await get(`/api/scopes/${pair}/teams/export?format=csv&columns=name,capacity`)).status).toBe(200);
  });
});
