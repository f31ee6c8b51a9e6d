import { readSheets } from "@dual-high/lists";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dayDraft, dayFromNow, insertMatchedLine, moveDay } from "../../../../test/meeting-days.ts";
import { makeNeed } from "../../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withSystem } from "../../../platform/db/index.ts";
import type { MeetingDay } from "./types.ts";

let world: TestApp;
let pair: string;
let token: string;
beforeAll(async () => {
  world = await openTestApp({ ATTEMPTS_PER_ADDRESS: "10000" });
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { name: "某区 × 某校" });
  ({ token } = await world.someone("pair_officer", pair));
});
afterAll(async () => world.db.close());

interface Sent {
  readonly version?: number;
  readonly as?: string;
}
async function send(method: string, path: string, body?: object, { version, as = token }: Sent = {}) {
  const headers = version === undefined ? {} : { "if-match": `"${version}"` };
  const answer = await world.call(method, path, { token: as, headers, ...(body === undefined ? {} : { body }) });
  return { ...answer, day: answer.body as unknown as MeetingDay };
}
async function readDay(id: string): Promise<MeetingDay> {
  return (await send("GET", `/api/meeting-days/${id}`)).day;
}
const visit = async (what: "view" | "answer" | "forward", body: object) =>
  world.call("POST", `/api/day-invitations/${what}`, { body });
const rowsOf = async (query: ReturnType<typeof sql>) =>
  withSystem(world.db, async (tx) => (await query.execute(tx.kysely)).rows as Record<string, unknown>[]);

/** Two enterprises and three teams: 甲 with two needs, 李某 wanted by both. */
const PAIRS = [
  { enterprise: "甲公司", person: "李某" },
  { enterprise: "甲公司", person: "王某" },
  { enterprise: "乙公司", person: "李某" },
  { enterprise: "乙公司", person: "孙某" },
];

async function makeDay(more: object = {}): Promise<MeetingDay> {
  for (const one of PAIRS) await insertMatchedLine(world, pair, one);
  const { day } = await send("POST", `/api/scopes/${pair}/meeting-days`, dayDraft(more));
  return (await send("POST", `/api/meeting-days/${day.id}/lines`, {})).day;
}
async function plan(day: MeetingDay): Promise<MeetingDay> {
  return (await send("POST", `/api/meeting-days/${day.id}/timetable`, {}, { version: day.version })).day;
}
async function dayToday(more: object = {}): Promise<MeetingDay> {
  const planned = await plan(await makeDay(more));
  await moveDay(world, planned.id, dayFromNow(0));
  return readDay(planned.id);
}
const participant = (day: MeetingDay, name: string) => day.participants.find((one) => one.name === name)!;
const meetingOf = (day: MeetingDay, title: string) => day.meetings.find(({ needTitle }) => needTitle === title)!;
const outcomeAt = (day: MeetingDay, id: string) => `/api/meeting-days/${day.id}/meetings/${id}/outcome`;
const placesOf = ({ meetings }: MeetingDay) => meetings.map(({ id, slot, table }) => ({ id, slot, table }));

test("a day waits on the office's workbench: for a timetable, invitations, answers, and outcomes once it is over", async () => {
  const waits = async () => {
    const { body } = await send("GET", `/api/scopes/${pair}/workbench`);
    const today = body["today"] as { kind: string; title: { zh: string }; path: string }[];
    return today
      .filter(({ kind }) => kind === "meeting_day")
      .map(({ title, path }) => `${title.zh.replace(/^.*：/, "")} ${path.replace(/^.*meeting-days\/[^/]+/, "")}`);
  };
  const day = await makeDay();
  expect(await waits()).toEqual(["4 场洽谈还没有排进时间表 "]);
  const planned = await plan(day);
  expect(await waits()).toEqual(["5 方还没有邀请 /people"]);
  await send("POST", `/api/meeting-days/${day.id}/invitations`, {});
  await moveDay(world, day.id, dayFromNow(3));
  expect(await waits()).toEqual(["5 方没有答复邀请 /people"]);
  const one = participant(await readDay(day.id), "李某");
  const path = `/api/meeting-days/${day.id}/participants/${one.id}`;
  await send("PATCH", path, { answer: "coming" }, { version: one.version });
  expect(await waits()).toEqual(["4 方没有答复邀请 /people"]);
  await moveDay(world, day.id, dayFromNow(-1));
  expect(await waits()).toEqual(["4 场没有记结果 /today"]);
  const [first] = planned.meetings;
  const { version } = meetingOf(await readDay(day.id), first!.needTitle);
  await send("PUT", outcomeAt(planned, first!.id), { outcome: "interested" }, { version });
  expect(await waits()).toEqual(["3 场没有记结果 /today"]);
});

