import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type DoneRun, makeRun } from "../../../test/matchmaking.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";

let world: TestApp;
let pair: string;
let run: DoneRun;
let token: string;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  ({ token } = await world.someone("pair_officer", pair));
  run = await makeRun(world, pair);
});
afterAll(async () => world.db.close());

async function decide(body: object, version: number, { as = token, at = 0, of = run } = {}) {
  const path = `/api/match-runs/${of.runId}/candidates/${of.candidates[at]?.id}/decision`;
  return world.call("PUT", path, { token: as, body, headers: { "if-match": `"${version}"` } });
}
const at = (name: string) => run.candidates.findIndex((candidate) => candidate.name === name);
const ledger = async () =>
  (await world.call("GET", `/api/scopes/${pair}/ledger`, { token })).body["items"] as Record<string, unknown>[];
const rowsOf = async (query: ReturnType<typeof sql>) =>
  withSystem(world.db, async (tx) => (await query.execute(tx.kysely)).rows as Record<string, unknown>[]);

describe("accepting", () => {
  test("opens one line of the ledger, moves the need, tells others and is kept for learning", async () => {
    const { status, body } = await decide({ decision: "accepted", comment: "方向对口" }, 0);
    expect(status).toBe(200);
    const [line] = await ledger();
    expect(body["decision"]).toMatchObject({ decision: "accepted", lineId: line?.["id"], version: 1, runNumber: 1 });
    expect(line).toMatchObject({ number: 1, state: "to_contact", origin: "decision", needTitle: "冷挤压模具寿命提升" });
    const need = await world.call("GET", `/api/needs/${run.needId}`, { token });
    expect(need.body["state"]).toBe("matched");
    expect(await rowsOf(sql`SELECT type FROM events WHERE type = 'match.accepted'`)).toHaveLength(1);
    expect(await rowsOf(sql`SELECT action FROM audit_events WHERE action = 'match.accepted'`)).toHaveLength(1);
    const [kept] = await rowsOf(sql`SELECT signal, features FROM match_feedback`);
    expect(kept).toMatchObject({ signal: "accepted", features: { rank: 1 } });
  });

  test("again changes nothing more in the ledger", async () => {
    await decide({ decision: "accepted" }, 0);
    await decide({ decision: "accepted", comment: "再看一遍" }, 1);
    expect(await ledger()).toHaveLength(1);
  });

  test("makes the line findable from anywhere, until it is withdrawn", async () => {
    const found = async () =>
      (await world.call("GET", `/api/search?q=${encodeURIComponent("模具 表面强化")}`, { token })).body["items"] as {
        kind: string;
      }[];
    const lines = async () => (await found()).filter(({ kind }) => kind === "ledger_line").length;
    await decide({ decision: "accepted" }, 0, { at: at("一种冷挤压模具的表面强化方法") });
    expect(await lines()).toBe(1);
    await decide({ decision: "none" }, 1, { at: at("一种冷挤压模具的表面强化方法") });
    expect(await lines()).toBe(0);
  });

  test("moves the need on as talks and contract are noted, and back when it is taken back before", async () => {
    const state = async () => (await world.call("GET", `/api/needs/${run.needId}`, { token })).body["state"];
    await decide({ decision: "accepted" }, 0);
    await decide({ decision: "none" }, 1);
    expect(await state()).toBe("accepted");
    await decide({ decision: "accepted" }, 2);
    await decide({ decision: "accepted" }, 0, { at: 1 });
    await decide({ decision: "none" }, 1, { at: 1 });
    expect(await state()).toBe("matched");
    const [line] = await ledger();
    const change = async (body: object, version: unknown) =>
      world.call("PATCH", `/api/ledger-lines/${String(line?.["id"])}`, {
        token,
        body,
        headers: { "if-match": `"${String(version)}"` },
      });
    const talks = await change({ state: "in_talks" }, line?.["version"]);
    expect(await state()).toBe("in_talks");
    await change({ state: "contracted", contractNumber: "HT-1" }, talks.body["version"]);
    expect(await state()).toBe("contracted");
  });

  test("taken back withdraws the line, and accepting once more brings the same one back", async () => {
    await decide({ decision: "accepted" }, 0);
    const [before] = await ledger();
    await decide({ decision: "none" }, 1);
    expect(await ledger()).toEqual([]);
    await decide({ decision: "accepted" }, 2);
    expect(await ledger()).toMatchObject([{ id: before?.["id"], state: "to_contact" }]);
  });

  test("stays once somebody has worked on the line", async () => {
    await decide({ decision: "accepted" }, 0);
    const [line] = await ledger();
    const entry = { kind: "call", text: "已电话联系" };
    await world.call("POST", `/api/ledger-lines/${String(line?.["id"])}/entries`, { token, body: entry });
    const { status, body } = await decide({ decision: "refused", reason: "other" }, 1);
    expect([status, body["code"]]).toEqual([409, "matchmaking.line_in_use"]);
    expect(await ledger()).toHaveLength(1);
  });
});

describe("refusing", () => {
  test("takes a reason, and only a refusal does", async () => {
    expect((await decide({ decision: "refused" }, 0)).body["code"]).toBe("matchmaking.reason_missing");
    expect((await decide({ decision: "accepted", reason: "other" }, 0)).body["code"]).toBe("matchmaking.reason_unfit");
    const { body } = await decide({ decision: "refused", reason: "too_early", comment: "只有仿真" }, 0);
    expect(body["decision"]).toMatchObject({ decision: "refused", reason: "too_early", comment: "只有仿真" });
    expect(await ledger()).toEqual([]);
  });
});

describe("two people on one match", () => {
  test("the second is told who decided what and when, and nothing is overwritten", async () => {
    const other = (await world.someone("technology_manager", pair)).token;
    await decide({ decision: "accepted" }, 0);
    const late = await decide({ decision: "refused", reason: "other" }, 0, { as: other });
    expect([late.status, late.body["code"]]).toEqual([412, "matchmaking.decided_meanwhile"]);
    expect(late.body["detail"]).toMatch(/^张某已在 \d{4}-\d\d-\d\d \d\d:\d\d 对“.+”作出决定：接受/);
    expect(await ledger()).toHaveLength(1);
  });

  test("at the very same moment, one decides", async () => {
    const other = (await world.someone("technology_manager", pair)).token;
    const both = await Promise.all([
      decide({ decision: "accepted" }, 0),
      decide({ decision: "refused", reason: "other" }, 0, { as: other }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect(await rowsOf(sql`SELECT decision FROM match_decisions`)).toHaveLength(1);
  });
});

test("a decision is shown in every later run", async () => {
  await decide({ decision: "refused", reason: "already_known" }, 0);
  const later = await makeRun(world, pair);
  const { body } = await world.call("GET", `/api/match-runs/${later.runId}/needs/${run.needId}`, { token });
  const [first] = body["suggestions"] as { decision: object }[];
  expect(first?.decision).toMatchObject({ decision: "refused", reason: "already_known", runNumber: 1, version: 1 });
  const { body: needs } = await world.call("GET", `/api/match-runs/${later.runId}/needs?decision=refused`, { token });
  expect(needs["items"]).toMatchObject([{ id: run.needId, refused: 1 }]);
});

test("a reader decides nothing", async () => {
  const reader = (await world.someone("reader", pair)).token;
  expect((await decide({ decision: "accepted" }, 0, { as: reader })).status).toBe(403);
});
