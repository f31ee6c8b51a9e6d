import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestApp, PASSWORD, type TestApp } from "../../../test/test-app.ts";
import { type Actor, withActor, withSystem } from "../db/index.ts";
import { newId } from "../ids.ts";

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

describe("a preference", () => {
  const path = "/api/me/preferences/draft:need:new";
  test("is kept, replaced and forgotten, for its owner alone", async () => {
    const { token } = await world.someone("pair_officer", pair);
    const other = await world.someone("pair_officer", pair);
    expect((await world.call("GET", path, { token })).body).toMatchObject({ value: null, updatedAt: null });
    await world.call("PUT", path, { token, body: { value: { title: "发酵", step: 2 } } });
    await world.call("PUT", path, { token, body: { value: [1, "二"] } });
    expect((await world.call("GET", path, { token })).body).toMatchObject({ key: "draft:need:new", value: [1, "二"] });
    expect((await world.call("GET", path, { token: other.token })).body["value"]).toBeNull();
    await world.call("PUT", path, { token, body: { value: null } });
    expect((await world.call("GET", path, { token })).body["value"]).toBeNull();
  });
  test("goes with its owner, and is part of what is held about them", async () => {
    const { userId, token } = await world.someone("pair_officer", pair);
    await world.call("PUT", path, { token, body: { value: "半句话" } });
    await world.call("POST", `/api/scopes/${pair}/views`, { token, body: { list: "needs", name: "我的", query: {} } });
    const { body } = await world.call("GET", "/api/me/export", { token });
    expect(JSON.stringify(body)).toContain("半句话");
    expect((await world.call("POST", "/api/me/erasure", { token, body: { password: PASSWORD } })).status).toBe(204);
    const left = await withSystem(world.db, async (tx) =>
      sql`SELECT user_id FROM preferences UNION ALL SELECT owner_id FROM saved_views`.execute(tx.kysely),
    );
    expect(left.rows).toEqual([]);
    expect(userId).not.toBe("");
  });
  test.each(["Bad", "x".repeat(130), "1a"])("has no key such as %j", async (key) => {
    const { token } = await world.someone("reader", pair);
    expect((await world.call("PUT", `/api/me/preferences/${key}`, { token, body: { value: 1 } })).status).toBe(422);
  });
});

describe("a view of a list", () => {
  const body = (more = {}) => ({
    list: "needs",
    name: "待澄清",
    query: { state: "in_triage", sort: "-createdAt" },
    ...more,
  });
  const create = async (token: string, more = {}) =>
    world.call("POST", `/api/scopes/${pair}/views`, { token, body: body(more) });
  const names = async (token: string, query = "?list=needs") => {
    const { body: page } = await world.call("GET", `/api/scopes/${pair}/views${query}`, { token });
    return (page["items"] as { name: string }[]).map(({ name }) => name);
  };
  test("is seen by its owner, and by others once it is shared", async () => {
    const { token } = await world.someone("pair_officer", pair);
    const reader = await world.someone("reader", pair);
    const made = await create(token);
    expect(made.body).toMatchObject({ ...body(), isShared: false, isMine: true, version: 1 });
    expect(await names(token)).toEqual(["待澄清"]);
    expect(await names(reader.token)).toEqual([]);
    const path = `/api/scopes/${pair}/views/${String(made.body["id"])}`;
    const share = { token, body: { isShared: true }, headers: { "if-match": '"1"' } };
    expect((await world.call("PATCH", path, share)).body).toMatchObject({ isShared: true, version: 2 });
    expect(await names(reader.token)).toEqual(["待澄清"]);
    expect(await names(reader.token, "?list=achievements")).toEqual([]);
    expect((await world.call("PATCH", path, share)).status).toBe(412);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ action: string }>`SELECT action FROM audit_events WHERE subject_kind = 'view'`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ action: "view.shared" }]);
  });
  test("is changed by its owner alone, and cleared away by colleagues who write here", async () => {
    const { token } = await world.someone("pair_officer", pair);
    const colleague = await world.someone("pair_lead", pair);
    const reader = await world.someone("reader", pair);
    const { body: made } = await create(token, { isShared: true });
    const path = `/api/scopes/${pair}/views/${String(made["id"])}`;
    const rename = { body: { name: "改名" }, headers: { "if-match": '"1"' } };
    for (const { token: other } of [colleague, reader]) {
      expect((await world.call("PATCH", path, { ...rename, token: other })).body["code"]).toBe("views.not_yours");
    }
    expect((await world.call("DELETE", path, { token: reader.token })).body["code"]).toBe("views.not_yours");
    expect((await world.call("DELETE", path, { token: colleague.token })).status).toBe(204);
    expect((await world.call("DELETE", path, { token })).body["code"]).toBe("views.not_found");
  });
  test("is kept by a reader, and not shared by one", async () => {
    const { token } = await world.someone("reader", pair);
    expect((await create(token)).status).toBe(201);
    expect((await create(token, { name: "共享", isShared: true })).body["code"]).toBe("views.cannot_share");
    expect((await create(token)).body["code"]).toBe("conflict.saved_views_own_name");
  });
  test("is nothing to another scope, whatever the service forgets", async () => {
    const { token } = await world.someone("pair_officer", pair);
    await create(token, { isShared: true });
    const elsewhere = await world.createScope("pair");
    const stranger = await world.someone("pair_lead", elsewhere);
    expect((await world.call("GET", `/api/scopes/${pair}/views`, { token: stranger.token })).status).toBe(404);
    const actor: Actor = { userId: stranger.userId, readScopes: [elsewhere], writeScopes: [elsewhere] };
    const rows = async (text: string) =>
      withActor(world.db, actor, async (tx) => (await sql.raw(text).execute(tx.kysely)).rows);
    expect(await rows("SELECT id FROM saved_views")).toEqual([]);
    expect(await rows("UPDATE saved_views SET name = 'x' RETURNING id")).toEqual([]);
    expect(await rows("DELETE FROM saved_views RETURNING id")).toEqual([]);
    expect(await rows("SELECT key FROM preferences")).toEqual([]);
    await expect(
      rows(`INSERT INTO saved_views (id, scope_id, list, name, query, owner_id)
        VALUES ('${newId()}', '${pair}', 'needs', 'x', '{}', '${stranger.userId}')`),
    ).rejects.toThrow("row-level security");
  });
});