describe("a day out of accepted matches", () => {
  test("knows an enterprise with several needs, and a team wanted by several, as one participant each", async () => {
    const day = await makeDay();
    expect(day.participants.map(({ side, name }) => [side, name])).toEqual([
      ["enterprise", "乙公司"],
      ["enterprise", "甲公司"],
      ["partner", "孙某"],
      ["partner", "李某"],
      ["partner", "王某"],
    ]);
    expect(day.meetings).toHaveLength(4);
    expect(day.times[1]).toEqual({ from: "09:25", to: "09:45" });
    const again = await send("POST", `/api/meeting-days/${day.id}/lines`, {});
    expect([again.status, again.body["code"]]).toEqual([409, "matchmaking.day_nothing_to_add"]);
  });

  test("gets a timetable in which nobody is in two places, and locked meetings stay in the next one", async () => {
    const day = await plan(await makeDay());
    expect(day.meetings.every(({ slot }) => slot !== null)).toBe(true);
    const seats = day.meetings.flatMap(({ slot, table, enterpriseId, partnerId }) =>
      [`table ${table}`, enterpriseId, partnerId].map((who) => `${slot} ${who}`),
    );
    expect(new Set(seats).size).toBe(seats.length);
    const [first] = day.meetings;
    const locked = { place: { slot: 3, table: 1 }, isLocked: true };
    const path = `/api/meeting-days/${day.id}/meetings/${first!.id}`;
    const moved = (await send("PATCH", path, locked, { version: first!.version })).day;
    const planned = await plan(moved);
    expect(placesOf(planned)).toContainEqual({ id: first!.id, slot: 3, table: 1 });
    expect(placesOf(await plan(planned))).toEqual(placesOf(planned));
  });

  test("keeps free when somebody cannot, and says of whom there is no room for why and what would mend it", async () => {
    const day = await makeDay({ slots: 2, tables: 1 });
    const li = participant(day, "李某");
    const path = `/api/meeting-days/${day.id}/participants/${li.id}`;
    const changed = (await send("PATCH", path, { unavailable: [0] }, { version: li.version })).day;
    const planned = await plan(changed);
    const left = planned.meetings.filter(({ slot }) => slot === null);
    expect(left.length).toBeGreaterThan(0);
    expect(left.every(({ unplaced }) => unplaced !== null && unplaced.text.zh !== "")).toBe(true);
    expect(left.map(({ unplaced }) => unplaced?.reason)).toContain("participant_full");
    expect(planned.remedy?.moreSlots).toBe(2);
    const lis = planned.meetings.filter(({ partnerId }) => partnerId === li.id);
    expect(lis.map(({ slot }) => slot)).not.toContain(0);
  });

  test("refuses a taken place with whom it is taken by, and can be put back", async () => {
    const day = await plan(await makeDay());
    const [one, other] = day.meetings.filter(({ enterpriseId }) => enterpriseId === participant(day, "甲公司").id);
    const path = `/api/meeting-days/${day.id}/meetings/${one!.id}`;
    const clash = await send("PATCH", path, { place: { slot: other!.slot, table: 1 } }, { version: one!.version });
    expect([clash.status, clash.body["code"]]).toEqual([409, "matchmaking.day_place_taken"]);
    expect(String(clash.body["detail"])).toContain("甲公司");
    const free = (await send("PATCH", path, { place: null }, { version: one!.version })).day;
    const back = { place: { slot: one!.slot, table: one!.table } };
    const undone = (await send("PATCH", path, back, { version: one!.version + 1 })).day;
    expect(free.meetings.find(({ id }) => id === one!.id)?.slot).toBeNull();
    expect(placesOf(undone)).toEqual(placesOf(day));
    const stale = await send("PATCH", path, back, { version: one!.version });
    expect([stale.status, stale.body["code"]]).toEqual([412, "matchmaking.day_changed_meanwhile"]);
  });

  test("takes a pair by hand, which gets a line in the ledger", async () => {
    const day = await makeDay();
    const needId = await makeNeed(world, pair, { state: "accepted", title: "降低能耗", enterprise: "丙公司" });
    const path = `/api/meeting-days/${day.id}/meetings`;
    const known = (await send("POST", path, { needId, participantId: participant(day, "李某").id })).day;
    expect(known.participants).toHaveLength(6);
    const stated = (await send("POST", path, { needId, name: "周某", unit: "某院", priority: "must" })).day;
    expect(stated.meetings.filter(({ needTitle }) => needTitle === "降低能耗")).toHaveLength(2);
    const { body } = await world.call("GET", `/api/scopes/${pair}/ledger?needId=${needId}`, { token });
    expect(body["items"]).toMatchObject([{ enterprise: "丙公司" }, { enterprise: "丙公司" }]);
    const none = await send("POST", path, { needId });
    expect([none.status, none.body["code"]]).toEqual([422, "matchmaking.day_partner_missing"]);
  });
});

