// SQL of meeting days.
import { type RawBuilder, sql } from "kysely";
import { firstOf, TODAY, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import { type Lock, lockClause } from "../queries/shared.ts";
import type { LineState } from "../types.ts";
import type {
  DayAnswer,
  MEETING_DAY_SORTS,
  MeetingDayDraft,
  MeetingOutcomeKind,
  MyMeeting,
  Priority,
  Side,
  UNPLACED_WHY,
} from "./types.ts";

// Days ------------------------------------------------------------------------------------------------------------------------

export interface DayRow extends MeetingDayDraft {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly number: number;
  readonly state: "open" | "cancelled";
  readonly isPast: boolean;
  readonly isToday: boolean;
  readonly plannedAt: string | null;
  readonly remedy: { moreTables: number | null; moreSlots: number | null } | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly version: number;
}

const DAY = sql`d.id, d.scope_id AS "scopeId", d.zone_id AS "zoneId", d.number, d.title, d.place, d.held_on AS "heldOn",
  d.starts_at AS "startsAt", d.slot_minutes AS "slotMinutes", d.break_minutes AS "breakMinutes", d.slots, d.tables,
  d.pause_after AS "pauseAfter", d.pause_minutes AS "pauseMinutes", d.note, d.state, d.held_on < ${TODAY} AS "isPast",
  d.held_on = ${TODAY} AS "isToday", d.planned_at AS "plannedAt", d.remedy, d.created_by AS "createdBy",
  d.created_at AS "createdAt", d.version`;

export async function insertDay(
  tx: Tx,
  day: MeetingDayDraft & {
    readonly id: string;
    readonly scopeId: string;
    readonly zoneId: string;
    readonly createdBy: string;
  },
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`meeting day ${day.scopeId}`}, 0))`.execute(tx.kysely);
  await sql`
    INSERT INTO meeting_days (id, scope_id, zone_id, number, title, place, held_on, starts_at, slot_minutes, break_minutes,
      slots, tables, pause_after, pause_minutes, note, created_by)
    SELECT ${day.id}::uuid, ${day.scopeId}::uuid, ${day.zoneId}::uuid, coalesce(max(o.number), 0) + 1, ${day.title},
      ${day.place}, ${day.heldOn}::date, ${day.startsAt}, ${day.slotMinutes}::integer, ${day.breakMinutes}::integer,
      ${day.slots}::integer, ${day.tables}::integer, ${day.pauseAfter}::integer, ${day.pauseMinutes}::integer, ${day.note},
      ${day.createdBy}::uuid
    FROM meeting_days o WHERE o.scope_id = ${day.scopeId}`.execute(tx.kysely);
}

export async function updateDay(tx: Tx, dayId: string, day: MeetingDayDraft): Promise<void> {
  await sql`UPDATE meeting_days SET title = ${day.title}, place = ${day.place}, held_on = ${day.heldOn}::date,
      starts_at = ${day.startsAt}, slot_minutes = ${day.slotMinutes}, break_minutes = ${day.breakMinutes},
      slots = ${day.slots}, tables = ${day.tables}, pause_after = ${day.pauseAfter}, pause_minutes = ${day.pauseMinutes},
      note = ${day.note}
    WHERE id = ${dayId}`.execute(tx.kysely);
}

export async function cancelDayRow(tx: Tx, dayId: string): Promise<void> {
  await sql`UPDATE meeting_days SET state = 'cancelled' WHERE id = ${dayId}`.execute(tx.kysely);
}

/** Every change of who comes, when and where is one of the day's version. */
export async function touchDay(tx: Tx, dayId: string): Promise<void> {
  await sql`UPDATE meeting_days SET updated_at = now(), version = version + 1 WHERE id = ${dayId}`.execute(tx.kysely);
}

export async function notePlanned(tx: Tx, dayId: string, remedy: DayRow["remedy"]): Promise<void> {
  await sql`UPDATE meeting_days SET planned_at = clock_timestamp(),
      remedy = ${remedy === null ? null : JSON.stringify(remedy)}::jsonb
    WHERE id = ${dayId}`.execute(tx.kysely);
}

export async function findDayRow(tx: Tx, dayId: string, lock: Lock = "read"): Promise<DayRow | null> {
  return firstOf(tx, sql<DayRow>`SELECT ${DAY} FROM meeting_days d WHERE d.id = ${dayId} ${lockClause(lock)}`);
}

export interface DayCounts {
  readonly meetings: number;
  readonly placed: number;
  readonly enterprises: number;
  readonly partners: number;
  readonly coming: number;
  readonly recorded: number;
}

const DAY_KEYS: Readonly<Record<(typeof MEETING_DAY_SORTS)[number], SortKey>> = {
  heldOn: { by: sql`d.held_on`, type: "date" },
  number: { by: sql`d.number`, type: "integer" },
  title: { by: sql`d.title`, type: "text" },
};

export async function listDayRows(
  tx: Tx,
  scopeId: string,
  listing: Listing<(typeof MEETING_DAY_SORTS)[number]>,
): Promise<{ readonly rows: Keyed<DayRow & DayCounts>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, DAY_KEYS, sql`d.id`);
  const wanted = sql`d.scope_id = ${scopeId}
    AND (${listing.search}::text IS NULL OR strpos(lower(d.title || ' ' || d.place), lower(${listing.search}::text)) > 0)`;
  const { rows } = await sql<Keyed<DayRow & DayCounts>>`
    SELECT ${DAY}, m.*, p.*, ${key} AS "sortKey" FROM meeting_days d
    LEFT JOIN LATERAL (SELECT count(*)::integer AS meetings, count(x.slot)::integer AS placed,
        count(x.outcome)::integer AS recorded
      FROM day_meetings x WHERE x.day_id = d.id AND x.dropped_at IS NULL) m ON true
    LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE x.side = 'enterprise')::integer AS enterprises,
        count(*) FILTER (WHERE x.side = 'partner')::integer AS partners,
        count(*) FILTER (WHERE x.answer = 'coming')::integer AS coming
      FROM day_participants x WHERE x.day_id = d.id AND x.removed_at IS NULL) p ON true
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const total = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM meeting_days d WHERE ${wanted}`,
  );
  return { rows, total: total?.n ?? 0 };
}

/** Day and clock in Shanghai. */
export async function findNow(tx: Tx): Promise<{ readonly today: string; readonly clock: string }> {
  const row = await firstOf(
    tx,
    sql<{ today: string; clock: string }>`SELECT ${TODAY} AS today,
      to_char(now() AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') AS clock`,
  );
  return row ?? { today: "", clock: "" };
}

