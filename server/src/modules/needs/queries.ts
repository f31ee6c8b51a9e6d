// All SQL of this module, but for what `table.ts` writes.
import { type RawBuilder, sql } from "kysely";
import { TODAY, type Tx } from "../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import { searchCondition } from "../../platform/search/index.ts";
import type { StoredNeed } from "./content.ts";
import type { FieldChange, NEED_SORTS, NeedRevision, NeedState, NeedSummary, NeedVisibility } from "./types.ts";

type Lock = "for_update" | "read";

const COLUMNS = sql`n.id, n.scope_id AS "scopeId", n.zone_id AS "zoneId", n.code, n.number,
  n.number_is_own AS "numberIsOwn", n.state, n.state_since AS "stateSince", n.state_reason AS "stateReason",
  n.enterprise_id AS "enterpriseId", n.record, n.visibility, n.readers, n.opened_by AS "openedBy", n.held_by AS "heldBy",
  n.created_by AS "createdBy", n.created_at AS "createdAt", n.updated_at AS "updatedAt", n.version,
  jsonb_build_object('missing', n.missing, 'isTooShort', n.is_too_short, 'topics', n.topics,
    'mustClarify', n.must_clarify) AS clarity`;

/** What lists and counts show: neither archived nor merged into another. */
const LIVE = sql`n.archived_at IS NULL AND n.merged_into IS NULL`;

