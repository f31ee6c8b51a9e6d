import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, PASSWORD, type TestApp } from "../../../test/test-app.ts";
import { type Actor, withActor, withSystem } from "../db/index.ts";
import { newId } from "../ids.ts";
import {
  acceptStatement,
  type ConfidentialSubject,
  getStatement,
  hasAccepted,
  listAcceptances,
  listReadings,
  noteReading,
  noteReadings,
} from "./index.ts";

let world: TestApp;
let pair: string;
let zone: string;
let enterprise: string;
let subject: ConfidentialSubject;
let reader: Actor;
let readersToken: string;
const OWN = { zh: "仅供评估，不得外传。", en: "For evaluation only; not to be passed on." };
const FIRST = { limit: 10, after: null };

beforeAll(async () => {
  world = await openTestApp();
  zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  enterprise = await world.createScope("enterprise");
  subject = { kind: "need", id: newId(), scopeId: pair, zoneId: zone, ownerId: enterprise };
  const university = await world.createScope("university", { name: "某大学" });
  const { userId, token } = await world.someone("researcher", university);
  reader = { userId, readScopes: [university, userId], writeScopes: [university] };
  readersToken = token;
});
afterAll(async () => world.db.close());

const as = async <T>(actor: Actor, work: Parameters<typeof withActor<T>>[2]) => withActor(world.db, actor, work);
const trustedIn = (...trustedScopes: string[]): Actor => ({
  userId: newId(),
  readScopes: trustedScopes,
  writeScopes: trustedScopes,
  trustedScopes,
});
const path = () => `/api/scopes/${pair}/confidentiality-statement`;

describe("a statement", () => {
  test("is the system's own wording, and says so, until an office puts one in force", async () => {
    const { token } = await world.someone("pair_lead", pair);
    const before = await world.call("GET", path(), { token });
    expect(before.body).toMatchObject({ version: 0, isDefault: true, since: null });
    const put = { token, body: OWN, headers: { "if-match": '"0"' } };
    const after = await world.call("PUT", path(), put);
    expect(after.body).toMatchObject({ version: 1, isDefault: false, text: OWN });
    expect(after.body["digest"]).not.toBe(before.body["digest"]);
    expect((await world.call("PUT", path(), put)).status).toBe(412);
    const again = await world.call("PUT", path(), { ...put, headers: { "if-match": '"1"' } });
    expect(again.body).toEqual(after.body);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{
        details: unknown;
      }>`SELECT details FROM audit_events WHERE action = 'confidentiality.statement_replaced'`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ details: { version: 1, digest: after.body["digest"] } }]);
  });
  test("is replaced by who handles what is confidential there, and changed by nobody", async () => {
    const { token } = await world.someone("pair_officer", pair);
    const put = { token, body: OWN, headers: { "if-match": '"1"' } };
    expect((await world.call("PUT", path(), put)).status).toBe(403);
    const officer: Actor = { userId: newId(), readScopes: [pair], writeScopes: [pair] };
    const write = (text: string) => as(officer, async (tx) => sql.raw(text).execute(tx.kysely));
    await expect(
      write(
        `INSERT INTO confidentiality_statements VALUES ('${pair}', 9, 'x', 'x', '${"0".repeat(64)}', '${officer.userId}')`,
      ),
    ).rejects.toThrow("row-level security");
    const lead = trustedIn(pair);
    await expect(
      as(lead, async (tx) => sql`UPDATE confidentiality_statements SET text_zh = 'x'`.execute(tx.kysely)),
    ).rejects.toThrow("permission denied");
  });
});

describe("an acceptance", () => {
  const accept = async (digest: string) => as(reader, async (tx) => acceptStatement(tx, subject, digest));
  const isAccepted = async () => as(reader, async (tx) => hasAccepted(tx, subject));
  const digestNow = async () => as(reader, async (tx) => (await getStatement(tx, pair)).digest);

  test("is of exactly the wording that was shown, once, by name", async () => {
    expect(await isAccepted()).toBe(false);
    await expect(accept("0".repeat(64))).rejects.toMatchObject({ code: "confidentiality.statement_changed" });
    const digest = await digestNow();
    await accept(digest);
    await accept(digest);
    expect(await isAccepted()).toBe(true);
    const seen = await as(trustedIn(enterprise), async (tx) => listAcceptances(tx, subject));
    expect(seen).toMatchObject([{ userId: reader.userId, userName: "张某", userUnits: "某大学", version: 1, digest }]);
    const other = { ...subject, id: newId() };
    expect(await as(reader, async (tx) => hasAccepted(tx, other))).toBe(false);
    expect(await as(trustedIn(pair), async (tx) => hasAccepted(tx, subject))).toBe(false);
  });
  test("holds until another statement is in force, and keeps the words that were accepted", async () => {
    const { token } = await world.someone("pair_lead", pair);
    const body = { zh: "新的声明。", en: "A new statement." };
    await world.call("PUT", path(), { token, body, headers: { "if-match": '"1"' } });
    expect(await isAccepted()).toBe(false);
    await accept(await digestNow());
    expect(await isAccepted()).toBe(true);
    const { rows } = await as(reader, async (tx) =>
      sql<{ text: string }>`SELECT text_zh AS text FROM confidentiality_acceptances ORDER BY version`.execute(
        tx.kysely,
      ),
    );
    expect(rows.map(({ text }) => text)).toEqual([OWN.zh, body.zh]);
  });
  test("is nobody's to write but one's own, nor to change", async () => {
    const row = `'${newId()}', '${pair}', 'need', '${newId()}', 0, 'x', 'x', '${"0".repeat(64)}'`;
    const columns = "id, scope_id, subject_kind, subject_id, version, text_zh, text_en, digest";
    const table = "confidentiality_acceptances";
    for (const text of [
      `INSERT INTO ${table} (${columns}, user_id) VALUES (${row}, '${newId()}')`,
      `INSERT INTO ${table} (${columns}, accepted_at) VALUES (${row}, '2026-01-01')`,
      `UPDATE ${table} SET version = 7`,
      `DELETE FROM ${table}`,
    ]) {
      await expect(as(reader, async (tx) => sql.raw(text).execute(tx.kysely))).rejects.toThrow("permission denied");
    }
  });
});

