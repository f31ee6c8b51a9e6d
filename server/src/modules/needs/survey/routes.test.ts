import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePair } from "../../../../test/pairs.ts";
import { type Answer, openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";

let world: TestApp;
let pair: string;
let zone: string;
let lead: { userId: string; token: string };
let officer: { userId: string; token: string };
let colleague: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  zone = await world.createScope("zone");
  pair = await makePair(world, zone);
  lead = await world.someone("zone_officer", zone);
  officer = await world.someone("zone_officer", zone);
  colleague = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const label = (zh: string, en: string) => ({ zh, en });
const QUESTIONNAIRE = {
  format: "dual-high.questionnaire/1",
  title: label("年度摸排", "Yearly survey"),
  sections: [
    {
      key: "basics",
      title: label("基本情况", "Basics"),
      questions: [
        { key: "code", kind: "fact", fact: "creditCode", label: label("信用代码", "Credit code") },
        { key: "staff", kind: "number", isRequired: true, least: 1, label: label("员工人数", "Staff") },
        {
          key: "labSize",
          kind: "number",
          label: label("研发人数", "R&D staff"),
          when: { question: "staff", isAnswered: true },
        },
      ],
    },
  ],
};

const call = async (method: string, path: string, options: object = {}, token = lead.token) =>
  world.call(method, path, { token, ...options });
const match = (version: unknown) => ({ headers: { "if-match": `"${version as number}"` } });
type Body = Record<string, unknown>;

interface Opened {
  readonly roundId: string;
  readonly siteId: string;
  readonly version: unknown;
}

async function openRound(enterprise = `某公司 ${newId()}`): Promise<Opened> {
  const body = { name: "二季度摸排", startsOn: "2026-04-01", endsBefore: "2999-01-01" };
  const made = await call("POST", `/api/scopes/${pair}/survey-rounds`, { body });
  const roundId = made.body["id"] as string;
  const put = await call("PUT", `/api/survey-rounds/${roundId}/questionnaire`, {
    body: QUESTIONNAIRE,
    ...match(made.body["version"]),
  });
  const site = { building: "A 座", floor: "3F", unit: "301", enterprise };
  const added = await call("POST", `/api/survey-rounds/${roundId}/sites`, { body: site });
  const moved = await move(roundId, "open", put.body["version"]);
  expect([made.status, put.status, added.status, moved.status]).toEqual([201, 200, 201, 200]);
  return { roundId, siteId: added.body["id"] as string, version: moved.body["version"] };
}

const move = async (roundId: string, action: string, version: unknown) =>
  call("POST", `/api/survey-rounds/${roundId}/transitions`, { body: { action }, ...match(version) });

const contentOf = (siteId: string, given: object = {}) => ({
  siteId,
  outcome: "visited",
  visitedAt: "2026-05-06T01:00:00Z",
  questionnaireNumber: 1,
  answers: { staff: 12 },
  ...given,
});
const send = async (
  roundId: string,
  visitId: string,
  content: object,
  { token = officer.token, ...given }: { token?: string; [field: string]: unknown } = {},
): Promise<Answer> => {
  const body = { content, sentAt: new Date().toISOString(), ...given };
  return call("PUT", `/api/survey-rounds/${roundId}/visits/${visitId}`, { body }, token);
};
const read = async (roundId: string, visitId: string, token = lead.token) =>
  call("GET", `/api/survey-rounds/${roundId}/visits/${visitId}`, {}, token);
const settle = async (roundId: string, visitId: string, body: object, token = lead.token) => {
  const { version } = (await read(roundId, visitId)).body;
  return call("POST", `/api/survey-rounds/${roundId}/visits/${visitId}/settlement`, { body, ...match(version) }, token);
};
const coverage = async (roundId: string) =>
  (await call("GET", `/api/survey-rounds/${roundId}/coverage`)).body["total"] as Body;
const need = (title: string) => ({ key: newId(), need: { title, content: "现有 12 ppm，希望降到 6 ppm 以下。" } });

describe("a round", () => {
  test("is prepared, opened and shown to the zone and the pair, and its changes are on record", async () => {
    const { roundId } = await openRound();
    const { body } = await call("GET", `/api/survey-rounds/${roundId}`, {}, colleague.token);
    expect(body).toMatchObject({
      scopeId: pair,
      zoneId: zone,
      code: expect.stringMatching(/^ROUND-\d{4}-\d{3}$/),
      state: "open",
      isOver: false,
      questionnaireNumber: 1,
      counts: { planned: 1, visited: 0, open: 1 },
    });
    for (const scopeId of [zone, pair]) {
      const { body: page } = await call("GET", `/api/scopes/${scopeId}/survey-rounds?withTotal=true&search=二季度`);
      expect((page["items"] as Body[]).map(({ id }) => id)).toContain(roundId);
    }
    const actions = await withSystem(world.db, async (tx) => {
      const { rows } = await sql<{ action: string }>`
        SELECT action FROM audit_events WHERE subject_id = ${roundId} ORDER BY id`.execute(tx.kysely);
      return rows.map(({ action }) => action);
    });
    expect(actions).toEqual([
      "survey.round_created",
      "survey.questionnaire_put",
      "survey.site_added",
      "survey.round_moved",
    ]);
  });
  test("does not open without doors, nor stand in a zone, nor end before it begins", async () => {
    const body = { name: "空的", startsOn: "2026-04-01", endsBefore: "2026-07-01" };
    const made = await call("POST", `/api/scopes/${pair}/survey-rounds`, { body });
    const opened = await move(made.body["id"] as string, "open", made.body["version"]);
    expect([opened.status, opened.body["code"]]).toEqual([409, "survey.nothing_to_visit"]);
    const inZone = await call("POST", `/api/scopes/${zone}/survey-rounds`, { body });
    expect(inZone.body["code"]).toBe("survey.not_in_a_pair");
    const turned = { ...body, endsBefore: "2026-03-01" };
    const changed = await call("PATCH", `/api/survey-rounds/${made.body["id"] as string}`, {
      body: { endsBefore: turned.endsBefore },
      ...match(made.body["version"]),
    });
    expect([changed.status, changed.body["code"]]).toEqual([422, "survey.period_upside_down"]);
  });
  test("is not changed on an old version, and not by somebody who only visits", async () => {
    const { roundId, version } = await openRound();
    const change = { body: { name: "改名" }, ...match(version) };
    expect((await call("PATCH", `/api/survey-rounds/${roundId}`, change, colleague.token)).status).toBe(403);
    expect((await call("PATCH", `/api/survey-rounds/${roundId}`, change)).status).toBe(200);
    expect((await call("PATCH", `/api/survey-rounds/${roundId}`, change)).status).toBe(412);
  });
  test("has a lead who may visit there", async () => {
    const { roundId, version } = await openRound();
    const stranger = await world.someone("zone_officer", await world.createScope("zone"));
    const give = async (leadId: string) =>
      call("PATCH", `/api/survey-rounds/${roundId}`, { body: { leadId }, ...match(version) });
    expect((await give(stranger.userId)).body["code"]).toBe("survey.lead_unfit");
    expect((await give(colleague.userId)).body["lead"]).toMatchObject({ id: colleague.userId, name: "张某" });
  });
});

describe("a questionnaire", () => {
  test("comes out as it went in, keeps its versions, and says what is wrong with it", async () => {
    const { roundId, version } = await openRound();
    const path = `/api/survey-rounds/${roundId}/questionnaire`;
    const { body } = await call("GET", path);
    expect(body).toMatchObject({ number: 1, content: QUESTIONNAIRE, version });
    const again = await call("PUT", path, { body: QUESTIONNAIRE, ...match(version) });
    expect(again.body).toMatchObject({ number: 1, version });
    const [section] = QUESTIONNAIRE.sections;
    const twice = { ...QUESTIONNAIRE, sections: [section, { ...section, key: "again" }] };
    const refused = await call("PUT", path, { body: twice, ...match(version) });
    expect(refused.body).toMatchObject({ status: 422, code: "survey.questionnaire_unsound" });
    expect(refused.body["detail"]).toContain("“staff”用了两次");
    const other = { ...QUESTIONNAIRE, title: label("改版", "Second") };
    expect((await call("PUT", path, { body: other, ...match(version) })).body).toMatchObject({ number: 2 });
    expect((await call("GET", `${path}?number=1`)).body["content"]).toEqual(QUESTIONNAIRE);
    expect((await call("GET", `${path}?number=3`)).body["code"]).toBe("survey.no_questionnaire");
  });
});

describe("a visit", () => {
  test("is taken once however often it is sent, with its needs in triage's queue", async () => {
    const { roundId, siteId } = await openRound("某特钢公司");
    const visitId = newId();
    const content = contentOf(siteId, {
      needs: [need("提高轴承钢的纯净度")],
      met: [{ name: "李四", phone: "13800001234" }],
    });
    const first = await send(roundId, visitId, content);
    expect([first.status, first.body["result"], first.body["state"]]).toEqual([200, "accepted", "counted"]);
    const again = await Promise.all([1, 2, 3].map(async () => send(roundId, visitId, content)));
    expect(again.map(({ body }) => body["result"])).toEqual(["repeated", "repeated", "repeated"]);
    expect(await coverage(roundId)).toMatchObject({ planned: 1, visited: 1, open: 0, needs: 1 });
    const seen = await read(roundId, visitId, colleague.token);
    expect(seen.body["officer"]).toEqual({ id: officer.userId, name: "张某" });
    const [found] = first.body["needs"] as Body[];
    const { body } = await call("GET", `/api/needs/${found?.["needId"] as string}`, {}, colleague.token);
    expect(body).toMatchObject({ state: "submitted", enterprise: "某特钢公司", title: "提高轴承钢的纯净度" });
    const reader = await world.someone("reader", pair);
    const masked = await read(roundId, visitId, reader.token);
    expect(JSON.stringify(masked.body)).toContain("138****1234");
    expect(JSON.stringify(masked.body)).not.toContain("13800001234");
  });
  test("sent by ten lines at once is one visit and one need", async () => {
    const { roundId, siteId } = await openRound();
    const visitId = newId();
    const content = contentOf(siteId, { needs: [need("降低能耗")] });
    const results = await Promise.all(Array.from({ length: 10 }, async () => send(roundId, visitId, content)));
    expect(results.filter(({ body }) => body["result"] === "accepted")).toHaveLength(1);
    expect(results.filter(({ body }) => body["result"] === "repeated")).toHaveLength(9);
    expect(await coverage(roundId)).toMatchObject({ visited: 1, needs: 1 });
  });
  test("with another content under its id is kept in both versions until somebody chooses", async () => {
    const { roundId, siteId } = await openRound();
    const visitId = newId();
    await send(roundId, visitId, contentOf(siteId, { note: "甲" }));
    const other = await send(roundId, visitId, contentOf(siteId, { note: "乙", needs: [need("降低能耗")] }));
    expect(other.body).toMatchObject({ result: "conflict", needs: [] });
    const shown = await read(roundId, visitId);
    expect((shown.body["versions"] as { content: Body }[]).map(({ content }) => content["note"])).toEqual(["甲", "乙"]);
    expect(shown.body).toMatchObject({ hasConflict: true, maySettle: true });
    const list = await call("GET", `/api/survey-rounds/${roundId}/visits?hasConflict=true`);
    expect(list.body["items"]).toHaveLength(1);
    const settled = await settle(roundId, visitId, { action: "choose", digest: other.body["digest"] });
    expect(settled.body).toMatchObject({ hasConflict: false, digest: other.body["digest"] });
    expect(settled.body["versions"]).toHaveLength(2);
    expect(settled.body["needs"]).toHaveLength(1);
    // The phone did not hear of it and sends both once more.
    expect((await send(roundId, visitId, contentOf(siteId, { note: "甲" }))).body["result"]).toBe("repeated");
  });
  test("is corrected by whoever knows what it said last", async () => {
    const { roundId, siteId } = await openRound();
    const visitId = newId();
    const { body } = await send(roundId, visitId, contentOf(siteId, { outcome: "nobody_there" }));
    const basedOn = body["digest"] as string;
    const corrected = await send(roundId, visitId, contentOf(siteId, { outcome: "visited" }), { basedOn });
    expect(corrected.body["result"]).toBe("corrected");
    expect(await coverage(roundId)).toMatchObject({ visited: 1, nobodyThere: 0 });
    const late = await send(roundId, visitId, contentOf(siteId, { outcome: "refused" }), { basedOn });
    expect(late.body["result"]).toBe("conflict");
  });
  test("edited after an answer that got lost is corrected, by the name that the phone gave to what it sent", async () => {
    const { roundId, siteId } = await openRound();
    const visitId = newId();
    const [first, second, third] = [newId(), newId(), newId()];
    await send(roundId, visitId, contentOf(siteId, { note: "一" }), { edition: first });
    // The second never arrived; the third is made of both.
    const edited = await send(roundId, visitId, contentOf(siteId, { note: "三" }), {
      edition: third,
      follows: [first, second],
    });
    expect(edited.body["result"]).toBe("corrected");
    const other = await send(roundId, visitId, contentOf(siteId, { note: "另一台手机" }), { follows: [first] });
    expect(other.body["result"]).toBe("conflict");
    expect((await read(roundId, visitId)).body["versions"]).toHaveLength(3);
  });
  test("of a colleague is not taken from whoever is signed in on that phone now", async () => {
    const { roundId, siteId } = await openRound();
    const mine = { madeBy: officer.userId };
    const sent = await send(roundId, newId(), contentOf(siteId), { token: colleague.token, ...mine });
    expect([sent.status, sent.body["code"]]).toEqual([403, "survey.other_officer"]);
    expect((await send(roundId, newId(), contentOf(siteId), mine)).status).toBe(200);
    expect(await coverage(roundId)).toMatchObject({ visited: 1 });
  });
  test("that comes in after the round was closed waits for its lead, and nothing of it is lost", async () => {
    const { roundId, siteId, version } = await openRound();
    expect((await move(roundId, "close", version)).status).toBe(200);
    const visitId = newId();
    const sent = await send(roundId, visitId, contentOf(siteId, { needs: [need("降低能耗")] }));
    expect(sent.body).toMatchObject({ result: "accepted", state: "late", needs: [] });
    expect(await coverage(roundId)).toMatchObject({ visited: 0, needs: 0 });
    expect((await call("GET", `/api/survey-rounds/${roundId}`)).body).toMatchObject({ late: 1, isOver: true });
    const waitsFor = async (token: string) =>
      JSON.stringify((await call("GET", `/api/scopes/${pair}/workbench`, {}, token)).body).includes("survey_late");
    expect([await waitsFor(lead.token), await waitsFor(officer.token)]).toEqual([true, false]);
    const bySomebody = await settle(roundId, visitId, { action: "confirm" }, officer.token);
    expect([bySomebody.status, bySomebody.body["code"]]).toEqual([403, "survey.leads_to_settle"]);
    const confirmed = await settle(roundId, visitId, { action: "confirm" });
    expect(confirmed.body).toMatchObject({ state: "counted", settledBy: { id: lead.userId } });
    expect(confirmed.body["needs"]).toHaveLength(1);
    expect(await coverage(roundId)).toMatchObject({ visited: 1, needs: 1 });
  });
  test("of the lead's own that came late is confirmed by a colleague, or set aside with a reason", async () => {
    const { roundId, siteId, version } = await openRound();
    await move(roundId, "close", version);
    const visitId = newId();
    await send(roundId, visitId, contentOf(siteId), { token: lead.token });
    expect((await settle(roundId, visitId, { action: "confirm" })).body["code"]).toBe("survey.own_visit");
    expect((await settle(roundId, visitId, { action: "set_aside" })).body["code"]).toBe("survey.reason_missing");
    const aside = await settle(roundId, visitId, { action: "set_aside", reason: "不是这家" }, officer.token);
    expect(aside.body).toMatchObject({ state: "set_aside", settledReason: "不是这家" });
    expect((await settle(roundId, visitId, { action: "confirm" }, officer.token)).body["state"]).toBe("counted");
  });
  test("of a phone whose clock is a day ahead counts by the database's time", async () => {
    const { roundId, siteId } = await openRound();
    const sentAt = new Date(Date.now() + 86_400_000).toISOString();
    const { body } = await send(roundId, newId(), contentOf(siteId, { visitedAt: sentAt }), { sentAt });
    expect(body["state"]).toBe("counted");
    expect(Math.abs((body["clockAheadSeconds"] as number) - 86_400)).toBeLessThan(600);
    expect(new Date(body["receivedAt"] as string).getTime()).toBeLessThan(Date.now() + 600_000);
  });
  test("with answers that are missing is taken, and says which", async () => {
    const { roundId, siteId } = await openRound();
    const { body } = await send(roundId, newId(), contentOf(siteId, { answers: { labSize: "很多" } }));
    expect((body["problems"] as Body[]).map(({ question, code }) => `${question as string} ${code as string}`)).toEqual(
      ["staff missing"],
    );
    const refused = await send(roundId, newId(), contentOf(siteId, { outcome: "refused", answers: {} }));
    expect(refused.body["problems"]).toEqual([]);
  });
  test("at a door that was found on the spot brings the door along", async () => {
    const { roundId } = await openRound();
    const siteId = newId();
    const visitId = newId();
    const missing = await send(roundId, visitId, contentOf(siteId));
    expect([missing.status, missing.body["code"]]).toEqual([422, "survey.no_such_site"]);
    const newSite = { building: "A 座", floor: "B1", enterprise: "某新公司" };
    expect((await send(roundId, visitId, contentOf(siteId, { newSite }))).body["result"]).toBe("accepted");
    const { body } = await call("GET", `/api/survey-rounds/${roundId}/coverage`);
    expect((body["floors"] as Body[]).map(({ floor, level }) => [floor, level])).toEqual([
      ["B1", -1],
      ["3F", 3],
    ]);
    expect(body["total"]).toMatchObject({ planned: 2, visited: 1 });
    // A colleague found the same door without a network.
    const again = { building: "A 座", floor: "B1", enterprise: "某新公司 " };
    await send(roundId, newId(), contentOf(newId(), { newSite: again }), { token: colleague.token });
    expect(await coverage(roundId)).toMatchObject({ planned: 2, visited: 1 });
  });
  test("is not taken before the round opens, nor from somebody of elsewhere", async () => {
    const body = { name: "未开始", startsOn: "2026-04-01", endsBefore: "2999-01-01" };
    const made = await call("POST", `/api/scopes/${pair}/survey-rounds`, { body });
    const early = await send(made.body["id"] as string, newId(), contentOf(newId()));
    expect([early.status, early.body["code"]]).toEqual([409, "survey.round_not_open"]);
    const { roundId, siteId } = await openRound();
    const stranger = await world.someone("zone_officer", await world.createScope("zone"));
    expect((await send(roundId, newId(), contentOf(siteId), { token: stranger.token })).status).toBe(404);
    const reader = await world.someone("reader", pair);
    expect((await send(roundId, newId(), contentOf(siteId), { token: reader.token })).status).toBe(403);
  });
});

describe("a photo", () => {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 7]);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  test("follows its visit, once, and comes out as it went in", async () => {
    const { roundId, siteId } = await openRound();
    const visitId = newId();
    const files = [{ sha256, name: "门牌.jpg", sizeBytes: bytes.length }];
    const { body } = await send(roundId, visitId, contentOf(siteId, { files }));
    expect(body["missingFiles"]).toEqual([sha256]);
    const path = `/api/survey-rounds/${roundId}/visits/${visitId}/files/${sha256}`;
    const cut = await call("PUT", path, { file: { name: "门牌.jpg", bytes: bytes.slice(0, 4) } }, officer.token);
    expect([cut.status, cut.body["code"]]).toEqual([422, "survey.file_differs"]);
    const sent = await Promise.all(
      [1, 2].map(async () => call("PUT", path, { file: { name: "门牌.jpg", bytes } }, officer.token)),
    );
    expect(new Set(sent.map(({ body: file }) => file["id"])).size).toBe(1);
    expect(Buffer.from((await call("GET", path)).bytes)).toEqual(Buffer.from(bytes));
    expect((await send(roundId, visitId, contentOf(siteId, { files }))).body["missingFiles"]).toEqual([]);
  });
  test("that no visit names is not kept", async () => {
    const { roundId, siteId } = await openRound();
    const visitId = newId();
    await send(roundId, visitId, contentOf(siteId));
    const path = `/api/survey-rounds/${roundId}/visits/${visitId}/files/${sha256}`;
    const { body } = await call("PUT", path, { file: { name: "别的.jpg", bytes } }, officer.token);
    expect(body["code"]).toBe("survey.file_unnamed");
  });
});

