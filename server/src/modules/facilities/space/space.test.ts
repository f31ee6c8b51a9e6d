import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBookable, noonIn } from "../../../../test/bookings.ts";
import { makeAgreement, makeSignedAgreement } from "../../../../test/agreements.ts";
import { makeProject } from "../../../../test/projects.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withActor, withSystem } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { overlaps, rentOf } from "./rules.ts";

let world: TestApp;
let pair: string;
let officer: { userId: string; token: string };
let facilityId: string;
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair");
  officer = await world.someone("pair_officer", pair);
  const made = await send("POST", `/api/scopes/${pair}/facilities`, { kind: "incubator", name: "协同创新基地" });
  facilityId = made.body["id"] as string;
});
afterAll(async () => world.db.close());

const send = async (method: string, path: string, body: object, version = 0) =>
  world.call(method, path, {
    token: officer.token,
    body,
    headers: version === 0 ? {} : { "if-match": `"${version}"` },
  });
const ROOM = { building: "A 座", floor: "3F", level: 3, kind: "laboratory", fenPerM2Month: "4500" };
const addRoom = async (number: string, areaHundredths = 12_050) =>
  (await send("POST", `/api/facilities/${facilityId}/rooms`, { ...ROOM, number, areaHundredths })).body["id"] as string;
const space = async (on: string) =>
  (await world.call("GET", `/api/facilities/${facilityId}/space?on=${on}`, { token: officer.token })).body;

test("days are half-open, rent is exact to the fen", () => {
  const may = { startsOn: "2026-05-01", endsBefore: "2026-06-01" };
  expect(overlaps(may, { startsOn: "2026-06-01", endsBefore: "2026-07-01" })).toBe(false);
  expect(overlaps(may, { startsOn: "2026-05-31", endsBefore: "2026-07-01" })).toBe(true);
  expect(rentOf(12_050, 4500n)).toBe(542_250n);
  expect(rentOf(1, 50n)).toBe(1n);
  expect(rentOf(1, 49n)).toBe(0n);
});

test("a room is one occupant's at a time; occupancy, rent and what is free follow the day", async () => {
  const roomId = await addRoom("301");
  await addRoom("302", 10_000);
  const give = async (occupant: string, startsOn: string, endsBefore: string) =>
    send("POST", `/api/rooms/${roomId}/allocations`, { occupant, startsOn, endsBefore });
  const first = await give("某生物公司", "2026-01-01", "2027-01-01");
  expect(first).toMatchObject({ status: 201, body: { occupant: "某生物公司", version: 1 } });
  const clash = await give("某光电公司", "2026-12-31", "2027-06-01");
  expect(clash.body).toMatchObject({ code: "facilities.room_taken" });
  expect(clash.body["detail"]).toContain("某生物公司");
  expect((await give("某光电公司", "2027-01-01", "2027-01-01")).body["code"]).toBe("facilities.allocation_upside_down");
  expect((await give("某光电公司", "2027-01-01", "2027-06-01")).status).toBe(201);
  expect(await space("2026-06-01")).toMatchObject({
    areaHundredths: 22_050,
    takenHundredths: 12_050,
    fenPerMonth: "542250",
    rooms: [
      { number: "301", state: "taken", allocation: { occupant: "某生物公司" }, upcoming: [{ occupant: "某光电公司" }] },
      { number: "302", state: "free", allocation: null },
    ],
  });
  expect(await space("2027-05-01")).toMatchObject({ rooms: [{ state: "ending" }, { state: "free" }] });
  const allocation = `/api/room-allocations/${String(first.body["id"])}`;
  expect((await send("PATCH", allocation, { endsBefore: "2027-02-01" }, 1)).body["code"]).toBe("facilities.room_taken");
  expect((await send("PATCH", allocation, { isCancelled: true }, 1)).body).toMatchObject({
    isCancelled: true,
    version: 2,
  });
  expect(await space("2026-06-01")).toMatchObject({ takenHundredths: 0 });
  expect((await send("PATCH", `/api/rooms/${roomId}`, { isArchived: true }, 1)).body["code"]).toBe(
    "facilities.room_in_use",
  );
});

