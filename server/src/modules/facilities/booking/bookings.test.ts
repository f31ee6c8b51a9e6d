import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BOOKABLE, makeBookable, makeBooking, noonIn } from "../../../../test/bookings.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withActor, withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { deliverDue } from "../../../platform/outbox/index.ts";
import { turnLines } from "./line.ts";

let world: TestApp;
let pair: string;
let house: string;
let enterprise: string;
let manager: { userId: string; token: string };
let booker: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  const zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  house = await world.createScope("facility");
  enterprise = await world.createScope("enterprise", { parentId: zone, name: "某生物公司" });
  manager = await world.someone("facility_manager", house);
  booker = await world.someone("enterprise_member", enterprise);
});
afterAll(async () => world.db.close());

const CHARGE = { chargeKind: "other", chargeReference: "研发费用" };
const open = { isOpen: true, managerScopeId: "" };
const bookable = async (change: Partial<typeof BOOKABLE> = {}) =>
  makeBookable(world, pair, { ...open, managerScopeId: house, ...change });
const book = async (body: object, { token = booker.token, scopeId = enterprise } = {}) =>
  world.call("POST", `/api/scopes/${scopeId}/bookings`, { token, body: { ...CHARGE, ...body } });
const step = async (booking: Record<string, unknown>, body: object, token: string) =>
  world.call("POST", `/api/bookings/${String(booking["id"])}/steps`, {
    token,
    body,
    headers: { "if-match": `"${String(booking["version"])}"` },
  });
const read = async (id: unknown, token = booker.token) =>
  (await world.call("GET", `/api/bookings/${String(id)}`, { token })).body;
const deliver = async () => deliverDue(world.db, world.app.outbox);
const titlesOf = async (token: string, scopeId: string) => {
  const { body } = await world.call("GET", `/api/scopes/${scopeId}/workbench`, { token });
  return JSON.stringify(body);
};

test("an enterprise asks, the manager approves, records the use and settles it to the fen", async () => {
  const slot = await bookable();
  const made = await book({ ...slot, endsAt: noonIn(1, 1.5), userClass: "university" });
  expect(made).toMatchObject({
    status: 201,
    body: { state: "requested", userClass: "zone_enterprise", fenPerHour: "20001", expectedFen: "30002" },
  });
  expect(made.body["actions"]).toEqual(["cancel"]);
  await deliver();
  expect(await titlesOf(manager.token, house)).toContain("某生物公司 预约 发酵中试线，待审批");
  expect((await step(made.body, { action: "approve" }, booker.token)).body["code"]).toBe(
    "facilities.booking_not_yours",
  );
  const refused = await step(made.body, { action: "refuse" }, manager.token);
  expect(refused.body["code"]).toBe("facilities.booking_reason_missing");
  const approved = await step(made.body, { action: "approve" }, manager.token);
  expect(approved.body).toMatchObject({ state: "approved", version: 2 });
  expect((await step(made.body, { action: "refuse", reason: "检修" }, manager.token)).status).toBe(412);
  const early = await step(approved.body, { action: "record", usedMinutes: 60 }, manager.token);
  expect(early.body["code"]).toBe("facilities.booking_not_begun");
  const past = { startsAt: noonIn(-2), endsAt: noonIn(-2, 2), state: "approved" as const };
  const id = await makeBooking(world, { ...past, bookableId: slot.bookableId, scopeId: pair, bookedBy: booker.userId });
  const { token } = await world.someone("pair_officer", pair);
  expect(await titlesOf(token, pair)).toContain("待登记用时");
  const record = { action: "record", usedMinutes: 100_000 };
  const over = await step(await read(id, token), record, token);
  expect(over.body).toMatchObject({ code: "facilities.booking_use_over" });
  const told = await step(await read(id, token), { ...record, reason: "连续发酵，未及时关停" }, token);
  expect(told.body).toMatchObject({ state: "used", useNote: "连续发酵，未及时关停" });
  const used = await step(told.body, { action: "record", usedMinutes: 50 }, token);
  expect(used.body).toMatchObject({ state: "used", usedMinutes: 50, amountFen: "8333" });
  const settled = await step(used.body, { action: "settle" }, token);
  expect(settled.body).toMatchObject({ state: "settled", amountFen: "8333", actions: [] });
  const day = (days: number) => noonIn(days).slice(0, 10);
  const use = await world.call("GET", `/api/scopes/${pair}/utilisation?from=${day(-2)}&until=${day(-1)}`, { token });
  const figures = { bookings: 1, campaigns: 0, bookedMinutes: 120, usedMinutes: 50, amountFen: "8333" };
  expect(use.body["users"]).toEqual([{ unit: "某单位", userClass: "university", ...figures }]);
  expect(use.body["bookables"]).toEqual([
    { bookableId: slot.bookableId, name: "发酵中试线", openMinutes: 1440, ...figures },
  ]);
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ action: string }>`SELECT action FROM audit_events WHERE subject_id = ${id} ORDER BY at`.execute(tx.kysely),
  );
  expect(rows.map(({ action }) => action)).toEqual(["booking.moved", "booking.moved", "booking.moved"]);
});

