// What the database itself allows, with the service's own checks out of the way.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";
import { type Actor, type Tx, withActor, withSystem } from "../../platform/db/index.ts";
import { withOwner } from "../../platform/db/transaction.ts";
import { newId } from "../../platform/ids.ts";
import { answerLink, createLink, forwardLink, openLink, revokeLinksTo } from "./index.ts";

let world: TestApp;
let mine: string;
let theirs: string;
let insider: Actor;
let admin: Actor;
beforeAll(async () => {
  world = await openTestApp();
  mine = await world.createScope("pair", { name: "甲" });
  theirs = await world.createScope("pair", { name: "乙" });
  await world.createUser([["pair_officer", theirs]], "stranger");
  const lead = await world.someone("pair_lead", mine);
  const { token } = await world.someone("system_admin", SYSTEM_SCOPE_ID);
  for (const scope of [mine, theirs]) {
    await world.call("POST", `/api/scopes/${scope}/invitations`, {
      token,
      body: { login: "wang.wu", displayName: "王五", role: "reader" },
    });
  }
  insider = { userId: lead.userId, readScopes: [mine], writeScopes: [mine] };
  admin = { userId: newId(), readScopes: [SYSTEM_SCOPE_ID], writeScopes: [SYSTEM_SCOPE_ID] };
});
afterAll(async () => world.db.close());

const as = <T>(actor: Actor, run: (tx: Tx) => Promise<{ rows: T[] }>) =>
  withActor(world.db, actor, async (tx) => (await run(tx)).rows);

describe("row-level security alone", () => {
  test.each([
    ["scopes", "SELECT id FROM scopes", 1],
    ["memberships", "SELECT user_id FROM memberships", 1],
    ["users", "SELECT id FROM users", 1],
    ["invitations", "SELECT id FROM invitations", 1],
    ["sessions", "SELECT id FROM sessions", 1],
    ["access_links", "SELECT id FROM access_links", 0],
  ])("lets no foreign row out of %s", async (_, text, count) => {
    expect(await as(insider, async (tx) => sql.raw(text).execute(tx.kysely))).toHaveLength(count);
    const nobody = { userId: newId(), readScopes: [], writeScopes: [] };
    expect(await as(nobody, async (tx) => sql.raw(text).execute(tx.kysely))).toHaveLength(0);
    // Without any context, on the pool.
    expect((await world.db.pool.query(text)).rows).toHaveLength(0);
  });
  test("lets administrators see accounts, and no one's secrets", async () => {
    expect((await as(admin, async (tx) => sql`SELECT id FROM users`.execute(tx.kysely))).length).toBeGreaterThan(2);
    for (const column of ["sessions.token_hash", "invitations.token_hash", "credentials.secret"]) {
      const [table, name] = column.split(".");
      await expect(as(admin, async (tx) => sql.raw(`SELECT ${name} FROM ${table}`).execute(tx.kysely))).rejects.toThrow(
        /permission denied/,
      );
    }
  });
  test.each([
    [
      "a role",
      () => sql`INSERT INTO memberships (user_id, scope_id, role) VALUES (${insider.userId}, ${theirs}, 'pair_lead')`,
    ],
    ["a scope", () => sql`INSERT INTO scopes (id, kind, name) VALUES (${newId()}, 'zone', 'x')`],
    ["an account", () => sql`INSERT INTO users (id, login, display_name) VALUES (${newId()}, 'made.up', 'x')`],
    [
      "scopes of an account",
      () => sql`UPDATE users SET scope_ids = ARRAY[${theirs}::uuid] WHERE id = ${insider.userId}`,
    ],
    [
      "an invitation elsewhere",
      () => sql`INSERT INTO invitations (id, token_hash, scope_id, role, login, display_name, invited_by, expires_at)
      VALUES (${newId()}, decode(repeat('00', 32), 'hex'), ${theirs}, 'reader', 'made.up', 'x', ${insider.userId}, now())`,
    ],
    [
      "an invitation in another's name",
      () => sql`INSERT INTO invitations (id, token_hash, scope_id, role, login, display_name, invited_by, expires_at)
      VALUES (${newId()}, decode(repeat('01', 32), 'hex'), ${mine}, 'reader', 'made.up', 'x', ${newId()}, now())`,
    ],
    ["a longer session", () => sql`UPDATE sessions SET expires_at = now() + interval '1 year'`],
    [
      "a link elsewhere",
      () => sql`INSERT INTO access_links (id, token_hash, purpose, scope_id, subject_kind, subject_id, created_by, expires_at)
      VALUES (${newId()}, decode(repeat('02', 32), 'hex'), 'match.answer', ${theirs}, 'match', ${newId()}, ${insider.userId}, now())`,
    ],
  ])("does not let a member write %s", async (_, query) => {
    await expect(as(insider, async (tx) => query().execute(tx.kysely))).rejects.toThrow(
      /permission denied|row-level security/,
    );
  });
  test("a role elsewhere cannot be taken away", async () => {
    const [stranger] = await withSystem(
      world.db,
      async (tx) => (await sql<{ id: string }>`SELECT id FROM users WHERE login = 'stranger'`.execute(tx.kysely)).rows,
    );
    const [answer] = await as(insider, async (tx) =>
      sql<{
        removed: boolean;
      }>`SELECT remove_membership(${stranger?.id ?? ""}, ${theirs}, 'pair_officer') AS removed`.execute(tx.kysely),
    );
    expect(answer?.removed).toBe(false);
  });
});

