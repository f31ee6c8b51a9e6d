import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeNeed } from "../../../test/needs.ts";
import { NEED_BODY } from "../../../test/samples/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { deliverDue } from "../../platform/outbox/index.ts";
import { digestOf, toStored } from "../directory/index.ts";
import { loadNeeds, needTarget } from "./index.ts";

let world: TestApp;
let pair: string;
let zone: string;
let officer: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const create = async (body: object = {}, { scopeId = pair, token = officer.token, submit = false } = {}) =>
  world.call("POST", `/api/scopes/${scopeId}/needs?submit=${submit}`, { token, body: { ...NEED_BODY, ...body } });
const move = async (need: Record<string, unknown>, action: string, { token = officer.token, reason = "" } = {}) =>
  world.call("POST", `/api/needs/${need["id"] as string}/transitions`, {
    token,
    body: { action, reason },
    headers: { "if-match": `"${need["version"] as number}"` },
  });
const change = async (need: Record<string, unknown>, body: object, token = officer.token) =>
  world.call("PATCH", `/api/needs/${need["id"] as string}`, {
    token,
    body,
    headers: { "if-match": `"${need["version"] as number}"` },
  });
const read = async (id: unknown, token = officer.token) => world.call("GET", `/api/needs/${id as string}`, { token });

