import type { Questionnaire } from "@dual-high/kernel";
import { type RawBuilder, sql } from "kysely";
import { TODAY, type Tx } from "../../../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../../platform/listing/index.ts";
import type { ROUND_SORTS, RoundState } from "../types.ts";

export type Lock = "read" | "for_share" | "for_update";

export function lockOf(lock: Lock): RawBuilder<unknown> {
  return lock === "read" ? sql`` : lock === "for_share" ? sql`FOR SHARE` : sql`FOR UPDATE`;
}

export interface RoundRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly code: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsBefore: string;
  readonly state: RoundState;
  readonly leadId: string;
  readonly questionnaireNumber: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  /** The day that it is in Shanghai by the database's clock. */
  readonly today: string;
}

const ROUND = sql`r.id, r.scope_id AS "scopeId", r.zone_id AS "zoneId", r.code, r.name, r.starts_on AS "startsOn",
  r.ends_before AS "endsBefore", r.state, r.lead_id AS "leadId", r.questionnaire_number AS "questionnaireNumber",
  r.created_at AS "createdAt", r.updated_at AS "updatedAt", r.version,
  ${TODAY} AS today`;

export async function findRoundRow(tx: Tx, roundId: string, lock: Lock = "read"): Promise<RoundRow | null> {
  const { rows } = await sql<RoundRow>`
    SELECT ${ROUND} FROM survey_rounds r WHERE r.id = ${roundId} ${lockOf(lock)}`.execute(tx.kysely);
  return rows[0] ?? null;
}

const SORT_KEYS: Readonly<Record<(typeof ROUND_SORTS)[number], SortKey>> = {
  startsOn: { by: sql`r.starts_on`, type: "date" },
  code: { by: sql`r.code`, type: "text" },
  name: { by: sql`r.name`, type: "text" },
  state: { by: sql`r.state`, type: "text" },
};

export async function listRoundRows(
  tx: Tx,
  scopeId: string,
  listing: Listing<(typeof ROUND_SORTS)[number]>,
  states: readonly RoundState[] | null,
): Promise<{ readonly rows: Keyed<RoundRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`r.id`);
  const wanted = sql`(r.scope_id = ${scopeId} OR r.zone_id = ${scopeId})
    AND (${states}::text[] IS NULL OR r.state = ANY (${states}::text[]))
    AND (${listing.search}::text IS NULL OR strpos(lower(r.name || ' ' || r.code), lower(${listing.search})) > 0)`;
  const { rows } = await sql<Keyed<RoundRow>>`
    SELECT ${ROUND}, ${key} AS "sortKey" FROM survey_rounds r WHERE ${wanted} AND ${condition} ${tail}`.execute(
    tx.kysely,
  );
  if (!listing.withTotal) return { rows, total: null };
  const counted = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM survey_rounds r WHERE ${wanted}`.execute(tx.kysely);
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

/** The number that comes next in the scope and the year; others who make a round wait for it. */
export async function takeRoundSequence(tx: Tx, scopeId: string): Promise<{ year: number; sequence: number }> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`survey_rounds ${scopeId}`}, 0))`.execute(tx.kysely);
  const { rows } = await sql<{ year: number; sequence: number }>`
    SELECT y.year, (SELECT count(*) FROM survey_rounds r WHERE r.scope_id = ${scopeId}
      AND r.code LIKE 'ROUND-' || y.year || '-%')::integer + 1 AS sequence
    FROM (SELECT extract(year FROM ${TODAY})::integer AS year) y`.execute(tx.kysely);
  return rows[0] as { year: number; sequence: number };
}

type RoundEntry = Pick<RoundRow, "id" | "scopeId" | "zoneId" | "code" | "name" | "startsOn" | "endsBefore" | "leadId">;

export async function insertRound(tx: Tx, round: RoundEntry, createdBy: string): Promise<void> {
  const { id, scopeId, zoneId, code, name, startsOn, endsBefore, leadId } = round;
  await sql`
    INSERT INTO survey_rounds (id, scope_id, zone_id, code, name, starts_on, ends_before, lead_id, created_by)
    VALUES (${id}, ${scopeId}, ${zoneId}, ${code}, ${name}, ${startsOn}, ${endsBefore}, ${leadId}, ${createdBy})
  `.execute(tx.kysely);
}

export async function updateRound(
  tx: Tx,
  round: Pick<RoundRow, "id" | "name" | "startsOn" | "endsBefore" | "leadId" | "state" | "questionnaireNumber">,
): Promise<void> {
  await sql`
    UPDATE survey_rounds SET name = ${round.name}, starts_on = ${round.startsOn}, ends_before = ${round.endsBefore},
      lead_id = ${round.leadId}, questionnaire_number = ${round.questionnaireNumber},
      state_since = CASE WHEN state = ${round.state} THEN state_since ELSE now() END, state = ${round.state},
      updated_at = now(), version = version + 1
    WHERE id = ${round.id}`.execute(tx.kysely);
}