describe("an invitation", () => {
  async function invited() {
    const day = await plan(await makeDay());
    const { body, status } = await send("POST", `/api/meeting-days/${day.id}/invitations`, {});
    const items = body["items"] as { participantId: string; name: string; token: string; text: { zh: string } }[];
    return { day, status, of: (name: string) => items.find((one) => one.name === name)!, items };
  }

  test("shows that participant's own day, with a calendar, and nothing of the others", async () => {
    const { day, status, of, items } = await invited();
    expect([status, items.length]).toEqual([201, 5]);
    expect(of("甲公司").text.zh).toContain(`/d#token=${of("甲公司").token}`);
    const { body } = await visit("view", { token: of("甲公司").token });
    expect(body).toMatchObject({ title: day.title, name: "甲公司", answer: "none", waiting: 0 });
    expect(body["meetings"]).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain("乙公司");
    const calendar = String(body["calendar"]);
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(calendar).toMatch(/DTSTART:\d{8}T\d{6}Z/);
    const again = await send("POST", `/api/meeting-days/${day.id}/invitations`, {});
    expect([again.status, again.body["code"]]).toEqual([409, "matchmaking.day_invites_nobody"]);
  });

  test("is answered, answered anew and passed on; the timetable says what speaks against it now", async () => {
    const { day, of } = await invited();
    const link = of("李某").token;
    const passedOn = await visit("forward", { token: link });
    const answer = { token: passedOn.body["token"], answer: "other_time", attendee: "吴某", unavailable: [0, 1] };
    expect((await visit("answer", answer)).body).toMatchObject({ answer: "other_time", attendee: "吴某" });
    const now = await readDay(day.id);
    expect(participant(now, "李某")).toMatchObject({ unavailable: [0, 1], attendee: "吴某", wasOpened: true });
    const lis = (one: MeetingDay) => one.meetings.filter(({ partnerId }) => partnerId === participant(one, "李某").id);
    const isAgainst = lis(now).filter(({ slot }) => slot! < 2);
    expect(lis(now).filter(({ conflicts }) => conflicts.length > 0)).toEqual(isAgainst);
    const planned = await plan(now);
    expect(new Set(lis(planned).map(({ slot }) => slot))).toEqual(new Set([2, 3]));
    await visit("answer", { token: link, answer: "not_coming" });
    const without = await plan(await readDay(day.id));
    expect(lis(without).map(({ slot, unplaced }) => [slot, unplaced?.text.zh])).toEqual([
      [null, "“李某”答复不来。请另约时间，或把这一场移出这一天。"],
      [null, "“李某”答复不来。请另约时间，或把这一场移出这一天。"],
    ]);
    expect(await rowsOf(sql`SELECT type FROM events WHERE type = 'meeting_day.answered'`)).toHaveLength(2);
  });
});

