// Calls for proofs of concept.
import { type RawBuilder, sql } from "kysely";
import { firstOf, type Tx } from "../../../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../../platform/listing/index.ts";
import { searchCondition } from "../../../../platform/search/index.ts";
import {
  CALL_KIND,
  type CALL_SORTS,
  type CallState,
  type ProofCall,
  type ProofCallDraft,
  type ProofCriterion,
} from "./types.ts";

export interface CallTerms {
  readonly purpose: string;
  readonly criteria: readonly ProofCriterion[];
  readonly documents: ProofCall["documents"];
}

export interface StoredExtension {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface CallRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly universityId: string;
  readonly provinceId: string | null;
  readonly facilityId: string | null;
  readonly centreId: string | null;
  readonly centre: string;
  readonly number: string;
  readonly title: string;
  readonly terms: CallTerms;
  readonly audience: "pair" | "province";
  readonly closesAt: string | null;
  readonly budgetFen: string;
  readonly mostFen: string;
  readonly grantedFen: string;
  readonly quota: number | null;
  readonly state: CallState;
  readonly openedAt: string | null;
  readonly decidedAt: string | null;
  readonly cancelReason: string | null;
  readonly extensions: readonly StoredExtension[];
  readonly applications: number;
  readonly undecided: number;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** By the clock that decides: the close needs nobody to record it. */
const STATE = sql`CASE WHEN c.cancelled_at IS NOT NULL THEN 'cancelled' WHEN c.opened_at IS NULL THEN 'draft'
  WHEN c.decided_at IS NOT NULL THEN 'decided' WHEN clock_timestamp() >= c.closes_at THEN 'closed' ELSE 'open' END`;

const CALL = sql`c.id, c.scope_id AS "scopeId", c.zone_id AS "zoneId", c.university_id AS "universityId",
  c.province_id AS "provinceId", c.facility_id AS "facilityId", c.centre_id AS "centreId",
  coalesce(c.terms ->> 'centre', '') AS centre, c.number, c.title, c.terms, c.audience, c.closes_at AS "closesAt",
  c.budget_fen::text AS "budgetFen", c.most_fen::text AS "mostFen", c.granted_fen::text AS "grantedFen", c.quota,
  ${STATE} AS state, c.opened_at AS "openedAt", c.decided_at AS "decidedAt", c.cancel_reason AS "cancelReason",
  c.extensions, (SELECT count(*)::integer FROM proof_applications a WHERE a.call_id = c.id
    AND a.state IN ('submitted', 'granted', 'refused')) AS applications,
  (SELECT count(*)::integer FROM proof_applications a WHERE a.call_id = c.id AND a.state = 'submitted') AS undecided,
  c.created_by AS "createdBy", c.updated_at AS "updatedAt", c.version`;

export type CallListing = Listing<(typeof CALL_SORTS)[number]>;
const KEYS: Readonly<Record<(typeof CALL_SORTS)[number], SortKey>> = {
  closesAt: { by: sql`coalesce(c.closes_at, 'infinity'::timestamptz)`, type: "timestamptz" },
  number: { by: sql`c.number`, type: "text" },
  title: { by: sql`c.title`, type: "text" },
};

/** Those of a pair, those that a centre runs, and those in which people of a university may apply. */
export async function listCallRows(
  tx: Tx,
  scopeId: string,
  listing: CallListing,
  { states, ofUniversity }: { readonly states: readonly string[] | null; readonly ofUniversity: boolean },
): Promise<{ readonly rows: Keyed<CallRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, KEYS, sql`c.id`);
  const { search } = listing;
  // What a university's people may apply in is what the wall shows them of opened calls.
  const wanted = sql<boolean>`(c.scope_id = ${scopeId} OR c.centre_id = ${scopeId}
      OR (${ofUniversity}::boolean AND c.opened_at IS NOT NULL))
    AND (${states}::text[] IS NULL OR ${STATE} = ANY (${states}::text[]))
    AND ${searchCondition(sql`c.id`, CALL_KIND, search)}`;
  const { rows } = await sql<Keyed<CallRow>>`
    SELECT ${CALL}, ${key} AS "sortKey" FROM proof_calls c WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM proof_calls c WHERE ${wanted}`,
  );
  return { rows, total: counted?.n ?? 0 };
}