describe("two officers at one enterprise", () => {
  test("see each other before they knock, behind another door and in another round too", async () => {
    const name = `某双门公司 ${newId()}`;
    const first = await openRound(name);
    const second = await openRound(name);
    await send(first.roundId, newId(), contentOf(first.siteId, { outcome: "refused" }));
    const claimed = await call("PUT", `/api/survey-sites/${second.siteId}/claim`, {}, officer.token);
    expect(claimed.body["claims"]).toMatchObject([{ officer: { id: officer.userId, name: "张某" } }]);
    const { body } = await call("GET", `/api/survey-rounds/${second.roundId}/package`, {}, lead.token);
    const [site] = body["sites"] as Body[];
    expect(site).toMatchObject({
      claims: [{ officer: { id: officer.userId } }],
      visits: [{ roundId: first.roundId, outcome: "refused", officer: { id: officer.userId } }],
      facts: { name, openNeeds: 0 },
    });
    expect(body).toMatchObject({ questionnaire: { number: 1 }, floors: [{ building: "A 座", floor: "3F" }] });
    await call("DELETE", `/api/survey-sites/${second.siteId}/claim`, {}, officer.token);
    const after = await call("GET", `/api/survey-rounds/${second.roundId}/sites`);
    expect((after.body as unknown as Body[])[0]?.["claims"]).toEqual([]);
  });
  test("give floors to people of the zone and the pair alone", async () => {
    const { roundId } = await openRound();
    const { body } = await call("GET", `/api/survey-rounds/${roundId}/coverage`);
    const [floor] = body["floors"] as Body[];
    const give = async (officerIds: readonly string[]) =>
      call("PUT", `/api/survey-floors/${floor?.["id"] as string}/officers`, {
        body: { officerIds },
        ...match(floor?.["version"]),
      });
    expect((await give([newId()])).body["code"]).toBe("survey.officer_unfit");
    expect((await give([officer.userId, colleague.userId])).body["officers"]).toHaveLength(2);
    expect((await give([])).status).toBe(412);
  });
});