/** A need by its id, or by that of one that was merged into it. */
export async function findNeedRow(tx: Tx, needId: string, lock: Lock = "read"): Promise<StoredNeed | null> {
  const { rows } = await sql<StoredNeed>`
    SELECT ${COLUMNS} FROM needs n
    WHERE n.id = coalesce((SELECT m.merged_into FROM needs m WHERE m.id = ${needId}), ${needId}) AND n.archived_at IS NULL
    ${lock === "for_update" ? sql`FOR UPDATE OF n` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** Those that were put away as well. */
export async function listNeedsById(
  tx: Tx,
  ids: readonly string[],
): Promise<(StoredNeed & { readonly archivedAt: string | null })[]> {
  type Row = StoredNeed & { readonly archivedAt: string | null };
  const { rows } =
    await sql<Row>`SELECT ${COLUMNS}, n.archived_at AS "archivedAt" FROM needs n WHERE n.id = ANY (${ids}::uuid[])`.execute(
      tx.kysely,
    );
  return rows;
}

export interface NeedFilter {
  readonly states: readonly string[] | null;
  readonly fields: readonly string[] | null;
  readonly enterpriseId: string | null;
  readonly mustClarify: boolean | null;
  readonly dueBefore: string | null;
  readonly visibilities: readonly string[] | null;
}

/** Where a list of needs is made of: a pair or an enterprise, or all that is open to the province above a scope. */
export type NeedPlace = { readonly scopeId: string } | { readonly provinceOf: string };

const SORT_KEYS: Readonly<Record<(typeof NEED_SORTS)[number], SortKey>> = {
  number: { by: sql`n.code`, type: "text" },
  title: { by: sql`n.title`, type: "text" },
  enterprise: { by: sql`coalesce(n.enterprise, '')`, type: "text" },
  state: { by: sql`n.state`, type: "text" },
  stateSince: { by: sql`n.state_since`, type: "timestamptz" },
  budget: { by: sql`coalesce(n.budget_high_fen, -1)`, type: "bigint" },
  deadline: { by: sql`coalesce(n.deadline, '9999-12-31'::date)`, type: "date" },
  createdAt: { by: sql`n.created_at`, type: "timestamptz" },
  updatedAt: { by: sql`n.updated_at`, type: "timestamptz" },
};

const SUMMARY = sql`n.id, n.scope_id AS "scopeId", n.zone_id AS "zoneId", n.code AS number,
  CASE WHEN n.number_is_own THEN n.number END AS "listNumber", n.state, n.state_since AS "stateSince", n.title,
  n.enterprise, n.enterprise_id AS "enterpriseId", n.credit_code AS "creditCode", n.field, n.record -> 'budget' AS budget,
  coalesce((n.record ->> 'budgetNegotiable')::boolean, false) AS "budgetNegotiable", n.deadline, n.visibility,
  n.opened_by AS "openedBy", n.missing, n.must_clarify AS "mustClarify", n.created_at AS "createdAt", n.updated_at AS "updatedAt", n.version`;

function wantedOf(
  place: NeedPlace,
  { search }: Pick<Listing<string>, "search">,
  filter: NeedFilter,
): RawBuilder<boolean> {
  return sql`${LIVE} AND ${placedIn(place)}
    AND (${filter.states}::text[] IS NULL OR n.state = ANY (${filter.states}::text[]))
    AND (${filter.fields}::text[] IS NULL OR n.field = ANY (${filter.fields}::text[]))
    AND (${filter.enterpriseId}::uuid IS NULL OR n.enterprise_id = ${filter.enterpriseId}::uuid)
    AND (${filter.mustClarify}::boolean IS NULL OR n.must_clarify = ${filter.mustClarify}::boolean)
    AND (${filter.dueBefore}::date IS NULL OR n.deadline < ${filter.dueBefore}::date)
    AND (${filter.visibilities}::text[] IS NULL OR n.visibility = ANY (${filter.visibilities}::text[]))
    AND ${foundBy(place, search)}`;
}

function placedIn(place: NeedPlace): RawBuilder<boolean> {
  if ("scopeId" in place) return sql`(n.scope_id = ${place.scopeId} OR n.enterprise_id = ${place.scopeId})`;
  return sql`(n.visibility = 'province' AND n.province_id = ANY (scope_provinces(ARRAY[${place.provinceOf}::uuid]))
    AND n.state NOT IN ('draft', 'submitted', 'in_triage', 'returned'))`;
}

/** Search holds what a pair wrote and everybody there reads; of anything else the words are looked at. */
function foundBy(place: NeedPlace, search: string | null): RawBuilder<boolean> {
  const contains = sql<boolean>`strpos(lower(n.code || ' ' || n.title || ' ' || coalesce(n.enterprise, '') || ' '
    || (n.record ->> 'content')), lower(${search})) > 0`;
  if ("provinceOf" in place) return sql`(${search}::text IS NULL OR ${contains})`;
  return sql`(${searchCondition(sql`n.id`, "need", search)}
    OR ((n.enterprise_id = ${place.scopeId} OR n.visibility = 'restricted') AND ${contains}))`;
}

export type ListedNeedRow = NeedSummary & { readonly zoneId: string };

export async function listNeedRows(
  tx: Tx,
  place: NeedPlace,
  listing: Listing<(typeof NEED_SORTS)[number]>,
  filter: NeedFilter,
): Promise<{ readonly rows: Keyed<ListedNeedRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`n.id`);
  const wanted = wantedOf(place, listing, filter);
  const { rows } = await sql<Keyed<ListedNeedRow>>`
    SELECT ${SUMMARY}, ${key} AS "sortKey" FROM needs n WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM needs n WHERE ${wanted}`.execute(
    tx.kysely,
  );
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

/** Whole records in the order of a list, for a file. */
export async function listWholeNeeds(
  tx: Tx,
  place: NeedPlace,
  listing: Listing<(typeof NEED_SORTS)[number]>,
  filter: NeedFilter,
): Promise<StoredNeed[]> {
  const { condition, tail } = orderingOf(listing, SORT_KEYS, sql`n.id`);
  const { rows } = await sql<StoredNeed>`
    SELECT ${COLUMNS} FROM needs n WHERE ${wantedOf(place, listing, filter)} AND ${condition} ${tail}
  `.execute(tx.kysely);
  return rows;
}

/** For runs, which all of a pair read: nothing that is restricted. */
export async function listNeedsInStates(tx: Tx, scopeId: string, states: readonly NeedState[]): Promise<StoredNeed[]> {
  const { rows } = await sql<StoredNeed>`
    SELECT ${COLUMNS} FROM needs n
    WHERE n.scope_id = ${scopeId} AND ${LIVE} AND n.state = ANY (${states}::text[]) AND n.visibility <> 'restricted'
    ORDER BY n.number, n.id`.execute(tx.kysely);
  return rows;
}

export async function hasNeedsInStates(tx: Tx, scopeId: string, states: readonly NeedState[]): Promise<boolean> {
  const { rows } = await sql`SELECT FROM needs n
    WHERE n.scope_id = ${scopeId} AND ${LIVE} AND n.state = ANY (${states}::text[])
      AND n.visibility <> 'restricted' LIMIT 1`.execute(tx.kysely);
  return rows.length > 0;
}

export async function countByState(tx: Tx, scopeId: string): Promise<ReadonlyMap<NeedState, number>> {
  const { rows } = await sql<{ state: NeedState; n: number }>`
    SELECT n.state, count(*)::integer AS n FROM needs n
    WHERE ${LIVE} AND (n.scope_id = ${scopeId} OR n.enterprise_id = ${scopeId})
    GROUP BY n.state`.execute(tx.kysely);
  return new Map(rows.map(({ state, n }) => [state, n]));
}

export interface WaitingNeed {
  readonly id: string;
  readonly code: string;
  /** Empty for one that is restricted: a line of the workbench is no reading. */
  readonly title: string;
  readonly since: string;
}

/** Those that have been in one of the states for longest, and how many there are in all. */
export async function listWaitingNeeds(
  tx: Tx,
  scopeId: string,
  states: readonly NeedState[],
  most: number,
): Promise<{ readonly needs: readonly WaitingNeed[]; readonly total: number }> {
  const { rows } = await sql<WaitingNeed & { readonly total: number }>`
    SELECT n.id, n.code, CASE WHEN n.visibility = 'restricted' THEN '' ELSE n.title END AS title, n.state_since AS since,
      (count(*) OVER ())::integer AS total FROM needs n
    WHERE ${LIVE} AND (n.scope_id = ${scopeId} OR n.enterprise_id = ${scopeId})
      AND n.state = ANY (${states}::text[])
    ORDER BY n.state_since, n.code LIMIT ${most}`.execute(tx.kysely);
  return { needs: rows, total: rows[0]?.total ?? 0 };
}

export interface DueNeed {
  readonly id: string;
  readonly code: string;
  /** Empty for one that is restricted. */
  readonly title: string;
  readonly scopeId: string;
  readonly enterpriseId: string | null;
  readonly createdBy: string | null;
  readonly deadline: string;
  readonly since: string;
}

const DUE = sql`n.id, n.code, CASE WHEN n.visibility = 'restricted' THEN '' ELSE n.title END AS title,
  n.scope_id AS "scopeId", n.enterprise_id AS "enterpriseId", n.created_by AS "createdBy", n.deadline,
  n.state_since AS since`;
/** Somebody still works on it, or waits for it. */
const UNDONE = sql`${LIVE} AND n.state NOT IN ('draft', 'delivered', 'closed')`;

/** Needs anywhere that are wanted from a day on, at most so many days later; as the system. */
export async function listNeedsDue(tx: Tx, from: string, within: number): Promise<DueNeed[]> {
  const { rows } = await sql<DueNeed>`
    SELECT ${DUE} FROM needs n WHERE ${UNDONE} AND n.deadline >= ${from}::date
      AND n.deadline <= ${from}::date + ${within}::integer ORDER BY n.deadline, n.id`.execute(tx.kysely);
  return rows;
}

/** Those of a scope that are late or wanted within so many days, the earliest first, and how many there are in all. */
export async function listNeedsComingDue(
  tx: Tx,
  scopeId: string,
  within: number,
  most: number,
): Promise<{ readonly needs: readonly DueNeed[]; readonly total: number }> {
  const { rows } = await sql<DueNeed & { readonly total: number }>`
    SELECT ${DUE}, (count(*) OVER ())::integer AS total FROM needs n
    WHERE ${UNDONE} AND (n.scope_id = ${scopeId} OR n.enterprise_id = ${scopeId})
      AND n.deadline <= ${TODAY} + ${within}::integer
    ORDER BY n.deadline, n.code LIMIT ${most}`.execute(tx.kysely);
  return { needs: rows, total: rows[0]?.total ?? 0 };
}

/** Leads the id of one need to another, and whatever led to it so far. */
export async function setMergedInto(tx: Tx, needId: string, survivorId: string): Promise<void> {
  await sql`UPDATE needs SET merged_into = ${survivorId}, version = version + 1, updated_at = now()
    WHERE id = ${needId} OR merged_into = ${needId}`.execute(tx.kysely);
}

export interface Entry {
  readonly id: string;
  readonly code: string;
  readonly zoneId: string;
  readonly state: NeedState;
  readonly enterpriseId: string | null;
  readonly createdBy: string | null;
  readonly visibility: NeedVisibility;
  readonly heldBy: string | null;
}

/**
 * What a need has beside its record, once that is written; does not count as a change of it. Whoever writes for the enterprise
 * reads it as long as they belong there, and is no reader by name.
 */
export async function enterNeeds(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ id, code, zoneId, state, enterpriseId, createdBy, visibility, heldBy }) => ({
    id,
    code,
    zoneId,
    state,
    enterpriseId,
    createdBy,
    visibility,
    heldBy,
  }));
  await sql`
    UPDATE needs n SET code = r.code, zone_id = r."zoneId", state = r.state, enterprise_id = r."enterpriseId",
      created_by = r."createdBy", visibility = r.visibility, held_by = r."heldBy",
      readers = CASE WHEN r.visibility = 'restricted' AND NOT coalesce(r."enterpriseId" = ANY (app_write_scopes()), false)
        THEN array_remove(ARRAY[r."createdBy"], NULL) ELSE '{}' END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, code text, "zoneId" uuid, state text,
      "enterpriseId" uuid, "createdBy" uuid, visibility text, "heldBy" uuid)
    WHERE n.id = r.id`.execute(tx.kysely);
}

/** Columns of a new need by which its enterprise may write it. */
export function ownedBy(enterpriseId: string): Readonly<Record<string, RawBuilder<unknown>>> {
  return { enterprise_id: sql`${enterpriseId}::uuid` };
}

export interface NeedOfficeRow {
  readonly id: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly zoneId: string | null;
  /** Where the scope itself stands. */
  readonly seat: string | null;
  readonly seatEn: string | null;
}

/** The pair offices that a need of a scope can go to; one row without an office where there is none. */
export async function listNeedOfficeRows(tx: Tx, scopeId: string): Promise<NeedOfficeRow[]> {
  const { rows } = await sql<NeedOfficeRow>`
    SELECT id, name, name_en AS "nameEn", zone_id AS "zoneId", seat, seat_en AS "seatEn"
    FROM list_need_offices(${scopeId})`.execute(tx.kysely);
  return rows;
}

/** Pairs that look after needs of an enterprise already, as far as it may be seen. */
export async function listPairsKnown(tx: Tx, enterpriseId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT scope_id AS id FROM needs WHERE enterprise_id = ${enterpriseId} AND archived_at IS NULL
  `.execute(tx.kysely);
  return new Set(rows.map(({ id }) => id));
}