test("the rooms and who has them on a day leave as a file, which is put on record", async () => {
  const { body: house } = await send("POST", `/api/scopes/${pair}/facilities`, { kind: "incubator", name: "一号楼" });
  const made = await send("POST", `/api/facilities/${String(house["id"])}/rooms`, {
    ...ROOM,
    number: "501",
    areaHundredths: 12_050,
  });
  const period = { occupant: "某生物公司", startsOn: "2026-01-01", endsBefore: "2026-07-01" };
  await send("POST", `/api/rooms/${String(made.body["id"])}/allocations`, period);
  const path = `/api/facilities/${String(house["id"])}/space/export?format=csv&on=2026-06-01`;
  const file = await world.call("GET", path, { token: officer.token });
  expect(file.status).toBe(200);
  const text = new TextDecoder().decode(file.bytes);
  for (const part of ["501", "实验室", "120.5", "5422.5", "某生物公司", "2026-07-01"]) expect(text).toContain(part);
  const { rows } = await withSystem(world.db, async (tx) =>
    sql`SELECT FROM audit_events WHERE subject_id = ${String(house["id"])} AND action = 'facility.exported'`.execute(
      tx.kysely,
    ),
  );
  expect(rows).toHaveLength(1);
  const stranger = await world.someone("pair_lead", await world.createScope("pair"));
  expect((await world.call("GET", path, { token: stranger.token })).status).toBe(404);
});

test("the share of a facility's area that is let is told over the days of a period", async () => {
  const own = await world.createScope("pair");
  const { token } = await world.someone("pair_officer", own);
  const call = async (path: string, body: object) => (await world.call("POST", path, { token, body })).body;
  const house = await call(`/api/scopes/${own}/facilities`, { kind: "incubator", name: "孵化楼" });
  const put = async (number: string, areaHundredths: number) =>
    String((await call(`/api/facilities/${String(house["id"])}/rooms`, { ...ROOM, number, areaHundredths }))["id"]);
  const large = await put("101", 3000);
  await put("102", 1000);
  const occupant = { occupant: "甲", startsOn: "2025-12-01", endsBefore: "2026-01-06" };
  await call(`/api/rooms/${large}/allocations`, occupant);
  await call(`/api/rooms/${large}/allocations`, { ...occupant, startsOn: "2026-01-09", endsBefore: "2026-03-01" });
  const { body } = await world.call("GET", `/api/scopes/${own}/utilisation?from=2026-01-01&until=2026-01-11`, {
    token,
  });
  // Five days and two of ten, on three quarters of the area.
  expect(body["spaces"]).toMatchObject([{ name: "孵化楼", rooms: 2, areaHundredths: 4000, letBp: 5250 }]);
});

test("rent stays as the room was let: a new price and another area hold for what is let afterwards", async () => {
  const roomId = await addRoom("330");
  const { agreementId } = await makeSignedAgreement(world, pair);
  await withSystem(world.db, async (tx) =>
    sql`UPDATE agreements SET starts_on = '2026-01-01' WHERE id = ${agreementId}`.execute(tx.kysely),
  );
  const period = { occupant: "某生物公司", startsOn: "2026-01-01", endsBefore: "2026-03-01" };
  const chargeReference = await numberOf("agreements", agreementId);
  await send("POST", `/api/rooms/${roomId}/allocations`, { ...period, chargeReference });
  const owed = async () =>
    (await world.call("GET", `/api/agreements/${agreementId}/facility-costs`, { token: officer.token })).body;
  expect(await owed()).toMatchObject({ owedFen: "1084500" });
  const roomIn = async (day: string) =>
    ((await space(day))["rooms"] as { number: string }[]).find(({ number }) => number === "330");
  const dearer = { fenPerM2Month: "45000", areaHundredths: 20_000 };
  expect((await send("PATCH", `/api/rooms/${roomId}`, dearer, 1)).status).toBe(200);
  expect(await owed()).toMatchObject({ owedFen: "1084500", items: [{ owedFen: "1084500" }] });
  const later = { ...period, startsOn: "2026-03-01", endsBefore: "2026-04-01" };
  const anew = await send("POST", `/api/rooms/${roomId}/allocations`, later);
  expect(anew.body).toMatchObject({ fenPerMonth: "9000000" });
  expect(await roomIn("2026-02-01")).toMatchObject({ fenPerMonth: "9000000", allocation: { fenPerMonth: "542250" } });
});