describe("a door", () => {
  test("is added once, however its enterprise is written, and its floor alone is counted when it is given out", async () => {
    const { roundId } = await openRound("某 双写 公司");
    const add = async (given: object) =>
      call("POST", `/api/survey-rounds/${roundId}/sites`, {
        body: { building: "A 座", floor: "3F", unit: "301", enterprise: "某双写公司", ...given },
      });
    expect((await add({})).body["code"]).toBe("survey.site_twice");
    expect([(await add({ unit: "302" })).status, (await add({ floor: "4F" })).status]).toEqual([201, 201]);
    const { body } = await call("GET", `/api/survey-rounds/${roundId}/coverage`);
    const floor = (body["floors"] as Body[]).find(({ floor: name }) => name === "3F");
    const given = await call("PUT", `/api/survey-floors/${floor?.["id"] as string}/officers`, {
      body: { officerIds: [officer.userId] },
      ...match(floor?.["version"]),
    });
    expect(given.body).toMatchObject({ counts: { planned: 2, open: 2 }, officers: [{ id: officer.userId }] });
  });
});

describe("a list of doors", () => {
  const list = "楼宇,楼层,门牌,企业\nA 座,5F,501,某甲公司\n,,502,某乙公司\n,,503,\nA 座,3F,301,某丙公司\n";
  const file = { name: "楼宇.csv", bytes: new TextEncoder().encode(list) };
  test("is seen first, taken in once, and comes out in the columns that it came in", async () => {
    const { roundId } = await openRound("某丙公司");
    const path = `/api/survey-rounds/${roundId}/sites/import`;
    const seen = await call("POST", path, { file });
    expect(seen.body).toMatchObject({ isApplied: false, added: 2, same: 1, refused: [{ row: 4 }], refusedCount: 1 });
    expect(await coverage(roundId)).toMatchObject({ planned: 1 });
    expect((await call("POST", `${path}?apply=true`, { file })).body).toMatchObject({ isApplied: true, added: 2 });
    expect((await call("POST", `${path}?apply=true`, { file })).body).toMatchObject({ added: 0, same: 3 });
    expect(await coverage(roundId)).toMatchObject({ planned: 3 });
    const out = await call("GET", `/api/survey-rounds/${roundId}/sites/export?format=csv`);
    const again = await call("POST", path, { file: { name: "导出.csv", bytes: out.bytes } });
    expect(again.body).toMatchObject({ added: 0, same: 3, refusedCount: 0 });
  });
  test("is taken in by whoever manages the round, and not by whoever visits", async () => {
    const { roundId } = await openRound();
    const { status } = await call("POST", `/api/survey-rounds/${roundId}/sites/import`, { file }, colleague.token);
    expect(status).toBe(403);
  });
});