/** The state with its reason; counts as a change. What is handed in is its enterprise's alone no longer. */
export async function updateState(tx: Tx, need: Pick<StoredNeed, "id" | "state" | "stateReason">): Promise<void> {
  await sql`UPDATE needs SET state = ${need.state}, state_reason = ${need.stateReason}, state_since = now(),
      held_by = CASE WHEN ${need.state} = 'submitted' THEN NULL ELSE held_by END, updated_at = now(), version = version + 1 WHERE id = ${need.id}`.execute(
    tx.kysely,
  );
}

export async function updateEnterprise(tx: Tx, needId: string, enterpriseId: string | null): Promise<void> {
  await sql`UPDATE needs SET enterprise_id = ${enterpriseId} WHERE id = ${needId}`.execute(tx.kysely);
}

export interface RevisionDraft {
  readonly need: Pick<StoredNeed, "id" | "scopeId" | "zoneId" | "enterpriseId">;
  /** The version that the need has afterwards. */
  readonly version: number;
  readonly action: string;
  readonly fromState: NeedState | null;
  readonly toState: NeedState;
  readonly reason: string | null;
  readonly changes: readonly FieldChange[];
}

export async function insertRevisions(tx: Tx, drafts: readonly RevisionDraft[]): Promise<void> {
  const actor = tx.actor === "system" ? null : tx.actor.userId;
  const rows = drafts.map(({ need: { id, scopeId, zoneId, enterpriseId }, ...rest }) => ({
    needId: id,
    scopeId,
    zoneId,
    enterpriseId,
    ...rest,
  }));
  await sql`
    INSERT INTO need_revisions (zone_id, scope_id, need_id, version, enterprise_id, actor_id, action, from_state, to_state,
      reason, changes)
    SELECT r."zoneId", r."scopeId", r."needId", r.version, r."enterpriseId", ${actor}::uuid, r.action, r."fromState",
      r."toState", r.reason, r.changes
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r ("zoneId" uuid, "scopeId" uuid, "needId" uuid,
      version integer, "enterpriseId" uuid, action text, "fromState" text, "toState" text, reason text, changes jsonb)
  `.execute(tx.kysely);
}