export interface QuestionnaireRow {
  readonly number: number;
  readonly content: Questionnaire;
  readonly digest: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

export async function findQuestionnaireRow(
  tx: Tx,
  round: Pick<RoundRow, "id" | "scopeId">,
  number: number,
): Promise<QuestionnaireRow | null> {
  const { rows } = await sql<QuestionnaireRow>`
    SELECT number, content, digest, created_by AS "createdBy", created_at AS "createdAt" FROM survey_questionnaires
    WHERE scope_id = ${round.scopeId} AND round_id = ${round.id} AND number = ${number}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function insertQuestionnaire(
  tx: Tx,
  round: Pick<RoundRow, "id" | "scopeId">,
  { number, content, digest, createdBy }: Omit<QuestionnaireRow, "createdAt">,
): Promise<void> {
  await sql`
    INSERT INTO survey_questionnaires (scope_id, round_id, number, content, digest, created_by)
    VALUES (${round.scopeId}, ${round.id}, ${number}, ${JSON.stringify(content)}::jsonb, ${digest}, ${createdBy})
  `.execute(tx.kysely);
}

export interface FloorCounts {
  readonly roundId: string;
  readonly floorId: string;
  readonly planned: number;
  readonly visited: number;
  readonly refused: number;
  readonly movedOut: number;
  readonly nobodyThere: number;
  readonly needs: number;
}

/**
 * What was reached, by floor, on all of them or on one. Of several visits to a door one in which somebody was met counts before all others, else the
 * one that came in last.
 */
export async function countFloors(
  tx: Tx,
  roundIds: readonly string[],
  onlyFloor: string | null = null,
): Promise<FloorCounts[]> {
  if (roundIds.length === 0) return [];
  const of = (siteId: string) =>
    onlyFloor === null
      ? sql`true`
      : sql`${sql.ref(siteId)} IN (SELECT d.id FROM survey_sites d WHERE d.floor_id = ${onlyFloor}
          AND d.round_id = ANY (${roundIds}::uuid[]))`;
  const { rows } = await sql<FloorCounts>`
    WITH standing AS (
      SELECT DISTINCT ON (v.site_id) v.site_id, v.outcome FROM survey_visits v
      WHERE v.round_id = ANY (${roundIds}::uuid[]) AND v.state = 'counted' AND ${of("v.site_id")}
      ORDER BY v.site_id, (v.outcome = 'visited') DESC, v.received_at DESC, v.id DESC
    ), found AS (
      SELECT n.site_id, count(DISTINCT n.need_id)::integer AS needs FROM survey_visit_needs n
      WHERE n.round_id = ANY (${roundIds}::uuid[]) AND ${of("n.site_id")} GROUP BY n.site_id
    )
    SELECT s.round_id AS "roundId", s.floor_id AS "floorId", count(*)::integer AS planned,
      (count(*) FILTER (WHERE v.outcome = 'visited'))::integer AS visited,
      (count(*) FILTER (WHERE v.outcome = 'refused'))::integer AS refused,
      (count(*) FILTER (WHERE v.outcome = 'moved_out'))::integer AS "movedOut",
      (count(*) FILTER (WHERE v.outcome = 'nobody_there'))::integer AS "nobodyThere",
      coalesce(sum(f.needs), 0)::integer AS needs
    FROM survey_sites s LEFT JOIN standing v ON v.site_id = s.id LEFT JOIN found f ON f.site_id = s.id
    WHERE s.round_id = ANY (${roundIds}::uuid[]) AND s.archived_at IS NULL AND ${of("s.id")}
    GROUP BY s.round_id, s.floor_id`.execute(tx.kysely);
  return rows;
}

export async function countUnsettled(
  tx: Tx,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly late: number; readonly conflicts: number }>> {
  if (roundIds.length === 0) return new Map();
  const { rows } = await sql<{ roundId: string; late: number; conflicts: number }>`
    SELECT round_id AS "roundId", (count(*) FILTER (WHERE state = 'late'))::integer AS late,
      (count(*) FILTER (WHERE has_conflict))::integer AS conflicts
    FROM survey_visits WHERE round_id = ANY (${roundIds}::uuid[]) GROUP BY round_id`.execute(tx.kysely);
  return new Map(rows.map(({ roundId, ...counts }) => [roundId, counts]));
}

export async function databaseTime(tx: Tx): Promise<string> {
  const { rows } = await sql<{ now: string }>`SELECT now() AS now`.execute(tx.kysely);
  return rows[0]?.now ?? "";
}

export interface UnsettledRound {
  readonly id: string;
  readonly scopeId: string;
  readonly name: string;
  readonly leadId: string;
  readonly late: number;
  readonly conflicts: number;
  readonly lateSince: string | null;
  readonly conflictSince: string | null;
}

/** Rounds in which visits wait for a person, those that wait longest first. */
export async function listUnsettledRounds(tx: Tx, scopeId: string): Promise<UnsettledRound[]> {
  const { rows } = await sql<UnsettledRound>`
    SELECT r.id, r.scope_id AS "scopeId", r.name, r.lead_id AS "leadId",
      (count(*) FILTER (WHERE v.state = 'late'))::integer AS late,
      (count(*) FILTER (WHERE v.has_conflict))::integer AS conflicts,
      min(v.received_at) FILTER (WHERE v.state = 'late') AS "lateSince",
      min(v.received_at) FILTER (WHERE v.has_conflict) AS "conflictSince"
    FROM survey_rounds r JOIN survey_visits v ON v.round_id = r.id
    WHERE (r.scope_id = ${scopeId} OR r.zone_id = ${scopeId}) AND (v.state = 'late' OR v.has_conflict)
    GROUP BY r.id ORDER BY min(v.received_at)`.execute(tx.kysely);
  return rows;
}
