// The ledger: entries are added and read, and nothing else.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { Line } from "../ledger/posting.ts";
import type { ENTRY_SORTS } from "../shapes.ts";
import type { AccountKey, AccountType, EntryKind } from "../types.ts";
import type { Placed } from "./funds.ts";

export interface NewEntry {
  readonly kind: EntryKind;
  readonly onDay: string;
  readonly text?: string;
  readonly voucher?: string;
  readonly contributorId?: string | null;
  readonly commitmentId?: string | null;
  readonly reversesId?: string | null;
  readonly lines: readonly Line[];
}

/** Takes the next number under the lock of the fund's row; the database looks at the sum when it commits. */
export async function insertEntry(
  tx: Tx,
  { id: fundId, scopeId, managerScopeId }: Placed,
  createdBy: string,
  entry: NewEntry,
): Promise<{ readonly id: string; readonly number: number }> {
  const id = newId();
  const { kind, onDay, text = "", voucher = "", contributorId = null, commitmentId = null, reversesId = null } = entry;
  const row = await firstOf(
    tx,
    sql<{ number: number }>`UPDATE funds SET last_entry = last_entry + 1 WHERE id = ${fundId}
      RETURNING last_entry AS number`,
  );
  const number = row?.number ?? 0;
  await sql`
    INSERT INTO fund_entries (id, fund_id, scope_id, manager_scope_id, number, kind, on_day, text, voucher,
      contributor_id, commitment_id, reverses_id, created_by)
    VALUES (${id}, ${fundId}, ${scopeId}, ${managerScopeId}, ${number}, ${kind}, ${onDay}::date, ${text}, ${voucher},
      ${contributorId}, ${commitmentId}, ${reversesId}, ${createdBy})`.execute(tx.kysely);
  const lines = entry.lines.map(({ account, amount }, index) => ({
    position: index + 1,
    account,
    amount: String(amount),
  }));
  await sql`
    INSERT INTO fund_lines (fund_id, scope_id, manager_scope_id, entry_id, position, account, amount_fen)
    SELECT ${fundId}::uuid, ${scopeId}::uuid, ${managerScopeId}::uuid, ${id}::uuid, l.position, a.code,
      l.amount::bigint
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l (position integer, account text, amount text)
      JOIN fund_accounts a ON a.fund_id = ${fundId} AND a.key = l.account`.execute(tx.kysely);
  return { id, number };
}

/** The day of the first entry, and the last day on which there is one or a tranche is to be paid. */
export async function findDaysInUse(
  tx: Tx,
  fundId: string,
): Promise<{ readonly first: string | null; readonly last: string | null }> {
  const row = await firstOf(
    tx,
    sql<{ first: string | null; last: string | null }>`
      SELECT min(e.on_day) AS first, greatest(max(e.on_day), (SELECT max(t.planned_on) FROM fund_tranches t
        JOIN fund_commitments c ON c.id = t.commitment_id AND c.closed_on IS NULL
        WHERE t.fund_id = ${fundId} AND NOT EXISTS (SELECT FROM fund_payments y
          WHERE y.tranche_id = t.id AND y.reversal_id IS NULL))) AS last
      FROM fund_entries e WHERE e.fund_id = ${fundId}`,
  );
  return row ?? { first: null, last: null };
}

export interface Balance {
  readonly key: AccountKey;
  readonly zh: string;
  readonly en: string;
  readonly fen: string;
}

/**
 * The lowest that each account stands at on the evening of a day, from one day on: of the fund as a whole, or of what its
 * entries about one contributor or one commitment come to.
 */
