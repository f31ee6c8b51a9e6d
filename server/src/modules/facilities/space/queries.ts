import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import type { Charged } from "../costs/charge.ts";
import type { Allocation, RoomDraft } from "./types.ts";

export interface RoomRow extends Omit<RoomDraft, "fenPerM2Month"> {
  readonly id: string;
  readonly scopeId: string;
  readonly managerScopeId: string | null;
  readonly facilityId: string;
  readonly fenPerM2Month: bigint;
  readonly version: number;
}

const ROOM = sql`r.id, r.scope_id AS "scopeId", r.manager_scope_id AS "managerScopeId", r.facility_id AS "facilityId",
  r.building, r.floor, r.level, r.number, r.kind, r.area_hundredths AS "areaHundredths",
  r.fen_per_m2_month AS "fenPerM2Month", r.version`;

export async function findRoom(tx: Tx, roomId: string, forUpdate = false): Promise<RoomRow | null> {
  const { rows } = await sql<RoomRow>`SELECT ${ROOM} FROM rooms r WHERE r.id = ${roomId} AND r.archived_at IS NULL
    ${forUpdate ? sql`FOR UPDATE` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listRooms(tx: Tx, facilityId: string): Promise<RoomRow[]> {
  const { rows } = await sql<RoomRow>`SELECT ${ROOM} FROM rooms r
    WHERE r.facility_id = ${facilityId} AND r.archived_at IS NULL
    ORDER BY r.building, r.level, r.number, r.id`.execute(tx.kysely);
  return rows;
}

export async function insertRoom(
  tx: Tx,
  room: RoomDraft & Pick<RoomRow, "id" | "scopeId" | "managerScopeId" | "facilityId">,
): Promise<void> {
  await sql`INSERT INTO rooms (id, scope_id, manager_scope_id, facility_id, building, floor, level, number, kind,
      area_hundredths, fen_per_m2_month)
    VALUES (${room.id}, ${room.scopeId}, ${room.managerScopeId}, ${room.facilityId}, ${room.building}, ${room.floor},
      ${room.level}, ${room.number}, ${room.kind}, ${room.areaHundredths}, ${room.fenPerM2Month})`.execute(tx.kysely);
}

export async function updateRoom(
  tx: Tx,
  room: Omit<RoomDraft, "fenPerM2Month"> & { readonly id: string; readonly fenPerM2Month: string | bigint },
  isArchived: boolean,
): Promise<void> {
  await sql`UPDATE rooms SET building = ${room.building}, floor = ${room.floor}, level = ${room.level},
      number = ${room.number}, kind = ${room.kind}, area_hundredths = ${room.areaHundredths},
      fen_per_m2_month = ${room.fenPerM2Month}, archived_at = CASE WHEN ${isArchived} THEN now() END,
      updated_at = now(), version = version + 1
    WHERE id = ${room.id}`.execute(tx.kysely);
}

const ALLOCATION = sql`a.id, a.room_id AS "roomId", a.occupant, a.starts_on AS "startsOn", a.ends_before AS "endsBefore",
  a.purpose, a.charge_reference AS "chargeReference", a.month_fen::text AS "fenPerMonth",
  (a.starts_on <= ${TODAY} AND (a.created_at AT TIME ZONE 'Asia/Shanghai')::date < ${TODAY}) AS "hasBegun",
  a.cancelled_at IS NOT NULL AS "isCancelled", a.version`;

export async function findAllocation(tx: Tx, allocationId: string, forUpdate = false): Promise<Allocation | null> {
  const { rows } = await sql<Allocation>`SELECT ${ALLOCATION} FROM room_allocations a WHERE a.id = ${allocationId}
    ${forUpdate ? sql`FOR UPDATE` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** Those that end after the day, the earliest first. */
export async function listAllocations(tx: Tx, roomIds: readonly string[], after: string): Promise<Allocation[]> {
  const { rows } = await sql<Allocation>`SELECT ${ALLOCATION} FROM room_allocations a
    WHERE a.room_id = ANY (${roomIds}::uuid[]) AND a.cancelled_at IS NULL AND a.ends_before > ${after}::date
    ORDER BY a.starts_on, a.id`.execute(tx.kysely);
  return rows;
}

/** One at a time allocates a room: the same lock as the table's own trigger takes. Answers who has it, ever. */
export async function lockRoom(tx: Tx, roomId: string, except: string | null): Promise<Allocation[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`room ${roomId}`}, 0))`.execute(tx.kysely);
  const { rows } = await sql<Allocation>`SELECT ${ALLOCATION} FROM room_allocations a
    WHERE a.room_id = ${roomId} AND a.cancelled_at IS NULL AND a.id IS DISTINCT FROM ${except}::uuid
    ORDER BY a.starts_on`.execute(tx.kysely);
  return rows;
}

type AllocationEntry = Omit<Allocation, "isCancelled" | "hasBegun" | "version"> &
  Pick<RoomRow, "scopeId" | "managerScopeId"> &
  Charged;

export async function insertAllocation(tx: Tx, row: AllocationEntry, createdBy: string): Promise<void> {
  await sql`INSERT INTO room_allocations (id, scope_id, manager_scope_id, room_id, occupant, starts_on, ends_before,
      purpose, charge_reference, charge_id, charge_scope_id, month_fen, created_by)
    VALUES (${row.id}, ${row.scopeId}, ${row.managerScopeId}, ${row.roomId}, ${row.occupant}, ${row.startsOn},
      ${row.endsBefore}, ${row.purpose}, ${row.chargeReference}, ${row.chargeId}, ${row.chargeScopeId},
      ${row.fenPerMonth}::bigint, ${createdBy})`.execute(tx.kysely);
}

/** `charged` is null where it stays charged as it is. */
export async function updateAllocation(
  tx: Tx,
  row: Omit<Allocation, "version">,
  charged: Charged | null,
): Promise<void> {
  await sql`UPDATE room_allocations SET occupant = ${row.occupant}, starts_on = ${row.startsOn},
      ends_before = ${row.endsBefore}, purpose = ${row.purpose}, charge_reference = ${row.chargeReference},
      charge_id = CASE WHEN ${charged === null} THEN charge_id ELSE ${charged?.chargeId ?? null}::uuid END,
      charge_scope_id = CASE WHEN ${charged === null} THEN charge_scope_id ELSE ${charged?.chargeScopeId ?? null}::uuid END,
      cancelled_at = CASE WHEN ${row.isCancelled} THEN coalesce(cancelled_at, now()) END, updated_at = now(),
      version = version + 1
    WHERE id = ${row.id}`.execute(tx.kysely);
}

export interface EndingAllocation {
  readonly id: string;
  readonly facilityId: string;
  readonly room: string;
  readonly occupant: string;
  /** When it came within the time in which one looks after it. */
  readonly since: string;
  readonly endsBefore: string;
}

/** Those of rooms that the scope runs which end within so many days, or did in the last week. */
export async function listEnding(tx: Tx, scopeId: string, days: number): Promise<EndingAllocation[]> {
  const { rows } = await sql<EndingAllocation>`
    SELECT a.id, r.facility_id AS "facilityId", r.building || ' ' || r.floor || ' ' || r.number AS room, a.occupant,
      (a.ends_before - ${days}::integer)::timestamptz AS since, a.ends_before AS "endsBefore"
    FROM room_allocations a JOIN rooms r ON r.id = a.room_id AND r.archived_at IS NULL
    WHERE (a.scope_id = ${scopeId} OR a.manager_scope_id = ${scopeId}) AND a.cancelled_at IS NULL
      AND a.ends_before BETWEEN ${TODAY} - 7
        AND ${TODAY} + ${days}::integer
      AND NOT EXISTS (SELECT FROM room_allocations n WHERE n.room_id = a.room_id AND n.cancelled_at IS NULL
        AND n.starts_on >= a.ends_before)
    ORDER BY a.ends_before LIMIT 100`.execute(tx.kysely);
  return rows;
}