/** The newest first. */
export async function listRevisionRows(
  tx: Tx,
  need: Pick<StoredNeed, "id" | "scopeId" | "zoneId">,
): Promise<Omit<NeedRevision, "actorName">[]> {
  const { rows } = await sql<Omit<NeedRevision, "actorName">>`
    SELECT version, at, actor_id AS "actorId", action, from_state AS "fromState", to_state AS "toState", reason, changes
    FROM need_revisions WHERE zone_id = ${need.zoneId} AND scope_id = ${need.scopeId} AND need_id = ${need.id}
    ORDER BY version DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}

/** The names of all who did something with a need, by their ids, whichever side they are on. */
export async function findPeopleOf(tx: Tx, needId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`SELECT id, name FROM need_people(${needId})`.execute(
    tx.kysely,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Gives the needs of the scope's first enterprise to that enterprise's scope; as the system. Answers how many. */
export async function linkNeeds(tx: Tx, scopeId: string, enterpriseId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE needs SET enterprise_id = ${enterpriseId} WHERE scope_id = ${scopeId} AND enterprise_id IS NULL
      AND archived_at IS NULL AND enterprise = (SELECT n.enterprise FROM needs n WHERE n.scope_id = ${scopeId}
        AND n.archived_at IS NULL AND n.enterprise IS NOT NULL ORDER BY n.code LIMIT 1)`.execute(tx.kysely);
  return Number(numAffectedRows ?? 0n);
}

