// All SQL of this module, but for what `targets.ts` writes and loads.
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import { searchCondition } from "../../platform/search/index.ts";
import type { StoredRecord } from "../directory/index.ts";
import type { Facility, FACILITY_SORTS, FacilityDraft, Instrument, INSTRUMENT_SORTS } from "./types.ts";

type Lock = "for_update" | "read";

function lockClause(lock: Lock, table: RawBuilder<unknown>) {
  return lock === "for_update" ? sql`FOR UPDATE OF ${table}` : sql``;
}

// Facilities ------------------------------------------------------------------------------------------------------------------

const FACILITY = sql`f.id, f.scope_id AS "scopeId", f.kind, f.name, f.name_en AS "nameEn", f.unit, f.location,
  f.description, f.field, f.area_m2 AS "areaM2", f.price, f.website, f.contact, f.manager_scope_id AS "managerScopeId",
  (SELECT count(*)::integer FROM instruments i WHERE i.facility_id = f.id AND i.archived_at IS NULL) AS "instrumentCount",
  f.created_at AS "createdAt", f.updated_at AS "updatedAt", f.version`;

const FACILITY_KEYS: Readonly<Record<(typeof FACILITY_SORTS)[number], SortKey>> = {
  name: { by: sql`f.name`, type: "text" },
  kind: { by: sql`f.kind`, type: "text" },
  createdAt: { by: sql`f.created_at`, type: "timestamptz" },
  updatedAt: { by: sql`f.updated_at`, type: "timestamptz" },
};

export type FacilityListing = Listing<(typeof FACILITY_SORTS)[number]>;

