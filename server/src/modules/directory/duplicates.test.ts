import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeKept, makeListed } from "../../../test/directory.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { findSimilar, peopleIn } from "./duplicates.ts";

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
const get = async (path: string) => (await world.call("GET", path, { token })).body;
const post = async (path: string, body?: unknown) => world.call("POST", path, { token, body });
const duplicates = async (kind: string) =>
  (await get(`/api/scopes/${pair}/duplicates?kind=${kind}`))["items"] as {
    reason: string;
    first: { id: string; label: string };
    second: { id: string; label: string };
  }[];
const merge = async (kind: string, survivorId: string, mergedId: string, more: Body = {}) =>
  post(`/api/scopes/${pair}/merges`, { kind, survivorId, mergedId, survivorVersion: 1, mergedVersion: 1, ...more });
const achievement = async (fields: Body) => makeListed(world, "achievements", pair, fields);

describe("titles are nearly the same", () => {
  const titled = (title: string, inventors = "张三；李四") => ({ id: title, title, inventors });
  test("when their words are and somebody made both", () => {
    const found = findSimilar([
      titled("一种耐低温蛋白酶及其制备方法"),
      titled("一种耐低温的蛋白酶及其制备方法", "李四、王五"),
      titled("一种耐低温蛋白酶及其制备的方法", "赵六"),
    ]);
    expect(found).toMatchObject([
      { firstId: "一种耐低温蛋白酶及其制备方法", secondId: "一种耐低温的蛋白酶及其制备方法" },
    ]);
  });
  test("but not when a figure tells them apart", () => {
    expect(findSimilar([titled("耐低温蛋白酶1"), titled("耐低温蛋白酶2")])).toEqual([]);
  });
  test("names are read as lists write them", () => {
    expect(peopleIn("张三；李 四, Wang Wu/张三")).toEqual(["张三", "李四", "wangwu"]);
  });
});

describe("records that may be one", () => {
  test("are suggested by patent number, by name and unit, and by nearly equal titles of the same people", async () => {
    await achievement({ id: "A1", title: "甲", patentNumber: "ZL2020100000011" });
    await achievement({ id: "A2", title: "乙", patentNumber: "202010000001.1" });
    await achievement({ id: "A3", title: "丙 方法", unit: "某大学" });
    await achievement({ id: "A4", title: "丙方法", unit: "某大学" });
    await achievement({ id: "A5", title: "一种耐低温蛋白酶及其制备方法", inventors: "张三" });
    await achievement({ id: "A6", title: "一种耐低温的蛋白酶及其制备方法", inventors: "张三、李四" });
    const found = await duplicates("achievement");
    expect(found.map(({ reason, first, second }) => [reason, first.label, second.label])).toEqual([
      ["patent", "甲", "乙"],
      ["name", "丙 方法", "丙方法"],
      ["similar", "一种耐低温蛋白酶及其制备方法", "一种耐低温的蛋白酶及其制备方法"],
    ]);
    const [{ first, second } = { first: { id: "" }, second: { id: "" } }] = found;
    const told = { kind: "achievement", firstId: second.id, secondId: first.id };
    expect((await post(`/api/scopes/${pair}/duplicates/dismiss`, told)).status).toBe(204);
    expect((await duplicates("achievement")).map(({ reason }) => reason)).toEqual(["name", "similar"]);
  });
  test("are enterprises of one credit code", async () => {
    await makeKept(world, "organisations", pair, { name: "甲公司", creditCode: "91320214MA1XXXXX01" });
    await makeKept(world, "organisations", pair, { name: "甲有限公司", creditCode: "91320214ma1xxxxx01" });
    expect(await duplicates("organisation")).toMatchObject([{ reason: "credit" }]);
  });
  test("are not people of one name", async () => {
    await makeKept(world, "people", pair, { name: "王伟", unit: "某大学" });
    await makeKept(world, "people", pair, { name: "王伟", unit: "某大学" });
    expect(await duplicates("person")).toEqual([]);
  });
});

