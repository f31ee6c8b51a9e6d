// All SQL of this module.
import type { Bilingual } from "@dual-high/kernel";
import { sql } from "kysely";
import { firstOf, type Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import { searchCondition } from "../../platform/search/index.ts";
import type { AgreementKindName } from "./types.ts";
import type { AGREEMENT_SORTS, AgreementContent, AgreementState, Milestone, Party, Payment } from "./types.ts";

export interface AgreementRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly number: string;
  readonly kind: AgreementKindName;
  readonly subKind: string | null;
  readonly title: string;
  readonly state: AgreementState;
  readonly enterpriseId: string | null;
  readonly amountFen: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly subject: string;
  readonly indicators: string;
  readonly ipTerms: string;
  readonly otherTerms: string;
  readonly originKind: "need" | "challenge" | null;
  readonly originId: string | null;
  readonly originNumber: string | null;
  readonly originTitle: string | null;
  readonly needIds: string[];
  readonly signedOn: string | null;
  readonly endedOn: string | null;
  readonly stateReason: string | null;
  readonly sentAt: string | null;
  readonly sampleNote: Bilingual | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

const COLUMNS = sql`a.id, a.scope_id AS "scopeId", a.zone_id AS "zoneId", a.number, a.kind, a.sub_kind AS "subKind",
  a.title, a.state, a.enterprise_id AS "enterpriseId", a.amount_fen::text AS "amountFen", a.starts_on AS "startsOn",
  a.ends_on AS "endsOn", a.subject, a.indicators, a.ip_terms AS "ipTerms", a.other_terms AS "otherTerms",
  a.origin_kind AS "originKind", a.origin_id AS "originId", a.origin_number AS "originNumber",
  a.origin_title AS "originTitle", a.need_ids AS "needIds", a.signed_on AS "signedOn", a.ended_on AS "endedOn",
  a.state_reason AS "stateReason", a.sent_at AS "sentAt", a.sample_note AS "sampleNote", a.created_by AS "createdBy", a.created_at AS "createdAt",
  a.updated_at AS "updatedAt", a.version`;

export async function findAgreementRow(
  tx: Tx,
  agreementId: string,
  lock: "read" | "for_update" = "read",
): Promise<AgreementRow | null> {
  return firstOf(
    tx,
    sql<AgreementRow>`SELECT ${COLUMNS} FROM agreements a WHERE a.id = ${agreementId}
      ${lock === "for_update" ? sql`FOR UPDATE` : sql``}`,
  );
}

export interface NewAgreement {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly number: string;
  readonly origin: {
    readonly kind: "need" | "challenge";
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly part: string | null;
  } | null;
  readonly needIds: readonly string[];
  /** What of it is made up. */
  readonly sampleNote: Bilingual | null;
  readonly createdBy: string | null;
}

export async function insertAgreement(tx: Tx, made: NewAgreement, content: AgreementContent): Promise<void> {
  const { origin } = made;
  await sql`
    INSERT INTO agreements (id, scope_id, zone_id, number, kind, sub_kind, title, enterprise_id, amount_fen, starts_on,
      ends_on, subject, indicators, ip_terms, other_terms, origin_kind, origin_id, origin_number, origin_title,
      origin_part, need_ids, sample_note, created_by)
    VALUES (${made.id}, ${made.scopeId}, ${made.zoneId}, ${made.number}, ${content.kind}, ${content.subKind},
      ${content.title}, ${content.enterpriseId}, ${content.amountFen}::bigint, ${content.startsOn}::date,
      ${content.endsOn}::date, ${content.subject}, ${content.indicators}, ${content.ipTerms}, ${content.otherTerms},
      ${origin?.kind ?? null}, ${origin?.id ?? null}, ${origin?.number ?? null}, ${origin?.title ?? null},
      ${origin?.part ?? null}, ${made.needIds}::uuid[],
      ${jsonOf(made.sampleNote)}::jsonb, ${made.createdBy})`.execute(tx.kysely);
  await insertParts(tx, made, content);
}

const jsonOf = (note: Bilingual | null) => (note === null ? null : JSON.stringify(note));

export async function hasDraftOf(tx: Tx, scopeId: string, originId: string, part: string): Promise<boolean> {
  const row = await firstOf(
    tx,
    sql`SELECT FROM agreements a WHERE a.scope_id = ${scopeId} AND a.origin_kind = 'challenge'
      AND a.origin_id = ${originId} AND a.origin_part = ${part}`,
  );
  return row !== null;
}

export async function updateContent(
  tx: Tx,
  { id, scopeId }: Pick<AgreementRow, "id" | "scopeId">,
  content: AgreementContent,
): Promise<void> {
  await sql`
    UPDATE agreements SET kind = ${content.kind}, sub_kind = ${content.subKind}, title = ${content.title},
      enterprise_id = ${content.enterpriseId}, amount_fen = ${content.amountFen}::bigint,
      starts_on = ${content.startsOn}::date, ends_on = ${content.endsOn}::date, subject = ${content.subject},
      indicators = ${content.indicators}, ip_terms = ${content.ipTerms}, other_terms = ${content.otherTerms},
      sent_at = NULL, updated_at = now(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
  for (const table of ["agreement_parties", "agreement_milestones", "agreement_payments"]) {
    await sql`DELETE FROM ${sql.table(table)} WHERE agreement_id = ${id}`.execute(tx.kysely);
  }
  await insertParts(tx, { id, scopeId }, content);
}

async function insertParts(
  tx: Tx,
  { id, scopeId }: Pick<AgreementRow, "id" | "scopeId">,
  { enterpriseId, parties, milestones, payments }: AgreementContent,
): Promise<void> {
  const numbered = (parts: readonly object[]) =>
    JSON.stringify(parts.map((part, index) => ({ ...part, position: index + 1 })));
  await sql`
    INSERT INTO agreement_parties (scope_id, enterprise_id, agreement_id, position, role, name, credit_code,
      representative, share_bp)
    SELECT ${scopeId}::uuid, ${enterpriseId}::uuid, ${id}::uuid, p.position, p.role, p.name, p."creditCode",
      p.representative, p."shareBp"
    FROM jsonb_to_recordset(${numbered(parties)}::jsonb) AS p (position integer, role text, name text,
      "creditCode" text, representative text, "shareBp" integer)`.execute(tx.kysely);
  await sql`
    INSERT INTO agreement_milestones (scope_id, enterprise_id, agreement_id, position, title, deliverable, due_on, id)
    SELECT ${scopeId}::uuid, ${enterpriseId}::uuid, ${id}::uuid, m.position, m.title, m.deliverable, m."dueOn", m.id
    FROM jsonb_to_recordset(${numbered(identify(milestones))}::jsonb) AS m (position integer, title text,
      deliverable text, "dueOn" date, id uuid)`.execute(tx.kysely);
  await sql`
    INSERT INTO agreement_payments (scope_id, enterprise_id, agreement_id, position, kind, condition, amount_fen,
      royalty_bp, due_on)
    SELECT ${scopeId}::uuid, ${enterpriseId}::uuid, ${id}::uuid, p.position, p.kind, p.condition, p."amountFen",
      p."royaltyBp", p."dueOn"
    FROM jsonb_to_recordset(${numbered(payments)}::jsonb) AS p (position integer, kind text, condition text,
      "amountFen" bigint, "royaltyBp" integer, "dueOn" date)`.execute(tx.kysely);
}

/** A line that stays keeps its id; a new one, and the copy of another, gets its own. */
function identify(milestones: readonly Milestone[]): Milestone[] {
  const taken = new Set<string>();
  return milestones.map((milestone) => {
    const id = milestone.id === null || taken.has(milestone.id) ? newId() : milestone.id;
    taken.add(id);
    return { ...milestone, id };
  });
}

export async function loadContent(tx: Tx, row: AgreementRow): Promise<AgreementContent> {
  const { kind, subKind, title, enterpriseId, amountFen, startsOn, endsOn, subject, indicators } = row;
  const { ipTerms, otherTerms, id } = row;
  const { rows: parties } = await sql<Party>`
    SELECT role, name, credit_code AS "creditCode", representative, share_bp AS "shareBp"
    FROM agreement_parties WHERE agreement_id = ${id} ORDER BY position`.execute(tx.kysely);
  const { rows: milestones } = await sql<Milestone>`
    SELECT title, deliverable, due_on AS "dueOn", id FROM agreement_milestones
    WHERE agreement_id = ${id} ORDER BY position`.execute(tx.kysely);
  const { rows: payments } = await sql<Payment>`
    SELECT kind, condition, amount_fen::text AS "amountFen", royalty_bp AS "royaltyBp", due_on AS "dueOn"
    FROM agreement_payments WHERE agreement_id = ${id} ORDER BY position`.execute(tx.kysely);
  return {
    kind,
    subKind,
    title,
    enterpriseId,
    amountFen,
    startsOn,
    endsOn,
    subject,
    indicators,
    ipTerms,
    otherTerms,
    parties,
    milestones,
    payments,
  };
}

export async function updateState(
  tx: Tx,
  agreementId: string,
  {
    state,
    on,
    by,
    reason,
  }: {
    readonly state: AgreementState;
    readonly on: string;
    readonly by: string;
    readonly reason: string | null;
  },
): Promise<void> {
  const signed = sql`signed_on = ${on}::date, signed_by = ${by}`;
  const ended = sql`ended_on = ${on}::date`;
  await sql`
    UPDATE agreements SET state = ${state}, state_reason = ${reason}, ${state === "signed" ? signed : ended},
      updated_at = now(), version = version + 1
    WHERE id = ${agreementId}`.execute(tx.kysely);
}

/** From now on the enterprise that is a party reads the draft, until it is changed. */
export async function markSent(tx: Tx, agreementId: string): Promise<void> {
  await sql`UPDATE agreements SET sent_at = now(), updated_at = now(), version = version + 1
    WHERE id = ${agreementId}`.execute(tx.kysely);
}

// Lists -----------------------------------------------------------------------------------------------------------------------

export type AgreementListing = Listing<(typeof AGREEMENT_SORTS)[number]>;

export interface AgreementFilter {
  readonly states: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly originId: string | null;
  readonly money: readonly string[] | null;
  /** "signed", "unsigned" or both. */
  readonly signed: readonly string[] | null;
}

const SORT_KEYS: Readonly<Record<(typeof AGREEMENT_SORTS)[number], SortKey>> = {
  number: { by: sql`a.number`, type: "text" },
  title: { by: sql`a.title`, type: "text" },
  kind: { by: sql`a.kind`, type: "text" },
  state: { by: sql`a.state`, type: "text" },
  amount: { by: sql`coalesce(a.amount_fen, -1)`, type: "bigint" },
  endsOn: { by: sql`coalesce(a.ends_on, '9999-12-31'::date)`, type: "date" },
  updatedAt: { by: sql`a.updated_at`, type: "timestamptz" },
};

export type ListedAgreement = AgreementRow & {
  readonly parties: string[];
  readonly receivedFen: string;
  readonly royaltyFen: string;
  readonly overdueFen: string;
};

export async function listAgreementRows(
  tx: Tx,
  scopeId: string,
  listing: AgreementListing,
  { states, kinds, originId, money, signed }: AgreementFilter,
): Promise<{ readonly rows: Keyed<ListedAgreement>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`a.id`);
  const { search } = listing;
  const wanted = sql<boolean>`(a.scope_id = ${scopeId} OR a.enterprise_id = ${scopeId})
    AND (${states}::text[] IS NULL OR a.state = ANY (${states}::text[]))
    AND (${kinds}::text[] IS NULL OR a.kind = ANY (${kinds}::text[]))
    AND (${originId}::uuid IS NULL OR a.origin_id = ${originId}::uuid)
    AND (${signed}::text[] IS NULL
      OR CASE WHEN a.signed_on IS NULL THEN 'unsigned' ELSE 'signed' END = ANY (${signed}::text[]))
    AND (${money}::text[] IS NULL
      OR ('overdue' = ANY (${money}::text[]) AND m.overdue_fen > 0)
      OR ('unpaid' = ANY (${money}::text[]) AND a.state = 'signed' AND m.agreed_fen > m.received_fen)
      OR ('paid' = ANY (${money}::text[]) AND a.signed_on IS NOT NULL AND m.agreed_fen <= m.received_fen))
    AND (${searchCondition(sql`a.id`, "agreement", search)} OR (a.enterprise_id = ${scopeId}
      AND strpos(lower(a.number || ' ' || a.title), lower(${search})) > 0))`;
  const { rows } = await sql<Keyed<ListedAgreement>>`
    SELECT ${COLUMNS}, ${key} AS "sortKey",
      array(SELECT p.name FROM agreement_parties p WHERE p.agreement_id = a.id ORDER BY p.position) AS parties,
      m.received_fen::text AS "receivedFen", m.royalty_fen::text AS "royaltyFen", m.overdue_fen::text AS "overdueFen"
    FROM agreements a JOIN agreement_money m ON m.agreement_id = a.id WHERE ${wanted} AND ${condition} ${tail}`.execute(
    tx.kysely,
  );
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM agreements a
      JOIN agreement_money m ON m.agreement_id = a.id WHERE ${wanted}`,
  );
  return { rows, total: counted?.n ?? 0 };
}