export async function findFacilityRow(tx: Tx, facilityId: string, lock: Lock = "read"): Promise<Facility | null> {
  const { rows } = await sql<Facility>`
    SELECT ${FACILITY} FROM facilities f WHERE f.id = ${facilityId} AND f.archived_at IS NULL
    ${lockClause(lock, sql`f`)}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listFacilityRows(
  tx: Tx,
  scopeId: string,
  listing: FacilityListing,
  kinds: readonly string[] | null,
): Promise<{ readonly rows: Keyed<Facility>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, FACILITY_KEYS, sql`f.id`);
  const wanted = sql<boolean>`f.archived_at IS NULL AND (f.scope_id = ${scopeId} OR f.manager_scope_id = ${scopeId})
    AND (${kinds}::text[] IS NULL OR f.kind = ANY (${kinds}::text[]))
    AND ${searchCondition(sql`f.id`, "facility", listing.search)}`;
  const { rows } = await sql<Keyed<Facility>>`
    SELECT ${FACILITY}, ${key} AS "sortKey" FROM facilities f WHERE ${wanted} AND ${condition} ${tail}`.execute(
    tx.kysely,
  );
  return { rows, total: listing.withTotal ? await count(tx, sql`facilities f`, wanted) : null };
}

export async function insertFacility(
  tx: Tx,
  facility: FacilityDraft & { readonly id: string; readonly scopeId: string },
): Promise<void> {
  await sql`
    INSERT INTO facilities (id, scope_id, kind, name, name_en, unit, location, description, field, area_m2, price, website,
      contact, manager_scope_id)
    VALUES (${facility.id}, ${facility.scopeId}, ${facility.kind}, ${facility.name}, ${facility.nameEn}, ${facility.unit},
      ${facility.location}, ${facility.description}, ${facility.field}, ${facility.areaM2}, ${facility.price},
      ${facility.website}, ${facility.contact === null ? null : JSON.stringify(facility.contact)}::jsonb,
      ${facility.managerScopeId})`.execute(tx.kysely);
}

export async function updateFacilityRow(tx: Tx, facility: FacilityDraft & { readonly id: string }): Promise<void> {
  await sql`
    UPDATE facilities SET kind = ${facility.kind}, name = ${facility.name}, name_en = ${facility.nameEn},
      unit = ${facility.unit}, location = ${facility.location}, description = ${facility.description},
      field = ${facility.field}, area_m2 = ${facility.areaM2}, price = ${facility.price}, website = ${facility.website},
      contact = ${facility.contact === null ? null : JSON.stringify(facility.contact)}::jsonb,
      manager_scope_id = ${facility.managerScopeId}, updated_at = now(), version = version + 1
    WHERE id = ${facility.id}`.execute(tx.kysely);
}

/** The centre that people of this scope manage, of a kind; where they manage several, the first by its name. */
export async function findFacilityOfManagers(
  tx: Tx,
  scopeId: string,
  kind: Facility["kind"],
): Promise<Facility | null> {
  const { rows } = await sql<Facility>`
    SELECT ${FACILITY} FROM facilities f
    WHERE f.manager_scope_id = ${scopeId} AND f.kind = ${kind} AND f.archived_at IS NULL
    ORDER BY f.name, f.id LIMIT 1`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** What hangs on the facility goes to its new managers with it. */
export async function handOverFacility(
  tx: Tx,
  { id, managerScopeId }: Pick<Facility, "id" | "managerScopeId">,
): Promise<void> {
  const ofFacility = sql`facility_id = ${id} OR instrument_id IN (SELECT i.id FROM instruments i WHERE i.facility_id = ${id})`;
  await sql`UPDATE bookables SET manager_scope_id = ${managerScopeId} WHERE ${ofFacility}`.execute(tx.kysely);
  await sql`UPDATE bookings SET manager_scope_id = ${managerScopeId}
    WHERE bookable_id IN (SELECT k.id FROM bookables k WHERE ${ofFacility})`.execute(tx.kysely);
  await sql`UPDATE rooms SET manager_scope_id = ${managerScopeId} WHERE facility_id = ${id}`.execute(tx.kysely);
  await sql`UPDATE room_allocations SET manager_scope_id = ${managerScopeId}
    WHERE room_id IN (SELECT r.id FROM rooms r WHERE r.facility_id = ${id})`.execute(tx.kysely);
  const campaigns = sql`SELECT c.id FROM campaigns c JOIN bookables k ON k.id = c.bookable_id WHERE k.facility_id = ${id}`;
  await sql`UPDATE campaigns SET manager_scope_id = ${managerScopeId} WHERE id IN (${campaigns})`.execute(tx.kysely);
  await sql`UPDATE campaign_quotes SET manager_scope_id = ${managerScopeId}
    WHERE campaign_id IN (${campaigns})`.execute(tx.kysely);
  await sql`UPDATE campaign_batches SET manager_scope_id = ${managerScopeId}
    WHERE campaign_id IN (${campaigns})`.execute(tx.kysely);
}

// Instruments -----------------------------------------------------------------------------------------------------------------

export interface InstrumentRow extends Omit<Instrument, "functions" | "contact" | "origin" | "listNumber"> {
  readonly number: string;
  readonly numberIsOwn: boolean;
  readonly record: StoredRecord;
}

const INSTRUMENT = sql`i.id, i.scope_id AS "scopeId", i.number, i.number_is_own AS "numberIsOwn", i.name, i.model, i.unit,
  i.location, i.price, i.record, i.facility_id AS "facilityId", f.name AS "facilityName", i.created_at AS "createdAt",
  i.updated_at AS "updatedAt", i.version`;
const FROM_INSTRUMENTS = sql`instruments i LEFT JOIN facilities f ON f.id = i.facility_id`;

const INSTRUMENT_KEYS: Readonly<Record<(typeof INSTRUMENT_SORTS)[number], SortKey>> = {
  name: { by: sql`i.name`, type: "text" },
  model: { by: sql`coalesce(i.model, '')`, type: "text" },
  unit: { by: sql`coalesce(i.unit, '')`, type: "text" },
  createdAt: { by: sql`i.created_at`, type: "timestamptz" },
  updatedAt: { by: sql`i.updated_at`, type: "timestamptz" },
};

export type InstrumentListing = Listing<(typeof INSTRUMENT_SORTS)[number]>;
export interface InstrumentFilter {
  readonly units: readonly string[] | null;
  readonly facilityId: string | null;
}

export async function findInstrumentRow(
  tx: Tx,
  instrumentId: string,
  lock: Lock = "read",
): Promise<InstrumentRow | null> {
  const { rows } = await sql<InstrumentRow>`
    SELECT ${INSTRUMENT} FROM ${FROM_INSTRUMENTS} WHERE i.id = ${instrumentId} AND i.archived_at IS NULL
    ${lockClause(lock, sql`i`)}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listInstrumentRows(
  tx: Tx,
  scopeId: string,
  listing: InstrumentListing,
  { units, facilityId }: InstrumentFilter,
): Promise<{ readonly rows: Keyed<InstrumentRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, INSTRUMENT_KEYS, sql`i.id`);
  const wanted = sql<boolean>`i.archived_at IS NULL AND i.scope_id = ${scopeId}
    AND (${units}::text[] IS NULL OR i.unit = ANY (${units}::text[]))
    AND (${facilityId}::uuid IS NULL OR i.facility_id = ${facilityId}::uuid)
    AND ${searchCondition(sql`i.id`, "instrument", listing.search, scopeId)}`;
  const { rows } = await sql<Keyed<InstrumentRow>>`
    SELECT ${INSTRUMENT}, ${key} AS "sortKey" FROM ${FROM_INSTRUMENTS} WHERE ${wanted} AND ${condition} ${tail}
  `.execute(tx.kysely);
  return { rows, total: listing.withTotal ? await count(tx, FROM_INSTRUMENTS, wanted) : null };
}

export async function updateFacilityOf(tx: Tx, instrumentId: string, facilityId: string | null): Promise<void> {
  await sql`UPDATE instruments SET facility_id = ${facilityId} WHERE id = ${instrumentId}`.execute(tx.kysely);
}

async function count(tx: Tx, from: RawBuilder<unknown>, wanted: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${from} WHERE ${wanted}`.execute(
    tx.kysely,
  );
  return rows[0]?.n ?? 0;
}