describe("a need", () => {
  test("that names an enterprise with people of its own reaches them, unless two bear the name or it is elsewhere", async () => {
    const here = await world.createScope("enterprise", { name: "样例·有号企业", parentId: zone });
    await world.createScope("enterprise", { name: "样例·外区企业", parentId: await world.createScope("zone") });
    for (let twin = 0; twin < 2; twin++) {
      await world.createScope("enterprise", { name: "样例·同名企业", parentId: zone });
    }
    const reached = async (enterprise: string) => (await create({ enterprise })).body["enterpriseId"];
    expect(await reached("样例·有号企业")).toBe(here);
    expect(await reached("样例·外区企业")).toBe(null);
    expect(await reached("样例·同名企业")).toBe(null);
    const owner = await world.someone("enterprise_lead", here);
    const listed = await world.call("GET", `/api/scopes/${here}/needs`, { token: owner.token });
    expect(listed.body["items"]).toMatchObject([{ enterprise: "样例·有号企业" }]);
  });

  test("is written down with what it lacks, and moves on with its history", async () => {
    const contact = { name: "李四", phone: "13800001234", email: null };
    const made = await create({ budget: { low: "50000000", high: "100000000" }, deadline: "2027-06-30", contact });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      number: expect.stringMatching(/^NEED-\d{4}-\d{6}$/),
      listNumber: null,
      state: "draft",
      origin: null,
      contact,
      isContactMasked: false,
      budget: { low: "50000000", high: "100000000" },
      clarity: { missing: ["conditions"], mustClarify: false },
      actions: ["submit", "close"],
      version: 1,
    });
    const submitted = await move(made.body, "submit");
    const triaged = await move(submitted.body, "begin_triage");
    const returned = await move(triaged.body, "return", { reason: "请补充现有基础" });
    expect(returned.body).toMatchObject({ state: "returned", stateReason: "请补充现有基础", version: 4 });
    const mended = await change(returned.body, { basis: "已有一台真空脱气炉", budget: null });
    expect(mended.body).toMatchObject({ basis: "已有一台真空脱气炉", budget: null, version: 5 });
    const { body } = await world.call("GET", `/api/needs/${made.body["id"] as string}/history`, {
      token: officer.token,
    });
    const lines = body as unknown as Record<string, unknown>[];
    expect(lines.map(({ action, fromState, toState }) => [action, fromState, toState])).toEqual([
      ["changed", "returned", "returned"],
      ["return", "in_triage", "returned"],
      ["begin_triage", "submitted", "in_triage"],
      ["submit", "draft", "submitted"],
      ["created", null, "draft"],
    ]);
    expect(lines[0]).toMatchObject({
      actorName: "张某",
      changes: [
        { field: "basis", before: null, after: "已有一台真空脱气炉" },
        { field: "budget", before: { low: "50000000", high: "100000000" }, after: null },
      ],
    });
  });
  test("is changed on the version that was read, and not at all by a step that is not there", async () => {
    const { body } = await create({}, { submit: true });
    expect(body["state"]).toBe("submitted");
    expect((await move(body, "accept")).body["code"]).toBe("needs.wrong_state");
    expect((await change(body, { field: "新材料" })).status).toBe(200);
    expect((await change(body, { field: "钢铁" })).status).toBe(412);
    expect((await move(body, "begin_triage")).status).toBe(412);
    expect((await read(body["id"])).body).toMatchObject({ state: "submitted", field: "新材料", version: 2 });
  });
  test("that says the same again is not changed", async () => {
    const { body } = await create();
    expect((await change(body, { title: NEED_BODY.title })).body["version"]).toBe(1);
  });
  test("announces what happens to it, and stands on the record", async () => {
    const { body } = await create();
    const id = body["id"] as string;
    const submitted = await move(body, "submit");
    await change(submitted.body, { title: "新名称" });
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT type, payload ->> 'title' AS title FROM events WHERE aggregate = ${`need:${id}`} ORDER BY seq`.execute(
        tx.kysely,
      ),
    );
    expect(rows).toEqual([
      { type: "needs.submitted", title: NEED_BODY.title },
      { type: "needs.changed", title: "新名称" },
    ]);
    const audited = await withSystem(world.db, async (tx) =>
      sql`SELECT action, zone_id FROM audit_events WHERE subject_id = ${id} ORDER BY at`.execute(tx.kysely),
    );
    expect(audited.rows).toEqual(
      ["need.created", "need.moved", "need.changed"].map((action) => ({ action, zone_id: zone })),
    );
  });
  test("has a lower and an upper end of its budget, and an enterprise that is one", async () => {
    expect((await create({ budget: { low: "2", high: "1" } })).body["code"]).toBe("needs.budget_upside_down");
    expect((await create({ enterpriseId: zone })).body["code"]).toBe("needs.enterprise_unfit");
  });
  test("gets numbers without a gap, however many write at once and however many fail", async () => {
    const scopeId = await world.createScope("pair", { parentId: zone });
    const { token } = await world.someone("pair_lead", scopeId);
    const tries = Array.from({ length: 12 }, async (_, index) =>
      create(index % 3 === 2 ? { enterpriseId: zone } : {}, { scopeId, token }),
    );
    const answers = await Promise.all(tries);
    const numbers = answers.flatMap(({ status, body }) => (status === 201 ? [body["number"] as string] : []));
    const last = numbers.map((number) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(last).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("who sees a need", () => {
  test("its enterprise sees it, answers while it is theirs, and sees no other", async () => {
    const enterprise = await world.createScope("enterprise");
    const member = await world.someone("enterprise_member", enterprise);
    const made = await create({ enterpriseId: enterprise });
    await create();
    const list = await world.call("GET", `/api/scopes/${enterprise}/needs?withTotal=true`, { token: member.token });
    expect(list.body).toMatchObject({ total: 1, items: [{ id: made.body["id"] }] });
    const changed = await change(made.body, { basis: "已有基础" }, member.token);
    expect([changed.status, changed.body["actions"]]).toEqual([200, ["submit", "close"]]);
    const found = async (words: string) => {
      const path = `/api/scopes/${pair}/needs?search=${encodeURIComponent(words)}&enterpriseId=${enterprise}`;
      return ((await world.call("GET", path, { token: officer.token })).body["items"] as unknown[]).length;
    };
    expect((await change(changed.body, { title: "脱硫" }, member.token)).status).toBe(200);
    expect(await found("脱硫")).toBe(0);
    await deliverDue(world.db, world.app.outbox);
    expect(await found("tuoliu")).toBe(1);
    changed.body["version"] = 3;
    const submitted = await move(changed.body, "submit", { token: member.token });
    expect(submitted.body).toMatchObject({ state: "submitted", mayChange: true, actions: ["close"] });
    const begun = await move(submitted.body, "begin_triage");
    const mended = await change(begun.body, { basis: "再改" }, member.token);
    const accepted = await move(mended.body, "accept");
    const late = await change(accepted.body, { basis: "太晚" }, member.token);
    expect([late.status, late.body["code"]]).toEqual([409, "needs.not_changeable"]);
    expect((await move(submitted.body, "begin_triage", { token: member.token })).status).toBe(403);
    const stranger = await world.someone("enterprise_lead", await world.createScope("enterprise"));
    expect((await read(made.body["id"], stranger.token)).status).toBe(404);
  });
  test("officers of both sides read it, other pairs do not know of it", async () => {
    const id = await makeNeed(world, pair, { contact: { name: "李四", phone: "13800001234" } });
    const inZone = await world.someone("zone_officer", zone);
    expect((await read(id, inZone.token)).status).toBe(200);
    const reader = await world.someone("reader", pair);
    expect((await read(id, reader.token)).body).toMatchObject({
      isContactMasked: true,
      contact: { name: "李某", phone: "138****1234" },
      mayChange: false,
      actions: [],
    });
    const other = await world.someone("pair_lead", await world.createScope("pair"));
    for (const path of [`/api/needs/${id}`, `/api/needs/${id}/history`, `/api/scopes/${pair}/needs`]) {
      expect((await world.call("GET", path, { token: other.token })).status).toBe(404);
    }
    expect((await change({ id, version: 1 }, { title: "夺" }, other.token)).status).toBe(404);
    expect((await create({}, { token: other.token })).status).toBe(404);
  });
  test("row-level security alone lets no foreign need, history or counter out or in", async () => {
    const id = await makeNeed(world, pair);
    const mine = await world.createScope("pair");
    const actor = { userId: officer.userId, readScopes: [mine], writeScopes: [mine] };
    await withActor(world.db, actor, async (tx) => {
      for (const table of ["needs", "need_revisions", "need_counters"]) {
        const { rows } = await sql`SELECT 1 AS x FROM ${sql.table(table)} WHERE scope_id = ${pair}`.execute(tx.kysely);
        expect([table, rows]).toEqual([table, []]);
      }
      const { numAffectedRows } = await sql`UPDATE needs SET title = 'x' WHERE id = ${id}`.execute(tx.kysely);
      expect(numAffectedRows).toBe(0n);
    });
    const insert = withActor(world.db, actor, async (tx) =>
      sql`INSERT INTO need_counters (scope_id, year, last) VALUES (${pair}, 2030, 1)`.execute(tx.kysely),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });
});

describe("an enterprise that states a need itself", () => {
  const stated = async (enterprise: string, token: string, more = "", body: object = {}) =>
    world.call("POST", `/api/scopes/${enterprise}/needs?${more}`, { token, body: { ...NEED_BODY, ...body } });
  async function makeEnterprise(parentId: string) {
    const enterprise = await world.createScope("enterprise", { name: "样例·自提企业", parentId });
    return { enterprise, member: await world.someone("enterprise_member", enterprise) };
  }

  test("reaches the pair of its zone, under its own name, and waits for triage like any other", async () => {
    const ownZone = await world.createScope("zone");
    const ownPair = await world.createScope("pair", { parentId: ownZone, name: "样例·本区专班" });
    const office = await world.someone("pair_officer", ownPair);
    const { enterprise, member } = await makeEnterprise(ownZone);
    const offices = await world.call("GET", `/api/scopes/${enterprise}/need-offices`, { token: member.token });
    expect(offices.body).toMatchObject({ offices: [{ id: ownPair, name: { zh: "样例·本区专班" } }] });
    const made = await stated(enterprise, member.token, "submit=true");
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        scopeId: ownPair,
        state: "submitted",
        number: expect.stringMatching(/^NEED-\d{4}-000001$/),
        enterprise: "样例·自提企业",
        enterpriseId: enterprise,
        mayChange: true,
        actions: ["close"],
      },
    ]);
    await deliverDue(world.db, world.app.outbox);
    const found = await world.call("GET", `/api/scopes/${ownPair}/needs?search=${encodeURIComponent("轴承钢")}`, {
      token: office.token,
    });
    expect(found.body["items"]).toMatchObject([{ id: made.body["id"], state: "submitted" }]);
    const named = await world.call("GET", `/api/scopes/${ownPair}/enterprises`, { token: office.token });
    expect(named.body["items"]).toMatchObject([{ name: "样例·自提企业" }]);
    const inbox = await world.call("GET", "/api/me/inbox", { token: office.token });
    expect(JSON.stringify(inbox.body)).toContain("新提交的需求待初审");
    const judged = await move(made.body, "begin_triage", { token: office.token });
    expect((await move(judged.body, "accept", { token: office.token })).body["state"]).toBe("accepted");
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT scope_id, action FROM audit_events WHERE subject_id = ${made.body["id"] as string} ORDER BY at`.execute(
        tx.kysely,
      ),
    );
    expect(rows[0]).toEqual({ scope_id: enterprise, action: "need.created" });
  });

  test("keeps a draft to its own people until it is handed in, and its wording until then for good", async () => {
    const ownZone = await world.createScope("zone");
    const ownPair = await world.createScope("pair", { parentId: ownZone });
    const office = await world.someone("pair_lead", ownPair);
    const inZone = await world.someone("zone_officer", ownZone);
    const { enterprise, member } = await makeEnterprise(ownZone);
    const colleague = await world.someone("enterprise_lead", enterprise);
    const made = await stated(enterprise, member.token, "submit=false", { title: "还没想好的说法" });
    const id = made.body["id"] as string;
    const changed = await change(made.body, { title: "想好了的说法" }, colleague.token);
    expect(changed.body).toMatchObject({ state: "draft", isOwnDraft: true, version: 2 });
    for (const { token } of [office, inZone]) {
      for (const path of [`/api/needs/${id}`, `/api/needs/${id}/history`]) {
        expect([path, (await world.call("GET", path, { token })).status]).toEqual([path, 404]);
      }
      const listed = await world.call("GET", `/api/scopes/${ownPair}/needs?withTotal=true`, { token });
      expect(listed.body).toMatchObject({ items: [], total: 0 });
      expect((await move(changed.body, "submit", { token })).status).toBe(404);
    }
    const handedIn = await move(changed.body, "submit", { token: member.token });
    expect(handedIn.body).toMatchObject({ state: "submitted", isOwnDraft: false, title: "想好了的说法" });
    const history = await world.call("GET", `/api/needs/${id}/history`, { token: office.token });
    expect(history.status).toBe(200);
    expect(JSON.stringify(history.body)).not.toContain("还没想好");
  });

  test("tells the office what it changes or withdraws while the office judges, and nothing of a draft", async () => {
    const ownZone = await world.createScope("zone");
    const office = await world.someone("pair_officer", await world.createScope("pair", { parentId: ownZone }));
    const { enterprise, member } = await makeEnterprise(ownZone);
    const told = async () => {
      await deliverDue(world.db, world.app.outbox);
      const { body } = await world.call("GET", "/api/me/inbox", { token: office.token });
      return (body["items"] as { title: { zh: string } }[]).map(({ title }) => title.zh.replace(/NEED-\S+/, "N"));
    };
    const draft = await stated(enterprise, member.token);
    const changed = await change(draft.body, { title: "草稿里的话" }, member.token);
    const gone = await move(changed.body, "close", { token: member.token, reason: "不写了" });
    expect([gone.body["state"], await told()]).toEqual(["closed", []]);
    const made = await stated(enterprise, member.token, "submit=true");
    const mended = await change(made.body, { title: "改过的话" }, member.token);
    expect((await told()).toSorted()).toEqual([
      "企业改了待初审的需求：N 改过的话",
      `新提交的需求待初审：N ${NEED_BODY.title}`,
    ]);
    const unreasoned = await move(mended.body, "close", { token: member.token });
    expect(unreasoned.body["code"]).toBe("needs.reason_missing");
    await move(mended.body, "close", { token: member.token, reason: "已经自己解决" });
    expect(await told()).toContain("企业撤回了 N 改过的话：已经自己解决");
  });

  test("is told where its need can go: chosen among several, and why where there is none", async () => {
    const province = await world.createScope("province");
    const ownZone = await world.createScope("zone", { parentId: province, name: "样例·两对高新区" });
    const [one, other] = [
      await world.createScope("pair", { parentId: ownZone, name: "样例·甲专班" }),
      await world.createScope("pair", { parentId: ownZone, name: "样例·乙专班" }),
    ];
    const { enterprise, member } = await makeEnterprise(ownZone);
    const unchosen = await stated(enterprise, member.token);
    expect([unchosen.status, unchosen.body["code"]]).toEqual([422, "needs.office_unchosen"]);
    const foreign = await stated(enterprise, member.token, `officeId=${pair}`);
    expect([foreign.status, foreign.body["code"]]).toEqual([422, "needs.office_unfit"]);
    expect((await stated(enterprise, member.token, `officeId=${other}`)).body["scopeId"]).toBe(other);
    const again = await world.call("GET", `/api/scopes/${enterprise}/need-offices`, { token: member.token });
    expect(again.body["offices"]).toMatchObject([
      { id: other, isKnown: true },
      { id: one, isKnown: false },
    ]);
    const beneathProvince = await makeEnterprise(province);
    const path = `/api/scopes/${beneathProvince.enterprise}/need-offices`;
    const offices = await world.call("GET", path, { token: beneathProvince.member.token });
    expect((offices.body["offices"] as { id: string }[]).map(({ id }) => id).toSorted()).toEqual(
      [one, other].toSorted(),
    );

    const lonely = await makeEnterprise(await world.createScope("zone", { name: "样例·未结对高新区" }));
    const nowhere = await stated(lonely.enterprise, lonely.member.token);
    expect([nowhere.status, nowhere.body["code"]]).toEqual([409, "needs.office_none"]);
    expect(nowhere.body["detail"]).toContain("样例·未结对高新区");
  });

  test("row-level security alone lets it write in a pair of its own zone, and for itself", async () => {
    const { enterprise, member } = await makeEnterprise(zone);
    const stranger = await world.createScope("enterprise", { parentId: zone });
    const elsewhere = await world.createScope("pair", { parentId: await world.createScope("zone") });
    const actor = { userId: member.userId, readScopes: [enterprise], writeScopes: [enterprise] };
    const enter = async (scopeId: string, enterpriseId: string) =>
      withActor(world.db, actor, async (tx) =>
        sql`INSERT INTO needs (id, scope_id, number, number_is_own, title, record, digest, match_keys, enterprise_id)
          VALUES (gen_random_uuid(), ${scopeId}, gen_random_uuid()::text, false, 'x', '{}', 'x', '{}', ${enterpriseId})
        `.execute(tx.kysely),
      );
    await enter(pair, enterprise);
    await expect(enter(elsewhere, enterprise)).rejects.toThrow(/row-level security/);
    await expect(enter(pair, stranger)).rejects.toThrow(/row-level security/);
    const count = withActor(world.db, actor, async (tx) =>
      sql`INSERT INTO need_counters (scope_id, year, last) VALUES (${elsewhere}, 2031, 1)`.execute(tx.kysely),
    );
    await expect(count).rejects.toThrow(/row-level security/);
  });

  test("is read by its people for as long as they belong there, where it is for named people alone", async () => {
    const ownPair = await world.createScope("pair", { parentId: zone });
    const { enterprise, member } = await makeEnterprise(zone);
    const made = await stated(enterprise, member.token, `submit=true&visibility=restricted&officeId=${ownPair}`);
    expect([made.status, made.body["visibility"], made.body["mayHandle"]]).toEqual([201, "restricted", true]);
    const readers = await withSystem(world.db, async (tx) =>
      sql`SELECT readers FROM needs WHERE id = ${made.body["id"] as string}`.execute(tx.kysely),
    );
    expect(readers.rows).toEqual([{ readers: [] }]);
    const office = await world.someone("pair_officer", ownPair);
    expect((await read(made.body["id"], office.token)).status).toBe(404);
    expect((await read(made.body["id"], (await world.someone("pair_lead", ownPair)).token)).status).toBe(200);
  });

  test("a list that says the same leaves its draft alone", async () => {
    const ownPair = await world.createScope("pair", { parentId: zone });
    const { enterprise, member } = await makeEnterprise(zone);
    const made = await stated(enterprise, member.token, `officeId=${ownPair}`, { title: "同名的草稿" });
    const record = toStored({
      id: "7",
      origin: { file: "needs.xlsx", row: 3 },
      title: "同名的草稿",
      content: "清单里的话",
      enterprise: "样例·自提企业",
    });
    await withSystem(world.db, async (tx) => {
      const [comparison, ...others] = await needTarget.compare(tx, ownPair, [
        { record, hasOwnNumber: true, digest: digestOf(record) },
      ]);
      expect([comparison?.outcome, others]).toEqual(["added", []]);
    });
    expect((await read(made.body["id"], member.token)).body).toMatchObject({ content: NEED_BODY.content, version: 1 });
  });
});