export async function listLowestBalances(
  tx: Tx,
  fundId: string,
  from: string,
  {
    contributorId = null,
    commitmentId = null,
  }: { readonly contributorId?: string | null; readonly commitmentId?: string | null } = {},
): Promise<Balance[]> {
  const { rows } = await sql<Balance>`
    WITH evenings AS (
      SELECT l.account, e.on_day, sum(sum(l.amount_fen)) OVER (PARTITION BY l.account ORDER BY e.on_day) AS fen
      FROM fund_lines l JOIN fund_entries e ON e.id = l.entry_id
      WHERE l.fund_id = ${fundId}
        AND (${contributorId}::uuid IS NULL OR e.contributor_id = ${contributorId}::uuid)
        AND (${commitmentId}::uuid IS NULL OR e.commitment_id = ${commitmentId}::uuid)
      GROUP BY l.account, e.on_day)
    SELECT a.key, a.name_zh AS zh, a.name_en AS en, min(v.fen)::text AS fen
    FROM fund_accounts a JOIN evenings v ON v.account = a.code AND v.on_day >= ${from}::date
    WHERE a.fund_id = ${fundId} GROUP BY a.code, a.key, a.name_zh, a.name_en ORDER BY a.code`.execute(tx.kysely);
  return rows;
}

/** The number of an entry that says the same and was not reversed; null where there is none. */
export async function findSameEntry(tx: Tx, fundId: string, entry: NewEntry): Promise<number | null> {
  const { kind, onDay, voucher = "", contributorId = null, commitmentId = null, lines } = entry;
  const bank = lines.find(({ account }) => account === "bank");
  const row = await firstOf(
    tx,
    sql<{ number: number }>`
      SELECT e.number FROM fund_entries e
        JOIN fund_lines l ON l.entry_id = e.id AND l.amount_fen = ${String(bank?.amount ?? 0n)}::bigint
        JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account AND a.key = 'bank'
      WHERE e.fund_id = ${fundId} AND e.kind = ${kind} AND e.on_day = ${onDay}::date
        AND lower(e.voucher) = lower(${voucher}) AND e.contributor_id IS NOT DISTINCT FROM ${contributorId}::uuid
        AND e.commitment_id IS NOT DISTINCT FROM ${commitmentId}::uuid
        AND NOT EXISTS (SELECT FROM fund_entries r WHERE r.reverses_id = e.id)
      ORDER BY e.number LIMIT 1`,
  );
  return row?.number ?? null;
}

interface EntryLineRow {
  readonly account: string;
  readonly key: AccountKey;
  readonly zh: string;
  readonly en: string;
  readonly fen: string;
}

export interface EntryRow {
  readonly id: string;
  readonly fundId: string;
  readonly number: number;
  readonly kind: EntryKind;
  readonly onDay: string;
  readonly text: string;
  readonly voucher: string;
  readonly contributorId: string | null;
  readonly commitmentId: string | null;
  readonly about: string;
  readonly lines: readonly EntryLineRow[];
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  readonly createdBy: string;
  readonly createdAt: string;
}

const ENTRY = sql`e.id, e.fund_id AS "fundId", e.number, e.kind, e.on_day AS "onDay", e.text, e.voucher,
  e.contributor_id AS "contributorId", e.commitment_id AS "commitmentId", coalesce(c.name, m.title, '') AS about,
  e.created_by AS "createdBy", e.created_at AS "createdAt", o.number AS reverses, r.number AS "reversedBy",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('account', l.account, 'key', a.key, 'zh', a.name_zh, 'en', a.name_en,
      'fen', l.amount_fen::text) ORDER BY l.position), '[]')
    FROM fund_lines l JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account
    WHERE l.entry_id = e.id) AS lines`;
const FROM = sql`fund_entries e LEFT JOIN fund_contributors c ON c.id = e.contributor_id
  LEFT JOIN fund_commitments m ON m.id = e.commitment_id
  LEFT JOIN fund_entries o ON o.id = e.reverses_id LEFT JOIN fund_entries r ON r.reverses_id = e.id`;

export async function findEntry(tx: Tx, entryId: string): Promise<EntryRow | null> {
  return firstOf(tx, sql<EntryRow>`SELECT ${ENTRY} FROM ${FROM} WHERE e.id = ${entryId}`);
}

