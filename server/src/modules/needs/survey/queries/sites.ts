import { sql } from "kysely";
import type { Tx } from "../../../../platform/db/index.ts";
import type { Outcome, VisitState } from "../types.ts";
import type { RoundRow } from "./rounds.ts";
import { type Lock, lockOf } from "./rounds.ts";

export interface FloorRow {
  readonly id: string;
  readonly scopeId: string;
  readonly roundId: string;
  readonly building: string;
  readonly floor: string;
  readonly level: number;
  readonly officerIds: readonly string[];
  readonly version: number;
}

const FLOOR = sql`f.id, f.scope_id AS "scopeId", f.round_id AS "roundId", f.building, f.floor, f.level,
  f.officer_ids AS "officerIds", f.version`;

/** By building, from the lowest floor to the highest. */
export async function listFloorRows(tx: Tx, roundId: string): Promise<FloorRow[]> {
  const { rows } = await sql<FloorRow>`
    SELECT ${FLOOR} FROM survey_floors f WHERE f.round_id = ${roundId} ORDER BY f.building, f.level, f.floor`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findFloorRow(tx: Tx, floorId: string, lock: Lock = "read"): Promise<FloorRow | null> {
  const { rows } = await sql<FloorRow>`
    SELECT ${FLOOR} FROM survey_floors f WHERE f.id = ${floorId} ${lockOf(lock)}`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** Enters floors that the round does not have; one of the same name stays as it is. */
export async function insertFloors(
  tx: Tx,
  round: Pick<RoundRow, "id" | "scopeId">,
  floors: readonly Pick<FloorRow, "id" | "building" | "floor" | "level">[],
): Promise<void> {
  if (floors.length === 0) return;
  await sql`
    INSERT INTO survey_floors (id, scope_id, round_id, building, floor, level)
    SELECT r.id, ${round.scopeId}::uuid, ${round.id}::uuid, r.building, r.floor, r.level
    FROM jsonb_to_recordset(${JSON.stringify(floors)}::jsonb) AS r (id uuid, building text, floor text, level integer)
    ON CONFLICT (round_id, building, floor) DO NOTHING`.execute(tx.kysely);
}

export async function updateOfficers(tx: Tx, floorId: string, officerIds: readonly string[]): Promise<void> {
  await sql`UPDATE survey_floors SET officer_ids = ${officerIds}::uuid[], version = version + 1
    WHERE id = ${floorId}`.execute(tx.kysely);
}

export interface SiteRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly roundId: string;
  readonly floorId: string;
  readonly building: string;
  readonly floor: string;
  readonly unit: string;
  readonly enterprise: string;
  readonly creditCode: string | null;
  readonly matchKeys: readonly string[];
  readonly organisationId: string | null;
  readonly isAddedOnSpot: boolean;
  readonly archivedAt: string | null;
  readonly version: number;
}

const SITE = sql`s.id, s.scope_id AS "scopeId", s.zone_id AS "zoneId", s.round_id AS "roundId", s.floor_id AS "floorId",
  f.building, f.floor, s.unit, s.enterprise, s.credit_code AS "creditCode", s.match_keys AS "matchKeys",
  s.organisation_id AS "organisationId", s.is_added_on_spot AS "isAddedOnSpot", s.archived_at AS "archivedAt", s.version`;

/** Every door of the round, in the order in which one walks them. */
export async function listSiteRows(tx: Tx, roundId: string): Promise<SiteRow[]> {
  const { rows } = await sql<SiteRow>`
    SELECT ${SITE} FROM survey_sites s JOIN survey_floors f ON f.id = s.floor_id
    WHERE s.round_id = ${roundId} AND s.archived_at IS NULL
    ORDER BY f.building, f.level, f.floor, s.unit, s.enterprise, s.id`.execute(tx.kysely);
  return rows;
}

/** The doors of one number on one floor; the round's index leads to the floor. */
export async function listSitesAt(
  tx: Tx,
  roundId: string,
  { building, floor, unit }: Pick<SiteRow, "building" | "floor" | "unit">,
): Promise<SiteRow[]> {
  const { rows } = await sql<SiteRow>`
    SELECT ${SITE} FROM survey_sites s JOIN survey_floors f ON f.id = s.floor_id
    WHERE f.round_id = ${roundId} AND f.building = ${building} AND f.floor = ${floor}
      AND s.round_id = ${roundId} AND s.unit = ${unit} AND s.archived_at IS NULL ORDER BY s.id`.execute(tx.kysely);
  return rows;
}

export async function findSiteRow(tx: Tx, siteId: string, lock: Lock = "read"): Promise<SiteRow | null> {
  const of = lock === "read" ? sql`` : sql`${lockOf(lock)} OF s`;
  const { rows } = await sql<SiteRow>`
    SELECT ${SITE} FROM survey_sites s JOIN survey_floors f ON f.id = s.floor_id WHERE s.id = ${siteId} ${of}`.execute(
    tx.kysely,
  );
  return rows[0] ?? null;
}

export type SiteEntry = Pick<
  SiteRow,
  "id" | "floorId" | "unit" | "enterprise" | "creditCode" | "matchKeys" | "organisationId" | "isAddedOnSpot"
>;

export async function insertSites(
  tx: Tx,
  round: Pick<RoundRow, "id" | "scopeId" | "zoneId">,
  sites: readonly SiteEntry[],
): Promise<void> {
  if (sites.length === 0) return;
  await sql`
    INSERT INTO survey_sites (id, scope_id, zone_id, round_id, floor_id, unit, enterprise, credit_code, match_keys,
      organisation_id, is_added_on_spot)
    SELECT r.id, ${round.scopeId}::uuid, ${round.zoneId}::uuid, ${round.id}::uuid, r."floorId", r.unit, r.enterprise,
      r."creditCode", r."matchKeys", r."organisationId", r."isAddedOnSpot"
    FROM jsonb_to_recordset(${JSON.stringify(sites)}::jsonb) AS r (id uuid, "floorId" uuid, unit text, enterprise text,
      "creditCode" text, "matchKeys" text[], "organisationId" uuid, "isAddedOnSpot" boolean)
    ON CONFLICT (id) DO NOTHING`.execute(tx.kysely);
}

export async function archiveSite(tx: Tx, siteId: string, isArchived: boolean): Promise<void> {
  await sql`UPDATE survey_sites SET archived_at = ${isArchived ? sql`now()` : null}, version = version + 1
    WHERE id = ${siteId}`.execute(tx.kysely);
}

export interface ClaimRow {
  readonly siteId: string;
  readonly userId: string;
  readonly claimedAt: string;
  readonly endsAt: string;
}

/** Those that still hold. */
export async function listClaimRows(tx: Tx, roundId: string): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    SELECT site_id AS "siteId", user_id AS "userId", claimed_at AS "claimedAt", ends_at AS "endsAt" FROM survey_claims
    WHERE round_id = ${roundId} AND ends_at > now() ORDER BY claimed_at, user_id`.execute(tx.kysely);
  return rows;
}

const CLAIM_HOURS = 4;

export async function putClaim(
  tx: Tx,
  site: Pick<SiteRow, "id" | "scopeId" | "roundId">,
  userId: string,
): Promise<void> {
  await sql`
    INSERT INTO survey_claims (scope_id, round_id, site_id, user_id, ends_at)
    VALUES (${site.scopeId}, ${site.roundId}, ${site.id}, ${userId}, now() + make_interval(hours => ${CLAIM_HOURS}))
    ON CONFLICT (site_id, user_id) DO UPDATE SET claimed_at = now(), ends_at = EXCLUDED.ends_at`.execute(tx.kysely);
}

export async function removeClaim(tx: Tx, siteId: string, userId: string): Promise<void> {
  await sql`DELETE FROM survey_claims WHERE site_id = ${siteId} AND user_id = ${userId}`.execute(tx.kysely);
}

export interface RecentVisit {
  /** The door of this round that it concerns. */
  readonly askedSiteId: string;
  readonly visitId: string;
  readonly roundId: string;
  readonly siteId: string;
  readonly outcome: Outcome;
  readonly state: VisitState;
  readonly officerId: string;
  readonly visitedAt: string;
  readonly receivedAt: string;
}

/**
 * Visits of the last 90 days to enterprises behind the doors of a round, in whatever round of the zone that the caller
 * sees, the newest first. Joined by single keys, for which the database can hash; overlaps of arrays it compares one by one.
 */
export async function listRecentVisits(
  tx: Tx,
  round: Pick<RoundRow, "id" | "zoneId">,
  siteId: string | null = null,
): Promise<RecentVisit[]> {
  const { rows } = await sql<RecentVisit>`
    SELECT DISTINCT a.id AS "askedSiteId", v.id AS "visitId", v.round_id AS "roundId", v.site_id AS "siteId", v.outcome,
      v.state, v.officer_id AS "officerId", v.visited_at AS "visitedAt", v.received_at AS "receivedAt"
    FROM (SELECT s.id, unnest(s.match_keys) AS key FROM survey_sites s WHERE s.round_id = ${round.id}
        AND (${siteId}::uuid IS NULL OR s.id = ${siteId}::uuid)) a
      JOIN (SELECT s.id, unnest(s.match_keys) AS key FROM survey_sites s WHERE s.zone_id = ${round.zoneId}) b USING (key)
      JOIN survey_visits v ON v.site_id = b.id
    WHERE v.state <> 'set_aside' AND v.received_at > now() - interval '90 days'
    ORDER BY v.received_at DESC, v.id`.execute(tx.kysely);
  return rows;
}

/** How many needs that are not done with an enterprise has in the office's list, by name as it is written there. */
export async function countOpenNeeds(
  tx: Tx,
  scopeId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ name: string; n: number }>`
    SELECT enterprise AS name, count(*)::integer AS n FROM needs
    WHERE scope_id = ${scopeId} AND archived_at IS NULL AND enterprise = ANY (${names}::text[])
      AND state NOT IN ('delivered', 'closed') GROUP BY enterprise`.execute(tx.kysely);
  return new Map(rows.map(({ name, n }) => [name, n]));
}
