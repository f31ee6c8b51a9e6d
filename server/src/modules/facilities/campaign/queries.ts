import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { UserClass } from "../booking/types.ts";
import type { Charged } from "../costs/charge.ts";
import type {
  CalendarCampaign,
  Campaign,
  CAMPAIGN_SORTS,
  CampaignDraft,
  CampaignState,
  PricedLine,
  QUOTE_CLOSINGS,
} from "./types.ts";

type QuoteClosing = (typeof QUOTE_CLOSINGS)[number];
type Shown = Omit<Campaign, "agreedFen" | "settledFen" | "quotes" | "batches" | "actions">;
export interface CampaignRow extends Shown {
  readonly managerScopeId: string | null;
  readonly agreedFen: bigint;
  readonly settledFen: bigint | null;
}

const CAMPAIGN = sql`c.id, c.number, c.bookable_id AS "bookableId", k.name AS "bookableName", c.scope_id AS "scopeId",
  c.manager_scope_id AS "managerScopeId", c.applicant_scope_id AS "applicantScopeId", c.applied_by AS "appliedBy",
  c.applicant_name AS "applicantName", c.applicant_unit AS "applicantUnit", c.title, c.description, c.hazards,
  c.charge_reference AS "chargeReference", c.state, c.state_since AS "stateSince", c.reason,
  c.reviewed_by AS "reviewedBy", c.reviewed_at AS "reviewedAt", c.review_outcome AS "reviewOutcome",
  c.review_text AS "reviewText", c.starts_on AS "startsOn", c.ends_before AS "endsBefore",
  coalesce((SELECT sum(q.total_fen) FROM campaign_quotes q WHERE q.campaign_id = c.id AND q.accepted_at IS NOT NULL),
    0)::bigint AS "agreedFen", c.settled_fen AS "settledFen", c.created_at AS "createdAt", c.version`;
const FROM = sql`campaigns c JOIN bookables k ON k.id = c.bookable_id`;
const KEYS: Readonly<Record<(typeof CAMPAIGN_SORTS)[number], SortKey>> = {
  createdAt: { by: sql`c.created_at`, type: "timestamptz" },
  number: { by: sql`c.number`, type: "text" },
};
export type CampaignListing = Listing<(typeof CAMPAIGN_SORTS)[number]>;