/** Each enterprise once, but for those that only restricted needs name; those of which a need gives the credit code first. */
export async function listNamedEnterprises(
  tx: Tx,
  scopeId: string,
): Promise<readonly { readonly name: string; readonly creditCode?: string }[]> {
  const { rows } = await sql<{ name: string; creditCode: string | null }>`
    SELECT enterprise AS name, max(credit_code) AS "creditCode" FROM needs
    WHERE scope_id = ${scopeId} AND enterprise IS NOT NULL AND archived_at IS NULL AND visibility <> 'restricted'
      AND held_by IS NULL
    GROUP BY enterprise ORDER BY max(credit_code) IS NULL, min(created_at), enterprise`.execute(tx.kysely);
  return rows.map(({ name, creditCode }) => (creditCode === null ? { name } : { name, creditCode }));
}

export async function collectNeedsOf(tx: Tx, userId: string): Promise<unknown> {
  const { rows: created } = await sql`
    SELECT code, CASE WHEN visibility <> 'restricted' OR created_by = ANY (readers) THEN title END AS title,
      created_at AS "createdAt" FROM needs
    WHERE created_by = ${userId} ORDER BY created_at`.execute(tx.kysely);
  const { rows: changed } = await sql`SELECT need_id AS "needId", version, action, at FROM need_revisions
    WHERE actor_id = ${userId} ORDER BY at`.execute(tx.kysely);
  return { created, changed };
}

/** Needs of a scope by their number, ours or that of the office's own list, as far as they may be seen. */
export async function findNeedIds(
  tx: Tx,
  scopeId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ number: string; id: string }>`
    SELECT w.number, n.id FROM unnest(${numbers}::text[]) AS w (number) JOIN needs n
      ON n.scope_id = ${scopeId} AND n.archived_at IS NULL AND n.merged_into IS NULL
        AND (n.code = w.number OR (n.number_is_own AND n.number = w.number))`.execute(tx.kysely);
  return new Map(rows.map(({ number, id }) => [number, id]));
}