describe("on the day", () => {
  test("arrivals, walk-ins and outcomes are recorded, and stand in the ledger once", async () => {
    const day = await dayToday();
    const jia = participant(day, "甲公司");
    const at = `/api/meeting-days/${day.id}/participants/${jia.id}`;
    for (const version of [jia.version, jia.version])
      expect((await send("PATCH", at, { hasArrived: true }, { version })).status).toBe(200);
    const walkIn = { side: "partner", name: "周某", unit: "某院" };
    expect((await send("POST", `/api/meeting-days/${day.id}/participants`, walkIn)).status).toBe(201);
    const twice = await send("POST", `/api/meeting-days/${day.id}/participants`, walkIn);
    expect([twice.status, twice.body["code"]]).toEqual([409, "matchmaking.day_participant_known"]);

    const meeting = meetingOf(day, "甲公司需要李某");
    const said = { outcome: "talks_go_on", nextStep: "到企业看产线", nextOn: dayFromNow(7), note: "样件已带回" };
    const path = outcomeAt(day, meeting.id);
    const first = await send("PUT", path, said, { version: meeting.version });
    expect(meetingOf(first.day, "甲公司需要李某")).toMatchObject({ outcome: "talks_go_on", isInLedger: false });
    expect((await send("PUT", path, said, { version: meeting.version })).status).toBe(200);
    for (const _ of [1, 2]) await send("POST", `/api/meeting-days/${day.id}/ledger`);
    const line = `/api/ledger-lines/${meeting.lineId}`;
    expect((await send("GET", line)).body).toMatchObject({ state: "in_talks", nextStep: "到企业看产线" });
    const entries = async () => {
      const { body } = await send("GET", `${line}/entries`);
      return (body["items"] as Record<string, unknown>[]).filter(({ kind }) => kind === "meeting");
    };
    expect(await entries()).toMatchObject([{ text: expect.stringContaining("继续洽谈"), corrects: null }]);
    const { day: now } = await send("GET", `/api/meeting-days/${day.id}`);
    const changed = { ...said, outcome: "intent_signed", toLedger: true };
    const { version } = meetingOf(now, "甲公司需要李某");
    expect(meetingOf((await send("PUT", path, changed, { version })).day, "甲公司需要李某").isInLedger).toBe(true);
    const [correction, original] = await entries();
    expect(correction).toMatchObject({ corrects: original?.["id"], text: expect.stringContaining("签意向书") });
  });

  test("the workbook has timetable, people and outcomes", async () => {
    const day = await dayToday();
    const meeting = meetingOf(day, "甲公司需要李某");
    await send("PUT", outcomeAt(day, meeting.id), { outcome: "nothing", toLedger: true }, { version: meeting.version });
    const { bytes, status } = await send("GET", `/api/meeting-days/${day.id}/export`);
    expect(status).toBe(200);
    const sheets = await readSheets({ name: "day.xlsx", bytes });
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["时间表", "名单", "结果"]);
    expect(JSON.stringify(sheets)).toContain("未达成");
    expect((await send("GET", `/api/ledger-lines/${meeting.lineId}`)).body).toMatchObject({ state: "ended" });
  });

  test("people of an enterprise see their own meetings, and the day of the office not at all", async () => {
    const enterprise = await world.createScope("enterprise", { name: "丁公司" });
    await insertMatchedLine(world, pair, { enterprise: "丁公司", person: "李某", enterpriseId: enterprise });
    const day = await plan(await makeDay());
    const { token: theirs } = await world.someone("enterprise_lead", enterprise);
    const own = await send("GET", "/api/my-meetings", undefined, { as: theirs });
    expect(own.body["items"]).toMatchObject([{ dayTitle: day.title, enterpriseName: "丁公司" }]);
    expect((await send("GET", `/api/meeting-days/${day.id}`, undefined, { as: theirs })).status).toBe(403);
    const { token: others } = await world.someone("enterprise_lead", await world.createScope("enterprise"));
    expect((await send("GET", "/api/my-meetings", undefined, { as: others })).body["items"]).toEqual([]);
  });
});

