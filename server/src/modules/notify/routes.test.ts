import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAgreement, makeSignedAgreement } from "../../../test/agreements.ts";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { deliverDue } from "../../platform/outbox/index.ts";

interface Item {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly path: string;
  readonly readAt: string | null;
}

let world: TestApp;
let pair: string;
let lead: { userId: string; token: string };
let officer: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair");
  lead = await world.someone("pair_lead", pair);
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const inbox = async (token: string, query = "") => {
  const { body } = await world.call("GET", `/api/me/inbox${query}`, { token });
  return body as unknown as { items: Item[]; unread: number; nextCursor: string | null };
};
const mark = async (token: string, body: object) => world.call("POST", "/api/me/inbox/marks", { token, body });
const submit = async (title: string, token = officer.token) =>
  world.call("POST", `/api/scopes/${pair}/needs?submit=true`, { token, body: { title } });

describe("the inbox", () => {
  test("tells the office of a need that was submitted, and who did it of nothing", async () => {
    const need = await submit("脱硫");
    await deliverDue(world.db, world.app.outbox);
    const { items, unread } = await inbox(lead.token);
    expect(unread).toBe(1);
    expect(items).toMatchObject([{ path: `/p/${pair}/needs/${need.body["id"] as string}`, readAt: null }]);
    expect(items[0]?.title.zh).toContain("脱硫");
    expect((await inbox(officer.token)).items).toEqual([]);
  });
  test("tells whoever wrote a need, and its enterprise, what became of it and why", async () => {
    const enterprise = await world.createScope("enterprise");
    const member = await world.someone("enterprise_member", enterprise);
    const body = { title: "降噪", enterpriseId: enterprise };
    const made = await world.call("POST", `/api/scopes/${pair}/needs?submit=true`, { token: officer.token, body });
    const id = made.body["id"] as string;
    await world.call("POST", `/api/needs/${id}/transitions`, {
      token: lead.token,
      body: { action: "return", reason: "请补充指标" },
      headers: { "if-match": '"1"' },
    });
    await deliverDue(world.db, world.app.outbox);
    for (const token of [officer.token, member.token]) {
      const { items } = await inbox(token, "?unread=true");
      expect(items[0]?.title.zh).toMatch(/^NEED-\d{4}-\d{6} 降噪：已退回，请补充（请补充指标）$/);
      // To a page that the reader may open.
      expect(items[0]?.path).toBe(`/p/${enterprise}/needs/${id}`);
    }
  });
  test("an event that is delivered again is told once", async () => {
    const before = (await inbox(lead.token)).items.length;
    await withSystem(world.db, async (tx) =>
      sql`UPDATE event_deliveries SET state = 'pending', settled_at = NULL WHERE subscriber LIKE 'notify.%'`.execute(
        tx.kysely,
      ),
    );
    await deliverDue(world.db, world.app.outbox);
    expect((await inbox(lead.token)).items.length).toBe(before);
  });
  test("is read, unread and read through, page by page, and nobody reads another's", async () => {
    const [first] = (await inbox(lead.token)).items;
    const count = (await inbox(lead.token)).unread;
    expect((await mark(lead.token, { ids: [first?.id], isRead: true })).body).toEqual({ unread: count - 1 });
    expect((await mark(officer.token, { ids: [first?.id], isRead: false })).status).toBe(200);
    expect((await inbox(lead.token)).unread).toBe(count - 1);
    expect((await mark(lead.token, { ids: [first?.id], isRead: false })).body).toEqual({ unread: count });
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await inbox(lead.token, `?limit=1${cursor}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(count);
    await mark(lead.token, { ids: [seen[0]], isRead: true });
    const next = await inbox(lead.token, `?limit=${count - 1}`);
    expect(next.items.map(({ id }) => id)).toEqual(seen.slice(1));
    const last = await inbox(lead.token, `?cursor=${next.nextCursor}`);
    expect(last.items.map(({ id }) => id)).toEqual(seen.slice(0, 1));
    expect((await mark(lead.token, { isRead: true })).body).toEqual({ unread: 0 });
    const stranger = { userId: newId(), readScopes: [pair], writeScopes: [pair] };
    const { rows } = await withActor(world.db, stranger, async (tx) =>
      sql`SELECT 1 FROM deliveries`.execute(tx.kysely),
    );
    expect(rows).toEqual([]);
  });
  test("goes with the person, out and away", async () => {
    const { userId, token } = await world.someone("pair_officer", pair);
    await submit("除尘", lead.token);
    await deliverDue(world.db, world.app.outbox);
    const exported = await world.call("GET", "/api/me/export", { token });
    expect((exported.body["sections"] as { notify: unknown[] }).notify).toHaveLength(1);
    const password = { password: "a calm grey heron 7" };
    expect((await world.call("POST", "/api/me/erasure", { token, body: password })).status).toBe(204);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT 1 FROM deliveries WHERE user_id = ${userId}`.execute(tx.kysely),
    );
    expect(rows).toEqual([]);
  });
});

