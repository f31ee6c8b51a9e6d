import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handIn } from "../../../test/lists.ts";
import { makeNeed } from "../../../test/needs.ts";
import { makePair } from "../../../test/pairs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { type Actor, withActor, withSystem } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { deliverDue } from "../../platform/outbox/index.ts";

type Person = { readonly userId: string; readonly token: string };

let world: TestApp;
let province: string;
let zone: string;
let pair: string;
let enterprise: string;
let owner: Person;
let lead: Person;
let officer: Person;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  province = await world.createScope("province");
  zone = await world.createScope("zone", { parentId: province });
  pair = await makePair(world, zone);
  enterprise = await world.createScope("enterprise");
  owner = await world.someone("enterprise_lead", enterprise);
  lead = await world.someone("pair_lead", pair);
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const get = async (path: string, { token }: Person) => world.call("GET", path, { token });
const open = async (needId: string, person: Person) => get(`/api/needs/${needId}`, person);
/** As people read it who do not work with it. */
const read = async (needId: string, person: Person) => get(`/api/needs/${needId}/reading`, person);
async function setVisibility(needId: string, visibility: string, person: Person) {
  const version = Number((await open(needId, person)).body["version"] ?? 1);
  const path = `/api/needs/${needId}/visibility`;
  return world.call("PUT", path, {
    token: person.token,
    body: { visibility },
    headers: { "if-match": `"${version}"` },
  });
}
const titles = async (path: string, person: Person) =>
  ((await get(path, person)).body["items"] as { title: string }[]).map(({ title }) => title);
const readings = async (needId: string, person = owner) =>
  ((await get(`/api/needs/${needId}/readings`, person)).body["items"] as { part: string; userId: string }[]).map(
    ({ part, userId }) => [part, userId],
  );
async function loginOf({ userId }: Pick<Person, "userId">): Promise<string> {
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ login: string }>`SELECT login FROM users WHERE id = ${userId}`.execute(tx.kysely),
  );
  return rows[0]?.login ?? "";
}

