import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { AUDIT_DESK_ID, SYSTEM_SCOPE_ID } from "../access/matrix.ts";
import { audit, sealAudit } from "../audit/index.ts";
import { withActor } from "../db/index.ts";
import { withOwner } from "../db/transaction.ts";
import { newId } from "../ids.ts";
import { actorIn } from "../test-db.ts";

let world: TestApp;
let pair: string;
let other: string;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair");
  other = await world.createScope("pair");
});
afterAll(async () => world.db.close());

async function record(scopeId: string, action: string, userId = newId(), subjectId: string = newId()): Promise<void> {
  const actor = { ...actorIn([scopeId]), userId };
  await withActor(world.db, actor, async (tx) =>
    audit(tx, { scopeId, action, subjectKind: "need", subjectId, details: { n: 1 }, personal: { name: "张三" } }),
  );
}

const actionsOf = (body: Record<string, unknown>) =>
  (body["items"] as { action: string }[]).map(({ action }) => action);

describe("the audit is read", () => {
  test("by its administrator in every scope, page by page, the newest first, with names", async () => {
    const { userId } = await world.someone("pair_officer", pair);
    await record(pair, "need.created", userId);
    await record(other, "need.accepted");
    await record(pair, "need.returned", userId);
    await sealAudit(world.db);
    const { token } = await world.someone("audit_admin", SYSTEM_SCOPE_ID);
    const first = await world.call("GET", "/api/audit-events?action=need&limit=2", { token });
    expect(first.body["items"]).toMatchObject([
      {
        scopeId: pair,
        action: "need.returned",
        actorId: userId,
        actorName: "张某",
        details: { n: 1 },
        seq: expect.any(String),
      },
      { scopeId: other, action: "need.accepted", actorName: null, personal: { name: "张三" }, seq: "1" },
    ]);
    const next = `/api/audit-events?action=need&limit=2&cursor=${String(first.body["nextCursor"])}`;
    const second = await world.call("GET", next, { token });
    expect(actionsOf(second.body)).toEqual(["need.created"]);
    expect(second.body["nextCursor"]).toBeNull();
  });
  test("by any of actor, action, module, subject and time", async () => {
    const [actor, subject] = [newId(), newId()];
    await record(pair, "need.created", actor);
    await record(pair, "import.accepted", newId(), subject);
    const { token } = await world.someone("audit_admin", SYSTEM_SCOPE_ID);
    const found = async (query: string) =>
      actionsOf((await world.call("GET", `/api/audit-events?${query}`, { token })).body);
    expect(await found(`actorId=${actor}`)).toEqual(["need.created"]);
    expect(await found("action=need.created,import.undone")).toEqual(["need.created"]);
    expect(await found("action=import")).toEqual(["import.accepted"]);
    expect(await found(`subjectKind=need&subjectId=${subject}`)).toEqual(["import.accepted"]);
    expect(await found(`scopeId=${other}`)).toEqual([]);
    expect(await found("from=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00%2B08:00")).toEqual([]);
    expect((await world.call("GET", "/api/audit-events?from=yesterday", { token })).status).toBe(422);
  });
  test("by the head of a scope in that scope, and by nobody else there", async () => {
    await record(pair, "need.created");
    await record(other, "need.accepted");
    const { token } = await world.someone("pair_lead", pair);
    const { body } = await world.call("GET", `/api/scopes/${pair}/audit-events?action=need`, { token });
    expect(actionsOf(body)).toEqual(["need.created"]);
    expect((await world.call("GET", `/api/scopes/${other}/audit-events`, { token })).status).toBe(404);
    expect((await world.call("GET", "/api/audit-events", { token })).status).toBe(403);
    const officer = await world.someone("pair_officer", pair);
    const refused = await world.call("GET", `/api/scopes/${pair}/audit-events`, { token: officer.token });
    expect(refused.status).toBe(403);
  });
  test("and taken away in a file, which is written down", async () => {
    await record(pair, "need.created");
    const { token } = await world.someone("audit_admin", SYSTEM_SCOPE_ID);
    const path = `/api/audit-events/export?format=csv&columns=action,scopeId&scopeId=${pair}`;
    const file = await world.app.fetch(
      new Request(`http://127.0.0.1:8080${path}`, { headers: { cookie: `session=${token}`, "accept-language": "en" } }),
    );
    expect(await file.text()).toBe(`Action,Scope (id)\r\nneed.created,${pair}\r\n`);
    const { body } = await world.call("GET", "/api/audit-events?action=audit.exported", { token });
    expect(body["items"]).toMatchObject([{ scopeId: SYSTEM_SCOPE_ID, subjectId: pair, details: { rows: 1 } }]);
  });
});

test("verification runs as a job whose result names what was changed, and knows ends kept elsewhere", async () => {
  await record(pair, "need.created");
  await record(pair, "need.accepted");
  await sealAudit(world.db);
  const runner = await world.app.startJobs({ pollMs: 50 });
  onTestFinished(async () => runner.stop());
  const { token } = await world.someone("audit_admin", SYSTEM_SCOPE_ID);
  const verify = async (anchors: unknown[] = []) => {
    const { status, body } = await world.call("POST", "/api/audit-verifications", { token, body: { anchors } });
    expect(status).toBe(202);
    const look = async () => (await world.call("GET", `/api/jobs/${String(body["jobId"])}`, { token })).body;
    await expect.poll(async () => (await look())["state"]).toBe("done");
    return (await look())["result"] as Record<string, unknown>;
  };
  expect(await verify()).toMatchObject({ tampered: [], unsealed: 0 });
  const chains = await world.call("GET", "/api/audit-chains", { token });
  const head = (chains.body["items"] as { scopeId: string }[]).find(({ scopeId }) => scopeId === pair);
  expect(head).toMatchObject({ seq: "2" });
  await withOwner(world.db, async (client) => {
    await client.query("ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY");
    await client.query(`UPDATE audit_events SET action = 'need.refused' WHERE scope_id = '${pair}' AND seq = 2`);
    await client.query("ALTER TABLE audit_events FORCE ROW LEVEL SECURITY");
  });
  const { seq, hash } = head as unknown as { seq: string; hash: string };
  const result = await verify([{ scopeId: pair, seq, hash }]);
  expect(result["tampered"]).toMatchObject([{ scopeId: pair, seq: "2", problem: "changed" }]);
});

describe("with the service's own checks out of the way", () => {
  test("neither another scope nor the other administrators read it", async () => {
    await record(pair, "need.created");
    const read = async (scopes: readonly string[]) =>
      withActor(world.db, actorIn([], scopes), async (tx) => {
        const events = await sql`SELECT id FROM audit_events`.execute(tx.kysely);
        return events.rows.length;
      });
    expect(await read([other])).toBe(0);
    expect(await read([SYSTEM_SCOPE_ID])).toBe(0);
    expect(await read([AUDIT_DESK_ID])).toBe(1);
  });
  test("the desk has one id, here and there", async () => {
    const { rows } = await world.db.pool.query("SELECT audit_desk_id() AS id");
    expect(rows[0]).toEqual({ id: AUDIT_DESK_ID });
  });
});