export async function findCampaign(tx: Tx, campaignId: string, forUpdate = false): Promise<CampaignRow | null> {
  const { rows } = await sql<CampaignRow>`SELECT ${CAMPAIGN} FROM ${FROM} WHERE c.id = ${campaignId}
    ${forUpdate ? sql`FOR UPDATE OF c` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listCampaignRows(
  tx: Tx,
  scopeId: string,
  listing: CampaignListing,
  states: readonly CampaignState[] | null,
): Promise<{ readonly rows: Keyed<CampaignRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, KEYS, sql`c.id`);
  const wanted = sql<boolean>`(c.scope_id = ${scopeId} OR c.manager_scope_id = ${scopeId}
      OR c.applicant_scope_id = ${scopeId})
    AND (${states}::text[] IS NULL OR c.state = ANY (${states}::text[]))
    AND (${listing.search}::text IS NULL OR strpos(lower(c.number || ' ' || c.title || ' ' || c.applicant_unit),
      lower(${listing.search})) > 0)`;
  const { rows } = await sql<Keyed<CampaignRow>>`SELECT ${CAMPAIGN}, ${key} AS "sortKey" FROM ${FROM}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${FROM} WHERE ${wanted}`.execute(
    tx.kysely,
  );
  return { rows, total: counted.rows[0]?.n ?? 0 };
}

type CampaignEntry = CampaignDraft &
  Pick<
    CampaignRow,
    "id" | "scopeId" | "managerScopeId" | "applicantScopeId" | "appliedBy" | "applicantName" | "applicantUnit"
  > &
  Charged & { readonly userClass: UserClass | null };

export async function insertCampaign(tx: Tx, row: CampaignEntry): Promise<void> {
  await sql`INSERT INTO campaigns (id, number, bookable_id, scope_id, manager_scope_id, applicant_scope_id, applied_by,
      applicant_name, applicant_unit, user_class, title, description, hazards, charge_reference,
      charge_id, charge_scope_id)
    VALUES (${row.id}, 'CAMP-' || extract(year FROM ${TODAY}) || '-'
        || lpad(nextval('campaign_numbers')::text, 6, '0'), ${row.bookableId}, ${row.scopeId}, ${row.managerScopeId},
      ${row.applicantScopeId}, ${row.appliedBy}, ${row.applicantName}, ${row.applicantUnit},
      ${row.userClass}, ${row.title}, ${row.description}, ${row.hazards}, ${row.chargeReference},
      ${row.chargeId}, ${row.chargeScopeId})`.execute(tx.kysely);
}

export async function updateCampaign(tx: Tx, row: CampaignRow): Promise<void> {
  await sql`UPDATE campaigns SET state_since = CASE WHEN state = ${row.state} THEN state_since ELSE now() END,
      state = ${row.state}, reason = ${row.reason}, reviewed_by = ${row.reviewedBy},
      reviewed_at = CASE WHEN ${row.reviewedBy}::uuid IS NOT NULL THEN coalesce(reviewed_at, now()) END,
      review_outcome = ${row.reviewOutcome}, review_text = ${row.reviewText}, starts_on = ${row.startsOn},
      ends_before = ${row.endsBefore}, settled_fen = ${row.settledFen}, updated_at = now(), version = version + 1
    WHERE id = ${row.id}`.execute(tx.kysely);
}

export interface QuoteRow {
  readonly id: string;
  readonly number: number;
  readonly lines: PricedLine[];
  readonly totalFen: bigint;
  readonly reason: string;
  readonly quotedAt: string;
  readonly acceptedAt: string | null;
  readonly closedAs: QuoteClosing | null;
  readonly closedAt: string | null;
  readonly closedReason: string | null;
}

export async function listQuotes(tx: Tx, campaignId: string): Promise<QuoteRow[]> {
  const { rows } = await sql<QuoteRow>`SELECT id, number, lines, total_fen AS "totalFen", reason,
      quoted_at AS "quotedAt", accepted_at AS "acceptedAt", closed_as AS "closedAs", closed_at AS "closedAt",
      closed_reason AS "closedReason"
    FROM campaign_quotes WHERE campaign_id = ${campaignId} ORDER BY number`.execute(tx.kysely);
  return rows;
}

type Place = Pick<CampaignRow, "id" | "scopeId" | "managerScopeId" | "applicantScopeId">;

export async function insertQuote(
  tx: Tx,
  campaign: Place,
  quote: Pick<QuoteRow, "id" | "number" | "lines" | "totalFen" | "reason">,
  quotedBy: string,
): Promise<void> {
  await sql`INSERT INTO campaign_quotes (id, campaign_id, scope_id, manager_scope_id, applicant_scope_id, number, lines,
      total_fen, reason, quoted_by)
    VALUES (${quote.id}, ${campaign.id}, ${campaign.scopeId}, ${campaign.managerScopeId}, ${campaign.applicantScopeId},
      ${quote.number}, ${JSON.stringify(quote.lines)}::jsonb, ${quote.totalFen}, ${quote.reason}, ${quotedBy})
  `.execute(tx.kysely);
}

export async function acceptQuote(tx: Tx, quoteId: string, by: string): Promise<void> {
  await sql`UPDATE campaign_quotes SET accepted_by = ${by}, accepted_at = now() WHERE id = ${quoteId}`.execute(
    tx.kysely,
  );
}

export interface Closing {
  readonly as: QuoteClosing;
  readonly by: string;
  readonly reason: string;
}

export async function closeQuote(tx: Tx, quoteId: string, { as, by, reason }: Closing): Promise<void> {
  await sql`UPDATE campaign_quotes SET closed_as = ${as}, closed_by = ${by}, closed_at = now(), closed_reason = ${reason}
    WHERE id = ${quoteId}`.execute(tx.kysely);
}

type Batch = Campaign["batches"][number];

export async function listBatches(tx: Tx, campaignId: string): Promise<Batch[]> {
  const { rows } = await sql<Batch>`SELECT id, number, ran_on AS "ranOn", outcome, figures, note,
      reported_at AS "reportedAt"
    FROM campaign_batches WHERE campaign_id = ${campaignId} ORDER BY number`.execute(tx.kysely);
  return rows;
}

export async function insertBatch(
  tx: Tx,
  campaign: Place,
  batch: Omit<Batch, "reportedAt">,
  reportedBy: string,
): Promise<void> {
  await sql`INSERT INTO campaign_batches (id, campaign_id, scope_id, manager_scope_id, applicant_scope_id, number,
      ran_on, outcome, figures, note, reported_by)
    VALUES (${batch.id}, ${campaign.id}, ${campaign.scopeId}, ${campaign.managerScopeId}, ${campaign.applicantScopeId},
      ${batch.number}, ${batch.ranOn}, ${batch.outcome}, ${JSON.stringify(batch.figures)}::jsonb, ${batch.note},
      ${reportedBy})`.execute(tx.kysely);
}

/** What keeps places of a line, by number; as far as the caller may read it. */
export async function listKeepers(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    SELECT b.number FROM bookings b WHERE b.id = ANY (${ids}::uuid[])
    UNION ALL SELECT c.number FROM campaigns c WHERE c.id = ANY (${ids}::uuid[]) ORDER BY number`.execute(tx.kysely);
  return rows.map(({ number }) => number);
}