/** Held, its state, its budget and what is handed in stay as they are until the transaction is over. */
export async function findCallRow(tx: Tx, callId: string, lock: "read" | "held" = "read"): Promise<CallRow | null> {
  if (lock === "held") await sql`SELECT FROM proof_calls c WHERE c.id = ${callId} FOR UPDATE`.execute(tx.kysely);
  return firstOf(tx, sql<CallRow>`SELECT ${CALL} FROM proof_calls c WHERE c.id = ${callId}`);
}

export type CallContent = Omit<ProofCallDraft, "facilityId"> & {
  readonly facilityId: string | null;
  readonly centreId: string | null;
  readonly centre: string;
};

const termsOf = ({ purpose, criteria, documents, centre }: CallContent) =>
  JSON.stringify({ purpose, criteria, documents, centre });

export async function insertCall(
  tx: Tx,
  made: Pick<CallRow, "id" | "scopeId" | "zoneId" | "universityId" | "provinceId" | "number" | "createdBy">,
  content: CallContent,
): Promise<void> {
  await sql`
    INSERT INTO proof_calls (id, scope_id, zone_id, university_id, province_id, facility_id, centre_id, number, title, terms,
      audience, closes_at, budget_fen, most_fen, quota, created_by)
    VALUES (${made.id}, ${made.scopeId}, ${made.zoneId}, ${made.universityId}, ${made.provinceId}, ${content.facilityId},
      ${content.centreId}, ${made.number}, ${content.title}, ${termsOf(content)}::jsonb, ${content.audience},
      ${content.closesAt}::timestamptz, ${content.budgetFen}::bigint, ${content.mostFen}::bigint, ${content.quota},
      ${made.createdBy})`.execute(tx.kysely);
}

export async function updateCall(tx: Tx, callId: string, content: CallContent): Promise<void> {
  await sql`
    UPDATE proof_calls SET facility_id = ${content.facilityId}, centre_id = ${content.centreId}, title = ${content.title},
      terms = ${termsOf(content)}::jsonb, audience = ${content.audience}, closes_at = ${content.closesAt}::timestamptz,
      budget_fen = ${content.budgetFen}::bigint, most_fen = ${content.mostFen}::bigint, quota = ${content.quota},
      updated_at = now(), version = version + 1 WHERE id = ${callId}`.execute(tx.kysely);
}

/** The step itself, and that it was done. */
async function stepCall(tx: Tx, callId: string, what: RawBuilder<unknown>): Promise<void> {
  await sql`UPDATE proof_calls SET ${what}, updated_at = now(), version = version + 1
    WHERE id = ${callId}`.execute(tx.kysely);
}

export async function openCall(tx: Tx, callId: string, by: string): Promise<void> {
  await stepCall(tx, callId, sql`opened_at = clock_timestamp(), opened_by = ${by}`);
}

export async function cancelCall(tx: Tx, callId: string, reason: string): Promise<void> {
  await stepCall(tx, callId, sql`cancelled_at = clock_timestamp(), cancel_reason = ${reason}`);
}

export async function concludeCall(tx: Tx, callId: string): Promise<void> {
  await stepCall(tx, callId, sql`decided_at = clock_timestamp()`);
}

export async function extendCall(tx: Tx, callId: string, extension: Omit<StoredExtension, "at">): Promise<void> {
  const { from, to, reason, by } = extension;
  await stepCall(
    tx,
    callId,
    sql`closes_at = ${to}::timestamptz, extensions = extensions || jsonb_build_array(jsonb_build_object('from', ${from}::text,
      'to', ${to}::text, 'reason', ${reason}::text, 'by', ${by}::text, 'at', to_char(clock_timestamp() AT TIME ZONE 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS"Z"')))`,
  );
}

/** Takes an amount from the budget; whoever decides at the same time waits, and the table refuses what is not there. */
export async function spendBudget(tx: Tx, callId: string, amountFen: string): Promise<void> {
  await stepCall(tx, callId, sql`granted_fen = granted_fen + ${amountFen}::bigint`);
}

export async function findClock(tx: Tx): Promise<string> {
  const row = await firstOf(tx, sql<{ now: string }>`SELECT clock_timestamp() AS now`);
  return row?.now ?? "";
}

export async function findProvinceAbove(tx: Tx, zoneId: string): Promise<string | null> {
  const row = await firstOf(tx, sql<{ id: string | null }>`SELECT province_above(${zoneId}) AS id`);
  return row?.id ?? null;
}
