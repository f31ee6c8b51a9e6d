import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeNeed } from "../../../test/needs.ts";
import { deliverDue } from "../../platform/outbox/index.ts";
import { NEED_BODY } from "../../../test/samples/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor } from "../../platform/db/index.ts";

let world: TestApp;
let pair: string;
let enterprise: string;
let officer: { userId: string; token: string };
let member: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  const zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  enterprise = await world.createScope("enterprise");
  officer = await world.someone("pair_officer", pair);
  member = await world.someone("enterprise_member", enterprise);
});
afterAll(async () => world.db.close());

const REWRITTEN = { ...NEED_BODY, title: "轴承钢氧含量降到 6 ppm 以下", basis: "炉外精炼后 12 ppm" };
const VAGUE = { title: "技术合作", content: "希望对接高校" };

const readNeed = async (id: string, token = officer.token) =>
  (await world.call("GET", `/api/needs/${id}`, { token })).body;
const version = async (id: string) => `"${(await readNeed(id))["version"] as number}"`;
const listOf = async (id: string, token = officer.token) =>
  (await world.call("GET", `/api/needs/${id}/rewrites`, { token })).body as unknown as Record<string, unknown>[];
const propose = async (id: string, body: object = REWRITTEN, token = officer.token) =>
  world.call("POST", `/api/needs/${id}/rewrites`, { token, body, headers: { "if-match": await version(id) } });
const decide = async (id: string, decision: string, note: string | null = null, token = officer.token) =>
  world.call("POST", `/api/needs/${id}/rewrites/decision`, {
    token,
    body: { decision, note },
    headers: { "if-match": await version(id) },
  });
const move = async (id: string, action: string, reason = "") =>
  world.call("POST", `/api/needs/${id}/transitions`, {
    token: officer.token,
    body: { action, reason },
    headers: { "if-match": await version(id) },
  });
const made = async (more: object = {}) => makeNeed(world, pair, { ...VAGUE, enterpriseId: enterprise, ...more });

test("triage says what is there and where, what is missing, and how to ask for it", async () => {
  const id = await makeNeed(world, pair, { ...NEED_BODY, budget: { low: "1", high: "2" } });
  const { body } = await world.call("GET", `/api/needs/${id}/triage`, { token: officer.token });
  const parts = body["parts"] as {
    part: string;
    isThere: boolean;
    spans: { field: string; start: number; end: number }[];
  }[];
  expect(parts.map(({ part, isThere }) => [part, isThere])).toEqual([
    ["problem", true],
    ["indicators", true],
    ["conditions", false],
    ["basis", true],
    ["budget", true],
    ["deadline", false],
  ]);
  const [span] = parts[1]?.spans ?? [];
  expect(NEED_BODY.content.slice(span?.start, span?.end)).toBe("希望降到 6 ppm 以下。");
  expect(parts[5]).toMatchObject({
    name: { zh: "期限", en: "Deadline" },
    lack: { zh: expect.stringContaining("什么时候"), en: expect.stringContaining("by when") },
  });
  expect(body).toMatchObject({ score: 85, version: 1, topics: [], isTooShort: false });
});

