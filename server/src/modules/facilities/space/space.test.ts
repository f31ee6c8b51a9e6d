import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withActor } from "../../../platform/db/index.ts";
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