test("needs are listed in order, filtered, searched, and handed out as a file", async () => {
  const scopeId = await world.createScope("pair", { parentId: zone });
  const { token } = await world.someone("pair_officer", scopeId);
  const high = (yuan: number) => ({ low: String(yuan * 100), high: String(yuan * 100) });
  await create({ title: "甲题", budget: high(300), field: "新材料", deadline: "2027-01-01" }, { scopeId, token });
  await create({ title: "=乙题", budget: high(100), field: "生物医药" }, { scopeId, token, submit: true });
  await create(
    { title: "丙题", field: "新材料", deadline: "2026-12-01", contact: { phone: "13800001234" } },
    { scopeId, token },
  );
  const titles = async (query: string) => {
    const { body } = await world.call("GET", `/api/scopes/${scopeId}/needs?${query}`, { token });
    return (body["items"] as { title: string }[]).map(({ title }) => title);
  };
  expect(await titles("sort=budget")).toEqual(["丙题", "=乙题", "甲题"]);
  expect(await titles("sort=deadline")).toEqual(["丙题", "甲题", "=乙题"]);
  expect(await titles("sort=-number&state=draft")).toEqual(["丙题", "甲题"]);
  expect(await titles(`field=${encodeURIComponent("新材料")}&dueBefore=2027-01-01`)).toEqual(["丙题"]);
  expect(await titles(`search=${encodeURIComponent("乙题")}`)).toEqual(["=乙题"]);
  expect(await titles("mustClarify=false")).toEqual([]);

  const response = await world.app.fetch(
    new Request(
      `http://127.0.0.1:8080/api/scopes/${scopeId}/needs/export?format=csv&sort=budget&columns=title,budget,contactPhone`,
      {
        headers: { cookie: `session=${token}`, "sec-fetch-site": "same-origin", "accept-language": "zh" },
      },
    ),
  );
  expect(response.headers.get("content-disposition")).toContain("attachment");
  expect(await response.text()).toBe(
    "\uFEFF需求名称,拟投入资金,联系电话\r\n丙题,,13800001234\r\n'=乙题,100 元,\r\n甲题,300 元,\r\n".replace(
      "\uFEFF",
      "",
    ),
  );
});

