import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, openTestApp, PASSWORD, type TestApp } from "../../../test/test-app.ts";
import { SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";
import { withOwner } from "../../platform/db/transaction.ts";
import { withSystem } from "../../platform/db/index.ts";
import { inviteFirstAdministrators, recoverAdministrator } from "./index.ts";

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp();
});
afterAll(async () => world.db.close());
beforeEach(async () => world.db.reset());

const signIn = (
  login: string,
  password = PASSWORD,
  more: { token?: string; peer?: string } = {},
  at = world,
): Promise<Answer> => at.call("POST", "/api/session", { body: { login, password }, ...more });
const me = (token: string | null, at = world) => at.call("GET", "/api/me", { token });

/** Moves a session into the past, as if its owner had been away. */
async function age(minutes: number): Promise<void> {
  await withOwner(world.db, async (client) => {
    // The owner is under the wall as well; the role of the sign-in functions is not.
    await client.query("SET LOCAL ROLE dualhigh_signin");
    await client.query(
      "UPDATE sessions SET last_seen_at = last_seen_at - make_interval(mins => $1), created_at = created_at - make_interval(mins => $1), expires_at = expires_at - make_interval(mins => $1)",
      [minutes],
    );
  });
}

async function auditOf(action: string): Promise<Record<string, unknown>[]> {
  return withSystem(world.db, async (tx) => {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT scope_id AS "scopeId", actor_id AS "actorId", subject_id AS "subjectId", details
      FROM audit_events WHERE action = ${action} ORDER BY at, id`.execute(tx.kysely);
    return rows;
  });
}

describe("signing in", () => {
  test("opens a session whose cookie scripts cannot read, and is recorded", async () => {
    const userId = await world.createUser([], "zhang.san");
    const answer = await signIn(" Zhang.San");
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(/^session=dhs_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await me(answer.token)).body).toMatchObject({ userId, login: "zhang.san", grants: [] });
    expect(await auditOf("session.opened")).toMatchObject([
      { scopeId: SYSTEM_SCOPE_ID, actorId: userId, subjectId: userId },
    ]);
  });
  test("an unknown account, a wrong password and a disabled account are answered alike", async () => {
    await world.createUser([], "zhang.san");
    const disabled = await world.createUser([], "li.si");
    const { token } = await world.someone("security_admin", SYSTEM_SCOPE_ID);
    await world.call("POST", `/api/users/${disabled}/disable`, { token, headers: { "if-match": '"1"' } });
    const answers = [await signIn("nobody"), await signIn("zhang.san", "wrong password"), await signIn("li.si")];
    const bare = answers.map(({ status, body, token: session }) => ({
      status,
      body: { ...body, instance: "" },
      session,
    }));
    expect(bare[0]).toMatchObject({ status: 401, body: { code: "identity.sign_in_refused" }, session: null });
    expect(bare[1]).toEqual(bare[0]);
    expect(bare[2]).toEqual(bare[0]);
    expect(await auditOf("session.refused")).toHaveLength(3);
  });
  test("gives a new token and ends the one that was brought along: a planted session is worth nothing", async () => {
    await world.createUser([], "zhang.san");
    const attacker = await world.createUser([], "attacker");
    const planted = await world.signInAs(attacker);
    const { token } = await signIn("zhang.san", PASSWORD, { token: planted });
    expect(token).not.toBe(planted);
    expect((await me(token)).body["login"]).toBe("zhang.san");
    expect((await me(planted)).status).toBe(401);
    const invented = await signIn("zhang.san", PASSWORD, { token: "dhs_chosen-by-the-attacker" });
    expect(invented.token).not.toBe("dhs_chosen-by-the-attacker");
    expect((await me("dhs_chosen-by-the-attacker")).status).toBe(401);
  });
  test("a password kept under weaker parameters is renewed", async () => {
    const userId = await world.createUser([], "zhang.san");
    const { hash } = await import("@node-rs/argon2");
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 });
    await withSystem(world.db, async (tx) => sql`SELECT set_password(${userId}, ${weak})`.execute(tx.kysely));
    expect((await signIn("zhang.san")).status).toBe(204);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ secret: string }>`SELECT secret FROM signin_password('zhang.san')`.execute(tx.kysely),
    );
    expect(rows[0]?.secret).toContain("m=47104,t=2,p=1");
  });
});

describe("attempts are limited in the database, for all processes", () => {
  test("per account, whether it exists or not, and for the right password too", async () => {
    const [one, two] = [
      world.startSecond({ ATTEMPTS_PER_ACCOUNT: "3" }),
      world.startSecond({ ATTEMPTS_PER_ACCOUNT: "3" }),
    ];
    await world.createUser([], "zhang.san");
    for (const login of ["zhang.san", "nobody"]) {
      const tries = [
        await signIn(login, "a", {}, one),
        await signIn(login, "b", {}, two),
        await signIn(login, "c", {}, one),
      ];
      expect(tries.map(({ status }) => status)).toEqual([401, 401, 401]);
      const refused = await signIn(login, PASSWORD, { peer: "203.0.113.7" }, two);
      expect([refused.status, refused.body["code"]]).toEqual([429, "identity.too_many_attempts"]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
    }
  });
  test("attempts at once are each counted", async () => {
    const [one, two] = [
      world.startSecond({ ATTEMPTS_PER_ACCOUNT: "3" }),
      world.startSecond({ ATTEMPTS_PER_ACCOUNT: "3" }),
    ];
    await world.createUser([], "zhang.san");
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) => signIn("zhang.san", `${n}`, {}, n % 2 === 0 ? one : two)),
    );
    expect(all.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(7);
  });
  test("per address, over accounts; another address is free", async () => {
    const app = world.startSecond({ ATTEMPTS_PER_ADDRESS: "10" });
    for (let n = 0; n < 10; n += 1) expect((await signIn(`nobody-${n}`, "x", {}, app)).status).toBe(401);
    expect((await signIn("nobody-11", "x", {}, app)).status).toBe(429);
    expect((await signIn("nobody-11", "x", { peer: "203.0.113.7" }, app)).status).toBe(401);
  });
  test("signing in clears the account's count", async () => {
    const app = world.startSecond({ ATTEMPTS_PER_ACCOUNT: "3" });
    await world.createUser([], "zhang.san");
    for (let round = 0; round < 3; round += 1) {
      await signIn("zhang.san", "wrong", {}, app);
      expect((await signIn("zhang.san", PASSWORD, {}, app)).status).toBe(204);
    }
  });
  test("the window ends by the database's time", async () => {
    const app = world.startSecond({ ATTEMPTS_PER_ACCOUNT: "3" });
    await world.createUser([], "zhang.san");
    for (let n = 0; n < 4; n += 1) await signIn("zhang.san", "wrong", {}, app);
    await withSystem(world.db, async (tx) =>
      sql`UPDATE attempts SET window_started_at = window_started_at - interval '16 minutes'`.execute(tx.kysely),
    );
    expect((await signIn("zhang.san", PASSWORD, {}, app)).status).toBe(204);
  });
});

describe("a session ends", () => {
  test("when idle for half an hour, and not while it is used", async () => {
    const token = await world.signInAs(await world.createUser());
    for (let round = 0; round < 3; round += 1) {
      await age(29);
      expect((await me(token)).status).toBe(200);
    }
    await age(31);
    expect((await me(token)).status).toBe(401);
  });
  test("after twelve hours, however busy", async () => {
    const token = await world.signInAs(await world.createUser());
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      await age(20);
      expect((await me(token)).status).toBe(200);
    }
    await age(20);
    expect((await me(token)).status).toBe(401);
  });
  test("at once, in every process, when its owner is disabled; and does not come back when enabled", async () => {
    const userId = await world.createUser();
    const token = await world.signInAs(userId);
    const admin = await world.someone("security_admin", SYSTEM_SCOPE_ID);
    const second = world.startSecond();
    expect((await me(token, second)).status).toBe(200);
    const disabled = await world.call("POST", `/api/users/${userId}/disable`, {
      token: admin.token,
      headers: { "if-match": '"1"' },
    });
    expect(disabled.body["disabledAt"]).toMatch(/Z$/);
    expect((await me(token, second)).status).toBe(401);
    const enabled = await world.call("POST", `/api/users/${userId}/enable`, {
      token: admin.token,
      headers: { "if-match": '"2"' },
    });
    expect([enabled.status, enabled.body["disabledAt"]]).toEqual([200, null]);
    expect((await me(token, second)).status).toBe(401);
    expect(await auditOf("user.disabled")).toMatchObject([{ actorId: admin.userId, subjectId: userId }]);
  });
  test("when signing out, in that browser alone", async () => {
    const userId = await world.createUser();
    const [one, two] = [await world.signInAs(userId), await world.signInAs(userId)];
    const out = await world.call("DELETE", "/api/session", { token: one });
    expect(out.headers.get("set-cookie")).toContain("Max-Age=0");
    expect([(await me(one)).status, (await me(two)).status]).toEqual([401, 200]);
  });
  test("from the list of one's own sessions, and nobody else's", async () => {
    const userId = await world.createUser();
    const [here, there] = [await world.signInAs(userId), await world.signInAs(userId)];
    const stranger = await world.signInAs(await world.createUser());
    const { body } = await world.call("GET", "/api/me/sessions", { token: here });
    const other = (body as unknown as { id: string; isCurrent: boolean }[]).find(({ isCurrent }) => !isCurrent);
    const path = `/api/me/sessions/${other?.id}`;
    expect((await world.call("DELETE", path, { token: stranger })).status).toBe(404);
    expect((await me(there)).status).toBe(200);
    expect((await world.call("DELETE", path, { token: here })).status).toBe(204);
    expect((await me(there)).status).toBe(401);
  });
  test("tokens are kept as digests: a copy of the table signs nobody in", async () => {
    const token = await world.signInAs(await world.createUser());
    const dump = await withOwner(world.db, async (client) => {
      await client.query("SET LOCAL ROLE dualhigh_keeper");
      return (await client.query("SELECT s::text AS line, encode(token_hash, 'hex') AS hex FROM sessions s")).rows as {
        line: string;
        hex: string;
      }[];
    });
    expect(dump).toHaveLength(1);
    expect(dump[0]?.line).not.toContain(token.slice(4));
    expect((await me(dump[0]?.hex ?? "")).status).toBe(401);
  });
});

describe("passwords", () => {
  const change = (token: string, current: string, password: string) =>
    world.call("POST", "/api/me/password", { token, body: { current, password } });

  test("a change takes the present one and ends the other sessions", async () => {
    const userId = await world.createUser([], "zhang.san");
    const [here, there] = [await world.signInAs(userId), await world.signInAs(userId)];
    expect((await change(here, "wrong", "another grey heron 8")).body["code"]).toBe("identity.wrong_current_password");
    expect((await change(here, PASSWORD, "short")).body["errors"]).toMatchObject([
      { pointer: "/password", code: "too_short" },
      { code: "one_kind" },
    ]);
    expect((await change(here, PASSWORD, "another grey heron 8")).status).toBe(204);
    expect([(await me(here)).status, (await me(there)).status]).toEqual([200, 401]);
    expect((await signIn("zhang.san")).status).toBe(401);
    expect((await signIn("zhang.san", "another grey heron 8")).status).toBe(204);
  });

  test("asking for a reset is answered alike for every login, and announced", async () => {
    const userId = await world.createUser([], "zhang.san");
    const ask = (login: string) => world.call("POST", "/api/password-resets", { body: { login } });
    const [known, unknown] = [await ask("zhang.san"), await ask("nobody")];
    expect([known.status, known.body]).toEqual([202, {}]);
    expect([unknown.status, unknown.body]).toEqual([202, {}]);
    const events = await withSystem(world.db, async (tx) =>
      sql<{ payload: unknown }>`SELECT payload FROM events ORDER BY seq`.execute(tx.kysely),
    );
    expect(events.rows.map(({ payload }) => payload)).toEqual([{ userId }, { userId: null }]);
  });

  async function issueReset(userId: string): Promise<string> {
    const { token } = await world.someone("security_admin", SYSTEM_SCOPE_ID);
    const { body } = await world.call("POST", `/api/users/${userId}/password-reset`, { token });
    return String(body["token"]);
  }
  const complete = (token: string, password: string) =>
    world.call("POST", "/api/password-resets/complete", { body: { token, password } });

  test("a reset works once, ends every session, and survives a password that is too weak", async () => {
    const userId = await world.createUser([], "zhang.san");
    const session = await world.signInAs(userId);
    const reset = await issueReset(userId);
    expect((await complete(reset, "weak")).status).toBe(422);
    expect((await complete(reset, "another grey heron 8")).status).toBe(204);
    expect((await me(session)).status).toBe(401);
    expect((await signIn("zhang.san", "another grey heron 8")).status).toBe(204);
    expect((await complete(reset, "a third grey heron 9")).body["code"]).toBe("identity.reset_unusable");
  });
  test("a reset that has expired, is unknown, or of a disabled account is no good", async () => {
    const userId = await world.createUser([], "zhang.san");
    const reset = await issueReset(userId);
    await withSystem(world.db, async (tx) =>
      sql`UPDATE password_resets SET expires_at = now() - interval '1 second'`.execute(tx.kysely),
    );
    for (const token of [reset, "dhr_unknown", ""])
      expect([409, 422]).toContain((await complete(token, PASSWORD)).status);
  });
});

describe("invitations", () => {
  async function inviteTo(scopeId: string, token: string, login = "wang.wu", role = "pair_officer"): Promise<Answer> {
    return world.call("POST", `/api/scopes/${scopeId}/invitations`, {
      token,
      body: { login, displayName: "王五", role },
    });
  }
  const accept = (token: string, password = PASSWORD) =>
    world.call("POST", "/api/invitations/accept", { body: { token, password } });
  const tokenOf = ({ body }: Answer) => (body["handout"] as { token: string }).token;

  test("make an account with the role, once, and sign in", async () => {
    const pair = await world.createScope("pair", { name: "某结对" });
    const lead = await world.someone("pair_lead", pair);
    const made = await inviteTo(pair, lead.token);
    expect(made.status).toBe(201);
    const view = await world.call("POST", "/api/invitations/view", { body: { token: tokenOf(made) } });
    expect(view.body).toMatchObject({ login: "wang.wu", role: "pair_officer", scopeName: "某结对", hasAccount: false });
    const accepted = await accept(tokenOf(made));
    expect(accepted.status).toBe(204);
    expect((await me(accepted.token)).body).toMatchObject({
      login: "wang.wu",
      displayName: "王五",
      grants: [{ role: "pair_officer", scopeId: pair, scopeName: "某结对" }],
    });
    expect((await accept(tokenOf(made))).body["code"]).toBe("identity.invitation_used");
    expect(await auditOf("member.added")).toContainEqual(
      expect.objectContaining({ scopeId: pair, details: { role: "pair_officer", grantedBy: lead.userId } }),
    );
  });
  test("give an existing account a further role, if whoever opens the link knows its password", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    const userId = await world.createUser([], "wang.wu");
    const made = await inviteTo(pair, lead.token);
    expect((await accept(tokenOf(made), "a stranger's guess 1")).status).toBe(401);
    const accepted = await accept(tokenOf(made));
    expect((await me(accepted.token)).body).toMatchObject({ userId, grants: [{ role: "pair_officer" }] });
  });
  test("that were forwarded after being used, have expired, were withdrawn or never were: one answer each", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    const expired = await inviteTo(pair, lead.token);
    await withSystem(world.db, async (tx) =>
      sql`UPDATE invitations SET expires_at = now() - interval '1 second'`.execute(tx.kysely),
    );
    expect((await accept(tokenOf(expired))).body["code"]).toBe("identity.invitation_expired");
    const again = await inviteTo(pair, lead.token);
    expect(again.status).toBe(201);
    const withdrawn = await world.call("DELETE", `/api/scopes/${pair}/invitations/${String(again.body["id"])}`, {
      token: lead.token,
    });
    expect(withdrawn.status).toBe(204);
    expect((await accept(tokenOf(again))).body["code"]).toBe("identity.invitation_unknown");
    expect((await accept("dhi_never")).body["code"]).toBe("identity.invitation_unknown");
  });
  test("accepted twice at the same moment make one account", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    const made = await inviteTo(pair, lead.token);
    const both = await Promise.all([accept(tokenOf(made)), accept(tokenOf(made))]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
  });
  test("the same one twice is a conflict that says so", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    await inviteTo(pair, lead.token);
    expect((await inviteTo(pair, lead.token, "Wang.Wu")).body).toMatchObject({
      status: 409,
      code: "conflict.invitations_open_key",
    });
  });
  test("do not make administrators, nor roles that do not fit", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    expect((await inviteTo(pair, lead.token, "wang.wu", "system_admin")).status).toBe(403);
    expect((await inviteTo(pair, lead.token, "wang.wu", "zone_officer")).body["code"]).toBe(
      "identity.role_not_for_scope",
    );
    const system = await world.someone("system_admin", SYSTEM_SCOPE_ID);
    expect((await inviteTo(SYSTEM_SCOPE_ID, system.token, "wang.wu", "security_admin")).status).toBe(403);
  });
  test("do not carry their token back to anyone, and not into the log", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    const token = tokenOf(await inviteTo(pair, lead.token));
    const { body } = await world.call("GET", `/api/scopes/${pair}/invitations`, { token: lead.token });
    expect(body).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(token);
    await accept(token);
    expect(world.logLines.join("")).not.toContain(token.slice(4));
  });
});

describe("the three administrators", () => {
  test("nobody is invited into two of them, and the database would not have it either", async () => {
    const security = await world.someone("security_admin", SYSTEM_SCOPE_ID);
    await world.createUser([["system_admin", SYSTEM_SCOPE_ID]], "zhang.san");
    const made = await world.call("POST", "/api/administrators", {
      token: security.token,
      body: { login: "zhang.san", displayName: "张三", role: "audit_admin" },
    });
    const { token } = made.body["handout"] as { token: string };
    const accepted = await world.call("POST", "/api/invitations/accept", { body: { token, password: PASSWORD } });
    expect(accepted.body).toMatchObject({ status: 409, code: "identity.second_admin_role" });
    const insert = withSystem(world.db, async (tx) =>
      sql`INSERT INTO memberships (user_id, scope_id, role) VALUES (${security.userId}, ${SYSTEM_SCOPE_ID}, 'audit_admin')`.execute(
        tx.kysely,
      ),
    );
    await expect(insert).rejects.toMatchObject({ constraint: "memberships_one_admin_role" });
    const zone = await world.createScope("zone");
    const elsewhere = withSystem(world.db, async (tx) =>
      sql`INSERT INTO memberships (user_id, scope_id, role) VALUES (${security.userId}, ${zone}, 'audit_admin')`.execute(
        tx.kysely,
      ),
    );
    await expect(elsewhere).rejects.toMatchObject({ constraint: "memberships_admins_in_system" });
  });
  test("the last of a kind can neither be disabled, removed nor erased, and nobody disables themselves", async () => {
    const one = await world.someone("security_admin", SYSTEM_SCOPE_ID);
    const audit = await world.someone("audit_admin", SYSTEM_SCOPE_ID);
    const disable = (userId: string) =>
      world.call("POST", `/api/users/${userId}/disable`, { token: one.token, headers: { "if-match": '"1"' } });
    expect((await disable(audit.userId)).body["code"]).toBe("identity.last_administrator");
    expect((await disable(one.userId)).body["code"]).toBe("identity.not_oneself");
    const remove = await world.call("DELETE", `/api/scopes/${SYSTEM_SCOPE_ID}/members/${audit.userId}/audit_admin`, {
      token: one.token,
    });
    expect(remove.body["code"]).toBe("identity.last_administrator");
    expect(
      (await world.call("POST", "/api/me/erasure", { token: audit.token, body: { password: PASSWORD } })).body["code"],
    ).toBe("identity.last_administrator");
    await world.someone("audit_admin", SYSTEM_SCOPE_ID);
    expect((await disable(audit.userId)).status).toBe(200);
  });
  test("start from the machine: one invitation each, renewed on request, none once there is somebody", async () => {
    const first = await inviteFirstAdministrators(world.db);
    expect(first.map(({ role }) => role)).toEqual(["system_admin", "security_admin", "audit_admin"]);
    expect(await inviteFirstAdministrators(world.db)).toEqual([]);
    const [renewed] = await inviteFirstAdministrators(world.db, { renew: true });
    const accept = (token: string) =>
      world.call("POST", "/api/invitations/accept", { body: { token, password: PASSWORD } });
    expect((await accept(first[0]?.handout.token ?? "")).status).toBe(404);
    expect((await accept(renewed?.handout.token ?? "")).status).toBe(204);
    expect((await inviteFirstAdministrators(world.db, { renew: true })).map(({ role }) => role)).toEqual([
      "security_admin",
      "audit_admin",
    ]);
  });
  test("are recovered from the machine: enabled, attempts forgotten, a new password; nobody becomes one that way", async () => {
    const userId = await world.createUser([["security_admin", SYSTEM_SCOPE_ID]], "security.admin");
    await world.createUser([], "wang.wu");
    for (let n = 0; n < 11; n += 1) await signIn("security.admin", "forgotten");
    await withSystem(world.db, async (tx) =>
      sql`UPDATE users SET disabled_at = now() WHERE id = ${userId}`.execute(tx.kysely),
    );
    await expect(recoverAdministrator(world.db, "wang.wu")).rejects.toMatchObject({ code: "identity.no_such_login" });
    const { token } = await recoverAdministrator(world.db, "Security.Admin");
    await world.call("POST", "/api/password-resets/complete", { body: { token, password: "another grey heron 8" } });
    expect((await signIn("security.admin", "another grey heron 8")).status).toBe(204);
    expect(await auditOf("user.recovered")).toMatchObject([{ subjectId: userId, details: { from: "machine" } }]);
  });
});

describe("people and scopes", () => {
  test("another scope's row is 404, from a list it is absent", async () => {
    const [mine, theirs] = [
      await world.createScope("pair", { name: "甲" }),
      await world.createScope("pair", { name: "乙" }),
    ];
    const lead = await world.someone("pair_lead", mine);
    const stranger = await world.createUser([["pair_officer", theirs]], "stranger");
    expect((await world.call("GET", `/api/scopes/${theirs}`, { token: lead.token })).body["code"]).toBe(
      "access.not_found",
    );
    expect((await world.call("GET", `/api/scopes/${theirs}/members`, { token: lead.token })).status).toBe(404);
    const scopes = await world.call("GET", "/api/scopes", { token: lead.token });
    expect((scopes.body["items"] as { name: string }[]).map(({ name }) => name)).toEqual(["甲"]);
    const removed = await world.call("DELETE", `/api/scopes/${mine}/members/${stranger}/pair_officer`, {
      token: lead.token,
    });
    expect(removed.status).toBe(404);
  });
  test("a province sees what is beneath it, and nothing beside", async () => {
    const province = await world.createScope("province");
    const zone = await world.createScope("zone", { parentId: province });
    const park = await world.createScope("facility", { parentId: zone });
    const beside = await world.createScope("zone");
    const officer = await world.someone("province_officer", province);
    const status = async (id: string) =>
      (await world.call("GET", `/api/scopes/${id}`, { token: officer.token })).status;
    expect([await status(province), await status(zone), await status(park), await status(beside)]).toEqual([
      200, 200, 200, 404,
    ]);
  });
  test("who leaves a scope sees nothing of it from the next request on, and is not seen from it", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    const officer = await world.someone("pair_officer", pair);
    expect((await world.call("GET", `/api/scopes/${pair}`, { token: officer.token })).status).toBe(200);
    await world.call("DELETE", `/api/scopes/${pair}/members/${officer.userId}/pair_officer`, { token: lead.token });
    expect((await world.call("GET", `/api/scopes/${pair}`, { token: officer.token })).status).toBe(404);
    const { body } = await world.call("GET", `/api/scopes/${pair}/members`, { token: lead.token });
    expect((body["items"] as { userId: string }[]).map(({ userId }) => userId)).toEqual([lead.userId]);
  });
  test("a scope is changed on the version that was read", async () => {
    const { token } = await world.someone("system_admin", SYSTEM_SCOPE_ID);
    const made = await world.call("POST", "/api/scopes", {
      token,
      body: { kind: "zone", name: "某高新区", code: "320214" },
    });
    const path = `/api/scopes/${String(made.body["id"])}`;
    const rename = (etag: string) =>
      world.call("PATCH", path, { token, body: { name: "新名" }, headers: { "if-match": etag } });
    const renamed = await rename(made.headers.get("etag") ?? "");
    expect([renamed.status, renamed.headers.get("etag")]).toEqual([200, '"2"']);
    expect((await rename('"1"')).status).toBe(412);
    const twin = await world.call("POST", "/api/scopes", {
      token,
      body: { kind: "zone", name: "另一个", code: "320214" },
    });
    expect(twin.body).toMatchObject({
      status: 409,
      code: "conflict.scopes_code_key",
      detail: expect.stringContaining("代码"),
    });
  });
  test("accounts are listed page by page, found by name, and only by administrators", async () => {
    const { token } = await world.someone("audit_admin", SYSTEM_SCOPE_ID);
    for (const login of ["li.si", "wang.wu", "zhao.liu"]) await world.createUser([], login);
    const one = await world.call("GET", "/api/users?limit=3", { token });
    const two = await world.call("GET", `/api/users?limit=3&cursor=${String(one.body["nextCursor"])}`, { token });
    const ids = [one, two].flatMap(({ body }) => (body["items"] as { id: string }[]).map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
    expect(two.body["nextCursor"]).toBeNull();
    const found = await world.call("GET", "/api/users?search=wang", { token });
    expect((found.body["items"] as { login: string }[]).map(({ login }) => login)).toEqual(["wang.wu"]);
    const narrowed = await world.call("GET", "/api/users?role=audit_admin&state=active&withTotal=true", { token });
    expect(narrowed.body).toMatchObject({ total: 1, items: [{ roles: [{ role: "audit_admin" }] }] });
    const sorted = await world.call("GET", "/api/users?sort=-login&limit=2", { token });
    expect((sorted.body["items"] as { login: string }[]).map(({ login }) => login)).toEqual(["zhao.liu", "wang.wu"]);
    const file = await world.call("GET", "/api/users/export?format=csv&columns=login,state&search=li.si", { token });
    expect(new TextDecoder().decode(file.bytes)).toBe("登录名,状态\r\nli.si,正常\r\n");
  });
  test("members are listed by any order and role, somebody with two roles twice, and exported", async () => {
    const pair = await world.createScope("pair");
    const { token } = await world.someone("pair_lead", pair);
    await world.createUser(
      [
        ["pair_officer", pair],
        ["technology_manager", pair],
      ],
      "wang.wu",
    );
    const list = async (query: string) => world.call("GET", `/api/scopes/${pair}/members?${query}`, { token });
    const one = await list("sort=displayName&limit=2&withTotal=true");
    const two = await list(`sort=displayName&limit=2&cursor=${String(one.body["nextCursor"])}`);
    expect(one.body["total"]).toBe(3);
    const roles = [one, two].flatMap(({ body }) => (body["items"] as { role: string }[]).map(({ role }) => role));
    expect(roles.toSorted()).toEqual(["pair_lead", "pair_officer", "technology_manager"]);
    expect((await list("role=pair_officer&search=WANG")).body["items"]).toMatchObject([{ login: "wang.wu" }]);
    const path = `/api/scopes/${pair}/members/export?format=csv&columns=login,role&role=technology_manager`;
    const file = await world.call("GET", path, { token });
    expect(new TextDecoder().decode(file.bytes)).toBe("登录名,角色\r\nwang.wu,技术经理人\r\n");
  });
});

describe("a person's data", () => {
  test("is theirs to take along", async () => {
    const pair = await world.createScope("pair");
    const userId = await world.createUser([["pair_officer", pair]], "wang.wu");
    const { headers, body } = await world.call("GET", "/api/me/export", { token: await world.signInAs(userId) });
    expect(headers.get("content-disposition")).toContain("attachment");
    expect(body["sections"]).toMatchObject({
      identity: {
        account: { login: "wang.wu", displayName: "张某" },
        memberships: [{ role: "pair_officer" }],
        sessions: [{}],
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/argon2|token/);
  });
  test("is erased on their wish: name, login, password, roles and sessions; what they did stays under an id", async () => {
    const pair = await world.createScope("pair");
    const lead = await world.someone("pair_lead", pair);
    const invited = await world.call("POST", `/api/scopes/${pair}/invitations`, {
      token: lead.token,
      body: { login: "wang.wu", displayName: "王五", role: "pair_officer" },
    });
    const accepted = await world.call("POST", "/api/invitations/accept", {
      body: { token: (invited.body["handout"] as { token: string }).token, password: PASSWORD },
    });
    const erase = (password: string) =>
      world.call("POST", "/api/me/erasure", { token: accepted.token, body: { password } });
    expect((await erase("not the password")).body["code"]).toBe("identity.wrong_current_password");
    expect((await erase(PASSWORD)).status).toBe(204);
    expect((await me(accepted.token)).status).toBe(401);
    expect((await signIn("wang.wu")).status).toBe(401);
    const dump = await withOwner(world.db, async (client) => {
      await client.query("SET LOCAL ROLE dualhigh_keeper");
      const { rows: tables } = await client.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'",
      );
      let text = "";
      for (const { name } of tables) text += JSON.stringify((await client.query(`SELECT t::text FROM ${name} t`)).rows);
      return text;
    });
    expect(dump).toContain(lead.userId);
    expect(dump).not.toMatch(/wang\.wu|王五/);
    expect(await auditOf("person.erased")).toHaveLength(1);
  });
});