describe("a rewrite", () => {
  test("is confirmed by the enterprise and takes the place of the text, with the names of both", async () => {
    const id = await made();
    const [proposed] = (await propose(id, { ...REWRITTEN, note: "补上了现状和目标" })).body as unknown as object[];
    expect(proposed).toMatchObject({
      state: "open",
      original: { ...VAGUE, indicators: null, basis: null },
      proposed: { title: REWRITTEN.title, basis: REWRITTEN.basis },
      note: "补上了现状和目标",
      proposedByName: "张某",
      decisions: ["confirm", "decline", "withdraw"],
      needsNote: true,
    });
    expect(await listOf(id, member.token)).toMatchObject([{ decisions: ["confirm", "decline"], needsNote: false }]);
    expect(await readNeed(id)).toMatchObject({ title: VAGUE.title, version: 1 });

    const confirmed = await decide(id, "confirm", null, member.token);
    expect(confirmed.body).toMatchObject({
      title: REWRITTEN.title,
      basis: REWRITTEN.basis,
      state: "submitted",
      version: 2,
    });
    expect(await listOf(id)).toMatchObject([
      { state: "confirmed", isOnBehalf: false, decidedByName: "张某", decisions: [] },
    ]);
    const { body } = await world.call("GET", `/api/needs/${id}/history`, { token: officer.token });
    expect((body as unknown as object[])[0]).toMatchObject({
      action: "rewrite_confirmed",
      changes: [
        { field: "title", before: VAGUE.title, after: REWRITTEN.title },
        { field: "content" },
        { field: "basis" },
      ],
    });
  });

  test("is confirmed by the office for the enterprise only with a note of how it agreed, and recorded as such", async () => {
    const id = await made();
    await propose(id);
    expect((await decide(id, "confirm")).body["code"]).toBe("needs.rewrite_note_missing");
    expect((await decide(id, "confirm", "李工 11 月 25 日来电同意")).body).toMatchObject({ title: REWRITTEN.title });
    expect(await listOf(id)).toMatchObject([{ isOnBehalf: true, decisionNote: "李工 11 月 25 日来电同意" }]);
    const { body } = await world.call("GET", `/api/needs/${id}/history`, { token: officer.token });
    expect((body as unknown as object[])[0]).toMatchObject({
      action: "rewrite_confirmed_for",
      reason: "李工 11 月 25 日来电同意",
    });
  });

  test("that waits holds up acceptance and return; declined or withdrawn it changes nothing", async () => {
    const id = await made({ state: "in_triage" });
    await propose(id);
    for (const [action, reason] of [
      ["accept", ""],
      ["return", "缺指标"],
    ] as const) {
      expect((await move(id, action, reason)).body["code"]).toBe("needs.rewrite_waits");
    }
    expect((await decide(id, "decline", "与我们的情况不符", member.token)).body).toMatchObject({
      title: VAGUE.title,
      version: 1,
    });
    await propose(id);
    expect((await decide(id, "withdraw")).body).toMatchObject({ title: VAGUE.title });
    expect((await listOf(id)).map(({ state }) => state)).toEqual(["withdrawn", "declined"]);
    expect((await decide(id, "confirm", "电话")).body["code"]).toBe("needs.rewrite_none");
    expect((await move(id, "accept")).body["state"]).toBe("accepted");
    expect((await propose(id)).body["code"]).toBe("needs.rewrite_untimely");
  });

  test("gives way to a newer one, and ends when its need is closed", async () => {
    const id = await made();
    await propose(id);
    await propose(id, { ...REWRITTEN, title: "另一种写法" });
    expect((await listOf(id)).map(({ state }) => state)).toEqual(["open", "withdrawn"]);
    await move(id, "close", "企业撤回");
    expect((await listOf(id)).map(({ state }) => state)).toEqual(["withdrawn", "withdrawn"]);
  });

  test("is not confirmed once the text was changed under it, and is none when it says the same", async () => {
    const id = await made({ state: "returned" });
    expect((await propose(id, VAGUE)).body["code"]).toBe("needs.rewrite_same");
    await propose(id);
    const changed = await world.call("PATCH", `/api/needs/${id}`, {
      token: member.token,
      body: { basis: "有一台真空炉" },
      headers: { "if-match": '"1"' },
    });
    expect(changed.status).toBe(200);
    expect((await decide(id, "confirm", null, member.token)).body["code"]).toBe("needs.rewrite_outdated");
  });

  test("is proposed and withdrawn by the office alone, and other enterprises and pairs know of none", async () => {
    const id = await made();
    expect((await propose(id, REWRITTEN, member.token)).status).toBe(403);
    await propose(id);
    expect((await decide(id, "withdraw", null, member.token)).status).not.toBe(200);
    expect((await listOf(id)).map(({ state }) => state)).toEqual(["open"]);
    const stranger = await world.someone("enterprise_lead", await world.createScope("enterprise"));
    const otherPair = await world.createScope("pair");
    const neighbour = await world.someone("pair_lead", otherPair);
    for (const { token } of [stranger, neighbour]) {
      expect((await world.call("GET", `/api/needs/${id}/rewrites`, { token })).status).toBe(404);
      expect((await world.call("GET", `/api/needs/${id}/triage`, { token })).status).toBe(404);
      expect((await decide(id, "confirm", "电话", token)).status).toBe(404);
    }
    const seen = await withActor(
      world.db,
      { userId: neighbour.userId, readScopes: [otherPair], writeScopes: [otherPair] },
      async (tx) => sql`SELECT id FROM need_rewrites WHERE need_id = ${id}`.execute(tx.kysely),
    );
    expect(seen.rows).toEqual([]);
  });

  test("row-level security lets no enterprise say that the office decided, nor touch the wording", async () => {
    const id = await made();
    await propose(id);
    const actor = { userId: member.userId, readScopes: [enterprise], writeScopes: [enterprise] };
    const forged = withActor(world.db, actor, async (tx) =>
      sql`UPDATE need_rewrites SET state = 'confirmed', decided_by = ${member.userId}, decided_at = now(), on_behalf = true,
        decision_note = 'x' WHERE need_id = ${id}`.execute(tx.kysely),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
    const worded = withActor(world.db, actor, async (tx) =>
      sql`UPDATE need_rewrites SET proposed = '{}' WHERE need_id = ${id}`.execute(tx.kysely),
    );
    await expect(worded).rejects.toThrow(/permission denied/);
  });

  test("waits on the enterprise's desk, and both sides are told", async () => {
    const own = await world.createScope("enterprise");
    const { token } = await world.someone("enterprise_lead", own);
    const id = await made({ enterpriseId: own });
    await propose(id);
    await deliverDue(world.db, world.app.outbox);
    const desk = await world.call("GET", `/api/scopes/${own}/workbench`, { token });
    expect(JSON.stringify(desk.body)).toContain("待确认改写");
    const inbox = await world.call("GET", "/api/me/inbox", { token });
    expect(JSON.stringify(inbox.body)).toContain("有改写稿请确认");
    await decide(id, "confirm", null, token);
    await deliverDue(world.db, world.app.outbox);
    const answered = await world.call("GET", "/api/me/inbox", { token: officer.token });
    expect(JSON.stringify(answered.body)).toContain("改写稿已确认");
  });
});