/** How many agreements of a scope were ever signed, and what was agreed in them, in fen. */
export async function sumSigned(
  tx: Tx,
  scopeId: string,
): Promise<{ readonly count: number; readonly agreedFen: string }> {
  const { rows } = await sql<{ count: number; agreedFen: string }>`
    SELECT count(*)::integer AS count, coalesce(sum(m.agreed_fen), 0)::text AS "agreedFen"
    FROM agreements a JOIN agreement_money m ON m.agreement_id = a.id
    WHERE (a.scope_id = ${scopeId} OR a.enterprise_id = ${scopeId}) AND a.signed_on IS NOT NULL`.execute(tx.kysely);
  return rows[0] ?? { count: 0, agreedFen: "0" };
}

export interface KindSums {
  readonly kind: AgreementKindName;
  readonly count: number;
  /** Of these, how many are made up in part. */
  readonly sampleCount: number;
  readonly agreedFen: string;
  readonly receivedFen: string;
  readonly royaltyFen: string;
}

/**
 * A scope and whatever stands beneath it, as far as the caller reads it: a university's pairs, a zone's, a province's. A pair
 * that stands beneath it in two ways is listed once.
 */
export async function listScopesWithin(tx: Tx, scopeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`WITH RECURSIVE beneath AS (
      SELECT ${scopeId}::uuid AS id
      UNION SELECT s.id FROM scopes s JOIN beneath b ON s.parent_id = b.id OR b.id = ANY (s.also_beneath)
    ) SELECT b.id FROM beneath b`.execute(tx.kysely);
  return rows.map(({ id }) => id);
}