describe("what goes wrong has one outcome", () => {
  test("two record the same meeting at once: the first counts, the second is told what it is", async () => {
    const day = await dayToday();
    const { id, version } = meetingOf(day, "甲公司需要李某");
    const { token: colleague } = await world.someone("pair_officer", pair);
    const answers = await Promise.all([
      send("PUT", outcomeAt(day, id), { outcome: "interested" }, { version }),
      send("PUT", outcomeAt(day, id), { outcome: "nothing" }, { version, as: colleague }),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
    const late = answers.find(({ status }) => status === 412)!;
    expect(late.body["code"]).toBe("matchmaking.outcome_recorded_meanwhile");
    expect(String(late.body["detail"])).toMatch(/^张某已在 .* 登记了这一场/);
  });

  test("an enterprise is erased before the day: its name, contact and link are gone, the other side is free", async () => {
    const day = await plan(await makeDay());
    const made = await send("POST", `/api/meeting-days/${day.id}/invitations`, {});
    const jia = participant(day, "甲公司");
    const items = made.body["items"] as { participantId: string; token: string }[];
    const link = items.find(({ participantId }) => participantId === jia.id)!.token;
    await visit("answer", { token: link, answer: "coming", attendee: "郑某", contact: "13900000000" });
    const erased = (await send("DELETE", `/api/meeting-days/${day.id}/participants/${jia.id}`)).day;
    expect(erased.participants.map(({ name }) => name)).not.toContain("甲公司");
    expect(new Set(erased.meetings.map(({ needTitle }) => needTitle))).toEqual(
      new Set(["乙公司需要孙某", "乙公司需要李某"]),
    );
    expect(await rowsOf(sql`SELECT name, attendee, contact FROM day_participants WHERE id = ${jia.id}`)).toEqual([
      { name: "—", attendee: "", contact: "" },
    ]);
    expect((await visit("view", { token: link })).status).toBe(404);
    const again = await send("DELETE", `/api/meeting-days/${day.id}/participants/${jia.id}`);
    expect([again.status, again.body["code"]]).toEqual([409, "matchmaking.day_participant_gone"]);
  });

  test("a match is withdrawn after the timetable was made: the meeting is marked, has no outcome, and is left out next time", async () => {
    const day = await dayToday();
    const { id, lineId, version } = meetingOf(day, "甲公司需要李某");
    await withSystem(world.db, async (tx) =>
      sql`UPDATE ledger_lines SET state = 'withdrawn' WHERE id = ${lineId}`.execute(tx.kysely),
    );
    expect(meetingOf(await readDay(day.id), "甲公司需要李某").isWithdrawn).toBe(true);
    const refused = await send("PUT", outcomeAt(day, id), { outcome: "interested" }, { version });
    expect([refused.status, refused.body["code"]]).toEqual([409, "matchmaking.meeting_withdrawn"]);
    await moveDay(world, day.id, dayFromNow(1));
    const planned = await plan(await readDay(day.id));
    expect(meetingOf(planned, "甲公司需要李某")).toMatchObject({ slot: null, unplaced: null });
  });

  test("a need is restricted after planning: its meeting is put away everywhere, and its place is free", async () => {
    const enterprise = await world.createScope("enterprise", { name: "丁公司" });
    await insertMatchedLine(world, pair, { enterprise: "丁公司", person: "李某", enterpriseId: enterprise });
    const day = await plan(await makeDay());
    const made = await send("POST", `/api/meeting-days/${day.id}/invitations`, {});
    const { token: theirs } = await world.someone("enterprise_lead", enterprise);
    const { needId, id } = meetingOf(day, "丁公司需要李某");
    await withSystem(world.db, async (tx) =>
      sql`UPDATE needs SET visibility = 'restricted' WHERE id = ${needId}`.execute(tx.kysely),
    );
    expect((await send("GET", "/api/my-meetings", undefined, { as: theirs })).body["items"]).toEqual([]);
    const items = made.body["items"] as { name: string; token: string }[];
    const li = await visit("view", { token: items.find(({ name }) => name === "李某")?.token });
    expect(JSON.stringify([li.body, await readDay(day.id)])).not.toContain("丁公司需要李某");
    expect(await rowsOf(sql`SELECT slot FROM day_meetings WHERE id = ${id}`)).toEqual([{ slot: null }]);
    const version = (await readDay(day.id)).version;
    const again = await send("POST", `/api/meeting-days/${day.id}/timetable`, {}, { version });
    expect([again.status, again.day.meetings.length]).toEqual([200, 4]);
  });

  test("a day in the past: it cannot be made, planned or invited to, but its outcomes can still be recorded", async () => {
    const late = await send("POST", `/api/scopes/${pair}/meeting-days`, dayDraft({ heldOn: dayFromNow(-1) }));
    expect([late.status, late.body["code"]]).toEqual([422, "matchmaking.day_in_past"]);
    const day = await plan(await makeDay());
    const { id, version } = day.meetings[0]!;
    const early = await send("PUT", outcomeAt(day, id), { outcome: "interested" }, { version });
    expect([early.status, early.body["code"]]).toEqual([409, "matchmaking.day_not_yet"]);
    await moveDay(world, day.id, dayFromNow(-1));
    const over = await send("POST", `/api/meeting-days/${day.id}/timetable`, {}, { version: day.version });
    expect([over.status, over.body["code"]]).toEqual([409, "matchmaking.day_over"]);
    const asked = await send("POST", `/api/meeting-days/${day.id}/invitations`, {});
    expect([asked.status, asked.body["code"]]).toEqual([409, "matchmaking.day_over"]);
    expect((await send("PUT", outcomeAt(day, id), { outcome: "interested" }, { version })).status).toBe(200);
  });

  test("a day that is called off says so behind its links", async () => {
    const day = await plan(await makeDay());
    const made = await send("POST", `/api/meeting-days/${day.id}/invitations`, {});
    const [item] = made.body["items"] as { token: string }[];
    const { version } = await readDay(day.id);
    expect((await send("POST", `/api/meeting-days/${day.id}/cancellation`, undefined, { version })).day.state).toBe(
      "cancelled",
    );
    expect((await visit("view", { token: item!.token })).body).toMatchObject({ isCancelled: true });
    const answer = await visit("answer", { token: item!.token, answer: "coming" });
    expect([answer.status, answer.body["code"]]).toEqual([409, "matchmaking.day_cancelled"]);
  });
});