describe("a reading", () => {
  test("is logged with who, when and which part, and the newest is listed first", async () => {
    await as(reader, async (tx) => noteReading(tx, subject, "page"));
    await as(reader, async (tx) => noteReadings(tx, [subject, { ...subject, id: newId() }], "list"));
    const readings = await as(trustedIn(enterprise), async (tx) => listReadings(tx, subject, FIRST));
    expect(readings).toMatchObject([
      { part: "list", userId: reader.userId, userName: "张某", userUnits: "某大学" },
      { part: "page" },
    ]);
    const [last] = readings;
    const rest = await as(trustedIn(zone), async (tx) =>
      listReadings(tx, subject, { limit: 1, after: [last?.at ?? "", last?.id ?? ""] }),
    );
    expect(rest.map(({ part }) => part)).toEqual(["page"]);
  });
  test("is undone with the transaction that showed something, and none is shown without it", async () => {
    const shown = as(reader, async (tx) => {
      await noteReading(tx, subject, "undone");
      throw new Error("nothing was shown");
    });
    await expect(shown).rejects.toThrow("nothing was shown");
    const all = await as(trustedIn(pair), async (tx) => listReadings(tx, subject, FIRST));
    expect(all.map(({ part }) => part)).not.toContain("undone");
    const inVain = withActor(world.db, reader, async (tx) => noteReading(tx, subject, "page"), { readOnly: true });
    await expect(inVain).rejects.toThrow("read-only");
    await expect(withSystem(world.db, async (tx) => noteReading(tx, subject, "page"))).rejects.toThrow(
      "permission denied",
    );
  });
  test("is seen by who handles the subject and by who read, not by others who work in the same pair", async () => {
    const seenBy = async (actor: Actor) => (await as(actor, async (tx) => listReadings(tx, subject, FIRST))).length;
    expect(await seenBy(trustedIn(pair))).toBe(2);
    expect(await seenBy(reader)).toBe(2);
    expect(await seenBy({ userId: newId(), readScopes: [pair, zone, enterprise], writeScopes: [pair] })).toBe(0);
    expect(await seenBy(trustedIn(await world.createScope("zone")))).toBe(0);
  });
  test("is written as oneself at the database's time, and never changed", async () => {
    const row = `'${newId()}', '${pair}', '${zone}', 'need', '${newId()}', 'page'`;
    const columns = "id, scope_id, zone_id, subject_kind, subject_id, part";
    for (const text of [
      `INSERT INTO confidential_readings (${columns}, user_id) VALUES (${row}, '${newId()}')`,
      `INSERT INTO confidential_readings (${columns}, user_name) VALUES (${row}, '李某')`,
      `INSERT INTO confidential_readings (${columns}, at) VALUES (${row}, '2026-01-01')`,
      "UPDATE confidential_readings SET part = 'x'",
      "DELETE FROM confidential_readings",
    ]) {
      await expect(as(trustedIn(pair), async (tx) => sql.raw(text).execute(tx.kysely))).rejects.toThrow(
        "permission denied",
      );
    }
  });
});

test("a person's export tells what they read; after erasure the log says that somebody did, and not who", async () => {
  const { body } = await world.call("GET", "/api/me/export", { token: readersToken });
  expect(
    (body["sections"] as { confidentiality: { readings: unknown[]; acceptances: unknown[] } }).confidentiality,
  ).toMatchObject({
    acceptances: [{ subjectKind: "need" }, { subjectKind: "need" }],
    readings: [{ part: "page" }, { part: "list" }, { part: "list" }],
  });
  const erased = await world.call("POST", "/api/me/erasure", { token: readersToken, body: { password: PASSWORD } });
  expect(erased.status).toBe(204);
  const readings = await as(trustedIn(enterprise), async (tx) => listReadings(tx, subject, FIRST));
  expect(readings).toMatchObject([
    { part: "list", userName: null, userUnits: null },
    { part: "page", userName: null },
  ]);
});
