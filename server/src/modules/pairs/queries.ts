// All SQL of this module.
import type { Bilingual } from "@dual-high/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import type { Pair, PAIR_SORTS } from "./types.ts";

type Lock = "for_update" | "read";

export interface PairFilter {
  readonly zoneId: string | null;
  readonly universityId: string | null;
  readonly cityCodes: readonly string[] | null;
  readonly phases: readonly string[] | null;
  readonly confidences: readonly string[] | null;
}

type Row = Omit<Pair, "zone" | "university" | "name" | "nameEn"> & {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly zoneNameEn: string | null;
  readonly universityId: string;
  readonly universityName: string;
  readonly universityNameEn: string | null;
};

const PAIR = sql`p.id, p.zone_id AS "zoneId", p.zone_name AS "zoneName", p.zone_name_en AS "zoneNameEn",
  p.university_id AS "universityId", p.university_name AS "universityName",
  p.university_name_en AS "universityNameEn", p.city_code AS "cityCode", p.city_name AS "cityName", p.phase, p.since,
  p.source, p.confidence, p.is_sample AS "isSample", p.sample_note AS "sampleNote", p.created_at AS "createdAt", p.version`;

const SORT_KEYS: Readonly<Record<(typeof PAIR_SORTS)[number], SortKey>> = {
  zone: { by: sql`p.zone_name`, type: "text" },
  university: { by: sql`p.university_name`, type: "text" },
  city: { by: sql`coalesce(p.city_code, '')`, type: "text" },
  since: { by: sql`coalesce(p.since, '0001-01-01'::date)`, type: "date" },
  createdAt: { by: sql`p.created_at`, type: "timestamptz" },
};

export function nameOf(zone: string, university: string): string {
  return `${zone} × ${university}`;
}

function pairOf({ zoneId, zoneName, zoneNameEn, universityId, universityName, universityNameEn, ...rest }: Row): Pair {
  return {
    ...rest,
    name: nameOf(zoneName, universityName),
    nameEn: zoneNameEn === null || universityNameEn === null ? null : nameOf(zoneNameEn, universityNameEn),
    zone: { id: zoneId, name: zoneName, nameEn: zoneNameEn },
    university: { id: universityId, name: universityName, nameEn: universityNameEn },
  };
}

export async function findPairRow(tx: Tx, pairId: string, lock: Lock = "read"): Promise<Pair | null> {
  const { rows } = await sql<Row>`
    SELECT ${PAIR} FROM pairs p WHERE p.id = ${pairId} ${lock === "for_update" ? sql`FOR UPDATE` : sql``}
  `.execute(tx.kysely);
  return rows[0] === undefined ? null : pairOf(rows[0]);
}

function conditionOf(listing: Pick<Listing<string>, "search">, filter: PairFilter): RawBuilder<boolean> {
  const { search } = listing;
  return sql`(${filter.zoneId}::uuid IS NULL OR p.zone_id = ${filter.zoneId}::uuid)
    AND (${filter.universityId}::uuid IS NULL OR p.university_id = ${filter.universityId}::uuid)
    AND (${filter.cityCodes}::text[] IS NULL OR p.city_code = ANY (${filter.cityCodes}::text[]))
    AND (${filter.phases}::text[] IS NULL OR p.phase = ANY (${filter.phases}::text[]))
    AND (${filter.confidences}::text[] IS NULL OR p.confidence = ANY (${filter.confidences}::text[]))
    AND (${search}::text IS NULL OR strpos(lower(p.zone_name || ' ' || p.university_name || ' ' ||
      coalesce(p.zone_name_en, '') || ' ' || coalesce(p.university_name_en, '')), lower(${search})) > 0)`;
}

/** Whether what belongs to a pair was made up, or some of it, to try or to show the system. */
export async function isSamplePair(tx: Tx, pairId: string): Promise<boolean> {
  const { rows } = await sql<{ isSample: boolean }>`
    SELECT is_sample OR sample_note IS NOT NULL AS "isSample" FROM pairs WHERE id = ${pairId}`.execute(tx.kysely);
  return rows[0]?.isSample ?? false;
}

