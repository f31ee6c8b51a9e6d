import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";
import { withSystem } from "../../platform/db/index.ts";

let world: TestApp;
let province: string;
let zone: string;
let university: string;
let officer: string;
let pairId: string;
beforeAll(async () => {
  world = await openTestApp();
  province = await world.createScope("province", { name: "某省" });
  zone = await world.createScope("zone", { name: "甲高新区", parentId: province });
  university = await world.createScope("university", { name: "乙大学", parentId: province });
  officer = (await world.someone("province_officer", province)).token;
  const made = await world.call("POST", "/api/pairs", {
    token: officer,
    body: { zoneId: zone, universityId: university, since: "2025-07-16", source: "某公告" },
  });
  pairId = String(made.body["id"]);
});
afterAll(async () => world.db.close());

const namesSeenBy = async (token: string, query = "") => {
  const { status, body } = await world.call("GET", `/api/pairs${query}`, { token });
  expect(status).toBe(200);
  return (body["items"] as { name: string }[]).map(({ name }) => name);
};

describe("a pair", () => {
  test("is made with all that was said of it", async () => {
    const { body } = await world.call("GET", `/api/pairs/${pairId}`, { token: officer });
    expect(body).toMatchObject({ since: "2025-07-16", source: "某公告", confidence: "confirmed", version: 1 });
  });
  test("is a scope beneath its zone and its university, and who works there reads it", async () => {
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT kind, parent_id, also_beneath FROM scopes WHERE id = ${pairId}`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ kind: "pair", parent_id: zone, also_beneath: [university] }]);
    for (const [role, scope] of [
      ["zone_officer", zone],
      ["transfer_officer", university],
      ["province_officer", province],
      ["pair_officer", pairId],
      ["researcher", university],
    ] as const) {
      const { token } = await world.someone(role, scope);
      expect(await namesSeenBy(token)).toEqual(["甲高新区 × 乙大学"]);
      const { status, body } = await world.call("GET", `/api/pairs/${pairId}`, { token });
      expect({ role, status, since: body["since"] }).toEqual({ role, status: 200, since: "2025-07-16" });
    }
  });
  test("officers of its two sides see into its scope and change nothing there", async () => {
    const { token } = await world.someone("zone_officer", zone);
    expect((await world.call("GET", `/api/scopes/${pairId}`, { token })).status).toBe(200);
    const body = { login: "wang.wu", displayName: "王五", role: "reader" };
    expect((await world.call("POST", `/api/scopes/${pairId}/invitations`, { token, body })).status).toBe(403);
    const change = { token, body: { phase: "extension" }, headers: { "if-match": '"1"' } };
    expect((await world.call("PATCH", `/api/pairs/${pairId}`, change)).status).toBe(403);
  });
  test("is not there for other zones, universities and pairs", async () => {
    for (const [role, kind] of [
      ["zone_officer", "zone"],
      ["transfer_officer", "university"],
      ["pair_lead", "pair"],
      ["province_officer", "province"],
    ] as const) {
      const { token } = await world.someone(role, await world.createScope(kind));
      expect(await namesSeenBy(token)).toEqual([]);
      expect((await world.call("GET", `/api/pairs/${pairId}`, { token })).status).toBe(404);
      const change = { token, body: { phase: "extension" }, headers: { "if-match": '"1"' } };
      expect((await world.call("PATCH", `/api/pairs/${pairId}`, change)).status).toBe(
        role === "zone_officer" || role === "transfer_officer" ? 403 : 404,
      );
    }
  });
  test("is made once of a zone and a university", async () => {
    const make = async (body: object) => world.call("POST", "/api/pairs", { token: officer, body });
    const again = await make({ zoneId: zone, universityId: university });
    expect([again.status, again.body["code"]]).toEqual([409, "conflict.pairs_sides_key"]);
    const crossed = await make({ zoneId: zone, universityId: zone });
    expect([crossed.status, crossed.body["code"]]).toEqual([422, "pairs.side_unfit"]);
    const foreign = await world.createScope("zone");
    expect((await make({ zoneId: foreign, universityId: university })).status).toBe(404);
  });
  test("an administrator of the system makes one anywhere", async () => {
    const { token } = await world.someone("system_admin", SYSTEM_SCOPE_ID);
    const body = { zoneId: await world.createScope("zone"), universityId: await world.createScope("university") };
    expect((await world.call("POST", "/api/pairs", { token, body })).status).toBe(201);
  });
  test("is changed on the version that was read, and the change is on record", async () => {
    const { token } = await world.someone("pair_lead", pairId);
    const patch = async (version: string) =>
      world.call("PATCH", `/api/pairs/${pairId}`, {
        token,
        body: { phase: "extension", since: null },
        headers: { "if-match": version },
      });
    const changed = await patch('"1"');
    expect(changed.body).toMatchObject({ phase: "extension", since: null, version: 2, source: "某公告" });
    expect((await patch('"1"')).status).toBe(412);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT details FROM audit_events WHERE scope_id = ${pairId} AND action = 'pair.changed'`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ details: { fields: ["phase", "since"] } }]);
  });
});

test("pairs are listed in order, page by page, filtered, searched and counted", async () => {
  const above = await world.createScope("province");
  const { token } = await world.someone("province_officer", above);
  const academy = await world.createScope("university", { name: "丙大学", parentId: above });
  for (const [name, since] of [
    ["A 区", "2025-01-01"],
    ["C 区", null],
    ["B 区", "2026-01-01"],
  ] as const) {
    const zoneId = await world.createScope("zone", { name, parentId: above });
    const phase = since === null ? "extension" : "pilot";
    await world.call("POST", "/api/pairs", { token, body: { zoneId, universityId: academy, since, phase } });
  }
  const ordered = { zone: "A B C", "-zone": "C B A", since: "C A B", "-since": "B A C" };
  for (const [sort, expected] of Object.entries(ordered)) {
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await world.call("GET", `/api/pairs?sort=${sort}&limit=1&withTotal=true${cursor}`, { token });
      expect(body["total"]).toBe(3);
      seen.push(...(body["items"] as { zone: { name: string } }[]).map(({ zone: { name } }) => name.slice(0, 1)));
      cursor = body["nextCursor"] === null ? "" : `&cursor=${body["nextCursor"] as string}`;
    } while (cursor !== "");
    expect([sort, seen.join(" ")]).toEqual([sort, expected]);
  }
  expect(await namesSeenBy(token, "?phase=extension,full_coverage")).toEqual(["C 区 × 丙大学"]);
  expect(await namesSeenBy(token, `?search=${encodeURIComponent("b 区")}`)).toEqual(["B 区 × 丙大学"]);
  expect((await world.call("GET", "/api/pairs?sort=colour", { token })).status).toBe(422);
});
