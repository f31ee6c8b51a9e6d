import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeKept, makeListed, makeStake } from "../../../test/directory.ts";
import { openTestApp, PASSWORD, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { actorIn } from "../../platform/test-db.ts";
import { ensureEnterprises, putRegistryOrganisations } from "./index.ts";

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

describe("an organisation", () => {
  test("of a register is read by everybody who is signed in, and changed by nobody", async () => {
    const ids = await withSystem(world.db, async (tx) =>
      putRegistryOrganisations(tx, [
        {
          registryKey: "university:1",
          kind: "university",
          name: "江南大学",
          nameEn: "Jiangnan University",
          cityCode: "320200",
        },
        { registryKey: "zone:Z03", kind: "zone", name: "无锡高新区", source: "某公报", confidence: "high" },
      ]),
    );
    const again = await withSystem(world.db, async (tx) =>
      putRegistryOrganisations(tx, [{ registryKey: "zone:Z03", kind: "zone", name: "无锡国家高新区" }]),
    );
    expect(again.get("zone:Z03")).toBe(ids.get("zone:Z03"));
    const reader = (await world.someone("reader", await world.createScope("zone"))).token;
    const names = async (query: string) =>
      ((await get(`/api/organisations?${query}`, reader)).body["items"] as Body[]).map(({ name }) => name);
    expect(await names("kind=zone")).toEqual(["无锡国家高新区"]);
    expect(await names("search=jiangnan")).toEqual(["江南大学"]);
    const path = `/api/organisations/${ids.get("university:1") ?? ""}`;
    expect((await get(path, reader)).body).toMatchObject({ scopeId: null, cityCode: "320200" });
    expect((await send("PATCH", path, { name: "x" }, 1)).status).toBe(403);
    expect(await itemsOf(`${path}/history`)).toEqual([]);
  });
  test("that is an enterprise of a pair keeps a doubtful code and is unknown to others", async () => {
    const { status, body } = await send("POST", `/api/scopes/${pair}/enterprises`, {
      name: "某生物公司",
      creditCode: "91350100M0001TGQXM",
    });
    expect({ status, body }).toMatchObject({ status: 201, body: { kind: "enterprise", creditCodeDoubt: "checksum" } });
    const path = `/api/organisations/${String(body["id"])}`;
    expect((await send("PATCH", path, { creditCode: null, otherNames: ["某生物"] }, 1)).body).toMatchObject({
      creditCode: null,
      otherNames: ["某生物"],
      version: 2,
    });
    const stranger = (await world.someone("pair_lead", await world.createScope("pair"))).token;
    expect((await get(path, stranger)).status).toBe(404);
    expect((await get(`/api/organisations?kind=enterprise`, stranger)).body["items"]).toEqual([]);
    expect(await itemsOf(`/api/scopes/${pair}/enterprises?search=swgs`)).toHaveLength(1);
  });
  test("that lists name is found by its code, else by its name, or put", async () => {
    const actor = actorIn([pair]);
    const ensure = async (named: Parameters<typeof ensureEnterprises>[2]) =>
      withActor(world.db, actor, async (tx) => ensureEnterprises(tx, pair, named));
    const [a, b, c] = await ensure([
      { name: "甲公司", creditCode: "91320214MA1XXXXX01" },
      { name: "乙公司" },
      { name: "乙 公司" },
    ]);
    expect(c).toBe(b);
    await ensure([{ name: "乙公司", creditCode: "91320214MA1XXXXX02" }]);
    expect((await get(`/api/organisations/${b ?? ""}`)).body).toMatchObject({ creditCode: "91320214MA1XXXXX02" });
    expect(await ensure([{ name: "甲公司（更名）", creditCode: "91320214ma1xxxxx01" }, { name: "乙公司" }])).toEqual([
      a,
      b,
    ]);
  });
});

describe("a person", () => {
  test("is told from a namesake by unit and number, and reached only by who asks", async () => {
    const draft = { name: "王伟", unit: "某大学", personNumber: "001", phone: "13812345678" };
    const { body } = await send("POST", `/api/scopes/${pair}/people`, draft);
    expect(body).toMatchObject({ contact: { phone: "138****5678" } });
    expect((await send("POST", `/api/scopes/${pair}/people`, { ...draft, personNumber: "002" })).status).toBe(201);
    expect(await send("POST", `/api/scopes/${pair}/people`, draft)).toMatchObject({
      status: 409,
      body: { code: "conflict.people_number_key" },
    });
    const path = `/api/people/${String(body["id"])}`;
    expect((await send("POST", `${path}/contact`)).body).toMatchObject({ phone: "13812345678", email: null });
    const reader = (await world.someone("reader", pair)).token;
    expect((await world.call("POST", `${path}/contact`, { token: reader })).status).toBe(403);
    const { bytes } = await get(`/api/scopes/${pair}/people/export?format=csv`);
    expect(new TextDecoder().decode(bytes)).not.toContain("13812345678");
  });
});

describe("somebody who has an account", () => {
  test("takes along what the directory says of them, and has it erased", async () => {
    const { userId, token: own } = await world.someone("pair_officer", pair);
    const { body } = await send("POST", `/api/scopes/${pair}/people`, {
      name: "王伟",
      unit: "某大学",
      phone: "13812345678",
      userId,
    });
    const path = `/api/people/${String(body["id"])}`;
    await send("PATCH", path, { phone: "13900001111" }, 1);
    const exported = (await get("/api/me/export", own)).body["sections"] as Record<string, Body>;
    expect(exported["directory"]).toMatchObject({ people: [{ name: "王伟", phone: "13900001111" }], imports: [] });
    expect((await world.call("POST", "/api/me/erasure", { token: own, body: { password: PASSWORD } })).status).toBe(
      204,
    );
    expect((await get(path)).body).toMatchObject({ name: "—", unit: null, contact: null, userId: null });
    expect(JSON.stringify(await itemsOf(`${path}/history`))).not.toContain("5678");
    expect(await itemsOf("/api/search?q=王伟")).toEqual([]);
  });
});

describe("an industrial chain", () => {
  test("has stages, and at each who and what stands there", async () => {
    const path = `/api/scopes/${pair}/chain-nodes`;
    const { body: chain } = await send("POST", path, { name: "合成生物" });
    const { body: stage } = await send("POST", path, { name: "发酵", parentId: chain["id"], position: 1 });
    const link = { subjectKind: "team", subjectId: await makeListed(world, "teams", pair) };
    const at = `/api/chain-nodes/${String(stage["id"])}`;
    await send("PUT", `${at}/links`, link);
    expect((await send("PUT", `${at}/links`, link)).body["links"]).toEqual([link]);
    expect(await itemsOf(path)).toMatchObject([
      { name: "合成生物", links: [] },
      { parentId: chain["id"], links: [link] },
    ]);
    expect((await send("DELETE", `${at}/links`, link)).body["links"]).toEqual([]);
    const foreign = await makeKept(world, "chainNodes", await world.createScope("pair"));
    expect((await send("POST", path, { name: "x", parentId: foreign })).body["code"]).toBe(
      "directory.chain_parent_unfit",
    );
  });
});

describe("a stake in an enterprise", () => {
  const stakesOf = async (id: string) => (await get(`/api/organisations/${id}/stakes`)).body;
  const invested = { holderKind: "person", role: "investor", source: "企业年报" };

  test("is entered with holder, share, period and source, shown on both pages, changed and ended", async () => {
    const enterpriseId = await makeKept(world, "organisations", pair, { name: "某某传感有限公司" });
    const personId = await makeKept(world, "people", pair, { name: "孙某", unit: "某大学" });
    const path = `/api/organisations/${enterpriseId}/stakes`;
    const entered = await send("POST", path, { ...invested, holderId: personId, shareBp: 1250, since: "2020-03-01" });
    expect(entered).toMatchObject({
      status: 201,
      body: { holderName: "孙某", holderUnit: "某大学", shareBp: 1250, isCurrent: true, version: 1 },
    });
    const again = await send("POST", path, { ...invested, holderName: "孙 某", holderUnit: "某大学" });
    expect(again).toMatchObject({ status: 409, body: { code: "directory.stake_known" } });
    await send("POST", path, { ...invested, holderKind: "organisation", holderName: "某投资公司", shareBp: 3000 });
    expect(await stakesOf(enterpriseId)).toMatchObject({ items: [{ shareBp: 3000 }, {}], held: [], currentBp: 4250 });
    expect((await get(`/api/people/${personId}/stakes`)).body).toMatchObject({
      held: [{ enterprise: "某某传感有限公司", since: "2020-03-01" }],
    });
    const stake = `/api/stakes/${String(entered.body["id"])}`;
    const backwards = await send("PATCH", stake, { until: "2020-03-01" }, 1);
    expect(backwards).toMatchObject({ status: 422, body: { code: "directory.stake_period" } });
    expect((await send("PATCH", stake, { until: "2024-01-01" }, 1)).body).toMatchObject({
      isCurrent: false,
      version: 2,
    });
    expect((await send("PATCH", stake, { shareBp: 1 }, 1)).status).toBe(412);
    expect((await stakesOf(enterpriseId))["currentBp"]).toBe(3000);
    expect((await send("POST", path, { ...invested, holderId: personId })).status).toBe(201);
  });

  test("comes in out of a list, row by row, once; and goes out in the same columns", async () => {
    const name = "某某轴承有限公司";
    const enterpriseId = await makeKept(world, "organisations", pair, { name });
    const personId = await makeKept(world, "people", pair, { name: "钱某", unit: "某大学" });
    const lines = [
      "企业名称,出资人,出资人类型,出资人单位,方式,持股比例（%）,开始日期,结束日期,来源",
      `${name},钱某,个人,某大学,创办,12.5,2020-03-01,,企业年报`,
      `${name},某投资公司,单位,,出资,30%,,,企业年报`,
      `没有的公司,钱某,,,,,,,企业年报`,
      `${name},冯某,个人,,出资,很多,,,企业年报`,
      `${name},褚某,个人,,出资,5,2021-01-01,2020-01-01,企业年报`,
      `${name},卫某,个人,,参与,5,,,企业年报`,
      `${name},蒋某,个人,,出资,5,,,`,
    ];
    const sent = async (apply: boolean) =>
      world.call("POST", `/api/scopes/${pair}/stakes/import?apply=${String(apply)}`, {
        token,
        file: { name: "出资.csv", bytes: new TextEncoder().encode(lines.join("\n")) },
      });
    const looked = await sent(false);
    expect(looked.body).toMatchObject({ isApplied: false, added: 2, same: 0 });
    const told = (looked.body["refused"] as { row: number; text: { zh: string } }[]).map(({ row, text }) => [
      row,
      text.zh,
    ]);
    expect(told).toEqual([
      [4, "名录里没有企业“没有的公司”，请先在“企业”里登记，或改成名录里的名称"],
      [5, expect.stringContaining("“持股比例（%）”里的“很多”读不出")],
      [6, expect.stringContaining("结束日 2020-01-01 不晚于开始日 2021-01-01")],
      [7, expect.stringContaining("“方式”里的“参与”读不出，请写“创办”或“出资”")],
      [8, "“来源”没有填，请补上"],
    ]);
    expect(await stakesOf(enterpriseId)).toMatchObject({ items: [] });
    expect((await sent(true)).body).toMatchObject({ isApplied: true, added: 2, same: 0 });
    expect((await sent(true)).body).toMatchObject({ added: 0, same: 2 });
    expect(await stakesOf(enterpriseId)).toMatchObject({
      items: [{ shareBp: 3000 }, { shareBp: 1250, holderId: personId }],
    });
    const sheet = await world.call("GET", `/api/scopes/${pair}/stakes/export?format=csv`, { token });
    expect(new TextDecoder().decode(sheet.bytes)).toContain(`${name},钱某,个人,某大学,创办,12.5,2020-03-01,,企业年报`);
  });

  test("entered in error is taken out and put back, and the record says who did it", async () => {
    const enterpriseId = await makeKept(world, "organisations", pair);
    const id = await makeStake(world, pair, { enterpriseId });
    expect((await send("POST", `/api/stakes/${id}/remove`, undefined, 1)).status).toBe(200);
    expect(await stakesOf(enterpriseId)).toMatchObject({ items: [] });
    await send("POST", `/api/stakes/${id}/restore`, undefined, 2);
    expect(await stakesOf(enterpriseId)).toMatchObject({ items: [{ id, version: 3 }] });
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{
        action: string;
      }>`SELECT action FROM audit_events WHERE subject_id = ${enterpriseId} AND action LIKE 'stake.%'
        ORDER BY id`.execute(tx.kysely),
    );
    expect(rows.map(({ action }) => action)).toEqual(["stake.removed", "stake.restored"]);
  });

  test("of a merged holder or in a merged enterprise is the survivor's", async () => {
    const [kept, gone] = [
      await makeKept(world, "organisations", pair, { name: "某某传感有限公司", creditCode: "91320200MA1XXXXX0A" }),
      await makeKept(world, "organisations", pair, { name: "某某传感", creditCode: "91320200MA1XXXXX0A" }),
    ];
    await makeStake(world, pair, { enterpriseId: gone });
    const merge = { kind: "organisation", survivorId: kept, mergedId: gone, survivorVersion: 1, mergedVersion: 1 };
    expect((await send("POST", `/api/scopes/${pair}/merges`, merge)).status).toBe(201);
    expect(await stakesOf(kept)).toMatchObject({ items: [{ holderName: "某某" }] });
  });

  test("is refused in what is no enterprise, without a holder, in itself, and of another pair's people", async () => {
    const enterpriseId = await makeKept(world, "organisations", pair);
    const path = `/api/organisations/${enterpriseId}/stakes`;
    const park = await makeKept(world, "organisations", pair, { kind: "park" });
    const code = async (at: string, body: object) => (await send("POST", at, { ...invested, ...body })).body["code"];
    expect(await code(`/api/organisations/${park}/stakes`, { holderName: "孙某" })).toBe(
      "directory.stake_not_in_enterprise",
    );
    expect(await code(path, {})).toBe("directory.stake_holder_missing");
    expect(await code(path, { holderKind: "organisation", holderId: enterpriseId })).toBe("directory.stake_in_itself");
    const other = await world.createScope("pair");
    const stranger = await makeKept(world, "people", other);
    expect(await code(path, { holderId: stranger })).toBe("access.not_found");
    const theirs = await makeStake(world, other);
    expect((await send("PATCH", `/api/stakes/${theirs}`, { shareBp: 1 }, 1)).status).toBe(404);
  });
});