export type EntryListing = Listing<(typeof ENTRY_SORTS)[number]>;
export interface EntryFilter {
  readonly kinds: readonly string[] | null;
  readonly from: string | null;
  readonly until: string | null;
}

const SORT_KEYS: Readonly<Record<(typeof ENTRY_SORTS)[number], SortKey>> = {
  number: { by: sql`e.number`, type: "integer" },
  onDay: { by: sql`e.on_day`, type: "date" },
};

export async function listEntryRows(
  tx: Tx,
  fundId: string,
  listing: EntryListing,
  { kinds, from, until }: EntryFilter,
): Promise<{ readonly rows: Keyed<EntryRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`e.id`);
  const { search } = listing;
  const wanted = sql<boolean>`e.fund_id = ${fundId}
    AND (${kinds}::text[] IS NULL OR e.kind = ANY (${kinds}::text[]))
    AND (${from}::date IS NULL OR e.on_day >= ${from}::date)
    AND (${until}::date IS NULL OR e.on_day <= ${until}::date)
    AND (${search}::text IS NULL
      OR strpos(lower(e.text || ' ' || e.voucher || ' ' || coalesce(c.name, m.title, '')), lower(${search})) > 0)`;
  const { rows } = await sql<Keyed<EntryRow>>`SELECT ${ENTRY}, ${key} AS "sortKey" FROM ${FROM}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(tx, sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${FROM} WHERE ${wanted}`);
  return { rows, total: counted?.n ?? 0 };
}

export interface AccountSums {
  readonly code: string;
  readonly key: AccountKey;
  readonly zh: string;
  readonly en: string;
  readonly type: AccountType;
  readonly opening: string;
  readonly debit: string;
  readonly credit: string;
}

/** Every account with its balance before the period and what it gained and gave in it. */
export async function listAccountSums(
  tx: Tx,
  fundId: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<AccountSums[]> {
  const inPeriod = sql`e.on_day >= ${from}::date AND e.on_day <= ${until}::date`;
  const { rows } = await sql<AccountSums>`
    SELECT a.code, a.key, a.name_zh AS zh, a.name_en AS en, a.type,
      coalesce(sum(l.amount_fen) FILTER (WHERE e.on_day < ${from}::date), 0)::text AS opening,
      coalesce(sum(l.amount_fen) FILTER (WHERE ${inPeriod} AND l.amount_fen > 0), 0)::text AS debit,
      coalesce(-sum(l.amount_fen) FILTER (WHERE ${inPeriod} AND l.amount_fen < 0), 0)::text AS credit
    FROM fund_accounts a
      LEFT JOIN fund_lines l ON l.fund_id = a.fund_id AND l.account = a.code
      LEFT JOIN fund_entries e ON e.id = l.entry_id
    WHERE a.fund_id = ${fundId} GROUP BY a.code, a.key, a.name_zh, a.name_en, a.type ORDER BY a.code`.execute(
    tx.kysely,
  );
  return rows;
}

/** What moved the bank account in a period, by kind; a reversal counts with what it reverses. */
export async function listBankMovements(
  tx: Tx,
  fundId: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<{ kind: EntryKind; in: string; out: string }[]> {
  const { rows } = await sql<{ kind: EntryKind; in: string; out: string }>`
    SELECT coalesce(o.kind, e.kind) AS kind, coalesce(sum(l.amount_fen) FILTER (WHERE l.amount_fen > 0), 0)::text AS in,
      coalesce(-sum(l.amount_fen) FILTER (WHERE l.amount_fen < 0), 0)::text AS out
    FROM fund_entries e JOIN fund_lines l ON l.entry_id = e.id
      JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account AND a.key = 'bank'
      LEFT JOIN fund_entries o ON o.id = e.reverses_id
    WHERE e.fund_id = ${fundId} AND e.on_day >= ${from}::date AND e.on_day <= ${until}::date
    GROUP BY 1 ORDER BY 1`.execute(tx.kysely);
  return rows;
}