describe("the workbench", () => {
  test("shows what waits, one line each or one for many, and the figures with their lists", async () => {
    const scope = await world.createScope("pair");
    const { token } = await world.someone("pair_officer", scope);
    for (const state of ["submitted", "in_triage", "matched", "contracted", "draft"] as const) {
      await makeNeed(world, scope, { state, title: state });
    }
    await makeSignedAgreement(world, scope);
    await makeAgreement(world, scope);
    const open = async () => (await world.call("GET", `/api/scopes/${scope}/workbench`, { token })).body;
    const body = await open();
    const needsToday = (shown: Record<string, unknown>) =>
      (shown["today"] as { kind: string }[]).filter(({ kind }) => kind.startsWith("need"));
    expect(needsToday(body)).toMatchObject([
      { title: { zh: expect.stringContaining("submitted") }, action: { zh: "去初审" }, isLate: false },
      { title: { zh: expect.stringContaining("in_triage") } },
    ]);
    expect(
      (body["funnel"] as { key: string; count: number; path: string }[]).map(({ key, count }) => [key, count]),
    ).toEqual([
      ["needs", 5],
      ["matched", 2],
      ["talks", 0],
      ["contracted", 1],
      ["agreements", 1],
      ["projects", 0],
    ]);
    expect(body["funnel"]).toContainEqual(expect.objectContaining({ key: "agreements", amountFen: "120000000" }));
    const paths = (body["funnel"] as { path: string; count: number }[]).map(({ path, count }) => ({ path, count }));
    for (const { path, count } of paths) {
      const [address = "", query = ""] = path.split("?");
      const list = address.split("/").at(-1) ?? "";
      const page = await world.call("GET", `/api/scopes/${scope}/${list}?withTotal=true&${query}`, { token });
      expect([path, page.body["total"]]).toEqual([path, count]);
    }
    for (let more = 0; more < 5; more++) await makeNeed(world, scope);
    expect(needsToday(await open())).toMatchObject([{ title: { zh: "7 条需求待初审" } }]);
  });
  test("tells what others changed since the visit before, and not what I did", async () => {
    const scope = await world.createScope("pair");
    const mine = await world.someone("pair_officer", scope);
    const theirs = await world.someone("pair_lead", scope);
    const open = async () =>
      (await world.call("GET", `/api/scopes/${scope}/workbench`, { token: mine.token })).body["changes"];
    const add = async (token: string) =>
      world.call("POST", `/api/scopes/${scope}/needs`, { token, body: { title: "某需求" } });
    expect(await open()).toEqual({ since: null, groups: [] });
    await add(mine.token);
    await add(theirs.token);
    await add(theirs.token);
    expect(await open()).toEqual({ since: null, groups: [] });
    await endVisit(mine.userId, scope);
    const groupOfNeeds = async () =>
      ((await open()) as { groups: { key: string }[] }).groups.find(({ key }) => key === "needs_new");
    const path = `/p/${scope}/needs?sort=-createdAt`;
    expect(await groupOfNeeds()).toMatchObject({ count: 2, title: { zh: "新增 2 条需求" }, path });
    // Opened again within the visit it says the same.
    expect(await groupOfNeeds()).toMatchObject({ count: 2 });
  });
  test("belongs to who reads the scope", async () => {
    const stranger = await world.someone("pair_lead", await world.createScope("pair"));
    expect((await world.call("GET", `/api/scopes/${pair}/workbench`, { token: stranger.token })).status).toBe(404);
  });
});

/** As if the last visit had ended an hour ago. */
async function endVisit(userId: string, scopeId: string): Promise<void> {
  await withActor(world.db, { userId, readScopes: [scopeId], writeScopes: [scopeId] }, async (tx) =>
    sql`UPDATE workbench_visits SET seen_at = now() - interval '1 hour' WHERE scope_id = ${scopeId}`.execute(tx.kysely),
  );
}