describe("the functions of signing in", () => {
  const CALLABLE: Readonly<Record<string, readonly string[]>> = {
    "admit_confidential_reader(uuid)": ["dualhigh_app"],
    "admit_need_reader(uuid)": ["dualhigh_app"],
    "app_hidden_needs()": ["dualhigh_app", "dualhigh_system"],
    "app_hidden_visits()": ["dualhigh_app", "dualhigh_system"],
    "app_restricted_needs()": ["dualhigh_app", "dualhigh_system"],
    "app_scopes_above(text[])": ["dualhigh_app"],
    "bid_people(uuid)": ["dualhigh_app"],
    "challenge_people(uuid)": ["dualhigh_app"],
    "charged_costs(uuid)": ["dualhigh_app"],
    "confirm_session(bytea, text[], jsonb)": ["dualhigh_app"],
    "count_bids(uuid)": ["dualhigh_app"],
    "count_own_bids(uuid, uuid, uuid)": ["dualhigh_app"],
    "evaluation_people(uuid)": ["dualhigh_app"],
    "find_bid_digests(uuid, uuid, bytea[])": ["dualhigh_app"],
    "find_enterprise_scopes(uuid, text[])": ["dualhigh_app", "dualhigh_system"],
    "find_invitable(text)": ["dualhigh_app"],
    "forget_credentials(uuid)": ["dualhigh_system"],
    "free_restricted_places()": [],
    "has_confidential_part(uuid)": ["dualhigh_app"],
    "holders_of_other_roles(uuid[])": ["dualhigh_app"],
    "institution_has_bidders(text)": ["dualhigh_app"],
    "keep_campaigns_within_capacity()": ["dualhigh_app", "dualhigh_keeper", "dualhigh_system"],
    "keep_matches_within()": ["dualhigh_app", "dualhigh_keeper", "dualhigh_system"],
    "keep_need_visibility()": [],
    "keep_rooms_single()": ["dualhigh_app", "dualhigh_keeper"],
    "keep_within_capacity()": ["dualhigh_app", "dualhigh_keeper", "dualhigh_system"],
    "lapse_bids(uuid)": ["dualhigh_app"],
    "last_ledger_number(uuid)": ["dualhigh_app", "dualhigh_system"],
    "last_team_number(uuid)": ["dualhigh_app", "dualhigh_system"],
    "list_enterprise_accounts(uuid)": ["dualhigh_app", "dualhigh_system"],
    "line_length(uuid, timestamp with time zone, timestamp with time zone)": ["dualhigh_app", "dualhigh_system"],
    "list_need_offices(uuid)": ["dualhigh_app"],
    "move_own_consortium_task(uuid, integer, uuid, text, date, text, uuid, jsonb)": ["dualhigh_app"],
    "need_people(uuid)": ["dualhigh_app", "dualhigh_system"],
    "open_bids(uuid)": ["dualhigh_app"],
    "open_session(uuid, bytea, uuid, text, integer, integer, bytea)": ["dualhigh_system"],
    "place_in_line(uuid)": ["dualhigh_app", "dualhigh_system"],
    "province_above(uuid)": ["dualhigh_app", "dualhigh_system"],
    "remove_membership(uuid, uuid, text)": ["dualhigh_app"],
    "restricted_meeting_needs()": ["dualhigh_app", "dualhigh_system"],
    "restore_review(uuid, uuid)": ["dualhigh_app"],
    "review_states(uuid)": ["dualhigh_app"],
    "scope_kind(uuid)": ["dualhigh_app", "dualhigh_system"],
    "scope_provinces(uuid[])": ["dualhigh_app", "dualhigh_system"],
    "session_caller(bytea, text[])": ["dualhigh_app"],
    "set_aside_review(uuid, uuid)": ["dualhigh_app"],
    "agreements_standing(uuid[])": ["dualhigh_app", "dualhigh_system"],
    "set_password(uuid, text)": ["dualhigh_system"],
    "shared_matches(uuid)": ["dualhigh_app"],
    "show_reviews(uuid, boolean)": ["dualhigh_app"],
    "signin_password(text)": ["dualhigh_system"],
    "taken_hours(uuid, timestamp with time zone, timestamp with time zone)": ["dualhigh_app", "dualhigh_system"],
    "zone_above(uuid)": ["dualhigh_app", "dualhigh_system"],
  };
  const WORKING = ["dualhigh_app", "dualhigh_system", "dualhigh_keeper"];

  test.each(Object.entries(CALLABLE))("%s is for %j alone", async (signature, roles) => {
    const { rows } = await withOwner(world.db, async (client) =>
      client.query<{ role: string }>(
        "SELECT r AS role FROM unnest($1::text[]) r WHERE has_function_privilege(r, $2, 'EXECUTE') ORDER BY r",
        [WORKING, signature],
      ),
    );
    expect(rows.map(({ role }) => role)).toEqual(roles);
  });
  test("every function that runs as another is one of these, is fixed to its schemas and owned by the role that may", async () => {
    const { rows } = await withOwner(world.db, async (client) =>
      client.query<{ signature: string; owner: string; path: string[] | null }>(`
        SELECT p.oid::regprocedure::text AS signature, r.rolname::text AS owner, p.proconfig AS path
        FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
        WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace AND r.rolname = 'dualhigh_signin'`),
    );
    expect(rows.map(({ signature }) => signature.replaceAll(",", ", ")).toSorted()).toEqual(
      Object.keys(CALLABLE).toSorted(),
    );
    for (const { path } of rows) expect(path).toEqual(["search_path=pg_catalog, public, pg_temp"]);
  });
  test.each([
    ["credentials", ["dualhigh_keeper", "dualhigh_signin"]],
    ["attempts", ["dualhigh_keeper", "dualhigh_system"]],
  ])("the table %s is read by %j alone", async (table, roles) => {
    const { rows } = await withOwner(world.db, async (client) =>
      client.query<{ role: string }>(
        "SELECT r AS role FROM unnest($1::text[]) r WHERE has_table_privilege(r, $2, 'SELECT') ORDER BY r",
        [[...WORKING, "dualhigh_signin"], table],
      ),
    );
    expect(rows.map(({ role }) => role)).toEqual(roles);
  });
  test("the role that owns them cannot make anything new, and nobody signs in with it", async () => {
    const { rows } = await withOwner(world.db, async (client) =>
      client.query(`SELECT has_schema_privilege('dualhigh_signin', 'public', 'CREATE') AS creates, rolcanlogin AS "signsIn",
        rolsuper AS super, rolbypassrls AS bypasses FROM pg_roles WHERE rolname = 'dualhigh_signin'`),
    );
    expect(rows[0]).toEqual({ creates: false, signsIn: false, super: false, bypasses: false });
  });
  test("the system's scope has one id, here and there", async () => {
    const { rows } = await world.db.pool.query("SELECT system_scope_id() AS id");
    expect(rows[0]).toEqual({ id: SYSTEM_SCOPE_ID });
  });
});