test("an allocation that has begun is ended and not cancelled; a slip is taken back on its day", async () => {
  const roomId = await addRoom("331");
  const period = { occupant: "某检测公司", startsOn: "2026-01-01", endsBefore: "2028-01-01" };
  const made = await send("POST", `/api/rooms/${roomId}/allocations`, period);
  const path = `/api/room-allocations/${String(made.body["id"])}`;
  expect((await send("PATCH", path, { isCancelled: true }, 1)).status).toBe(200);
  expect((await send("PATCH", path, { isCancelled: false }, 2)).body).toMatchObject({ hasBegun: false });
  const backdate = sql`UPDATE room_allocations SET created_at = created_at - interval '2 days'
    WHERE id = ${String(made.body["id"])}`;
  await withActor(world.db, { userId: officer.userId, readScopes: [pair], writeScopes: [pair] }, async (tx) =>
    backdate.execute(tx.kysely),
  );
  const erased = await send("PATCH", path, { isCancelled: true }, 3);
  expect(erased).toMatchObject({ status: 409, body: { code: "facilities.allocation_begun" } });
  expect(erased.body["detail"]).toContain("2026-01-01");
  const ended = await send("PATCH", path, { endsBefore: "2026-11-01" }, 3);
  expect(ended.body).toMatchObject({ hasBegun: true, isCancelled: false, endsBefore: "2026-11-01" });
});

test("twenty at once for one room give one, whatever way they come", async () => {
  const roomId = await addRoom("303");
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, index) =>
      send("POST", `/api/rooms/${roomId}/allocations`, {
        occupant: `某企业 ${index}`,
        startsOn: "2026-12-01",
        endsBefore: "2027-12-01",
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  const actor = { userId: officer.userId, readScopes: [pair], writeScopes: [pair] };
  const past = withActor(world.db, actor, async (tx) =>
    sql`INSERT INTO room_allocations (id, scope_id, room_id, occupant, starts_on, ends_before, created_by)
      VALUES (${newId()}, ${pair}, ${roomId}, '绕过', '2027-01-01', '2027-02-01', ${officer.userId})`.execute(
      tx.kysely,
    ),
  );
  await expect(past).rejects.toMatchObject({ code: "23P01", constraint: "room_allocations_single" });
});

test("a room that ends soon waits on the workbench, and nobody else sees the space", async () => {
  const roomId = await addRoom("304");
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await send("POST", `/api/rooms/${roomId}/allocations`, {
    occupant: "某检测公司",
    startsOn: day(-90),
    endsBefore: day(20),
  });
  const { body } = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: officer.token });
  expect(JSON.stringify(body)).toContain("A 座 3F 304（某检测公司）到期");
  const stranger = await world.someone("pair_lead", await world.createScope("pair"));
  const foreign = await world.call("GET", `/api/facilities/${facilityId}/space`, { token: stranger.token });
  expect(foreign.status).toBe(404);
});

const numberOf = async (table: "agreements" | "projects", id: string) => {
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ number: string }>`SELECT number FROM ${sql.table(table)} WHERE id = ${id}`.execute(tx.kysely),
  );
  return rows[0]?.number ?? "";
};

