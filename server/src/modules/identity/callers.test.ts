// A process remembers who its callers were. Whatever another process has changed since holds for the very next request.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";
import { withSystem } from "../../platform/db/index.ts";
import { grantRole } from "./index.ts";

let here: TestApp;
let elsewhere: TestApp;
let scopeId: string;
beforeAll(async () => {
  here = await openTestApp();
  elsewhere = here.startSecond();
  scopeId = await here.createScope("pair");
});
afterAll(async () => here.db.close());

const read = async (token: string, path = `/api/scopes/${scopeId}`) => (await here.call("GET", path, { token })).status;

/** Somebody whom this process remembers. */
async function somebodyKnown(): Promise<{ userId: string; token: string }> {
  const made = await here.someone("pair_officer", scopeId);
  expect(await read(made.token)).toBe(200);
  return made;
}

async function removeRole(userId: string): Promise<void> {
  const { token } = await elsewhere.someone("security_admin", SYSTEM_SCOPE_ID);
  const path = `/api/scopes/${scopeId}/members/${userId}/pair_officer`;
  expect((await elsewhere.call("DELETE", path, { token })).status).toBe(204);
}

async function changeSession(userId: string, change: string): Promise<void> {
  await asKeeperOfSessions(`UPDATE sessions SET ${change} WHERE user_id = '${userId}'`);
}

/** What only time does: as the role that keeps sessions. */
async function asKeeperOfSessions(text: string): Promise<void> {
  const client = await here.db.pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL ROLE NONE; SET LOCAL ROLE dualhigh_signin");
    await client.query(text);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

test("who is remembered is confirmed in the transaction that reads, without a query before it", async () => {
  const { token } = await somebodyKnown();
  const past = vi.spyOn(here.db.pool, "query");
  expect(await read(token)).toBe(200);
  expect(past).not.toHaveBeenCalled();
  past.mockRestore();
});

describe("the very next request notices that", () => {
  test("the session was ended", async () => {
    const { token } = await somebodyKnown();
    expect((await elsewhere.call("DELETE", "/api/session", { token })).status).toBe(204);
    expect(await read(token)).toBe(401);
  });
  test("the account was disabled", async () => {
    const { userId, token } = await somebodyKnown();
    const admin = await elsewhere.someone("security_admin", SYSTEM_SCOPE_ID);
    const answer = await elsewhere.call("POST", `/api/users/${userId}/disable`, {
      token: admin.token,
      headers: { "if-match": '"1"' },
    });
    expect(answer.status).toBe(200);
    expect(await read(token)).toBe(401);
  });
  test("a role was taken away", async () => {
    const { userId, token } = await somebodyKnown();
    await removeRole(userId);
    expect(await read(token)).toBe(404);
    expect(await read(token, "/api/scopes")).toBe(403);
  });
  test("a role was given", async () => {
    const { userId, token } = await somebodyKnown();
    const other = await here.createScope("zone");
    expect(await read(token, `/api/scopes/${other}`)).toBe(404);
    await withSystem(elsewhere.db, async (tx) =>
      grantRole(tx, { userId, scopeId: other, role: "zone_officer", grantedBy: null }),
    );
    expect(await read(token, `/api/scopes/${other}`)).toBe(200);
  });
  test("a scope has come beneath the one in which somebody sees all below", async () => {
    const province = await here.createScope("province");
    const { token } = await here.someone("province_officer", province);
    const other = await here.createScope("zone", { parentId: province });
    expect(await read(token, `/api/scopes/${other}`)).toBe(200);
    const later = await here.createScope("zone", { parentId: province });
    expect(await read(token, `/api/scopes/${later}`)).toBe(200);
    expect(await read(token, `/api/scopes/${other}`)).toBe(200);
  });
  test.each([
    ["the session was idle for too long", "last_seen_at = now() - interval '1 day'"],
    ["its time is up", "expires_at = now() - interval '1 second'"],
  ])("%s", async (_, change) => {
    const { userId, token } = await somebodyKnown();
    await changeSession(userId, change);
    expect(await read(token)).toBe(401);
  });
  test("a request that is wrong anyway comes from nobody any more", async () => {
    const { token } = await somebodyKnown();
    expect(await read(token, "/api/scopes?limit=0")).toBe(422);
    await elsewhere.call("DELETE", "/api/session", { token });
    expect(await read(token, "/api/scopes?limit=0")).toBe(401);
  });
});

test("many requests at once see the change from the moment on that it was answered", async () => {
  const { userId, token } = await somebodyKnown();
  const during = Array.from({ length: 20 }, async () => read(token));
  await removeRole(userId);
  const after = Array.from({ length: 20 }, async () => read(token));
  for (const status of await Promise.all(during)) expect([200, 404]).toContain(status);
  expect(await Promise.all(after)).toEqual(Array.from({ length: 20 }, () => 404));
});

test("that somebody is still there is noted now and then", async () => {
  const { userId, token } = await somebodyKnown();
  await changeSession(userId, "last_seen_at = now() - interval '10 minutes'");
  expect(await read(token)).toBe(200);
  const { rows } = await withSystem(here.db, async (tx) =>
    sql<{ recent: boolean }>`SELECT last_seen_at > now() - interval '1 minute' AS recent FROM sessions
      WHERE user_id = ${userId}`.execute(tx.kysely),
  );
  expect(rows).toEqual([{ recent: true }]);
});