test("what a draft lacks is told while it is written, and nothing is saved", async () => {
  const { body } = await world.call("POST", `/api/scopes/${pair}/needs/clarity`, {
    token: officer.token,
    body: { title: "技术合作", content: "希望对接高校" },
  });
  expect(body).toMatchObject({
    mustClarify: true,
    missing: ["problem", "indicators", "conditions", "basis", "budget", "deadline"],
  });
});

test("a list of needs comes in, once, changes what it says anew, and goes out again", async () => {
  const scopeId = await world.createScope("pair", { parentId: zone });
  const origin = { file: "needs.xlsx", row: 3 };
  const listed = (id: string, title: string, more: object = {}) => {
    const record = toStored({ id, origin, title, content: title, enterprise: `${title}企业`, ...more });
    return { record, hasOwnNumber: true, digest: digestOf(record) };
  };
  const take = async (records: ReturnType<typeof listed>[]) =>
    withSystem(world.db, async (tx) => {
      const comparisons = await needTarget.compare(tx, scopeId, records);
      return {
        outcomes: comparisons.map(({ outcome }) => outcome),
        changes: await needTarget.apply(tx, scopeId, comparisons),
      };
    });
  const list = [listed("1", "甲", { budget: { low: 100n, high: 200n }, deadline: "2027-06-30" }), listed("2", "乙")];
  expect((await take(list)).outcomes).toEqual(["added", "added"]);
  expect((await take(list)).outcomes).toEqual(["unchanged", "unchanged"]);
  const { token } = await world.someone("pair_officer", scopeId);
  const before = await world.call("GET", `/api/scopes/${scopeId}/needs`, { token });
  expect(before.body["items"]).toMatchObject([
    { listNumber: "1", state: "submitted", budget: { low: "100", high: "200" }, deadline: "2027-06-30" },
    { listNumber: "2", state: "submitted", mustClarify: true },
  ]);
  const named = await world.call("GET", `/api/scopes/${scopeId}/enterprises`, { token });
  expect((named.body["items"] as { name: string }[]).map(({ name }) => name).toSorted()).toEqual(["乙企业", "甲企业"]);
  const loaded = await withSystem(world.db, async (tx) => loadNeeds(tx, scopeId));
  expect(loaded.map(({ record }) => [record.id, record.budget?.high])).toEqual([
    ["1", 200n],
    ["2", undefined],
  ]);

  const second = await take([listed("1", "甲", { field: "新材料" }), listed("2", "乙"), listed("3", "丙")]);
  expect(second.outcomes).toEqual(["updated", "unchanged", "added"]);
  const first = loaded[0]?.id ?? "";
  const history = await world.call("GET", `/api/needs/${first}/history`, { token });
  expect(history.body).toMatchObject([
    { action: "imported", changes: [{ field: "field", before: null, after: "新材料" }], version: 2 },
    { action: "imported", changes: [], version: 1 },
  ]);

  const { reverted, left } = await withSystem(world.db, async (tx) => needTarget.revert(tx, scopeId, second.changes));
  expect([reverted.length, left]).toEqual([2, []]);
  const after = await world.call("GET", `/api/scopes/${scopeId}/needs`, { token });
  expect(after.body["items"]).toMatchObject([{ listNumber: "1", field: null, version: 3 }, { listNumber: "2" }]);
});