/** The agreements of these scopes, and those to which `partyId` is a party, that were ever signed, by their kind. */
export async function sumByKind(tx: Tx, scopeIds: readonly string[], partyId: string): Promise<KindSums[]> {
  const { rows } = await sql<KindSums>`
    SELECT a.kind, count(*)::integer AS count, count(a.sample_note)::integer AS "sampleCount",
      coalesce(sum(m.agreed_fen), 0)::text AS "agreedFen", sum(m.received_fen)::text AS "receivedFen",
      sum(m.royalty_fen)::text AS "royaltyFen"
    FROM agreements a JOIN agreement_money m ON m.agreement_id = a.id
    WHERE (a.scope_id = ANY (${scopeIds}::uuid[]) OR a.enterprise_id = ${partyId}) AND a.signed_on IS NOT NULL
    GROUP BY a.kind`.execute(tx.kysely);
  return rows;
}

export interface UntouchedDraft {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly since: string;
}

/** Drafts that an award made and nobody has taken up yet. */
export async function listUntouchedDrafts(tx: Tx, scopeId: string): Promise<UntouchedDraft[]> {
  const { rows } = await sql<UntouchedDraft>`
    SELECT a.id, a.number, a.title, a.created_at AS since FROM agreements a
    WHERE a.scope_id = ${scopeId} AND a.state = 'draft' AND a.created_by IS NULL AND a.version = 1
    ORDER BY a.number LIMIT 5`.execute(tx.kysely);
  return rows;
}