test("costs go to an agreement or a project that is there, can be read and is in force, and are summed on it", async () => {
  const roomId = await addRoom("320");
  const { bookableId } = await makeBookable(world, pair, { isOpen: true });
  const allocate = async (chargeReference: string, from = "2026-01-15") =>
    send("POST", `/api/rooms/${roomId}/allocations`, {
      occupant: "某生物公司",
      startsOn: from,
      endsBefore: `${from.slice(0, 5)}03-20`,
      chargeReference,
    });
  const book = async (body: object, days = 2) =>
    send("POST", `/api/scopes/${pair}/bookings`, {
      bookableId,
      startsAt: noonIn(days),
      endsAt: noonIn(days, 2),
      userClass: "university",
      chargeKind: "other",
      ...body,
    });
  const apply = async (chargeReference: string) =>
    send("POST", `/api/scopes/${pair}/campaigns`, { bookableId, title: "中试", description: "三批", chargeReference });

  const { agreementId } = await makeSignedAgreement(world, pair);
  await withSystem(world.db, async (tx) =>
    sql`UPDATE agreements SET starts_on = '2026-01-01' WHERE id = ${agreementId}`.execute(tx.kysely),
  );
  const number = await numberOf("agreements", agreementId);
  const unsigned = await numberOf("agreements", await makeAgreement(world, pair));
  const foreign = await numberOf(
    "agreements",
    (await makeSignedAgreement(world, await world.createScope("pair"))).agreementId,
  );
  for (const [reference, code] of [
    ["AGR-9999-999999", "facilities.charge_unknown"],
    [foreign, "facilities.charge_unknown"],
    [unsigned, "facilities.charge_not_in_force"],
    ["PRJ-9999-999999", "facilities.charge_unknown"],
  ] as const) {
    expect((await book({ chargeReference: reference })).body["code"]).toBe(code);
    expect((await apply(reference)).body["code"]).toBe(code);
    expect((await allocate(reference)).body["code"]).toBe(code);
  }
  const named = { chargeKind: "agreement", chargeReference: "中试协议 2026-03" };
  expect((await book(named)).body["code"]).toBe("facilities.charge_unknown");

  expect((await book({ chargeKind: "agreement", chargeReference: number })).status).toBe(201);
  expect((await apply(number)).status).toBe(201);
  const room = await allocate(number);
  expect(room.status).toBe(201);
  expect((await book({ chargeReference: "课题组经费" }, 3)).status).toBe(201);
  const costs = await world.call("GET", `/api/agreements/${agreementId}/facility-costs`, { token: officer.token });
  // Two months and five thirtieths of 5,422.50 yuan; two hours at 100 yuan.
  const rent = "1174875";
  expect(costs.body).toMatchObject({ expectedFen: "1194875", owedFen: rent });
  expect(costs.body["items"]).toMatchObject([
    { kind: "room", unit: "某生物公司", expectedFen: rent, owedFen: rent },
    { kind: "campaign", expectedFen: "0" },
    { kind: "booking", name: "发酵中试线", expectedFen: "20000", owedFen: "0" },
  ]);
  const elsewhere = await world.someone("pair_officer", await world.createScope("pair"));
  const hidden = await world.call("GET", `/api/agreements/${agreementId}/facility-costs`, { token: elsewhere.token });
  expect(hidden.status).toBe(404);

  const projectId = await makeProject(world, pair);
  const moved = await send(
    "PATCH",
    `/api/room-allocations/${String(room.body["id"])}`,
    { chargeReference: await numberOf("projects", projectId) },
    1,
  );
  expect(moved.status).toBe(200);
  const ofProject = await world.call("GET", `/api/projects/${projectId}/facility-costs`, { token: officer.token });
  expect(ofProject.body).toMatchObject({ items: [{ kind: "room" }], expectedFen: rent });
  const left = await world.call("GET", `/api/agreements/${agreementId}/facility-costs`, { token: officer.token });
  expect(left.body).toMatchObject({ expectedFen: "20000" });
});

test("nothing is charged to an agreement that begins after the use does", async () => {
  const roomId = await addRoom("321");
  const { bookableId } = await makeBookable(world, pair, { isOpen: true });
  const { agreementId } = await makeSignedAgreement(world, pair);
  const dayIn = (days: number) => noonIn(days).slice(0, 10);
  await withSystem(world.db, async (tx) =>
    sql`UPDATE agreements SET starts_on = ${dayIn(5)}::date, ends_on = ${dayIn(500)}::date
      WHERE id = ${agreementId}`.execute(tx.kysely),
  );
  const number = await numberOf("agreements", agreementId);
  const book = async (days: number) =>
    send("POST", `/api/scopes/${pair}/bookings`, {
      bookableId,
      startsAt: noonIn(days),
      endsAt: noonIn(days, 1),
      userClass: "university",
      chargeKind: "agreement",
      chargeReference: number,
    });
  const early = await book(4);
  expect(early).toMatchObject({ status: 409, body: { code: "facilities.charge_not_begun" } });
  for (const part of [number, dayIn(5), dayIn(4)]) expect(early.body["detail"]).toContain(part);
  expect((await book(5)).status).toBe(201);

  const allocate = async (startsOn: string, chargeReference: string | null) =>
    send("POST", `/api/rooms/${roomId}/allocations`, {
      occupant: "某生物公司",
      startsOn,
      endsBefore: dayIn(60),
      chargeReference,
    });
  expect((await allocate(dayIn(4), number)).body["code"]).toBe("facilities.charge_not_begun");
  const room = await allocate(dayIn(5), number);
  expect(room.status).toBe(201);
  const move = async (change: object) =>
    send("PATCH", `/api/room-allocations/${String(room.body["id"])}`, change, Number(room.body["version"]));
  expect((await move({ startsOn: dayIn(4) })).body["code"]).toBe("facilities.charge_not_begun");
  expect((await move({ startsOn: dayIn(6) })).status).toBe(200);
});