describe("a merge", () => {
  test("leads the old id to the survivor, fills what it lacks, and can be undone", async () => {
    const survivor = await achievement({ id: "A1", title: "甲", unit: "某大学" });
    const merged = await achievement({ id: "A2", title: "甲（旧）", unit: "某学院", readiness: 4, field: "生物" });
    const { status, body } = await merge("achievement", survivor, merged, { take: ["unit"] });
    expect({ status, body }).toMatchObject({ status: 201, body: { survivorId: survivor, mergedId: merged } });
    expect(await get(`/api/achievements/${merged}`)).toMatchObject({
      id: survivor,
      mergedInto: survivor,
      title: "甲",
      unit: "某学院",
      readiness: 4,
    });
    expect((await get(`/api/scopes/${pair}/achievements`))["items"]).toMatchObject([{ id: survivor }]);
    expect((await get(`/api/scopes/${pair}/achievements?search=旧`))["items"]).toEqual([]);
    expect((await merge("achievement", merged, survivor)).body["code"]).toBe("directory.merged_already");

    // Somebody goes on working on the survivor.
    const headers = { "if-match": '"2"' };
    await world.call("PATCH", `/api/achievements/${survivor}`, { token, body: { readiness: 6 }, headers });
    const undone = await post(`/api/merges/${String(body["id"])}/undo`);
    expect(undone.body["undoneAt"]).not.toBeNull();
    expect(await get(`/api/achievements/${survivor}`)).toMatchObject({ unit: "某大学", field: null, readiness: 6 });
    expect(await get(`/api/achievements/${merged}`)).toMatchObject({ id: merged, mergedInto: null, readiness: 4 });
    expect((await get(`/api/scopes/${pair}/achievements?search=旧`))["items"]).toHaveLength(1);
    expect((await post(`/api/merges/${String(body["id"])}/undo`)).body["code"]).toBe("directory.merge_undone");
    const history = (await get(`/api/achievements/${survivor}/history`))["items"] as Body[];
    expect(history.map(({ action }) => action)).toEqual(["split", "changed", "merged"]);
    expect((await get(`/api/scopes/${pair}/merges`))["items"]).toHaveLength(1);
  });
  test("is refused when either record was changed since it was looked at", async () => {
    const [a, b] = [await achievement({ title: "甲" }), await achievement({ title: "乙" })];
    expect((await merge("achievement", a, b, { mergedVersion: 2 })).status).toBe(412);
    expect((await merge("achievement", a, a)).body["code"]).toBe("directory.merge_with_itself");
    const elsewhere = await makeListed(world, "achievements", await world.createScope("pair"), {});
    expect((await merge("achievement", a, elsewhere)).status).toBe(404);
  });
  test("pressed twice at once happens once, also the other way round", async () => {
    const [a, b] = [await achievement({ title: "甲" }), await achievement({ title: "乙" })];
    const both = await Promise.all([merge("achievement", a, b), merge("achievement", b, a)]);
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
  });
  test("of people is refused on a name alone, and where numbers say that they are two", async () => {
    const person = async (fields: Body) => makeKept(world, "people", pair, { name: "王伟", unit: "某大学", ...fields });
    const [a, b] = [await person({}), await person({})];
    expect((await merge("person", a, b)).body["code"]).toBe("directory.people_by_name_alone");
    const [c, d] = [await person({ personNumber: "1", phone: "1" }), await person({ personNumber: "2", phone: "1" })];
    expect((await merge("person", c, d)).body["code"]).toBe("directory.people_differ");
    const [e, f] = [await person({ email: "w@example.cn" }), await person({ email: "W@example.cn", title: "教授" })];
    expect((await merge("person", e, f)).status).toBe(201);
    expect(await get(`/api/people/${f}`)).toMatchObject({ id: e, title: "教授" });
  });
  test("is kept when the old list comes in again", async () => {
    const survivor = await achievement({ id: "A1", title: "甲", unit: "某大学" });
    const merged = await achievement({ id: "A2", title: "乙", unit: "某大学" });
    await merge("achievement", survivor, merged);
    const bytes = new TextEncoder().encode("成果编号,成果名称,所属单位\nA1,甲,某大学\nA2,乙,某大学\n");
    const path = `/api/scopes/${pair}/imports?kind=achievements`;
    const { body } = await world.call("POST", path, { token, file: { name: "成果.csv", bytes } });
    expect(body).toMatchObject({ counts: { added: 0, updated: 0, unchanged: 2 } });
    expect((await get(`/api/imports/${String(body["id"])}/rows?doubtful=true`))["items"]).toMatchObject([
      { row: 3, targetId: survivor, problems: [{ code: "directory.row_merged_away" }] },
    ]);
  });
});
