import { newId } from "../../src/platform/ids.ts";
import { sql } from "kysely";
import { withActor, withSystem } from "../../src/platform/db/index.ts";
import { withOwner } from "../../src/platform/db/transaction.ts";
import { instrumentTarget } from "../../src/modules/facilities/targets.ts";
import { createLink } from "../../src/modules/identity/index.ts";
import { BOOKABLE, makeBookable, makeBooking } from "../bookings.ts";
import type { SamplesOf, Target } from "./sample.ts";

const FACILITY = { kind: "pilot_platform", name: "合成生物中试平台" };

export const facilitiesSamples: SamplesOf = (world) => {
  const onFacility = async ({ scopeId }: { scopeId: string }) => {
    const facilityId = newId();
    await withSystem(world().db, async (tx) =>
      sql`INSERT INTO facilities (id, scope_id, kind, name) VALUES (${facilityId}, ${scopeId}, 'incubator', '某孵化器')`.execute(
        tx.kysely,
      ),
    );
    return { params: { facilityId } };
  };
  const onInstrument = async ({ scopeId }: { scopeId: string }) => {
    const instrumentId = newId();
    const record = { id: instrumentId, origin: { file: "" }, name: "质谱仪", functions: "测质荷比" };
    await withSystem(world().db, async (tx) =>
      instrumentTarget.insertRecords(tx, scopeId, [{ id: instrumentId, record, numberIsOwn: false }]),
    );
    return { params: { instrumentId } };
  };
  const onBookable = async (target: Target) => ({
    params: { bookableId: (await makeBookable(world(), target.scopeId)).bookableId },
  });
  const onCampaign = async ({ scopeId, actorId }: Target) => {
    const { bookableId } = await makeBookable(world(), scopeId);
    const campaignId = newId();
    await withOwner(world().db, async (client) => {
      await client.query("SET LOCAL ROLE dualhigh_keeper");
      await client.query(
        `INSERT INTO campaigns (id, number, bookable_id, scope_id, applicant_scope_id, applied_by, applicant_name,
          applicant_unit, title, description, charge_reference)
          VALUES ($1, 'CAMP-2026-9' || lpad((random() * 999999999)::bigint::text, 9, '0'), $2, $3, $3, $4, '张某', '某单位',
            '中试', '三批', '协议')`,
        [campaignId, bookableId, scopeId, actorId ?? newId()],
      );
    });
    return { params: { campaignId } };
  };
  const onBooking = async ({ scopeId, actorId }: Target) => {
    const { bookableId } = await makeBookable(world(), scopeId);
    return { params: { bookingId: await makeBooking(world(), { bookableId, scopeId, bookedBy: actorId ?? newId() }) } };
  };
  const onRoom = async (target: Target) => {
    const { facilityId } = (await onFacility(target)).params;
    const made = { roomId: newId(), allocationId: newId() };
    await withOwner(world().db, async (client) => {
      await client.query("SET LOCAL ROLE dualhigh_keeper");
      await client.query(
        `INSERT INTO rooms (id, scope_id, facility_id, building, floor, level, number, kind, area_hundredths,
          fen_per_m2_month) VALUES ($1, $2, $3, 'A 座', '3F', 3, '301', 'laboratory', 12000, 4500)`,
        [made.roomId, target.scopeId, facilityId],
      );
      await client.query(
        `INSERT INTO room_allocations (id, scope_id, room_id, occupant, starts_on, ends_before, month_fen, created_by)
          VALUES ($1, $2, $3, '某企业', '2026-01-01', '2027-01-01', 0, $1)`,
        [made.allocationId, target.scopeId, made.roomId],
      );
    });
    return { facilityId, ...made };
  };
  return {
    "GET /api/facilities/{facilityId}/space": async (target) => {
      const { facilityId } = await onRoom(target);
      return { params: { facilityId }, query: "?on=2026-06-01" };
    },
    "GET /api/facilities/{facilityId}/space/export": async (target) => ({
      params: { facilityId: (await onRoom(target)).facilityId },
      query: "?format=csv",
    }),
    "POST /api/facilities/{facilityId}/rooms": async (target) => ({
      ...(await onFacility(target)),
      body: {
        building: "A",
        floor: "1F",
        level: 1,
        number: "1",
        kind: "office",
        areaHundredths: 1,
        fenPerM2Month: "1",
      },
    }),
    "PATCH /api/rooms/{roomId}": async (target) => ({
      params: { roomId: (await onRoom(target)).roomId },
      body: { kind: "office" },
      ifMatch: '"1"',
    }),
    "POST /api/rooms/{roomId}/allocations": async (target) => ({
      params: { roomId: (await onRoom(target)).roomId },
      body: { occupant: "某企业", startsOn: "2027-01-01", endsBefore: "2028-01-01" },
    }),
    "PATCH /api/room-allocations/{allocationId}": async (target) => ({
      params: { allocationId: (await onRoom(target)).allocationId },
      body: { purpose: "办公" },
      ifMatch: '"1"',
    }),
    "GET /api/scopes/{scopeId}/campaigns": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/campaigns": async ({ scopeId }) => {
      const { bookableId } = await makeBookable(world(), scopeId);
      return { params: { scopeId }, body: { bookableId, title: "中试", description: "三批", chargeReference: "协议" } };
    },
    "GET /api/campaigns/{campaignId}": onCampaign,
    "POST /api/campaigns/{campaignId}/steps": async (target) => ({
      ...(await onCampaign(target)),
      body: { action: "withdraw" },
      ifMatch: '"1"',
    }),
    "GET /api/scopes/{scopeId}/utilisation": async ({ scopeId }) => {
      await makeBookable(world(), scopeId);
      return { params: { scopeId }, query: "?from=2026-01-01&until=2027-01-01" };
    },
    "GET /api/scopes/{scopeId}/utilisation/export": async ({ scopeId }) => ({
      params: { scopeId },
      query: "?format=csv",
    }),
    "POST /api/scopes/{scopeId}/calendar-feeds": ({ scopeId }) => ({ params: { scopeId }, body: {} }),
    "POST /api/scopes/{scopeId}/calendar-feeds/revocation": ({ scopeId }) => ({ params: { scopeId }, body: {} }),
    "GET /api/calendar-feeds/{token}": async ({ scopeId }) => {
      const userId = await world().createUser();
      const subject = { kind: "user", id: userId };
      const maker = { userId, readScopes: [scopeId], writeScopes: [scopeId] };
      const { token } = await withActor(world().db, maker, async (tx) =>
        createLink(tx, { purpose: "facilities.calendar", scopeId, subject, days: 1 }),
      );
      return { params: { token } };
    },
    "GET /api/scopes/{scopeId}/bookables": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/bookables": async (target) => ({
      params: { scopeId: target.scopeId },
      body: { ...BOOKABLE, facilityId: (await onFacility(target)).params.facilityId },
    }),
    "GET /api/bookables/{bookableId}": onBookable,
    "PATCH /api/bookables/{bookableId}": async (target) => ({
      ...(await onBookable(target)),
      body: { capacity: 2 },
      ifMatch: '"1"',
    }),
    "GET /api/bookables/{bookableId}/calendar": async (target) => ({
      ...(await onBookable(target)),
      query: "?from=2027-01-04T00:00:00Z&until=2027-01-11T00:00:00Z",
    }),
    "GET /api/scopes/{scopeId}/bookings": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/bookings": async ({ scopeId }) => {
      const { bookableId, startsAt, endsAt } = await makeBookable(world(), scopeId);
      const charge = { chargeKind: "other", chargeReference: "课题组经费", userClass: "university" };
      return { params: { scopeId }, body: { bookableId, startsAt, endsAt, ...charge } };
    },
    "GET /api/bookings/{bookingId}": onBooking,
    "POST /api/bookings/{bookingId}/steps": async (target) => ({
      ...(await onBooking(target)),
      body: { action: "cancel", reason: "设备检修" },
      ifMatch: '"1"',
    }),
    "GET /api/scopes/{scopeId}/facilities": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/facilities": ({ scopeId }) => ({ params: { scopeId }, body: FACILITY }),
    "GET /api/scopes/{scopeId}/facilities/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
    "GET /api/facilities/{facilityId}": onFacility,
    "PATCH /api/facilities/{facilityId}": async (target) => ({
      ...(await onFacility(target)),
      body: { price: "面议" },
      ifMatch: '"1"',
    }),
    "GET /api/scopes/{scopeId}/instruments": ({ scopeId }) => ({ params: { scopeId } }),
    "POST /api/scopes/{scopeId}/instruments": ({ scopeId }) => ({ params: { scopeId }, body: { name: "扫描电镜" } }),
    "GET /api/scopes/{scopeId}/instruments/export": ({ scopeId }) => ({ params: { scopeId }, query: "?format=csv" }),
    "GET /api/instruments/{instrumentId}": onInstrument,
    "PATCH /api/instruments/{instrumentId}": async (target) => ({
      ...(await onInstrument(target)),
      body: { price: "面议" },
      ifMatch: '"1"',
    }),
  };
};