test("200 bookings at once of a facility with capacity 3 give exactly 3", async () => {
  const slot = await bookable({ capacity: 3 });
  const answers = await Promise.all(Array.from({ length: 200 }, async () => book(slot)));
  const counts = Object.groupBy(answers, ({ status }) => String(status));
  expect(counts["201"]).toHaveLength(3);
  expect(counts["409"]).toHaveLength(197);
  const [lost] = counts["409"] ?? [];
  expect(lost?.body).toMatchObject({ code: "facilities.slot_taken" });
  expect(lost?.body["detail"]).toContain("加入候补");
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM bookings WHERE bookable_id = ${slot.bookableId}`.execute(
      tx.kysely,
    ),
  );
  expect(rows).toEqual([{ n: 3 }]);
});

test("hours closed over bookings name them, they wait until they are cancelled, and no closed time is offered", async () => {
  const slot = await bookable();
  const made = (await book(slot)).body;
  const approved = (await step(made, { action: "approve" }, manager.token)).body;
  const other = await world.someone("enterprise_member", enterprise);
  const waits = (await book({ ...slot, joinsLine: true }, { token: other.token })).body;
  expect(waits).toMatchObject({ state: "waiting" });
  const close = async (closures: object[], version: number) =>
    world.call("PATCH", `/api/bookables/${slot.bookableId}`, {
      token: manager.token,
      body: { closures },
      headers: { "if-match": `"${version}"` },
    });
  const elsewhere = await close([{ startsAt: noonIn(3), endsAt: noonIn(4), reason: "检修" }], 1);
  expect(elsewhere.body).toMatchObject({ closedOver: [] });
  expect(await titlesOf(manager.token, house)).not.toContain("落在停用时段");
  const closed = await close([{ startsAt: noonIn(1, 0.5), endsAt: noonIn(2), reason: "检修" }], 2);
  expect(closed.body).toMatchObject({
    closedOver: [{ id: approved["id"], number: approved["number"], bookerUnit: "某生物公司" }],
  });
  expect(await titlesOf(manager.token, house)).toContain(
    `${String(approved["number"])} 发酵中试线（某生物公司）落在停用时段`,
  );
  await step(approved, { action: "cancel", reason: "检修" }, manager.token);
  await deliver();
  expect(await titlesOf(manager.token, house)).not.toContain("落在停用时段");
  expect(await read(waits["id"], other.token)).toMatchObject({ state: "waiting" });
});

test("nobody waits twice for one time", async () => {
  const slot = await bookable();
  await book(slot);
  const { token } = await world.someone("enterprise_member", enterprise);
  const first = await book({ ...slot, joinsLine: true }, { token });
  expect(first.body).toMatchObject({ state: "waiting" });
  const again = await book({ ...slot, joinsLine: true }, { token });
  expect(again).toMatchObject({ status: 409, body: { code: "facilities.line_twice" } });
  expect(again.body["detail"]).toContain(String(first.body["number"]));
  await step(first.body, { action: "cancel", reason: "" }, token);
  expect((await book({ ...slot, joinsLine: true }, { token })).body).toMatchObject({ state: "waiting" });
});

test("whatever way a booking is written, the table itself takes no more than there is room for", async () => {
  const { bookableId } = await bookable();
  const actor = { userId: booker.userId, readScopes: [enterprise], writeScopes: [enterprise] };
  const put = async (hours: number) =>
    withActor(world.db, actor, async (tx) =>
      sql`INSERT INTO bookings (id, number, bookable_id, scope_id, booker_scope_id, booked_by, booker_name, booker_unit,
          user_class, starts_at, ends_at, charge_kind, charge_reference, state, fen_per_hour)
        VALUES (${newId()}, ${`BOOK-2026-8${String(hours).padStart(6, "0")}`}, ${bookableId}, ${pair}, ${enterprise},
          ${booker.userId}, '', '', 'other', ${noonIn(3)}, ${noonIn(3, hours)}, 'other', '-', 'approved', 0)`.execute(
        tx.kysely,
      ),
    );
  await put(2);
  await expect(put(1)).rejects.toMatchObject({ code: "23P01", constraint: "bookings_capacity" });
});

test("the waiting list: a freed place is kept for the first in line for its time, then for the next", async () => {
  const slot = await bookable({ rules: { ...BOOKABLE.rules, needsApproval: false } });
  const held = await book(slot);
  expect(held.body).toMatchObject({ state: "approved" });
  const others = await Promise.all([0, 1, 2].map(async () => world.someone("enterprise_member", enterprise)));
  const line = [];
  for (const { token } of others) line.push((await book({ ...slot, joinsLine: true }, { token })).body);
  expect(line.map(({ state, placeInLine }) => [state, placeInLine])).toEqual([
    ["waiting", 1],
    ["waiting", 2],
    ["waiting", 3],
  ]);
  const cancelled = await step(held.body, { action: "cancel" }, booker.token);
  expect(cancelled.body).toMatchObject({ state: "cancelled", amountFen: "10001" });
  await deliver();
  const [first, second, third] = line;
  const [one, two] = others;
  expect(await read(first?.["id"])).toMatchObject({ state: "offered" });
  expect(await read(second?.["id"])).toMatchObject({ state: "waiting", placeInLine: 1 });
  expect(await titlesOf(one?.token ?? "", enterprise)).toContain("候补轮到您");
  // Kept: nobody else gets it meanwhile, and who cancelled does not either.
  expect((await book(slot)).body["code"]).toBe("facilities.slot_taken");
  expect((await step(cancelled.body, { action: "restore" }, booker.token)).body["code"]).toBe("facilities.slot_taken");
  await withSystem(world.db, async (tx) =>
    sql`UPDATE bookings SET offer_ends_at = now() - interval '1 second' WHERE id = ${first?.["id"]}`.execute(tx.kysely),
  );
  const late = await step(await read(first?.["id"]), { action: "accept" }, one?.token ?? "");
  expect(late.body["code"]).toBe("facilities.offer_over");
  await turnLines(world.db, world.app.outbox);
  expect(await read(first?.["id"])).toMatchObject({ state: "lapsed" });
  const taken = await step(await read(second?.["id"]), { action: "accept" }, two?.token ?? "");
  expect(taken.body).toMatchObject({ state: "approved", offerEndsAt: null });
  await turnLines(world.db, world.app.outbox);
  expect(await read(third?.["id"])).toMatchObject({ state: "waiting", placeInLine: 1 });
});

test("a cancellation is taken back while the place is free, and one of the manager's is not", async () => {
  const slot = await bookable();
  const held = await book({ ...slot, startsAt: noonIn(9), endsAt: noonIn(9, 1) });
  const approved = await step(held.body, { action: "approve" }, manager.token);
  const gone = await step(approved.body, { action: "cancel" }, booker.token);
  expect(gone.body).toMatchObject({ state: "cancelled", amountFen: null, actions: ["restore"] });
  const back = await step(gone.body, { action: "restore" }, booker.token);
  expect(back.body).toMatchObject({ state: "approved" });
  const taken = await step(back.body, { action: "cancel", reason: "设备检修" }, manager.token);
  expect(taken.body).toMatchObject({ state: "cancelled", reason: "设备检修" });
  expect((await step(taken.body, { action: "restore" }, booker.token)).body["code"]).toBe(
    "facilities.booking_wrong_state",
  );
});

test("its managers set it up; others see what is taken but not by whom, and what is closed to them not at all", async () => {
  const body = { ...BOOKABLE, isOpen: true };
  const { body: facility } = await world.call("POST", `/api/scopes/${pair}/facilities`, {
    token: (await world.someone("pair_officer", pair)).token,
    body: { kind: "pilot_platform", name: "纯化中试线", managerScopeId: house },
  });
  const path = `/api/scopes/${house}/bookables`;
  const make = async (change: object = {}) =>
    world.call("POST", path, { token: manager.token, body: { ...body, facilityId: facility["id"], ...change } });
  const unsound = { opening: [{ weekday: 1, from: "10:00", until: "09:00" }] };
  expect((await make(unsound)).body["code"]).toBe("facilities.hours_upside_down");
  expect((await make({ prices: body.prices.slice(1) })).body["code"]).toBe("facilities.price_missing");
  expect((await make({ facilityId: newId() })).body["code"]).toBe("facilities.bookable_subject");
  const made = await make();
  expect(made).toMatchObject({ status: 201, body: { name: "纯化中试线", mayManage: true, managerScopeId: house } });
  expect((await make()).body["code"]).toBe("conflict.bookables_facility_key");
  const bookableId = made.body["id"] as string;
  const slot = { bookableId, startsAt: noonIn(2), endsAt: noonIn(2, 1) };
  expect((await book(slot)).body).toMatchObject({ userClass: "zone_enterprise" });
  const researcher = await world.someone("researcher", await world.createScope("university"));
  const calendar = await world.call(
    "GET",
    `/api/bookables/${bookableId}/calendar?from=${noonIn(1)}&until=${noonIn(4)}`,
    {
      token: researcher.token,
    },
  );
  expect(calendar.body).toMatchObject({
    taken: [{ startsAt: slot.startsAt.replace("Z", "000Z") }],
    bookings: [],
    bookable: { mayManage: false },
  });
  const closed = await world.call("PATCH", `/api/bookables/${bookableId}`, {
    token: manager.token,
    body: { isOpen: false },
    headers: { "if-match": '"1"' },
  });
  expect(closed.body).toMatchObject({ isOpen: false, version: 2 });
  expect((await book({ ...slot, startsAt: noonIn(3), endsAt: noonIn(3, 1) })).status).toBe(404);
  const list = await world.call("GET", `/api/scopes/${enterprise}/bookings`, { token: booker.token });
  expect(JSON.stringify(list.body)).toContain("纯化中试线");
  const foreign = await world.call("GET", `/api/scopes/${enterprise}/bookings`, { token: researcher.token });
  expect(foreign.status).toBe(404);
});

const makeFeed = async (body: object, token: string, scopeId: string) =>
  (await world.call("POST", `/api/scopes/${scopeId}/calendar-feeds`, { token, body })).body["path"];
const readFeed = async (path: unknown) => {
  const { status, bytes } = await world.call("GET", String(path));
  return { status, text: new TextDecoder().decode(bytes) };
};

test("a calendar's address is worth what its maker may read now, and nobody else ends it", async () => {
  const slot = await bookable();
  const made = await book({ ...slot, startsAt: noonIn(22), endsAt: noonIn(22, 1) });
  const { bookableId } = slot;
  const second = await world.someone("facility_manager", house);
  const path = await makeFeed({ bookableId }, second.token, house);
  expect((await readFeed(path)).text).toContain(String(made.body["number"]));
  const revocation = `/api/scopes/${enterprise}/calendar-feeds/revocation`;
  const foreign = await world.call("POST", revocation, { token: booker.token, body: { bookableId } });
  expect(foreign.status).toBe(404);
  const member = await world.someone("enterprise_member", enterprise);
  await book({ ...slot, startsAt: noonIn(23), endsAt: noonIn(23, 1) }, { token: member.token });
  const own = await makeFeed({}, member.token, enterprise);
  expect((await readFeed(own)).text).toContain("BEGIN:VEVENT");
  await withSystem(world.db, async (tx) =>
    sql`DELETE FROM memberships WHERE user_id IN (${second.userId}, ${member.userId})`.execute(tx.kysely),
  );
  expect((await readFeed(path)).status).toBe(404);
  expect(await readFeed(own)).toMatchObject({ status: 200, text: expect.not.stringContaining("BEGIN:VEVENT") });
});

test("a calendar program reads one's own bookings by a secret address, until it is taken back", async () => {
  const slot = await bookable();
  const { token, userId } = await world.someone("enterprise_member", enterprise);
  const made = await book({ ...slot, startsAt: noonIn(20), endsAt: noonIn(20, 2), purpose: "成分测定" }, { token });
  const feed = async (body: object = {}, by = token, scopeId = enterprise) =>
    world.call("POST", `/api/scopes/${scopeId}/calendar-feeds`, { token: by, body });
  const first = (await feed()).body["path"];
  const shown = await readFeed(first);
  expect(shown.text).toContain("BEGIN:VEVENT");
  expect(shown.text).toContain(`DTSTART:${noonIn(20).replaceAll(/[-:]|\.000/g, "")}`);
  expect(shown.text).toContain("STATUS:TENTATIVE");
  expect(shown.text).not.toContain(userId);
  const second = (await feed()).body["path"];
  expect((await readFeed(first)).status).toBe(404);
  const theirs = await feed({ bookableId: slot.bookableId }, manager.token, house);
  expect((await readFeed(theirs.body["path"])).text).toContain(String(made.body["number"]));
  expect((await feed({ bookableId: slot.bookableId })).status).toBe(404);
  await world.call("POST", `/api/scopes/${enterprise}/calendar-feeds/revocation`, { token, body: {} });
  expect((await readFeed(second)).status).toBe(404);
});