describe("a link that works without an account", () => {
  const purpose = "match.answer";
  const send = (subjectId = newId()) =>
    withActor(world.db, insider, async (tx) =>
      createLink(tx, { purpose, scopeId: mine, subject: { kind: "match", id: subjectId }, days: 7 }),
    );
  const visit = <T>(run: (tx: Tx) => Promise<T>) => withSystem(world.db, run);

  test("leads to one thing, can be looked at again, and is used once", async () => {
    const subjectId = newId();
    const { token } = await send(subjectId);
    expect(await visit(async (tx) => openLink(tx, token, purpose))).toMatchObject({
      scopeId: mine,
      subject: { kind: "match", id: subjectId },
      isReopened: false,
    });
    expect((await visit(async (tx) => openLink(tx, token, purpose))).isReopened).toBe(true);
    await visit(async (tx) => answerLink(tx, token, purpose));
    await expect(visit(async (tx) => answerLink(tx, token, purpose))).rejects.toMatchObject({
      code: "identity.link_used",
    });
    await expect(visit(async (tx) => openLink(tx, token, purpose))).rejects.toMatchObject({
      code: "identity.link_used",
    });
  });
  test("answered twice at the same moment counts once", async () => {
    const { token } = await send();
    const both = await Promise.allSettled([
      visit(async (tx) => answerLink(tx, token, purpose)),
      visit(async (tx) => answerLink(tx, token, purpose)),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
  test("that was passed on is a link of its own, ends no later and says where it came from", async () => {
    const first = await send();
    const second = await visit(async (tx) => forwardLink(tx, first.token, purpose));
    expect(second.expiresAt).toBe(first.expiresAt);
    expect(await visit(async (tx) => openLink(tx, second.token, purpose))).toMatchObject({ forwardedFrom: first.id });
    await visit(async (tx) => answerLink(tx, second.token, purpose));
    await expect(visit(async (tx) => openLink(tx, first.token, purpose))).resolves.toMatchObject({ id: first.id });
  });
  test("for another purpose, revoked, unknown or expired is no good", async () => {
    const subjectId = newId();
    const { token } = await send(subjectId);
    await expect(visit(async (tx) => openLink(tx, token, "need.view"))).rejects.toMatchObject({
      code: "identity.link_unknown",
    });
    await expect(visit(async (tx) => openLink(tx, "dhl_none", purpose))).rejects.toMatchObject({
      code: "identity.link_unknown",
    });
    expect(await withActor(world.db, insider, async (tx) => revokeLinksTo(tx, subjectId))).toBe(1);
    await expect(visit(async (tx) => openLink(tx, token, purpose))).rejects.toMatchObject({
      code: "identity.link_unknown",
    });
    const late = await send();
    await visit(async (tx) => sql`UPDATE access_links SET expires_at = now() WHERE id = ${late.id}`.execute(tx.kysely));
    await expect(visit(async (tx) => answerLink(tx, late.token, purpose))).rejects.toMatchObject({
      code: "identity.link_expired",
    });
  });
});