// Participants ----------------------------------------------------------------------------------------------------------------

export interface ParticipantRow {
  readonly id: string;
  readonly scopeId: string;
  readonly dayId: string;
  readonly side: Side;
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly attendee: string;
  readonly contact: string;
  readonly comment: string;
  readonly unavailable: number[];
  readonly answer: DayAnswer | "none";
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly invitedAt: string | null;
  readonly linkExpiresAt: string | null;
  readonly isWalkIn: boolean;
  readonly arrivedAt: string | null;
  readonly removedAt: string | null;
  readonly version: number;
}

const PARTICIPANT = sql`p.id, p.scope_id AS "scopeId", p.day_id AS "dayId", p.side, p.participant_key AS key, p.name, p.unit,
  p.attendee, p.contact, p.comment, p.unavailable, p.answer, p.answered_at AS "answeredAt", p.answered_by AS "answeredBy",
  p.invited_at AS "invitedAt", p.link_expires_at AS "linkExpiresAt", p.is_walk_in AS "isWalkIn",
  p.arrived_at AS "arrivedAt", p.removed_at AS "removedAt", p.version`;

/** Those who were not taken off, enterprises first. */
export async function listParticipants(tx: Tx, dayId: string): Promise<ParticipantRow[]> {
  const { rows } = await sql<ParticipantRow>`SELECT ${PARTICIPANT} FROM day_participants p
    WHERE p.day_id = ${dayId} AND p.removed_at IS NULL ORDER BY p.side, p.name, p.id`.execute(tx.kysely);
  return rows;
}

