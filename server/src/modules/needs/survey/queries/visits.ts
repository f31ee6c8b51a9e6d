import type { QuestionProblem } from "@dual-high/kernel";
import { sql } from "kysely";
import type { Tx } from "../../../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../../platform/listing/index.ts";
import type { Outcome, VISIT_SORTS, VisitContent, VisitState } from "../types.ts";
import { type Lock, lockOf, type RoundRow } from "./rounds.ts";

export interface VisitRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly roundId: string;
  readonly siteId: string;
  readonly building: string;
  readonly floor: string;
  readonly unit: string;
  readonly enterprise: string;
  readonly creditCode: string | null;
  readonly digest: string;
  readonly state: VisitState;
  readonly outcome: Outcome;
  readonly officerId: string;
  readonly visitedAt: string;
  readonly receivedAt: string;
  readonly clockAheadSeconds: number;
  readonly hasConflict: boolean;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
  readonly settledReason: string | null;
  readonly needs: number;
  readonly version: number;
}

const VISIT = sql`v.id, v.scope_id AS "scopeId", v.zone_id AS "zoneId", v.round_id AS "roundId", v.site_id AS "siteId",
  f.building, f.floor, s.unit, s.enterprise, s.credit_code AS "creditCode", v.digest, v.state, v.outcome,
  v.officer_id AS "officerId", v.visited_at AS "visitedAt", v.received_at AS "receivedAt",
  v.clock_ahead_seconds AS "clockAheadSeconds", v.has_conflict AS "hasConflict", v.settled_by AS "settledBy",
  v.settled_at AS "settledAt", v.settled_reason AS "settledReason", v.version,
  (SELECT count(DISTINCT n.need_id)::integer FROM survey_visit_needs n WHERE n.zone_id = v.zone_id
    AND n.scope_id = v.scope_id AND n.visit_id = v.id) AS needs`;
const FROM = sql`survey_visits v JOIN survey_sites s ON s.id = v.site_id JOIN survey_floors f ON f.id = s.floor_id`;

export async function findVisitRow(
  tx: Tx,
  round: Pick<RoundRow, "id" | "scopeId" | "zoneId">,
  visitId: string,
  lock: Lock = "read",
): Promise<VisitRow | null> {
  const of = lock === "read" ? sql`` : sql`${lockOf(lock)} OF v`;
  const { rows } = await sql<VisitRow>`
    SELECT ${VISIT} FROM ${FROM} WHERE v.zone_id = ${round.zoneId} AND v.scope_id = ${round.scopeId} AND v.id = ${visitId}
    ${of}`.execute(tx.kysely);
  return rows[0] ?? null;
}

const SORT_KEYS: Readonly<Record<(typeof VISIT_SORTS)[number], SortKey>> = {
  receivedAt: { by: sql`v.received_at`, type: "timestamptz" },
  visitedAt: { by: sql`v.visited_at`, type: "timestamptz" },
  enterprise: { by: sql`s.enterprise`, type: "text" },
  building: { by: sql`f.building || ' ' || f.floor || ' ' || s.unit`, type: "text" },
};

export interface VisitFilter {
  readonly outcomes: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly hasConflict: boolean | null;
  readonly siteId: string | null;
}

export async function listVisitRows(
  tx: Tx,
  roundId: string,
  listing: Listing<(typeof VISIT_SORTS)[number]>,
  filter: VisitFilter,
): Promise<{ readonly rows: Keyed<VisitRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`v.id`);
  const { search } = listing;
  const wanted = sql`v.round_id = ${roundId}
    AND (${filter.outcomes}::text[] IS NULL OR v.outcome = ANY (${filter.outcomes}::text[]))
    AND (${filter.states}::text[] IS NULL OR v.state = ANY (${filter.states}::text[]))
    AND (${filter.hasConflict}::boolean IS NULL OR v.has_conflict = ${filter.hasConflict}::boolean)
    AND (${filter.siteId}::uuid IS NULL OR v.site_id = ${filter.siteId}::uuid)
    AND (${search}::text IS NULL
      OR strpos(lower(s.enterprise || ' ' || f.building || ' ' || f.floor || ' ' || s.unit), lower(${search})) > 0)`;
  const { rows } = await sql<Keyed<VisitRow>>`
    SELECT ${VISIT}, ${key} AS "sortKey" FROM ${FROM} WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${FROM} WHERE ${wanted}`.execute(
    tx.kysely,
  );
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

export interface VisitEntry {
  readonly id: string;
  readonly siteId: string;
  readonly digest: string;
  readonly state: VisitState;
  readonly outcome: Outcome;
  readonly officerId: string;
  readonly visitedAt: string;
  readonly sentAt: string;
}