// Steps -----------------------------------------------------------------------------------------------------------------------

const STEP_ACTIONS = [
  "drafted",
  "changed",
  "sign",
  "complete",
  "end",
  "send",
  "receipt_entered",
  "receipt_matched",
  "receipt_loosened",
  "receipt_reversed",
  "receipt_voucher",
  "delivered",
  "delivery_accepted",
  "delivery_refused",
  "amendment_drafted",
  "amendment_changed",
  "amendment_signed",
  "amendment_dropped",
  "amendment_sent",
  "income_drawn",
  "income_approved",
  "income_ended",
  "approval_started",
  "approval_step_done",
  "approval_sent_back",
  "approval_withdrawn",
  "signed_text_added",
  "registration_changed",
  "registration_accept",
  "registration_register",
  "registration_return",
  "registration_change",
  "registration_cancel",
  "registration_renew",
] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

export interface StepRow {
  readonly at: string;
  readonly actorId: string | null;
  readonly action: StepAction;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An institution's own affairs, and drafts not sent yet, are no part of the history that the other party reads. */
export function insideOf(row: AgreementRow): AgreementRow {
  return { ...row, enterpriseId: null };
}

export async function insertStep(
  tx: Tx,
  { id, scopeId, enterpriseId }: Pick<AgreementRow, "id" | "scopeId" | "enterpriseId">,
  action: StepAction,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const actorId = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    INSERT INTO agreement_steps (scope_id, enterprise_id, agreement_id, id, actor_id, action, details)
    VALUES (${scopeId}, ${enterpriseId}, ${id}, ${newId()}, ${actorId}, ${action}, ${JSON.stringify(details)})`.execute(
    tx.kysely,
  );
}

export async function listSteps(tx: Tx, agreementId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    SELECT s.at, s.actor_id AS "actorId", s.action, s.details FROM agreement_steps s
    WHERE s.agreement_id = ${agreementId} ORDER BY s.id DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}

/** Whoever did something about an agreement, by name, on either side and above it. */
export async function findAgreementPeople(tx: Tx, agreementId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT p.id, p.name FROM agreement_people(${agreementId}::uuid) p`.execute(tx.kysely);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

// A person's data -------------------------------------------------------------------------------------------------------------

export async function collectAgreementsOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    drafted: await list(sql`SELECT id, scope_id AS "scopeId", number, title, state, created_at AS "createdAt"
      FROM agreements WHERE created_by = ${userId} ORDER BY id`),
    steps: await list(sql`SELECT agreement_id AS "agreementId", action, at FROM agreement_steps
      WHERE actor_id = ${userId} ORDER BY id`),
  };
}
