import { type RawBuilder, sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { CampaignState } from "../campaign/types.ts";
import type { Charged } from "../costs/charge.ts";
import type {
  BOOKABLE_SORTS,
  Bookable,
  BookableChanged,
  BOOKING_SORTS,
  BookingDraft,
  BookingState,
  ChargeKind,
  UserClass,
} from "./types.ts";

// What can be booked ---------------------------------------------------------------------------------------------------------

export interface BookableRow extends Omit<Bookable, "mayManage"> {
  readonly zoneId: string;
}

const BOOKABLE = sql`k.id, k.scope_id AS "scopeId", k.zone_id AS "zoneId", k.manager_scope_id AS "managerScopeId",
  k.facility_id AS "facilityId", k.instrument_id AS "instrumentId", k.name, k.location, k.capacity,
  k.is_open AS "isOpen", k.opening, k.closures, k.rules, k.prices, k.created_at AS "createdAt",
  k.updated_at AS "updatedAt", k.version`;

const BOOKABLE_KEYS: Readonly<Record<(typeof BOOKABLE_SORTS)[number], SortKey>> = {
  name: { by: sql`k.name`, type: "text" },
  createdAt: { by: sql`k.created_at`, type: "timestamptz" },
};
export type BookableListing = Listing<(typeof BOOKABLE_SORTS)[number]>;

export async function findBookable(tx: Tx, bookableId: string, forUpdate = false): Promise<BookableRow | null> {
  const { rows } = await sql<BookableRow>`SELECT ${BOOKABLE} FROM bookables k WHERE k.id = ${bookableId}
    ${forUpdate ? sql`FOR UPDATE` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** The zone above the pair, which the transaction's actor need not see. */
export async function findZoneAbove(tx: Tx, scopeId: string): Promise<string> {
  const { rows } = await sql<{ id: string | null }>`SELECT zone_above(${scopeId}::uuid) AS id`.execute(tx.kysely);
  return rows[0]?.id ?? scopeId;
}

/** What can be booked from a scope: its own, and what is open to everybody. */
export async function listBookableRows(
  tx: Tx,
  scopeId: string,
  listing: BookableListing,
  subjectId: string | null,
): Promise<{ readonly rows: Keyed<BookableRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, BOOKABLE_KEYS, sql`k.id`);
  const wanted = sql<boolean>`(k.scope_id = ${scopeId} OR k.manager_scope_id = ${scopeId} OR k.is_open)
    AND (${subjectId}::uuid IS NULL OR ${subjectId}::uuid IN (k.facility_id, k.instrument_id))
    AND (${listing.search}::text IS NULL
      OR strpos(lower(k.name || ' ' || coalesce(k.location, '')), lower(${listing.search})) > 0)`;
  const { rows } = await sql<Keyed<BookableRow>>`SELECT ${BOOKABLE}, ${key} AS "sortKey" FROM bookables k
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  return { rows, total: listing.withTotal ? await countRows(tx, sql`bookables k`, wanted) : null };
}

async function countRows(tx: Tx, from: RawBuilder<unknown>, wanted: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${from} WHERE ${wanted}`.execute(
    tx.kysely,
  );
  return rows[0]?.n ?? 0;
}

type BookableEntry = Omit<BookableRow, "createdAt" | "updatedAt" | "version">;

export async function insertBookable(tx: Tx, row: BookableEntry): Promise<void> {
  await sql`
    INSERT INTO bookables (id, scope_id, zone_id, manager_scope_id, facility_id, instrument_id, name, location, capacity,
      is_open, opened_at, opening, closures, rules, prices)
    VALUES (${row.id}, ${row.scopeId}, ${row.zoneId}, ${row.managerScopeId}, ${row.facilityId}, ${row.instrumentId},
      ${row.name}, ${row.location}, ${row.capacity}, ${row.isOpen}, CASE WHEN ${row.isOpen} THEN now() END, ${JSON.stringify(row.opening)}::jsonb,
      ${JSON.stringify(row.closures)}::jsonb, ${JSON.stringify(row.rules)}::jsonb, ${JSON.stringify(row.prices)}::jsonb)
  `.execute(tx.kysely);
}

export async function updateBookable(tx: Tx, row: BookableEntry): Promise<void> {
  await sql`
    UPDATE bookables SET name = ${row.name}, location = ${row.location}, capacity = ${row.capacity},
      is_open = ${row.isOpen}, opened_at = CASE WHEN ${row.isOpen} THEN coalesce(opened_at, now()) ELSE opened_at END,
      opening = ${JSON.stringify(row.opening)}::jsonb,
      closures = ${JSON.stringify(row.closures)}::jsonb, rules = ${JSON.stringify(row.rules)}::jsonb,
      prices = ${JSON.stringify(row.prices)}::jsonb, updated_at = now(), version = version + 1
    WHERE id = ${row.id}`.execute(tx.kysely);
}

// The clock and the line -----------------------------------------------------------------------------------------------------

export interface Clock {
  readonly now: string;
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly today: string;
}

export async function readClock(tx: Tx): Promise<Clock> {
  const { rows } = await sql<Clock>`
    SELECT t.now, floor(extract(epoch FROM t.now) / 60)::integer AS minute,
      (t.now AT TIME ZONE 'Asia/Shanghai')::date AS today
    FROM (SELECT clock_timestamp() AS now) t`.execute(tx.kysely);
  return rows[0] as Clock;
}

/** One at a time changes who has a place: the same lock as the table's own trigger takes. */
export async function lockBookings(tx: Tx, bookableId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`bookings ${bookableId}`}, 0))`.execute(tx.kysely);
}

export interface TakenRow {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export async function listTaken(tx: Tx, bookableId: string, startsAt: string, endsAt: string): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    SELECT t.id, t.starts_at AS "startsAt", t.ends_at AS "endsAt"
    FROM taken_hours(${bookableId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz) t
    ORDER BY t.starts_at, t.id`.execute(tx.kysely);
  return rows;
}

// Bookings -------------------------------------------------------------------------------------------------------------------

export interface BookingRow {
  readonly id: string;
  readonly number: string;
  readonly bookableId: string;
  readonly bookableName: string;
  readonly scopeId: string;
  readonly managerScopeId: string | null;
  readonly bookerScopeId: string;
  readonly bookedBy: string;
  readonly bookerName: string;
  readonly bookerUnit: string;
  readonly userClass: UserClass;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsMinute: number;
  readonly endsMinute: number;
  readonly offerMinute: number | null;
  readonly purpose: string;
  readonly chargeKind: ChargeKind;
  readonly chargeReference: string;
  readonly state: BookingState;
  readonly stateSince: string;
  readonly stateBefore: BookingState | null;
  readonly offerEndsAt: string | null;
  readonly placeInLine: number | null;
  readonly fenPerHour: bigint;
  readonly reason: string | null;
  readonly usedMinutes: number | null;
  readonly useNote: string | null;
  readonly amountFen: bigint | null;
  readonly rules: Bookable["rules"];
  readonly prices: Bookable["prices"];
  readonly createdAt: string;
  readonly version: number;
}

const BOOKING = sql`b.id, b.number, b.bookable_id AS "bookableId", k.name AS "bookableName", b.scope_id AS "scopeId",
  b.manager_scope_id AS "managerScopeId", b.booker_scope_id AS "bookerScopeId", b.booked_by AS "bookedBy",
  b.booker_name AS "bookerName", b.booker_unit AS "bookerUnit", b.user_class AS "userClass", b.starts_at AS "startsAt",
  b.ends_at AS "endsAt", (extract(epoch FROM b.starts_at) / 60)::integer AS "startsMinute",
  (extract(epoch FROM b.ends_at) / 60)::integer AS "endsMinute",
  floor(extract(epoch FROM b.offer_ends_at) / 60)::integer AS "offerMinute", b.purpose, b.charge_kind AS "chargeKind",
  b.charge_reference AS "chargeReference", b.state, b.state_since AS "stateSince", b.state_before AS "stateBefore",
  b.offer_ends_at AS "offerEndsAt", b.fen_per_hour AS "fenPerHour", b.reason, b.used_minutes AS "usedMinutes",
  b.use_note AS "useNote", b.amount_fen AS "amountFen", k.rules, k.prices, b.created_at AS "createdAt", b.version,
  CASE WHEN b.state = 'waiting' THEN place_in_line(b.id) END AS "placeInLine"`;
const FROM = sql`bookings b JOIN bookables k ON k.id = b.bookable_id`;

const BOOKING_KEYS: Readonly<Record<(typeof BOOKING_SORTS)[number], SortKey>> = {
  startsAt: { by: sql`b.starts_at`, type: "timestamptz" },
  createdAt: { by: sql`b.created_at`, type: "timestamptz" },
};
export type BookingListing = Listing<(typeof BOOKING_SORTS)[number]>;

export interface BookingFilter {
  readonly states: readonly BookingState[] | null;
  readonly bookableId: string | null;
  readonly bookedBy: string | null;
  /** Only what those who run it have to look after, or only what was booked from here. */
  readonly side: "booked" | "run" | null;
}

export async function findBooking(tx: Tx, bookingId: string, forUpdate = false): Promise<BookingRow | null> {
  const { rows } = await sql<BookingRow>`SELECT ${BOOKING} FROM ${FROM} WHERE b.id = ${bookingId}
    ${forUpdate ? sql`FOR UPDATE OF b` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listBookingRows(
  tx: Tx,
  scopeId: string,
  listing: BookingListing,
  { states, bookableId, bookedBy, side }: BookingFilter,
): Promise<{ readonly rows: Keyed<BookingRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, BOOKING_KEYS, sql`b.id`);
  const run = sql`(b.scope_id = ${scopeId} OR b.manager_scope_id = ${scopeId})`;
  const booked = sql`b.booker_scope_id = ${scopeId}`;
  const place = side === "run" ? run : side === "booked" ? booked : sql`(${run} OR ${booked})`;
  const wanted = sql<boolean>`${place} AND (${states}::text[] IS NULL OR b.state = ANY (${states}::text[]))
    AND (${bookableId}::uuid IS NULL OR b.bookable_id = ${bookableId}::uuid)
    AND (${bookedBy}::uuid IS NULL OR b.booked_by = ${bookedBy}::uuid)
    AND (${listing.search}::text IS NULL OR strpos(lower(b.number || ' ' || k.name || ' ' || b.booker_name || ' '
      || b.booker_unit || ' ' || b.charge_reference), lower(${listing.search})) > 0)`;
  const { rows } = await sql<Keyed<BookingRow>>`SELECT ${BOOKING}, ${key} AS "sortKey" FROM ${FROM}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  return { rows, total: listing.withTotal ? await countRows(tx, FROM, wanted) : null };
}

/** Those in a period that the caller may read, whatever their state but gone. */
export async function listBookingsIn(
  tx: Tx,
  bookableId: string,
  startsAt: string,
  endsAt: string,
): Promise<BookingRow[]> {
  const { rows } = await sql<BookingRow>`SELECT ${BOOKING} FROM ${FROM}
    WHERE b.bookable_id = ${bookableId} AND b.starts_at < ${endsAt}::timestamptz AND b.ends_at > ${startsAt}::timestamptz
      AND b.state NOT IN ('refused', 'cancelled', 'lapsed')
    ORDER BY b.starts_at, b.id LIMIT 1000`.execute(tx.kysely);
  return rows;
}

/** Within a closure of what is booked. */
export const IN_CLOSURE = sql<boolean>`EXISTS (SELECT FROM jsonb_array_elements(k.closures) c
  WHERE b.starts_at < (c ->> 'endsAt')::timestamptz AND b.ends_at > (c ->> 'startsAt')::timestamptz)`;

/** Bookings to come that a closure overtook. */
export async function listClosedOver(tx: Tx, bookableId: string): Promise<BookableChanged["closedOver"]> {
  const { rows } = await sql<BookableChanged["closedOver"][number]>`
    SELECT b.id, b.number, b.booker_name AS "bookerName", b.booker_unit AS "bookerUnit", b.starts_at AS "startsAt"
    FROM ${FROM} WHERE b.bookable_id = ${bookableId} AND b.starts_at > now()
      AND b.state IN ('requested', 'approved', 'offered') AND ${IN_CLOSURE}
    ORDER BY b.starts_at, b.id LIMIT 200`.execute(tx.kysely);
  return rows;
}

/** The number under which the same person waits for a place at that time already, for the same unit and class. */
export async function findInLine(
  tx: Tx,
  { bookableId, startsAt, endsAt }: Pick<BookingDraft, "bookableId" | "startsAt" | "endsAt">,
  by: { readonly userId: string; readonly scopeId: string; readonly userClass: UserClass },
): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`SELECT b.number FROM bookings b
    WHERE b.bookable_id = ${bookableId} AND b.booked_by = ${by.userId} AND b.booker_scope_id = ${by.scopeId}
      AND b.user_class = ${by.userClass} AND b.state IN ('waiting', 'offered')
      AND b.starts_at < ${endsAt}::timestamptz AND b.ends_at > ${startsAt}::timestamptz
    ORDER BY b.waiting_since LIMIT 1`.execute(tx.kysely);
  return rows[0]?.number ?? null;
}

/** How many wait for a place at that time. */
export async function countInLine(tx: Tx, bookableId: string, startsAt: string, endsAt: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT line_length(${bookableId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz) AS n`.execute(tx.kysely);
  return rows[0]?.n ?? 0;
}

type BookingEntry = Omit<BookingDraft, "joinsLine" | "userClass"> &
  Charged & {
    readonly id: string;
    readonly scopeId: string;
    readonly managerScopeId: string | null;
    readonly bookerScopeId: string;
    readonly bookedBy: string;
    readonly bookerName: string;
    readonly bookerUnit: string;
    readonly userClass: UserClass;
    readonly state: BookingState;
    readonly fenPerHour: bigint;
  };

/** Answers its number. */
export async function insertBooking(tx: Tx, row: BookingEntry): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    INSERT INTO bookings (id, number, bookable_id, scope_id, manager_scope_id, booker_scope_id, booked_by, booker_name,
      booker_unit, user_class, starts_at, ends_at, purpose, charge_kind, charge_reference, charge_id,
      charge_scope_id, state, waiting_since, fen_per_hour)
    VALUES (${row.id}, 'BOOK-' || extract(year FROM ${TODAY}) || '-'
        || lpad(nextval('booking_numbers')::text, 6, '0'), ${row.bookableId}, ${row.scopeId}, ${row.managerScopeId},
      ${row.bookerScopeId}, ${row.bookedBy}, ${row.bookerName}, ${row.bookerUnit}, ${row.userClass}, ${row.startsAt},
      ${row.endsAt}, ${row.purpose}, ${row.chargeKind}, ${row.chargeReference}, ${row.chargeId},
      ${row.chargeScopeId}, ${row.state}, CASE WHEN ${row.state} = 'waiting' THEN clock_timestamp() END, ${row.fenPerHour})
    RETURNING number`.execute(tx.kysely);
  return rows[0]?.number ?? "";
}

export interface BookingUpdate {
  readonly state: BookingState;
  readonly stateBefore: BookingState | null;
  readonly reason: string | null;
  readonly usedMinutes: number | null;
  readonly useNote: string | null;
  readonly amountFen: bigint | null;
  readonly userClass: UserClass;
  readonly fenPerHour: bigint;
  readonly decidedBy: string | null;
  readonly usedBy: string | null;
  readonly settledBy: string | null;
}

export async function updateBooking(tx: Tx, bookingId: string, to: BookingUpdate): Promise<void> {
  await sql`
    UPDATE bookings SET state = ${to.state}, state_since = now(), state_before = ${to.stateBefore},
      offer_ends_at = NULL, reason = ${to.reason}, used_minutes = ${to.usedMinutes}, use_note = ${to.useNote},
      amount_fen = ${to.amountFen}, user_class = ${to.userClass}, fen_per_hour = ${to.fenPerHour},
      decided_by = coalesce(${to.decidedBy}, decided_by), used_by = coalesce(${to.usedBy}, used_by),
      settled_by = coalesce(${to.settledBy}, settled_by), updated_at = now(), version = version + 1
    WHERE id = ${bookingId}`.execute(tx.kysely);
}

// As the system ----------------------------------------------------------------------------------------------------------------

/** Bookables in whose line something is to be done: an offer or a wish is over, or somebody waits. */
export async function listLinesToTurn(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT bookable_id AS id FROM bookings
    WHERE (state = 'offered' AND offer_ends_at <= clock_timestamp()) OR state = 'waiting'
    ORDER BY bookable_id`.execute(tx.kysely);
  return rows.map(({ id }) => id);
}

/** Offers whose time is over, and wishes for a time that has come. */
export async function lapseLine(tx: Tx, bookableId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE bookings SET state = 'lapsed', state_since = clock_timestamp(), offer_ends_at = NULL, updated_at = now(),
      version = version + 1
    WHERE bookable_id = ${bookableId} AND ((state = 'offered' AND offer_ends_at <= clock_timestamp())
      OR (state = 'waiting' AND starts_at <= clock_timestamp()))
    RETURNING id`.execute(tx.kysely);
  return rows.map(({ id }) => id);
}

export async function listLine(tx: Tx, bookableId: string): Promise<BookingRow[]> {
  const { rows } = await sql<BookingRow>`SELECT ${BOOKING} FROM ${FROM}
    WHERE b.bookable_id = ${bookableId} AND b.state = 'waiting' ORDER BY b.waiting_since, b.id`.execute(tx.kysely);
  return rows;
}

export async function offerPlace(tx: Tx, bookingId: string, minutes: number): Promise<string> {
  const { rows } = await sql<{ until: string }>`
    UPDATE bookings SET state = 'offered', state_since = clock_timestamp(),
      offer_ends_at = least(clock_timestamp() + make_interval(mins => ${minutes}), starts_at), updated_at = now(),
      version = version + 1
    WHERE id = ${bookingId} RETURNING offer_ends_at AS until`.execute(tx.kysely);
  return rows[0]?.until ?? "";
}

// A person's data ----------------------------------------------------------------------------------------------------------------

export async function collectBookingsOf(tx: Tx, userId: string): Promise<object[]> {
  const { rows } =
    await sql<object>`SELECT ${BOOKING} FROM ${FROM} WHERE b.booked_by = ${userId} ORDER BY b.id`.execute(tx.kysely);
  return rows.map((row) => JSON.parse(JSON.stringify(row, asText)) as object);
}

function asText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

export async function eraseBookerName(tx: Tx, userId: string): Promise<void> {
  await sql`UPDATE bookings SET booker_name = '' WHERE booked_by = ${userId}`.execute(tx.kysely);
}

// Calendars ------------------------------------------------------------------------------------------------------------------

export interface FeedRow {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly location: string | null;
  readonly unit: string;
  readonly purpose: string;
  readonly kind: "booking" | "campaign";
  readonly state: BookingState | CampaignState;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly updatedAt: string;
}

/** Those that keep a place, from a quarter ago on: bookings, and campaigns by their days. One's own: of these scopes. */
export async function listFeedRows(
  tx: Tx,
  { kind, id }: { readonly kind: string; readonly id: string },
  scopes: readonly string[],
): Promise<FeedRow[]> {
  const isOwn = kind === "user";
  const { rows } = await sql<FeedRow>`
    SELECT b.id, b.number, k.name, k.location, b.booker_unit AS unit, b.purpose, 'booking' AS kind, b.state,
      b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.updated_at AS "updatedAt"
    FROM ${FROM} WHERE ${isOwn ? sql`b.booker_scope_id = ANY (${scopes}::uuid[]) AND b.booked_by` : sql`b.bookable_id`} = ${id}
      AND b.ends_at > now() - interval '90 days' AND booking_holds(b.state, b.offer_ends_at)
    UNION ALL
    SELECT c.id, c.number, k.name, k.location, c.applicant_unit, c.title, 'campaign', c.state, p.starts_at, p.ends_at,
      c.updated_at
    FROM campaigns c JOIN bookables k ON k.id = c.bookable_id
      CROSS JOIN LATERAL (SELECT c.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS starts_at,
        campaign_keeps_until(c.state, c.ends_before, c.state_since) AS ends_at) p
    WHERE ${isOwn ? sql`c.applicant_scope_id = ANY (${scopes}::uuid[]) AND c.applied_by` : sql`c.bookable_id`} = ${id}
      AND p.ends_at > now() - interval '90 days'
      AND p.ends_at > p.starts_at
    ORDER BY 9, 1 LIMIT 5000`.execute(tx.kysely);
  return rows;
}
