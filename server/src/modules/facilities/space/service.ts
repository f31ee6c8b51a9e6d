import { addDays } from "@dual-high/kernel";
import { accessError, authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { readClock } from "../booking/queries.ts";
import { type ChargeSources, findCharge, refuseEarlyCharge } from "../costs/charge.ts";
import { findFacilityRow } from "../queries.ts";
import {
  findAllocation,
  findRoom,
  insertAllocation,
  insertRoom,
  listAllocations,
  listRooms,
  lockRoom,
  type RoomRow,
  updateAllocation,
  updateRoom,
} from "./queries.ts";
import { refuseErasing, refuseTaken, rentOf, spaceError } from "./rules.ts";
import type { Allocation, AllocationChange, AllocationDraft, Room, RoomChange, RoomDraft, Space } from "./types.ts";

type Place = Pick<RoomRow, "scopeId" | "managerScopeId">;

/** In the pair, or for those who manage the facility. */
export function authorizePlace<T extends Place>(ctx: Ctx, permission: Permission, place: T | null): T {
  if (place === null) throw accessError("access.not_found", {});
  const { managerScopeId } = place;
  if (managerScopeId === null || !mayIn(ctx.caller, permission, managerScopeId)) {
    authorize(ctx.caller, permission, place.scopeId);
  }
  return place;
}

export function recordIn(ctx: Ctx, { scopeId, managerScopeId }: Place): string {
  return ctx.caller.readScopes.includes(scopeId) ? scopeId : (managerScopeId ?? scopeId);
}

function nameOf({ building, floor, number }: Pick<RoomRow, "building" | "floor" | "number">): string {
  return `${building} ${floor} ${number}`;
}

/** Every room of a facility and who has it on a day; today where none is named. */
export async function getSpace(ctx: Ctx, facilityId: string, day: string | null): Promise<Space> {
  return transact(ctx, async (tx) => {
    const place = authorizePlace(ctx, "facility.read", await findFacilityRow(tx, facilityId));
    const on = day ?? (await readClock(tx)).today;
    const rooms = await showRooms(tx, await listRooms(tx, facilityId), on);
    const taken = rooms.filter(({ state }) => state !== "free");
    const sum = (some: readonly Room[]) => some.reduce((total, { areaHundredths }) => total + areaHundredths, 0);
    const { managerScopeId, scopeId } = place;
    const may = (permission: Permission) =>
      [scopeId, managerScopeId].some((id) => id !== null && mayIn(ctx.caller, permission, id));
    return {
      facilityId,
      on,
      mayManage: may("facility.update"),
      mayExport: may("facility.export"),
      areaHundredths: sum(rooms),
      takenHundredths: sum(taken),
      fenPerMonth: taken.reduce((total, { allocation }) => total + BigInt(allocation?.fenPerMonth ?? 0), 0n).toString(),
      rooms,
    };
  });
}

const ENDING_DAYS = 60;

async function showRooms(tx: Tx, rows: readonly RoomRow[], on: string): Promise<Room[]> {
  const all = await listAllocations(
    tx,
    rows.map(({ id }) => id),
    on,
  );
  const byRoom = Map.groupBy(all, ({ roomId }) => roomId);
  const soon = addDays(on, ENDING_DAYS);
  return rows.map(({ scopeId: _pair, managerScopeId: _managers, fenPerM2Month, ...row }) => {
    const own = byRoom.get(row.id) ?? [];
    const allocation = own.find(({ startsOn }) => startsOn <= on) ?? null;
    const upcoming = own.filter((each) => each !== allocation);
    const isEnding = allocation !== null && allocation.endsBefore <= soon && upcoming.length === 0;
    return {
      ...row,
      fenPerM2Month: fenPerM2Month.toString(),
      fenPerMonth: rentOf(row.areaHundredths, fenPerM2Month).toString(),
      state: allocation === null ? "free" : isEnding ? "ending" : "taken",
      allocation,
      upcoming,
    };
  });
}

async function showRoom(tx: Tx, roomId: string): Promise<Room> {
  const row = await findRoom(tx, roomId);
  const [room] = row === null ? [] : await showRooms(tx, [row], (await readClock(tx)).today);
  if (room === undefined) throw accessError("access.not_found", {});
  return room;
}

export async function addRoom(ctx: Ctx, facilityId: string, draft: RoomDraft): Promise<Room> {
  return transact(ctx, async (tx) => {
    const place = authorizePlace(ctx, "facility.update", await findFacilityRow(tx, facilityId));
    const { scopeId, managerScopeId } = place;
    const id = newId();
    await insertRoom(tx, { ...draft, id, scopeId, managerScopeId, facilityId });
    await audit(tx, {
      scopeId: recordIn(ctx, place),
      action: "room.created",
      subjectKind: "room",
      subjectId: id,
      details: { facilityId, areaHundredths: draft.areaHundredths, fenPerM2Month: draft.fenPerM2Month },
    });
    return showRoom(tx, id);
  });
}

/** A room that is taken out of use is gone from the list; its past stays. */
export async function changeRoom(ctx: Ctx, roomId: string, change: RoomChange, version: number): Promise<Room | null> {
  return transact(ctx, async (tx) => {
    const room = authorizePlace(ctx, "facility.update", await findRoom(tx, roomId, true));
    expectVersion(room, version);
    const { isArchived = false, ...fields } = change;
    if (isArchived) {
      const others = await lockRoom(tx, roomId, null);
      const { today } = await readClock(tx);
      if (others.some(({ endsBefore }) => endsBefore > today)) {
        throw spaceError("facilities.room_in_use", { room: nameOf(room) });
      }
    }
    await updateRoom(tx, { ...room, ...(fields as Partial<RoomDraft>) }, isArchived);
    await audit(tx, {
      scopeId: recordIn(ctx, room),
      action: "room.changed",
      subjectKind: "room",
      subjectId: roomId,
      details: { fields: Object.keys(change) },
    });
    return isArchived ? null : showRoom(tx, roomId);
  });
}

export async function allocateRoom(
  ctx: Ctx,
  roomId: string,
  draft: AllocationDraft,
  charges: ChargeSources,
): Promise<Allocation> {
  return transact(ctx, async (tx) => {
    const room = authorizePlace(ctx, "facility.update", await findRoom(tx, roomId));
    refuseTaken(nameOf(room), draft, await lockRoom(tx, roomId, null));
    const id = newId();
    const { scopeId, managerScopeId } = room;
    const charged = await chargeOf(ctx, tx, room, draft, charges);
    const fenPerMonth = rentOf(room.areaHundredths, room.fenPerM2Month).toString();
    const entry = { ...draft, ...charged, id, roomId, scopeId, managerScopeId, fenPerMonth };
    await insertAllocation(tx, entry, ctx.caller.userId);
    await audit(tx, {
      scopeId: recordIn(ctx, room),
      action: "room.allocated",
      subjectKind: "room",
      subjectId: roomId,
      details: { allocationId: id, startsOn: draft.startsOn, endsBefore: draft.endsBefore },
    });
    return requireAllocation(tx, id);
  });
}

async function chargeOf(
  ctx: Ctx,
  tx: Tx,
  { scopeId }: Place,
  { chargeReference: reference, startsOn: on }: Pick<Allocation, "chargeReference" | "startsOn">,
  charges: ChargeSources,
) {
  if (reference === null) return { chargeId: null, chargeScopeId: null };
  return findCharge(tx, ctx, { reference, near: [scopeId], on }, charges);
}

async function requireAllocation(tx: Tx, allocationId: string, forUpdate = false): Promise<Allocation> {
  const row = await findAllocation(tx, allocationId, forUpdate);
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

/** Prolonged, ended sooner, cancelled or taken back; never over somebody else's time. */
export async function changeAllocation(
  ctx: Ctx,
  allocationId: string,
  change: AllocationChange,
  { version, charges }: { readonly version: number; readonly charges: ChargeSources },
): Promise<Allocation> {
  return transact(ctx, async (tx) => {
    const found = await requireAllocation(tx, allocationId);
    const room = authorizePlace(ctx, "facility.update", await findRoom(tx, found.roomId));
    const others = await lockRoom(tx, room.id, allocationId);
    const allocation = await requireAllocation(tx, allocationId, true);
    expectVersion(allocation, version);
    const changed = { ...allocation, ...(change as Partial<Allocation>) };
    if (changed.isCancelled && !allocation.isCancelled) refuseErasing(nameOf(room), allocation);
    if (!changed.isCancelled) refuseTaken(nameOf(room), changed, others);
    const isChargedAnew = changed.chargeReference !== allocation.chargeReference;
    const charged = isChargedAnew ? await chargeOf(ctx, tx, room, changed, charges) : null;
    if (!isChargedAnew && changed.startsOn < allocation.startsOn) {
      await refuseEarlyCharge(tx, { table: "room_allocations", id: allocationId, on: changed.startsOn }, charges);
    }
    await updateAllocation(tx, changed, charged);
    await audit(tx, {
      scopeId: recordIn(ctx, room),
      action: "room.allocation_changed",
      subjectKind: "room",
      subjectId: room.id,
      details: {
        allocationId,
        startsOn: changed.startsOn,
        endsBefore: changed.endsBefore,
        isCancelled: changed.isCancelled,
      },
    });
    return requireAllocation(tx, allocationId);
  });
}