/** Those that keep a place of a line within a period and that the caller may read. */
export async function listCampaignsIn(
  tx: Tx,
  bookableId: string,
  startsAt: string,
  endsAt: string,
): Promise<CalendarCampaign[]> {
  const { rows } = await sql<CalendarCampaign>`
    SELECT c.id, c.number, c.title, c.applicant_unit AS "applicantUnit", c.state, t.starts_at AS "startsAt",
      t.ends_at AS "endsAt"
    FROM campaigns c JOIN taken_hours(${bookableId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz) t
      ON t.id = c.id
    ORDER BY t.starts_at, c.id`.execute(tx.kysely);
  return rows;
}

export interface WaitingCampaign {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: CampaignState;
  readonly since: string;
  readonly isApplicant: boolean;
  /** An amendment is what waits. */
  readonly isAmendment: boolean;
}

/** Campaigns in which it is the scope's turn, and amendments that it has to answer. */
export async function listWaitingCampaigns(tx: Tx, scopeId: string): Promise<WaitingCampaign[]> {
  const { rows } = await sql<WaitingCampaign>`
    SELECT c.id, c.number, c.title, c.state, c.state_since AS since, c.applicant_scope_id = ${scopeId} AS "isApplicant",
      false AS "isAmendment"
    FROM campaigns c
    WHERE ((c.scope_id = ${scopeId} OR c.manager_scope_id = ${scopeId}) AND c.state IN ('requested', 'accepted', 'cleared'))
      OR (c.applicant_scope_id = ${scopeId} AND c.state = 'quoted')
    UNION ALL
    SELECT c.id, c.number, c.title, c.state, q.quoted_at, true, true
    FROM campaigns c JOIN campaign_quotes q ON q.campaign_id = c.id AND q.accepted_at IS NULL AND q.closed_at IS NULL
    WHERE c.applicant_scope_id = ${scopeId} AND c.state IN ('accepted', 'cleared', 'scheduled', 'running')
      AND EXISTS (SELECT FROM campaign_quotes a WHERE a.campaign_id = c.id AND a.number < q.number
        AND a.accepted_at IS NOT NULL)
    ORDER BY since LIMIT 100`.execute(tx.kysely);
  return rows;
}

export async function collectCampaignsOf(tx: Tx, userId: string): Promise<object[]> {
  const { rows } = await sql<object>`SELECT c.number, c.title, c.description, c.state, c.created_at AS "createdAt"
    FROM campaigns c WHERE c.applied_by = ${userId} ORDER BY c.id`.execute(tx.kysely);
  return rows;
}

export async function eraseApplicantName(tx: Tx, userId: string): Promise<void> {
  await sql`UPDATE campaigns SET applicant_name = '' WHERE applied_by = ${userId}`.execute(tx.kysely);
}