export async function findParticipant(
  tx: Tx,
  participantId: string,
  lock: Lock = "read",
): Promise<ParticipantRow | null> {
  return firstOf(
    tx,
    sql<ParticipantRow>`SELECT ${PARTICIPANT} FROM day_participants p WHERE p.id = ${participantId} ${lockClause(lock)}`,
  );
}

export async function insertParticipant(
  tx: Tx,
  participant: Pick<
    ParticipantRow,
    "id" | "scopeId" | "dayId" | "side" | "key" | "name" | "unit" | "attendee" | "contact" | "isWalkIn"
  > & { readonly readers: readonly string[] },
): Promise<void> {
  const { id, scopeId, dayId, side, key, name, unit, attendee, contact, isWalkIn, readers } = participant;
  await sql`
    INSERT INTO day_participants (id, scope_id, day_id, side, participant_key, name, unit, attendee, contact, is_walk_in,
      readers, arrived_at)
    VALUES (${id}, ${scopeId}, ${dayId}, ${side}, ${key}, ${name}, ${unit}, ${attendee}, ${contact}, ${isWalkIn},
      ${readers}::uuid[], CASE WHEN ${isWalkIn} THEN clock_timestamp() END)`.execute(tx.kysely);
}

export async function updateParticipant(
  tx: Tx,
  participantId: string,
  next: Pick<ParticipantRow, "attendee" | "contact" | "comment" | "unavailable" | "answer"> & {
    /** Null: by the link; unset: nothing was answered. */
    readonly answeredBy?: string | null;
  },
): Promise<void> {
  const isAnswered = next.answeredBy !== undefined;
  await sql`UPDATE day_participants SET attendee = ${next.attendee}, contact = ${next.contact}, comment = ${next.comment},
      unavailable = ${next.unavailable}::integer[], answer = ${next.answer},
      answered_at = CASE WHEN ${isAnswered} THEN clock_timestamp() ELSE answered_at END,
      answered_by = CASE WHEN ${isAnswered} THEN ${next.answeredBy ?? null}::uuid ELSE answered_by END,
      version = version + 1
    WHERE id = ${participantId}`.execute(tx.kysely);
}

export async function noteArrival(tx: Tx, participantId: string, hasArrived: boolean): Promise<void> {
  await sql`UPDATE day_participants
    SET arrived_at = CASE WHEN ${hasArrived} THEN coalesce(arrived_at, clock_timestamp()) END, version = version + 1
    WHERE id = ${participantId}`.execute(tx.kysely);
}

export async function noteInvited(tx: Tx, participantId: string, linkExpiresAt: string): Promise<void> {
  await sql`UPDATE day_participants SET invited_at = clock_timestamp(), link_expires_at = ${linkExpiresAt}::timestamptz,
      version = version + 1
    WHERE id = ${participantId}`.execute(tx.kysely);
}