describe("a need for named people", () => {
  let needId: string;
  beforeEach(async () => {
    needId = await makeNeed(world, pair, { title: "保密需求", enterpriseId: enterprise });
    await withSystem(world.db, async (tx) =>
      sql`UPDATE needs SET zone_id = ${zone} WHERE id = ${needId}`.execute(tx.kysely),
    );
  });
  // With a key, as every page sends one: then the route runs in the transaction that keeps its answer.
  const keyed = () => ({ "idempotency-key": newId() });
  const invite = async (login: string, by = owner) =>
    world.call("POST", `/api/needs/${needId}/readers`, { token: by.token, body: { login }, headers: keyed() });
  const invitation = async (person: Person) => get(`/api/needs/${needId}/invitation`, person);
  const accept = async (person: Person, digest: unknown) =>
    world.call("POST", `/api/needs/${needId}/invitation/acceptance`, {
      token: person.token,
      body: { digest },
      headers: keyed(),
    });

  test("is there for the enterprise, its zone and the head of the office, and for nobody else", async () => {
    const zoneOfficer = await world.someone("zone_officer", zone);
    const others = [
      officer,
      await world.someone("technology_manager", pair),
      await world.someone("province_officer", province),
      await world.someone("reader", zone),
      await world.someone("reader", enterprise),
    ];
    for (const person of [officer, lead]) expect((await open(needId, person)).status).toBe(200);
    expect((await setVisibility(needId, "restricted", owner)).body).toMatchObject({ visibility: "restricted" });
    for (const person of [owner, zoneOfficer, lead]) expect((await open(needId, person)).status).toBe(200);
    for (const person of others) expect((await open(needId, person)).status).toBe(404);
    expect(await titles(`/api/scopes/${pair}/needs`, lead)).toEqual(["保密需求"]);
    expect(await titles(`/api/scopes/${pair}/needs?search=${encodeURIComponent("保密")}`, lead)).toEqual(["保密需求"]);
    expect(await titles(`/api/scopes/${pair}/needs`, officer)).toEqual([]);
    const actor: Actor = { userId: officer.userId, readScopes: [pair, zone, enterprise], writeScopes: [pair] };
    const { rows } = await withActor(world.db, actor, async (tx) =>
      sql`SELECT 1 FROM needs UNION ALL SELECT 1 FROM need_revisions`.execute(tx.kysely),
    );
    expect(rows).toEqual([]);
    const change = { token: officer.token, body: { title: "改名" }, headers: { "if-match": '"2"' } };
    expect((await world.call("PATCH", `/api/needs/${needId}`, change)).status).toBe(404);
  });
  test("is restricted, and opened again, by those who handle it; each step is in its history and the audit", async () => {
    expect((await setVisibility(needId, "restricted", officer)).status).toBe(403);
    expect((await setVisibility(needId, "pair", lead)).body["code"]).toBe("needs.visibility_same");
    await setVisibility(needId, "restricted", lead);
    expect((await setVisibility(needId, "pair", owner)).body).toMatchObject({ visibility: "pair" });
    expect((await open(needId, officer)).status).toBe(200);
    await deliverDue(world.db, world.app.outbox);
    const found = await get(`/api/scopes/${pair}/needs?search=${encodeURIComponent("保密")}`, officer);
    expect(found.body["items"]).toHaveLength(1);
    const history = (await get(`/api/needs/${needId}/history`, lead)).body as unknown as { changes: unknown }[];
    expect(history.map(({ changes }) => changes)).toEqual([
      [{ field: "visibility", before: "restricted", after: "pair" }],
      [{ field: "visibility", before: "pair", after: "restricted" }],
    ]);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{
        details: unknown;
      }>`SELECT details FROM audit_events WHERE action = 'need.visibility_changed' ORDER BY at`.execute(tx.kysely),
    );
    expect(rows.map(({ details }) => details)).toEqual([
      { from: "pair", to: "restricted" },
      { from: "restricted", to: "pair" },
    ]);
  });
  test("logs every reading, and shows the log to those whose secret it is", async () => {
    await setVisibility(needId, "restricted", owner);
    await open(needId, lead);
    await get(`/api/needs/${needId}/history`, lead);
    await get(`/api/scopes/${pair}/needs`, lead);
    await get(`/api/scopes/${pair}/needs/export?format=csv`, lead);
    expect(await readings(needId)).toEqual([
      ["export", lead.userId],
      ["list", lead.userId],
      ["history", lead.userId],
      ["page", lead.userId],
      ["change", owner.userId],
    ]);
    const path = `/api/needs/${needId}/readings`;
    const first = (await get(`${path}?limit=3`, owner)).body;
    const rest = (await get(`${path}?limit=3&cursor=${String(first["nextCursor"])}`, owner)).body;
    expect([first, rest].map(({ items }) => (items as unknown[]).length)).toEqual([3, 2]);
    expect((await get(path, officer)).status).toBe(403);
    expect((await get(path, await world.someone("pair_lead", await world.createScope("pair")))).status).toBe(404);
  });
  test("is read by an invited person from the moment they accept the statement", async () => {
    await setVisibility(needId, "restricted", owner);
    const expert = await world.someone("researcher", await world.createScope("university", { name: "某大学" }));
    expect((await invitation(expert)).status).toBe(404);
    expect((await accept(expert, "0".repeat(64))).status).toBe(404);
    expect((await invite(await loginOf(expert), officer)).status).toBe(403);
    expect((await invite("nobody-here")).body["code"]).toBe("needs.reader_unknown");
    expect((await invite(await loginOf(expert))).status).toBe(201);
    const refused = await read(needId, expert);
    expect(refused.body).toMatchObject({ status: 403, code: "confidentiality.not_accepted" });
    expect(JSON.stringify(refused.body)).not.toContain("保密需求");
    const offered = (await invitation(expert)).body;
    expect(offered).toMatchObject({ isAccepted: false, statement: { isDefault: true } });
    expect((await accept(expert, "0".repeat(64))).body["code"]).toBe("confidentiality.statement_changed");
    const { digest } = offered["statement"] as { digest: string };
    expect((await accept(expert, digest)).status).toBe(204);
    expect((await read(needId, expert)).body).toMatchObject({ title: "保密需求", actions: [], mayHandle: false });
    expect((await get(`/api/needs/${needId}/history`, expert)).status).toBe(403);
    expect((await readings(needId))[0]).toEqual(["page", expert.userId]);
    const { body: readers } = await get(`/api/needs/${needId}/readers`, lead);
    expect(readers).toMatchObject([{ userId: expert.userId, units: "某大学", acceptedVersion: 0, withdrawnAt: null }]);
    const put = { token: lead.token, body: { zh: "新声明", en: "New" }, headers: { "if-match": '"0"' } };
    await world.call("PUT", `/api/scopes/${pair}/confidentiality-statement`, put);
    expect((await read(needId, expert)).body["code"]).toBe("confidentiality.not_accepted");
    await accept(expert, ((await invitation(expert)).body["statement"] as { digest: string }).digest);
    expect((await read(needId, expert)).status).toBe(200);
    const gone = await world.call("DELETE", `/api/needs/${needId}/readers/${expert.userId}`, { token: owner.token });
    expect(gone.status).toBe(204);
    expect((await read(needId, expert)).status).toBe(404);
  });
  test("is told of to those who read it, by its number", async () => {
    await deliverDue(world.db, world.app.outbox);
    await setVisibility(needId, "restricted", owner);
    await invite(await loginOf(officer));
    await deliverDue(world.db, world.app.outbox);
    const inbox = async (person: Person) =>
      ((await get("/api/me/inbox", person)).body["items"] as { kind: string; title: { zh: string } }[]).map(
        ({ kind }) => kind,
      );
    expect(await inbox(lead)).toEqual(["needs.visibility_changed"]);
    // Who is invited and has not accepted is told that much.
    expect(await inbox(officer)).toEqual(["needs.reader_invited"]);
  });
  test("cannot be merged, and is not matched", async () => {
    const other = await makeNeed(world, pair, { title: "公开需求", enterpriseId: enterprise });
    await setVisibility(needId, "restricted", owner);
    const merge = { token: lead.token, body: { into: needId }, headers: { "if-match": '"1"' } };
    expect((await world.call("POST", `/api/needs/${other}/merge`, merge)).body["code"]).toBe("needs.merge_unfit");
    const run = { token: officer.token, body: { needIds: [needId] } };
    expect((await world.call("POST", `/api/scopes/${pair}/match-runs`, run)).status).toBeGreaterThanOrEqual(400);
    expect((await get(`/api/needs/${needId}/team-suggestion`, lead)).status).toBe(404);
  });
  test("may be written down as such; who wrote it reads it once they accept the statement", async () => {
    const path = `/api/scopes/${pair}/needs?visibility=restricted&submit=true`;
    const made = await world.call("POST", path, { token: officer.token, body: { title: "电话里说的" } });
    expect(made.body).toMatchObject({ visibility: "restricted" });
    const id = String(made.body["id"]);
    expect((await open(id, officer)).body["code"]).toBe("confidentiality.not_accepted");
    const { statement } = (await get(`/api/needs/${id}/invitation`, officer)).body as { statement: { digest: string } };
    const body = { digest: statement.digest };
    await world.call("POST", `/api/needs/${id}/invitation/acceptance`, { token: officer.token, body });
    expect((await open(id, officer)).status).toBe(200);
  });
});