export async function listPairRows(
  tx: Tx,
  listing: Listing<(typeof PAIR_SORTS)[number]>,
  filter: PairFilter,
): Promise<{ readonly rows: Keyed<Pair>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`p.id`);
  const wanted = conditionOf(listing, filter);
  const { rows } = await sql<Row & { sortKey: string }>`
    SELECT ${PAIR}, ${key} AS "sortKey" FROM pairs p WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  return {
    rows: rows.map(({ sortKey, ...row }) => ({ ...pairOf(row), sortKey })),
    total: listing.withTotal ? await countPairs(tx, wanted) : null,
  };
}

async function countPairs(tx: Tx, wanted: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM pairs p WHERE ${wanted}`.execute(
    tx.kysely,
  );
  return rows[0]?.n ?? 0;
}

/** Many at once, as the system; a zone and a university that are paired already are left as they are. */
export async function insertPairs(tx: Tx, pairs: readonly Pair[]): Promise<void> {
  const rows = pairs.map(({ zone, university, ...rest }) => ({
    ...rest,
    zoneId: zone.id,
    zoneName: zone.name,
    zoneNameEn: zone.nameEn,
    universityId: university.id,
    universityName: university.name,
    universityNameEn: university.nameEn,
  }));
  await sql`
    INSERT INTO pairs (id, zone_id, zone_name, zone_name_en, university_id, university_name, university_name_en, city_code,
      city_name, phase, since, source, confidence, is_sample)
    SELECT r.id, r."zoneId", r."zoneName", r."zoneNameEn", r."universityId", r."universityName", r."universityNameEn",
      r."cityCode", r."cityName", r.phase, r.since, r.source, r.confidence, r."isSample"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "zoneId" uuid, "zoneName" text,
      "zoneNameEn" text, "universityId" uuid, "universityName" text, "universityNameEn" text, "cityCode" text,
      "cityName" text, phase text, since date, source text, confidence text, "isSample" boolean)
    ON CONFLICT DO NOTHING`.execute(tx.kysely);
}

/** The sides that are paired already, as `zone university`. */
export async function listPairedSides(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sides: string }>`
    SELECT zone_id || ' ' || university_id AS sides FROM pairs`.execute(tx.kysely);
  return new Set(rows.map(({ sides }) => sides));
}

/** Without RETURNING: who opens a pair sees it from the next transaction on. */
export async function insertPair(tx: Tx, pair: Pair): Promise<void> {
  await sql`
    INSERT INTO pairs (id, zone_id, zone_name, zone_name_en, university_id, university_name, university_name_en, city_code,
      city_name, phase, since, source, confidence, is_sample)
    VALUES (${pair.id}, ${pair.zone.id}, ${pair.zone.name}, ${pair.zone.nameEn}, ${pair.university.id},
      ${pair.university.name}, ${pair.university.nameEn}, ${pair.cityCode}, ${pair.cityName}, ${pair.phase},
      ${pair.since}::date, ${pair.source}, ${pair.confidence}, ${pair.isSample})`.execute(tx.kysely);
}

export async function findPairOf(tx: Tx, zoneName: string, universityName: string): Promise<Pair | null> {
  const { rows } = await sql<Row>`
    SELECT ${PAIR} FROM pairs p WHERE p.zone_name = ${zoneName} AND p.university_name = ${universityName}`.execute(
    tx.kysely,
  );
  return rows[0] === undefined ? null : pairOf(rows[0]);
}

/** Says on every page of the pair what there is made up. */
export async function putSampleNote(tx: Tx, pairId: string, note: Bilingual): Promise<void> {
  await sql`UPDATE pairs SET sample_note = ${JSON.stringify(note)}::jsonb WHERE id = ${pairId}`.execute(tx.kysely);
}

export async function updatePairRow(tx: Tx, pair: Pair): Promise<void> {
  await sql`UPDATE pairs SET phase = ${pair.phase}, since = ${pair.since}::date, source = ${pair.source},
      confidence = ${pair.confidence}, version = version + 1, updated_at = now() WHERE id = ${pair.id}`.execute(
    tx.kysely,
  );
}
