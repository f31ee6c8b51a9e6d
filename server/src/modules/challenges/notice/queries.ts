// SQL of challenges: the notice and its steps.
import { type RawBuilder, sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { WrappedKey } from "../bids/sealing.ts";
import type { Addendum, Audience, CHALLENGE_SORTS, ChallengeMode, ChallengeState, ChallengeTerms } from "./types.ts";

export type Lock = "read" | "for_update";

export interface ChallengeRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly universityId: string;
  readonly provinceId: string | null;
  readonly code: string;
  readonly mode: ChallengeMode;
  readonly state: ChallengeState;
  readonly stateSince: string;
  readonly stateReason: string | null;
  /** When each state was entered last. */
  readonly reached: Readonly<Partial<Record<ChallengeState, string>>>;
  readonly title: string;
  readonly purpose: string;
  readonly terms: ChallengeTerms;
  readonly termsDigest: string | null;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly noticeDays: number;
  readonly quota: number | null;
  readonly audience: Audience;
  readonly posterId: string | null;
  readonly posterName: string;
  readonly namesPoster: boolean;
  readonly zoneName: string;
  readonly universityName: string;
  /** By the time of the database. */
  readonly isWindowOver: boolean;
  readonly publishedAt: string | null;
  readonly publishedBy: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

const CHALLENGE = sql`c.id, c.scope_id AS "scopeId", c.zone_id AS "zoneId", c.university_id AS "universityId",
  c.province_id AS "provinceId", c.code, c.mode, c.state, c.state_since AS "stateSince", c.state_reason AS "stateReason",
  c.reached, c.title, c.purpose, c.terms, c.terms_digest AS "termsDigest", c.opens_at AS "opensAt", c.closes_at AS "closesAt",
  c.notice_days AS "noticeDays", c.quota, c.audience, c.poster_id AS "posterId", c.poster_name AS "posterName",
  c.names_poster AS "namesPoster", c.published_at AS "publishedAt", c.published_by AS "publishedBy",
  c.created_by AS "createdBy", c.created_at AS "createdAt", c.updated_at AS "updatedAt", c.version,
  c.zone_name AS "zoneName", c.university_name AS "universityName",
  coalesce(c.closes_at <= clock_timestamp(), false) AS "isWindowOver"`;

/** As far as row-level security shows it. Never its key. */
export async function findChallengeRow(tx: Tx, challengeId: string, lock: Lock = "read"): Promise<ChallengeRow | null> {
  const locking = lock === "for_update" ? sql`FOR UPDATE` : sql``;
  return firstOf(tx, sql<ChallengeRow>`SELECT ${CHALLENGE} FROM challenges c WHERE c.id = ${challengeId} ${locking}`);
}

/** A challenge that was awarded, as others name it, as far as the caller sees it. */
export async function findAwardedChallenge(
  tx: Tx,
  challengeId: string,
): Promise<{ readonly scopeId: string; readonly number: string; readonly title: string } | null> {
  return firstOf(
    tx,
    sql<{ scopeId: string; number: string; title: string }>`
      SELECT c.scope_id AS "scopeId", c.code AS number, c.title FROM challenges c
      WHERE c.id = ${challengeId} AND c.state = 'awarded'`,
  );
}

/**
 * Whoever moves a challenge on and whoever puts a bid in wait for one another, though a bidder may not lock the challenge's
 * row: what a bid is measured against holds until it is in.
 */
export async function lockChallenge(tx: Tx, challengeId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`challenge ${challengeId}`}, 0))`.execute(tx.kysely);
}

export async function updateChallengeState(
  tx: Tx,
  { id, state, stateReason }: Pick<ChallengeRow, "id" | "state" | "stateReason">,
): Promise<void> {
  await sql`
    UPDATE challenges SET state = ${state}, state_since = clock_timestamp(), state_reason = ${stateReason},
      reached = reached || jsonb_build_object(${state}::text, to_char(clock_timestamp() AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), updated_at = now(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

export interface ChallengeStep {
  readonly action: string;
  readonly fromState: ChallengeState | null;
  readonly toState: ChallengeState;
  readonly reason?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

export async function insertChallengeStep(
  tx: Tx,
  { id, scopeId, zoneId, posterId }: Pick<ChallengeRow, "id" | "scopeId" | "zoneId" | "posterId">,
  { action, fromState, toState, reason = null, details = {} }: ChallengeStep,
): Promise<void> {
  const actorId = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    INSERT INTO challenge_steps (zone_id, scope_id, challenge_id, id, poster_id, actor_id, action, from_state, to_state,
      reason, details)
    VALUES (${zoneId}, ${scopeId}, ${id}, ${newId()}, ${posterId}, ${actorId}, ${action}, ${fromState}, ${toState},
      ${reason}, ${JSON.stringify(details)}::jsonb)`.execute(tx.kysely);
}

// Drafts and publication -------------------------------------------------------------------------------------------------------

export type ChallengeWritten = Pick<
  ChallengeRow,
  | "mode"
  | "title"
  | "purpose"
  | "terms"
  | "opensAt"
  | "closesAt"
  | "noticeDays"
  | "quota"
  | "audience"
  | "posterName"
  | "namesPoster"
>;

export async function insertChallenge(
  tx: Tx,
  c: ChallengeWritten &
    Pick<
      ChallengeRow,
      "id" | "scopeId" | "zoneId" | "universityId" | "provinceId" | "code" | "posterId" | "zoneName" | "universityName"
    >,
): Promise<void> {
  const createdBy = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    INSERT INTO challenges (id, scope_id, zone_id, university_id, province_id, code, mode, title, purpose, terms, opens_at,
      closes_at, notice_days, quota, audience, poster_id, poster_name, names_poster, zone_name, university_name, created_by)
    VALUES (${c.id}, ${c.scopeId}, ${c.zoneId}, ${c.universityId}, ${c.provinceId}, ${c.code}, ${c.mode}, ${c.title},
      ${c.purpose}, ${JSON.stringify(c.terms)}::jsonb, ${c.opensAt}, ${c.closesAt}, ${c.noticeDays}, ${c.quota},
      ${c.audience}, ${c.posterId}, ${c.posterName}, ${c.namesPoster}, ${c.zoneName}, ${c.universityName},
      ${createdBy})`.execute(tx.kysely);
}

/** What somebody wrote; counts as a change. */
export async function updateChallenge(tx: Tx, id: string, c: ChallengeWritten): Promise<void> {
  await sql`
    UPDATE challenges SET mode = ${c.mode}, title = ${c.title}, purpose = ${c.purpose},
      terms = ${JSON.stringify(c.terms)}::jsonb, opens_at = ${c.opensAt}, closes_at = ${c.closesAt},
      notice_days = ${c.noticeDays}, quota = ${c.quota}, audience = ${c.audience}, poster_name = ${c.posterName},
      names_poster = ${c.namesPoster}, updated_at = now(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

export async function sealTerms(
  tx: Tx,
  id: string,
  {
    opensAt,
    termsDigest,
    key,
  }: { readonly opensAt: string; readonly termsDigest: string; readonly key: WrappedKey | null },
): Promise<void> {
  await sql`
    UPDATE challenges SET opens_at = ${opensAt}, terms_digest = ${termsDigest}, wrapped_key = ${key?.wrapped ?? null},
      wrapped_by = ${key?.by ?? null}, published_at = clock_timestamp(), published_by = app_user_id()
    WHERE id = ${id}`.execute(tx.kysely);
}

/** The key of a sealed challenge as it stands in the database; null where it is not sealed. */
export async function findWrappedKey(tx: Tx, id: string): Promise<WrappedKey | null> {
  return firstOf(
    tx,
    sql<WrappedKey>`SELECT c.wrapped_key AS wrapped, c.wrapped_by AS by FROM challenges c
      WHERE c.id = ${id} AND c.wrapped_key IS NOT NULL`,
  );
}

export async function moveClose(tx: Tx, id: string, closesAt: string): Promise<void> {
  await sql`UPDATE challenges SET closes_at = ${closesAt}, updated_at = now(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

export async function databaseNow(tx: Tx): Promise<string> {
  const { rows } = await sql<{ now: string }>`SELECT clock_timestamp() AS now`.execute(tx.kysely);
  return rows[0]?.now ?? "";
}

/** The province above a zone; null where none is. */
export async function findProvinceAbove(tx: Tx, zoneId: string): Promise<string | null> {
  const row = await firstOf(tx, sql<{ id: string | null }>`SELECT province_above(${zoneId}) AS id`);
  return row?.id ?? null;
}

// Needs of a challenge -----------------------------------------------------------------------------------------------------------

export interface ChallengeNeedRow {
  readonly needId: string;
  readonly number: string;
  readonly title: string;
  readonly enterprise: string;
  readonly enterpriseId: string | null;
}

export async function insertChallengeNeeds(
  tx: Tx,
  { id, scopeId }: Pick<ChallengeRow, "id" | "scopeId">,
  needs: readonly ChallengeNeedRow[],
): Promise<void> {
  await sql`
    INSERT INTO challenge_needs (challenge_id, scope_id, need_id, position, number, title, enterprise, enterprise_id)
    SELECT ${id}::uuid, ${scopeId}::uuid, n."needId", n.position, n.number, n.title, n.enterprise, n."enterpriseId"
    FROM jsonb_to_recordset(${JSON.stringify(needs.map((need, position) => ({ ...need, position })))}::jsonb)
      AS n ("needId" uuid, position integer, number text, title text, enterprise text, "enterpriseId" uuid)`.execute(
    tx.kysely,
  );
}

export async function listChallengeNeeds(tx: Tx, challengeId: string): Promise<ChallengeNeedRow[]> {
  const { rows } = await sql<ChallengeNeedRow>`
    SELECT n.need_id AS "needId", n.number, n.title, n.enterprise, n.enterprise_id AS "enterpriseId"
    FROM challenge_needs n WHERE n.challenge_id = ${challengeId} ORDER BY n.position`.execute(tx.kysely);
  return rows;
}

/** Challenges that are not over and were made of a need of this enterprise, by the name that the needs carry. */
export async function listLiveOfEnterprise(tx: Tx, scopeId: string): Promise<{ id: string; enterprise: string }[]> {
  const { rows } = await sql<{ id: string; enterprise: string }>`
    SELECT DISTINCT c.id, n.enterprise FROM challenges c JOIN challenge_needs n ON n.challenge_id = c.id
    WHERE c.scope_id = ${scopeId} AND c.state NOT IN ('awarded', 'failed', 'cancelled') ORDER BY c.id`.execute(
    tx.kysely,
  );
  return rows;
}

/** Needs of a pair that are in a draft or a challenge that is not over. */
export async function listLiveNeedIds(tx: Tx, scopeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT n.need_id AS id FROM challenge_needs n JOIN challenges c ON c.id = n.challenge_id
    WHERE c.scope_id = ${scopeId} AND c.state NOT IN ('failed', 'cancelled')`.execute(tx.kysely);
  return rows.map(({ id }) => id);
}

// Addenda, steps, openings, the confidential part ---------------------------------------------------------------------------------

export async function insertAddendum(
  tx: Tx,
  c: ChallengeRow,
  addendum: { readonly body: string; readonly closesAt: string | null },
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO challenge_addenda (id, challenge_id, scope_id, zone_id, university_id, province_id, audience, poster_id,
      number, body, closed_at_before, closes_at, created_by)
    SELECT ${newId()}::uuid, ${c.id}::uuid, ${c.scopeId}::uuid, ${c.zoneId}::uuid, ${c.universityId}::uuid,
      ${c.provinceId}::uuid, ${c.audience}, ${c.posterId}::uuid, coalesce(max(a.number), 0) + 1, ${addendum.body},
      ${addendum.closesAt === null ? null : c.closesAt}::timestamptz, ${addendum.closesAt}::timestamptz, app_user_id()
    FROM challenge_addenda a WHERE a.challenge_id = ${c.id}
    RETURNING number`.execute(tx.kysely);
  return rows[0]?.number ?? 0;
}

export async function listAddenda(tx: Tx, challengeId: string): Promise<Addendum[]> {
  const { rows } = await sql<Addendum>`
    SELECT a.number, a.body, a.closed_at_before AS "closedAtBefore", a.closes_at AS "closesAt", a.created_at AS "createdAt"
    FROM challenge_addenda a WHERE a.challenge_id = ${challengeId} ORDER BY a.number`.execute(tx.kysely);
  return rows;
}

export interface StepRow {
  readonly at: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly fromState: ChallengeState | null;
  readonly toState: ChallengeState;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function listStepRows(tx: Tx, challengeId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    SELECT s.at, s.actor_id AS "actorId", s.action, s.from_state AS "fromState", s.to_state AS "toState", s.reason, s.details
    FROM challenge_steps s WHERE s.challenge_id = ${challengeId} ORDER BY s.at DESC, s.id DESC LIMIT 500`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findChallengePeople(tx: Tx, challengeId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM challenge_people(${challengeId})`.execute(tx.kysely);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function confirmOpening(tx: Tx, { id, scopeId }: Pick<ChallengeRow, "id" | "scopeId">): Promise<void> {
  await sql`INSERT INTO challenge_openings (challenge_id, scope_id, user_id) VALUES (${id}, ${scopeId}, app_user_id())
    ON CONFLICT DO NOTHING`.execute(tx.kysely);
}

export async function listOpenings(tx: Tx, challengeId: string): Promise<{ userId: string; at: string }[]> {
  const { rows } = await sql<{ userId: string; at: string }>`
    SELECT user_id AS "userId", at FROM challenge_openings WHERE challenge_id = ${challengeId} ORDER BY at`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findConfidentialBody(tx: Tx, challengeId: string): Promise<string | null> {
  const row = await firstOf(
    tx,
    sql<{ body: string }>`SELECT p.body FROM challenge_confidential p WHERE p.challenge_id = ${challengeId}`,
  );
  return row?.body ?? null;
}

export async function hasConfidentialPart(tx: Tx, challengeId: string): Promise<boolean> {
  const row = await firstOf(tx, sql<{ there: boolean }>`SELECT has_confidential_part(${challengeId}) AS there`);
  return row?.there === true;
}

export async function putConfidentialBody(
  tx: Tx,
  { id, scopeId, universityId, posterId }: ChallengeRow,
  body: string,
): Promise<void> {
  if (body === "") {
    await sql`DELETE FROM challenge_confidential WHERE challenge_id = ${id}`.execute(tx.kysely);
    return;
  }
  await sql`
    INSERT INTO challenge_confidential (challenge_id, scope_id, university_id, poster_id, body)
    VALUES (${id}, ${scopeId}, ${universityId}, ${posterId}, ${body})
    ON CONFLICT (challenge_id) DO UPDATE SET body = excluded.body, updated_at = now()`.execute(tx.kysely);
}

export async function admitConfidentialReader(tx: Tx, challengeId: string): Promise<void> {
  await sql`SELECT admit_confidential_reader(${challengeId})`.execute(tx.kysely);
}

// Lists -------------------------------------------------------------------------------------------------------------------------

export type ChallengeListing = Listing<(typeof CHALLENGE_SORTS)[number]>;

export interface ChallengeFilter {
  readonly states: readonly string[] | null;
  readonly modes: readonly string[] | null;
  readonly audiences: readonly string[] | null;
  readonly closesBefore: string | null;
}

const SORT_KEYS: Readonly<Record<(typeof CHALLENGE_SORTS)[number], SortKey>> = {
  code: { by: sql`c.code`, type: "text" },
  state: {
    by: sql`array_position(ARRAY['draft', 'published', 'closed', 'opened', 'applied', 'racing', 'in_evaluation', 'decided',
      'in_notice', 'awarded', 'failed', 'cancelled'], c.state)`,
    type: "integer",
  },
  title: { by: sql`c.title`, type: "text" },
  closesAt: { by: sql`coalesce(c.closes_at, '9999-12-31'::timestamptz)`, type: "timestamptz" },
  updatedAt: { by: sql`c.updated_at`, type: "timestamptz" },
};

export type ListedChallenge = ChallengeRow & { readonly bids: number | null; readonly needNumbers: string | null };

/**
 * Of a pair: its own. Of any other scope: what it posts, what stands beneath it, and what its people may read of what others
 * published; row-level security says the last.
 */
function conditionOf(
  scopeId: string,
  { search }: Pick<ChallengeListing, "search">,
  { states, modes, audiences, closesBefore }: ChallengeFilter,
): RawBuilder<boolean> {
  const found = search?.toLowerCase() ?? null;
  return sql`(c.scope_id = ${scopeId} OR c.zone_id = ${scopeId} OR c.university_id = ${scopeId} OR c.poster_id = ${scopeId}
      OR (c.published_at IS NOT NULL AND scope_kind(${scopeId}) IN ('university', 'enterprise', 'province')))
    AND (${states}::text[] IS NULL OR c.state = ANY (${states}::text[]))
    AND (${modes}::text[] IS NULL OR c.mode = ANY (${modes}::text[]))
    AND (${audiences}::text[] IS NULL OR c.audience = ANY (${audiences}::text[]))
    AND (${closesBefore}::date IS NULL OR c.closes_at < (${closesBefore}::date AT TIME ZONE 'Asia/Shanghai'))
    AND (${found}::text IS NULL OR strpos(lower(c.code || ' ' || c.title || ' ' || c.purpose), ${found}) > 0)`;
}

export async function listChallengeRows(
  tx: Tx,
  scopeId: string,
  listing: ChallengeListing,
  filter: ChallengeFilter,
): Promise<{ readonly rows: Keyed<ListedChallenge>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`c.id`);
  const wanted = conditionOf(scopeId, listing, filter);
  const { rows } = await sql<Keyed<ListedChallenge>>`
    SELECT ${CHALLENGE}, CASE WHEN c.published_at IS NOT NULL THEN count_bids(c.id) END AS bids,
      (SELECT string_agg(n.number, '、' ORDER BY n.position) FROM challenge_needs n WHERE n.challenge_id = c.id)
        AS "needNumbers", ${key} AS "sortKey"
    FROM challenges c WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM challenges c WHERE ${wanted}`.execute(tx.kysely);
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

export async function countBids(tx: Tx, challengeId: string): Promise<number> {
  const row = await firstOf(tx, sql<{ n: number }>`SELECT count_bids(${challengeId}) AS n`);
  return row?.n ?? 0;
}

/** Published challenges of a pair whose window is over, without sealed ones that the person has confirmed already. */
export async function listOverdueWindows(
  tx: Tx,
  scopeId: string,
  userId: string,
): Promise<
  (Pick<ChallengeRow, "id" | "code" | "title" | "mode"> & {
    readonly closesAt: string;
    readonly confirmations: number;
  })[]
> {
  const { rows } = await sql<
    Pick<ChallengeRow, "id" | "code" | "title" | "mode"> & { closesAt: string; confirmations: number }
  >`
    SELECT c.id, c.code, c.title, c.mode, c.closes_at AS "closesAt", count(o.user_id)::integer AS confirmations
    FROM challenges c LEFT JOIN challenge_openings o ON o.challenge_id = c.id
    WHERE c.scope_id = ${scopeId} AND c.state = 'published' AND c.closes_at <= clock_timestamp()
    GROUP BY c.id HAVING NOT coalesce(bool_or(o.user_id = ${userId}), false)
    ORDER BY c.closes_at, c.id LIMIT 50`.execute(tx.kysely);
  return rows;
}