describe("a list that marks a need as restricted", () => {
  const take = async (rows: string) => {
    const text = `序号,需求名称,需求内容,企业名称,保密\n${rows}\n`;
    const file = { name: "需求.csv", bytes: new TextEncoder().encode(text) };
    const { body } = await handIn(world, officer.token, pair, file, "kind=needs&classification=confidential");
    const importId = String(body["id"]);
    const jobs = await world.app.startJobs({ pollMs: 20 });
    const accepting = { token: officer.token, body: { importIds: [importId] } };
    const { body: started } = await world.call("POST", `/api/scopes/${pair}/imports/accept`, accepting);
    const job = async () => (await get(`/api/jobs/${String(started["jobId"])}`, officer)).body["state"];
    await expect.poll(job, { interval: 20 }).toBe("done");
    await jobs.stop();
    return importId;
  };
  const rowsOf = async (importId: string, person: Person) =>
    ((await get(`/api/imports/${importId}/rows`, person)).body["items"] as { label: string }[]).map(
      ({ label }) => label,
    );

  test("takes it in for named people, and shows its row to whoever handed it in", async () => {
    const importId = await take("1,公开的,内容一,某厂,\n2,不公开的,内容二,某厂,是");
    expect((await titles(`/api/scopes/${pair}/needs`, lead)).toSorted()).toEqual(["不公开的", "公开的"]);
    expect(await titles(`/api/scopes/${pair}/needs`, officer)).toEqual(["公开的"]);
    expect(await rowsOf(importId, await world.someone("pair_officer", pair))).toEqual(["公开的"]);
    const colleague = await world.someone("pair_officer", pair);
    expect((await get(`/api/imports/${importId}/corrections`, colleague)).status).toBeGreaterThanOrEqual(400);
  });
  test("changes nothing of one that is restricted, restricts one that was not, and opens none", async () => {
    await take("1,公开的,内容一,某厂,\n2,不公开的,内容二,某厂,是");
    await take("1,公开的,内容一,某厂,是\n2,不公开的,另一个内容,某厂,");
    const { body } = await get(`/api/scopes/${pair}/needs`, lead);
    const found = body["items"] as { id: string; title: string; visibility: string }[];
    expect(found.map(({ visibility }) => visibility)).toEqual(["restricted", "restricted"]);
    const second = found.find(({ title }) => title === "不公开的");
    expect((await open(second?.id ?? "", lead)).body).toMatchObject({ content: "内容二" });
  });
});

