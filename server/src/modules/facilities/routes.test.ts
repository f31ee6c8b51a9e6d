import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { digestOf } from "../directory/index.ts";
import { instrumentTarget, loadInstruments } from "./index.ts";

let world: TestApp;
let pair: string;
let officer: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair");
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const send = async (method: string, path: string, body: object, { token = officer.token, version = 0 } = {}) =>
  world.call(method, path, { token, body, ...(version === 0 ? {} : { headers: { "if-match": `"${version}"` } }) });

test("a platform is entered, holds instruments, and is changed on the version that was read", async () => {
  const made = await send("POST", `/api/scopes/${pair}/facilities`, {
    kind: "pilot_platform",
    name: "合成生物中试平台",
    areaM2: 10_000,
    contact: { name: "王五", phone: "0510-85900000" },
  });
  expect(made).toMatchObject({ status: 201, body: { instrumentCount: 0, areaM2: 10_000, version: 1 } });
  const facilityId = made.body["id"] as string;
  const instrument = await send("POST", `/api/scopes/${pair}/instruments`, {
    name: "生物反应器",
    functions: "500 升发酵",
    facilityId,
  });
  expect(instrument.body).toMatchObject({
    facilityName: "合成生物中试平台",
    listNumber: null,
    origin: null,
    version: 1,
  });
  const changed = await send("PATCH", `/api/facilities/${facilityId}`, { price: "面议" }, { version: 1 });
  expect(changed.body).toMatchObject({ price: "面议", instrumentCount: 1, version: 2, contact: { name: "王五" } });
  expect((await send("PATCH", `/api/facilities/${facilityId}`, { price: "1" }, { version: 1 })).status).toBe(412);
  const moved = await send(
    "PATCH",
    `/api/instruments/${instrument.body["id"] as string}`,
    { facilityId: null, price: "800 元/天" },
    { version: 1 },
  );
  expect(moved.body).toMatchObject({
    facilityId: null,
    facilityName: null,
    price: "800 元/天",
    functions: "500 升发酵",
    version: 2,
  });
  const { rows } = await withSystem(world.db, async (tx) =>
    sql`SELECT action FROM audit_events WHERE scope_id = ${pair} AND action <> 'member.added' ORDER BY at`.execute(
      tx.kysely,
    ),
  );
  expect(rows.map((row) => (row as { action: string }).action)).toEqual([
    "facility.created",
    "instrument.created",
    "facility.changed",
    "instrument.changed",
  ]);
});

test("its managers see it and change it, and see nothing else of the pair", async () => {
  const scope = await world.createScope("facility");
  const manager = await world.someone("facility_manager", scope);
  const made = await send("POST", `/api/scopes/${pair}/facilities`, {
    kind: "incubator",
    name: "某孵化器",
    managerScopeId: scope,
  });
  const path = `/api/facilities/${made.body["id"] as string}`;
  const list = await world.call("GET", `/api/scopes/${scope}/facilities`, { token: manager.token });
  expect(list.body["items"]).toMatchObject([{ name: "某孵化器" }]);
  const changed = await send("PATCH", path, { location: "3 楼" }, { token: manager.token, version: 1 });
  expect(changed).toMatchObject({ status: 200, body: { location: "3 楼" } });
  const taken = await send("PATCH", path, { managerScopeId: null }, { token: manager.token, version: 2 });
  expect(taken.status).toBe(404);
  expect((await world.call("GET", `/api/scopes/${pair}/facilities`, { token: manager.token })).status).toBe(404);
  const wrong = await send("PATCH", path, { managerScopeId: pair }, { version: 2 });
  expect(wrong.body["code"]).toBe("facilities.manager_unfit");
});

test("an instrument stands in a facility of its own pair", async () => {
  const other = await world.createScope("pair");
  const { token } = await world.someone("pair_officer", other);
  const made = await send("POST", `/api/scopes/${other}/facilities`, { kind: "incubator", name: "别处" }, { token });
  const facilityId = made.body["id"] as string;
  const refused = await send("POST", `/api/scopes/${pair}/instruments`, { name: "离心机", facilityId });
  expect(refused.body["code"]).toBe("facilities.facility_unfit");
  for (const path of [`/api/facilities/${facilityId}`, `/api/scopes/${other}/instruments`]) {
    expect((await world.call("GET", path, { token: officer.token })).status).toBe(404);
  }
});

test("a list of instruments comes in once, is found by pinyin, and goes out as it is seen", async () => {
  const scopeId = await world.createScope("pair");
  const { token, userId } = await world.someone("pair_officer", scopeId);
  const listed = (id: string, name: string, unit: string) => {
    const record = { id, origin: { file: "i.xlsx", row: 2 }, name, functions: "=检测", unit };
    return { record, hasOwnNumber: true, digest: digestOf(record) };
  };
  const list = [listed("1", "扫描电镜", "甲中心"), listed("2", "质谱仪", "乙中心"), listed("3", "质谱仪", "乙中心")];
  const take = async () =>
    withSystem(world.db, async (tx) => {
      const comparisons = await instrumentTarget.compare(tx, scopeId, list);
      await instrumentTarget.apply(tx, scopeId, comparisons);
      return comparisons.map(({ outcome }) => outcome);
    });
  expect(await take()).toEqual(["added", "added", "added"]);
  expect(await take()).toEqual(["unchanged", "unchanged", "unchanged"]);
  const names = async (query: string) => {
    const { body } = await world.call("GET", `/api/scopes/${scopeId}/instruments?${query}`, { token });
    return (body["items"] as { name: string; listNumber: string }[]).map(({ name, listNumber }) => name + listNumber);
  };
  expect(await names("search=zhipu")).toEqual(["质谱仪2", "质谱仪3"]);
  expect(await names(`unit=${encodeURIComponent("甲中心")}`)).toEqual(["扫描电镜1"]);
  const file = await world.call(
    "GET",
    `/api/scopes/${scopeId}/instruments/export?format=csv&columns=name,functions&search=saomiao`,
    { token },
  );
  expect(new TextDecoder().decode(file.bytes)).toBe("仪器名称,功能\r\n扫描电镜,'=检测\r\n");
  const loaded = await withSystem(world.db, async (tx) => loadInstruments(tx, scopeId));
  expect(loaded.map(({ record }) => record.id)).toEqual(["1", "2", "3"]);
  // Row-level security alone.
  const stranger = { userId, readScopes: [pair], writeScopes: [pair] };
  expect(await withActor(world.db, stranger, async (tx) => loadInstruments(tx, scopeId))).toEqual([]);
});