/** Takes somebody off the day: who they are is forgotten, what came of their meetings stays. */
export async function eraseParticipant(tx: Tx, { id, side }: ParticipantRow): Promise<void> {
  await sql`UPDATE day_participants SET name = '—', unit = '', attendee = '', contact = '', comment = '', readers = '{}',
      participant_key = ${id}, removed_at = clock_timestamp(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
  const own = side === "enterprise" ? sql`enterprise_id` : sql`partner_id`;
  await sql`UPDATE day_meetings SET slot = NULL, table_number = NULL, is_locked = false, dropped_at = clock_timestamp(),
      version = version + 1
    WHERE ${own} = ${id} AND outcome IS NULL`.execute(tx.kysely);
  const name = side === "enterprise" ? sql`enterprise_name` : sql`partner_name`;
  await sql`UPDATE day_meetings SET ${name} = '—' WHERE ${own} = ${id}`.execute(tx.kysely);
}

// Meetings --------------------------------------------------------------------------------------------------------------------

/** What was recorded of a meeting. */
export interface RecordedOutcome {
  readonly outcome: MeetingOutcomeKind;
  readonly nextStep: string;
  readonly nextOn: string | null;
  readonly note: string;
}

export interface MeetingRow {
  readonly id: string;
  readonly scopeId: string;
  readonly dayId: string;
  readonly lineId: string;
  readonly lineNumber: number;
  readonly lineState: LineState;
  readonly needId: string;
  readonly needNumber: string;
  readonly needTitle: string;
  readonly enterpriseName: string;
  readonly partnerName: string;
  readonly enterpriseId: string;
  readonly partnerId: string;
  readonly score: number;
  readonly priority: Priority;
  readonly slot: number | null;
  readonly table: number | null;
  readonly isLocked: boolean;
  readonly unplaced: { readonly reason: (typeof UNPLACED_WHY)[number]; readonly participantId: string | null } | null;
  readonly outcome: MeetingOutcomeKind | null;
  readonly nextStep: string;
  readonly nextOn: string | null;
  readonly note: string;
  readonly recordedBy: string | null;
  readonly recordedAt: string | null;
  readonly inLedger: RecordedOutcome | null;
  readonly entryId: string | null;
  readonly droppedAt: string | null;
  readonly version: number;
}

const MEETING = sql`m.id, m.scope_id AS "scopeId", m.day_id AS "dayId", m.line_id AS "lineId", l.number AS "lineNumber",
  l.state AS "lineState", l.need_id AS "needId", l.need_number AS "needNumber", m.need_title AS "needTitle",
  m.enterprise_name AS "enterpriseName", m.partner_name AS "partnerName", m.enterprise_id AS "enterpriseId",
  m.partner_id AS "partnerId", m.score, m.priority, m.slot, m.table_number AS "table", m.is_locked AS "isLocked", m.unplaced,
  m.outcome, m.next_step AS "nextStep", m.next_on AS "nextOn", m.outcome_note AS note, m.recorded_by AS "recordedBy",
  m.recorded_at AS "recordedAt", m.in_ledger AS "inLedger", m.entry_id AS "entryId", m.dropped_at AS "droppedAt",
  m.version`;
const WITH_LINE = sql`FROM day_meetings m JOIN ledger_lines l ON l.id = m.line_id`;

/** In the order in which they take place; those without a place last. Those of restricted needs are put away, for the system too. */
export async function listMeetings(tx: Tx, dayId: string): Promise<MeetingRow[]> {
  const { rows } = await sql<MeetingRow>`SELECT ${MEETING} ${WITH_LINE}
    WHERE m.day_id = ${dayId} AND m.dropped_at IS NULL AND m.need_id <> ALL ((SELECT restricted_meeting_needs())::uuid[])
    ORDER BY m.slot NULLS LAST, m.table_number, l.number, m.id`.execute(tx.kysely);
  return rows;
}

export async function findMeeting(tx: Tx, meetingId: string): Promise<MeetingRow | null> {
  return firstOf(tx, sql<MeetingRow>`SELECT ${MEETING} ${WITH_LINE} WHERE m.id = ${meetingId}`);
}

export async function insertMeeting(
  tx: Tx,
  meeting: Pick<
    MeetingRow,
    | "scopeId"
    | "dayId"
    | "lineId"
    | "needId"
    | "needTitle"
    | "enterpriseName"
    | "partnerName"
    | "enterpriseId"
    | "partnerId"
    | "score"
    | "priority"
  > & { readonly readers: readonly string[] },
): Promise<void> {
  await sql`
    INSERT INTO day_meetings (id, scope_id, day_id, line_id, need_id, need_title, enterprise_name, partner_name, enterprise_id,
      partner_id, score, priority, readers)
    VALUES (${newId()}, ${meeting.scopeId}, ${meeting.dayId}, ${meeting.lineId}, ${meeting.needId}, ${meeting.needTitle},
      ${meeting.enterpriseName}, ${meeting.partnerName}, ${meeting.enterpriseId}, ${meeting.partnerId}, ${meeting.score},
      ${meeting.priority}, ${meeting.readers}::uuid[])`.execute(tx.kysely);
}

export async function updateMeeting(
  tx: Tx,
  meetingId: string,
  next: Pick<MeetingRow, "priority" | "slot" | "table" | "isLocked" | "unplaced">,
): Promise<void> {
  await sql`UPDATE day_meetings SET priority = ${next.priority}, slot = ${next.slot}, table_number = ${next.table},
      is_locked = ${next.isLocked}, unplaced = ${next.unplaced === null ? null : JSON.stringify(next.unplaced)}::jsonb,
      version = version + 1
    WHERE id = ${meetingId}`.execute(tx.kysely);
}

export async function deleteMeeting(tx: Tx, meetingId: string): Promise<void> {
  await sql`DELETE FROM day_meetings WHERE id = ${meetingId}`.execute(tx.kysely);
}

export interface PlannedPlace {
  readonly id: string;
  readonly slot: number | null;
  readonly table: number | null;
  readonly unplaced: MeetingRow["unplaced"];
}

/** Writes a timetable. Places are emptied first, so that two meetings may change theirs. */
export async function putTimetable(tx: Tx, places: readonly PlannedPlace[]): Promise<void> {
  const ids = places.map(({ id }) => id);
  const without = places.filter(({ slot }) => slot === null).map(({ id }) => id);
  await sql`UPDATE day_meetings SET slot = NULL, table_number = NULL, is_locked = false
    WHERE id = ANY (${ids}::uuid[]) AND (NOT is_locked OR id = ANY (${without}::uuid[]))`.execute(tx.kysely);
  await sql`UPDATE day_meetings m SET slot = r.slot, table_number = r."table", unplaced = r.unplaced, version = m.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS r(id uuid, slot integer, "table" integer, unplaced jsonb)
    WHERE m.id = r.id`.execute(tx.kysely);
}

/** Slots and tables that the day no longer has are nobody's place. */
export async function emptyBeyond(
  tx: Tx,
  dayId: string,
  room: { readonly slots: number; readonly tables: number },
): Promise<void> {
  await sql`UPDATE day_meetings SET slot = NULL, table_number = NULL, is_locked = false, version = version + 1
    WHERE day_id = ${dayId} AND outcome IS NULL AND (slot >= ${room.slots} OR table_number >= ${room.tables})`.execute(
    tx.kysely,
  );
}

export async function writeOutcome(
  tx: Tx,
  meetingId: string,
  recorded: RecordedOutcome & { readonly by: string },
): Promise<void> {
  await sql`UPDATE day_meetings SET outcome = ${recorded.outcome}, next_step = ${recorded.nextStep},
      next_on = ${recorded.nextOn}::date, outcome_note = ${recorded.note}, recorded_by = ${recorded.by},
      recorded_at = clock_timestamp(), version = version + 1
    WHERE id = ${meetingId}`.execute(tx.kysely);
}

export async function noteInLedger(
  tx: Tx,
  meetingId: string,
  { recorded, entryId }: { readonly recorded: RecordedOutcome; readonly entryId: string },
): Promise<void> {
  await sql`UPDATE day_meetings SET in_ledger = ${JSON.stringify(recorded)}::jsonb, entry_id = ${entryId}::uuid
    WHERE id = ${meetingId}`.execute(tx.kysely);
}

// Where meetings come from ----------------------------------------------------------------------------------------------------

export interface LineToMeet {
  readonly id: string;
  readonly number: number;
  readonly state: LineState;
  readonly needId: string;
  readonly needNumber: string;
  readonly needTitle: string;
  readonly enterprise: string;
  readonly partnerName: string;
  readonly partnerUnit: string;
  readonly partnerPeople: string;
  /** As the run has it by which the line came; null where none did. */
  readonly relevance: number | null;
}

function whichLines(lineIds: readonly string[] | null): RawBuilder<unknown> {
  return lineIds === null
    ? sql`l.state IN ('to_contact', 'contacted', 'in_talks')`
    : sql`l.id = ANY (${lineIds}::uuid[])`;
}

/** Lines that are named, or all that are open, without those that are in the day already. */
export async function listLinesToMeet(
  tx: Tx,
  { scopeId, id }: Pick<DayRow, "scopeId" | "id">,
  lineIds: readonly string[] | null,
): Promise<LineToMeet[]> {
  const { rows } = await sql<LineToMeet>`
    SELECT l.id, l.number, l.state, l.need_id AS "needId", l.need_number AS "needNumber", l.need_title AS "needTitle",
      l.enterprise, l.partner_name AS "partnerName", l.partner_unit AS "partnerUnit", l.partner_people AS "partnerPeople",
      (SELECT c.relevance FROM match_candidates c WHERE c.zone_id = l.zone_id AND c.run_id = l.run_id
        AND c.need_id = l.need_id AND c.partner_kind = l.partner_kind AND c.partner_id = l.partner_id LIMIT 1) AS relevance
    FROM ledger_lines l
    WHERE l.scope_id = ${scopeId} AND ${whichLines(lineIds)}
      AND NOT EXISTS (SELECT FROM day_meetings m WHERE m.day_id = ${id} AND m.line_id = l.id)
    ORDER BY l.number`.execute(tx.kysely);
  return rows;
}

/** Whoever has a meeting sees it, and the day it is on. */
export async function putReaders(
  tx: Tx,
  dayId: string,
  readersOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const list = [...readersOf].map(([id, readers]) => ({ id, readers }));
  await sql`UPDATE day_participants p SET readers = ARRAY(SELECT jsonb_array_elements_text(r.readers)::uuid)
    FROM jsonb_to_recordset(${JSON.stringify(list)}::jsonb) AS r(id uuid, readers jsonb)
    WHERE p.id = r.id AND p.day_id = ${dayId}`.execute(tx.kysely);
  await sql`UPDATE day_meetings m SET readers = e.readers || p.readers
    FROM day_participants e, day_participants p
    WHERE m.day_id = ${dayId} AND e.id = m.enterprise_id AND p.id = m.partner_id`.execute(tx.kysely);
  await sql`UPDATE meeting_days d SET readers = ARRAY(SELECT DISTINCT unnest(m.readers) FROM day_meetings m
      WHERE m.day_id = d.id AND m.dropped_at IS NULL)
    WHERE d.id = ${dayId}`.execute(tx.kysely);
}

/** Meetings of the caller's enterprises and of their own, by row-level security; whole offices see theirs elsewhere. */
export async function listOwnMeetings(
  tx: Tx,
  readers: readonly string[],
): Promise<
  (Omit<MyMeeting, "from" | "to" | "table"> &
    Pick<DayRow, "startsAt" | "slotMinutes" | "breakMinutes" | "slots" | "pauseAfter" | "pauseMinutes"> & {
      readonly slot: number | null;
      readonly table: number | null;
    })[]
> {
  const { rows } = await sql<never>`
    SELECT m.id, d.id AS "dayId", d.title AS "dayTitle", d.place, d.held_on AS "heldOn", m.slot, m.table_number AS "table",
      m.need_title AS "needTitle", m.enterprise_name AS "enterpriseName", m.partner_name AS "partnerName",
      d.state = 'cancelled' AS "isCancelled", d.starts_at AS "startsAt", d.slot_minutes AS "slotMinutes",
      d.break_minutes AS "breakMinutes", d.slots, d.pause_after AS "pauseAfter", d.pause_minutes AS "pauseMinutes"
    FROM day_meetings m JOIN meeting_days d ON d.id = m.day_id
    WHERE m.readers && ${readers}::uuid[] AND m.dropped_at IS NULL
    ORDER BY d.held_on DESC, d.id, m.slot NULLS LAST, m.id LIMIT 500`.execute(tx.kysely);
  return rows;
}

/** What somebody wrote down at meeting days, for them to take along. */
export async function collectMeetingsOf(tx: Tx, userId: string): Promise<unknown> {
  const { rows } = await sql`SELECT day_id AS "dayId", need_title AS "needTitle", outcome, next_step AS "nextStep",
      next_on AS "nextOn", outcome_note AS note, recorded_at AS "recordedAt"
    FROM day_meetings WHERE recorded_by = ${userId} ORDER BY id`.execute(tx.kysely);
  return rows;
}