/** Whether it was the first under its id. Somebody who sends the same at the same moment waits here. */
export async function insertVisit(
  tx: Tx,
  round: Pick<RoundRow, "id" | "scopeId" | "zoneId">,
  visit: VisitEntry,
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO survey_visits (zone_id, scope_id, id, round_id, site_id, digest, state, outcome, officer_id, visited_at,
      clock_ahead_seconds)
    VALUES (${round.zoneId}, ${round.scopeId}, ${visit.id}, ${round.id}, ${visit.siteId}, ${visit.digest},
      ${visit.state}, ${visit.outcome}, ${visit.officerId}, ${visit.visitedAt},
      ${aheadOf(visit.sentAt)})
    ON CONFLICT (zone_id, scope_id, id) DO NOTHING RETURNING id`.execute(tx.kysely);
  return rows.length > 0;
}

/** A clock that is centuries off is only wrong, and stays within what an integer holds. */
function aheadOf(sentAt: string) {
  return sql`greatest(-2000000000, least(2000000000,
    round(extract(epoch FROM ${sentAt}::timestamptz - clock_timestamp()))))::integer`;
}

type Place = Pick<VisitRow, "id" | "scopeId" | "zoneId">;
const isVisit = ({ id, scopeId, zoneId }: Place) =>
  sql`zone_id = ${zoneId} AND scope_id = ${scopeId} AND visit_id = ${id}`;

/** Another version stands from now on. */
export async function standVersion(
  tx: Tx,
  visit: Place,
  { digest, content }: { readonly digest: string; readonly content: VisitContent },
): Promise<void> {
  await sql`
    UPDATE survey_visits SET digest = ${digest}, outcome = ${content.outcome}, visited_at = ${content.visitedAt},
      version = version + 1
    WHERE zone_id = ${visit.zoneId} AND scope_id = ${visit.scopeId} AND id = ${visit.id}`.execute(tx.kysely);
}

export async function markConflict(tx: Tx, visit: Place): Promise<void> {
  await sql`UPDATE survey_visits SET has_conflict = true, version = version + 1
    WHERE zone_id = ${visit.zoneId} AND scope_id = ${visit.scopeId} AND id = ${visit.id}`.execute(tx.kysely);
}

export async function settleVisitRow(
  tx: Tx,
  visit: Place,
  settled: {
    readonly state: VisitState;
    readonly hasConflict: boolean;
    readonly by: string;
    readonly reason: string | null;
  },
): Promise<void> {
  await sql`
    UPDATE survey_visits SET state = ${settled.state}, has_conflict = ${settled.hasConflict}, settled_by = ${settled.by},
      settled_at = now(), settled_reason = ${settled.reason}, version = version + 1
    WHERE zone_id = ${visit.zoneId} AND scope_id = ${visit.scopeId} AND id = ${visit.id}`.execute(tx.kysely);
}

export interface VersionRow {
  readonly digest: string;
  readonly edition: string | null;
  readonly content: VisitContent;
  readonly problems: QuestionProblem[];
  readonly sentBy: string;
  readonly sentAt: string;
  readonly receivedAt: string;
}

export async function insertVersion(tx: Tx, visit: Place, version: Omit<VersionRow, "receivedAt">): Promise<void> {
  await sql`
    INSERT INTO survey_visit_versions (zone_id, scope_id, visit_id, digest, edition, content, problems, sent_by, sent_at)
    VALUES (${visit.zoneId}, ${visit.scopeId}, ${visit.id}, ${version.digest}, ${version.edition}::uuid,
      ${JSON.stringify(version.content)}::jsonb,
      ${JSON.stringify(version.problems)}::jsonb, ${version.sentBy}, ${version.sentAt})`.execute(tx.kysely);
}

/** In the order in which they came. */
export async function listVersionRows(tx: Tx, visit: Place): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    SELECT digest, edition, content, problems, sent_by AS "sentBy", sent_at AS "sentAt", received_at AS "receivedAt"
    FROM survey_visit_versions WHERE ${isVisit(visit)} ORDER BY received_at, digest`.execute(tx.kysely);
  return rows;
}

export interface FoundNeedRow {
  readonly key: string;
  readonly digest: string;
  readonly needId: string;
  readonly number: string;
  readonly title: string;
}

export async function listFoundNeeds(tx: Tx, visit: Place): Promise<FoundNeedRow[]> {
  const { rows } = await sql<FoundNeedRow>`
    SELECT v.need_key AS key, v.digest, v.need_id AS "needId", n.code AS number, n.title
    FROM survey_visit_needs v JOIN needs n ON n.id = v.need_id
    WHERE v.zone_id = ${visit.zoneId} AND v.scope_id = ${visit.scopeId} AND v.visit_id = ${visit.id}
    ORDER BY n.code`.execute(tx.kysely);
  return rows;
}

export async function insertFoundNeed(
  tx: Tx,
  visit: Place & Pick<VisitRow, "roundId" | "siteId">,
  found: Pick<FoundNeedRow, "key" | "digest" | "needId">,
): Promise<void> {
  await sql`
    INSERT INTO survey_visit_needs (zone_id, scope_id, visit_id, need_key, digest, need_id, round_id, site_id)
    VALUES (${visit.zoneId}, ${visit.scopeId}, ${visit.id}, ${found.key}, ${found.digest}, ${found.needId},
      ${visit.roundId}, ${visit.siteId})`.execute(tx.kysely);
}

export async function collectVisitsOf(tx: Tx, userId: string): Promise<unknown> {
  const { rows } = await sql`
    SELECT v.id, v.round_id AS "roundId", v.outcome, v.visited_at AS "visitedAt", v.received_at AS "receivedAt"
    FROM survey_visits v WHERE v.officer_id = ${userId} ORDER BY v.received_at`.execute(tx.kysely);
  return rows;
}