describe("a need that is open to the province", () => {
  test("is read by the province's other pairs and universities, without who to call", async () => {
    const needId = await makeNeed(world, pair, {
      title: "面向全省的需求",
      content: "轴承钢",
      state: "accepted",
      contact: { name: "张三", phone: "13800001234" },
    });
    await setVisibility(needId, "province", lead);
    const otherPair = await makePair(world, await world.createScope("zone", { parentId: province }));
    const readers = [
      await world.someone("pair_officer", otherPair),
      await world.someone("researcher", await world.createScope("university", { parentId: province })),
    ];
    for (const person of readers) {
      const scopeId =
        person === readers[0]
          ? otherPair
          : ((await get("/api/me", person)).body["grants"] as { scopeId: string }[])[0]?.scopeId;
      expect(await titles(`/api/scopes/${scopeId}/open-needs?search=${encodeURIComponent("轴承")}`, person)).toEqual([
        "面向全省的需求",
      ]);
      const { body } = await read(needId, person);
      expect(body).toMatchObject({ openedBy: { zh: "某区 × 某校" }, isContactMasked: true, mayHandle: false });
      expect(JSON.stringify(body)).not.toContain("13800001234");
      const file = await get(`/api/scopes/${scopeId}/open-needs/export?format=csv`, person);
      expect(Buffer.from(file.bytes).toString("utf8")).toContain("面向全省的需求");
      expect(Buffer.from(file.bytes).toString("utf8")).not.toContain("13800001234");
      expect((await get(`/api/needs/${needId}/history`, person)).status).toBeGreaterThanOrEqual(403);
    }
    const elsewhere = await makePair(
      world,
      await world.createScope("zone", { parentId: await world.createScope("province") }),
    );
    const stranger = await world.someone("pair_lead", elsewhere);
    expect(await titles(`/api/scopes/${elsewhere}/open-needs`, stranger)).toEqual([]);
    expect((await read(needId, stranger)).status).toBe(404);
    await setVisibility(needId, "pair", lead);
    expect(await titles(`/api/scopes/${otherPair}/open-needs`, readers[0] as Person)).toEqual([]);
  });
  test("takes a province above the pair", async () => {
    const alone = await makePair(world, await world.createScope("zone"));
    const needId = await makeNeed(world, alone);
    const answer = await setVisibility(needId, "province", await world.someone("pair_lead", alone));
    expect(answer.body).toMatchObject({ status: 409, code: "conflict.needs_province_known" });
  });
});
