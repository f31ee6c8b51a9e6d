// A fund itself: its row, plan, contributors, place in lists, and what was done about it.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import { searchCondition } from "../../../platform/search/index.ts";
import type { FUND_SORTS } from "../shapes.ts";
import { ACCOUNTS, type FundStage, type PlanDimension, type Source } from "../types.ts";

export interface FundRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly managerScopeId: string | null;
  readonly readers: string[];
  readonly number: string;
  readonly name: string;
  readonly purpose: string;
  readonly sizeFen: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly committeeLeast: number;
  readonly updatedAt: string;
  readonly version: number;
}

/** What its ledger comes to; zero for whoever does not see it. */
export interface LedgerSums {
  readonly subscribedFen: string;
  readonly paidInFen: string;
  readonly paidOutFen: string;
  readonly returnedFen: string;
  readonly feesFen: string;
  readonly bankFen: string;
  /** Promised to projects, less what was released. */
  readonly committedFen: string;
}
export type SummedFund = FundRow & LedgerSums;

const COLUMNS = sql`f.id, f.scope_id AS "scopeId", f.zone_id AS "zoneId", f.manager_scope_id AS "managerScopeId",
  f.readers, f.number, f.name, f.purpose, f.size_fen::text AS "sizeFen", f.starts_on AS "startsOn",
  f.ends_on AS "endsOn", f.committee_least AS "committeeLeast", f.updated_at AS "updatedAt", f.version`;

/** Of an entry and its reversal nothing is left, for the reversal is summed with the kind that it reverses. */
const SUMS = sql`CROSS JOIN LATERAL (
  SELECT coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'receivable' AND k.kind = 'contribution_committed'), 0)::text
      AS "subscribedFen",
    coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'bank' AND k.kind = 'contribution_paid'), 0)::text AS "paidInFen",
    coalesce(-sum(l.amount_fen) FILTER (WHERE a.key = 'bank' AND k.kind = 'tranche_paid'), 0)::text AS "paidOutFen",
    coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'bank'
      AND k.kind IN ('repayment', 'dividend', 'exit', 'interest')), 0)::text AS "returnedFen",
    coalesce(-sum(l.amount_fen) FILTER (WHERE a.key = 'bank' AND k.kind = 'fee'), 0)::text AS "feesFen",
    coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'bank'), 0)::text AS "bankFen",
    (SELECT coalesce(sum(c.amount_fen - c.released_fen), 0)::text FROM fund_commitments c WHERE c.fund_id = f.id)
      AS "committedFen"
  FROM fund_entries e
    JOIN fund_lines l ON l.entry_id = e.id
    JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account
    LEFT JOIN fund_entries o ON o.id = e.reverses_id
    CROSS JOIN LATERAL (SELECT coalesce(o.kind, e.kind) AS kind) k
  WHERE e.fund_id = f.id) m`;
const SUM_COLUMNS = sql`m."subscribedFen", m."paidInFen", m."paidOutFen", m."returnedFen", m."feesFen",
  m."bankFen", m."committedFen"`;

export async function findFundRow(
  tx: Tx,
  fundId: string,
  lock: "read" | "for_update" = "read",
): Promise<FundRow | null> {
  return firstOf(
    tx,
    sql<FundRow>`SELECT ${COLUMNS} FROM funds f WHERE f.id = ${fundId} ${lock === "for_update" ? sql`FOR UPDATE` : sql``}`,
  );
}

export async function findSummed(tx: Tx, fundId: string): Promise<SummedFund | null> {
  return firstOf(tx, sql<SummedFund>`SELECT ${COLUMNS}, ${SUM_COLUMNS} FROM funds f ${SUMS} WHERE f.id = ${fundId}`);
}

export async function findNumberByName(tx: Tx, scopeId: string, name: string): Promise<string | null> {
  const row = await firstOf(
    tx,
    sql<{ number: string }>`SELECT number FROM funds WHERE scope_id = ${scopeId} AND lower(name) = lower(${name})`,
  );
  return row?.number ?? null;
}

export type Placed = Pick<FundRow, "id" | "scopeId" | "managerScopeId">;

/** What a fund says, its amounts read. */
export interface FundFacts {
  readonly name: string;
  readonly purpose: string;
  readonly size: bigint;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly committeeLeast: number;
  readonly plan: {
    readonly stage: readonly { readonly key: FundStage; readonly amount: bigint }[];
    readonly source: readonly { readonly key: Source; readonly amount: bigint }[];
  };
}

export async function insertFund(
  tx: Tx,
  made: Placed & {
    readonly zoneId: string;
    readonly readers: readonly string[];
    readonly number: string;
    readonly createdBy: string;
  },
  facts: FundFacts,
): Promise<void> {
  await sql`
    INSERT INTO funds (id, scope_id, zone_id, manager_scope_id, readers, number, name, purpose, size_fen, starts_on,
      ends_on, committee_least, created_by)
    VALUES (${made.id}, ${made.scopeId}, ${made.zoneId}, ${made.managerScopeId}, ${made.readers}::uuid[],
      ${made.number}, ${facts.name}, ${facts.purpose}, ${String(facts.size)}::bigint, ${facts.startsOn}::date,
      ${facts.endsOn}::date, ${facts.committeeLeast}, ${made.createdBy})`.execute(tx.kysely);
  const accounts = JSON.stringify(
    ACCOUNTS.map(({ code, key, name, type }) => ({ code, key, zh: name.zh, en: name.en, type })),
  );
  await sql`
    INSERT INTO fund_accounts (fund_id, scope_id, manager_scope_id, code, key, name_zh, name_en, type)
    SELECT ${made.id}::uuid, ${made.scopeId}::uuid, ${made.managerScopeId}::uuid, a.code, a.key, a.zh, a.en, a.type
    FROM jsonb_to_recordset(${accounts}::jsonb) AS a (code text, key text, zh text, en text, type text)`.execute(
    tx.kysely,
  );
  await putPlan(tx, made, facts.plan);
}

async function putPlan(tx: Tx, { id, scopeId, managerScopeId }: Placed, plan: FundFacts["plan"]): Promise<void> {
  await sql`DELETE FROM fund_plan_lines WHERE fund_id = ${id}`.execute(tx.kysely);
  const lines = Object.entries(plan).flatMap(([dimension, some]) =>
    some.map(({ key, amount }) => ({ dimension, key, amount: String(amount) })),
  );
  await sql`
    INSERT INTO fund_plan_lines (fund_id, scope_id, manager_scope_id, dimension, key, amount_fen)
    SELECT ${id}::uuid, ${scopeId}::uuid, ${managerScopeId}::uuid, p.dimension, p.key, p.amount::bigint
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS p (dimension text, key text, amount text)`.execute(
    tx.kysely,
  );
}

const OWN_PARTS = [
  "fund_contributors",
  "fund_plan_lines",
  "fund_accounts",
  "fund_steps",
  "fund_entries",
  "fund_lines",
  "fund_votes",
  "fund_papers",
  "fund_write_offs",
  "fund_bank_lines",
  "fund_closings",
  "fund_receipt_matches",
] as const;
const SHARED_PARTS = [
  "fund_applications",
  "fund_application_steps",
  "fund_commitments",
  "fund_tranches",
  "fund_payments",
  "fund_conversions",
  "fund_share_transfers",
] as const;

/** Its parts are read and written by the same managers. */
export async function updateFund(
  tx: Tx,
  { id, scopeId, managerScopeId, readers }: Placed & { readonly readers: readonly string[] },
  facts: FundFacts,
): Promise<void> {
  await sql`
    UPDATE funds SET manager_scope_id = ${managerScopeId}, readers = ${readers}::uuid[], name = ${facts.name},
      purpose = ${facts.purpose}, size_fen = ${String(facts.size)}::bigint, starts_on = ${facts.startsOn}::date,
      ends_on = ${facts.endsOn}::date, committee_least = ${facts.committeeLeast}
    WHERE id = ${id}`.execute(tx.kysely);
  await handOver(tx, id, managerScopeId);
  await putPlan(tx, { id, scopeId, managerScopeId }, facts.plan);
}

/** What is asked of the fund and promised by it is read by its managers, whoever they are now. */
async function handOver(tx: Tx, fundId: string, managerScopeId: string | null): Promise<void> {
  for (const part of OWN_PARTS) {
    await sql`UPDATE ${sql.table(part)} SET manager_scope_id = ${managerScopeId}
      WHERE fund_id = ${fundId} AND manager_scope_id IS DISTINCT FROM ${managerScopeId}::uuid`.execute(tx.kysely);
  }
  for (const part of SHARED_PARTS) {
    await sql`UPDATE ${sql.table(part)} SET manager_scope_id = ${managerScopeId},
        readers = array_remove(array_append(array_remove(readers, manager_scope_id), ${managerScopeId}::uuid), NULL)
      WHERE fund_id = ${fundId} AND manager_scope_id IS DISTINCT FROM ${managerScopeId}::uuid`.execute(tx.kysely);
  }
}

export async function touchFund(tx: Tx, fundId: string): Promise<void> {
  await sql`UPDATE funds SET version = version + 1, updated_at = now() WHERE id = ${fundId}`.execute(tx.kysely);
}

export interface PlanLine {
  readonly dimension: PlanDimension;
  readonly key: string;
  readonly amountFen: string;
}

export async function listPlan(tx: Tx, fundId: string): Promise<PlanLine[]> {
  const { rows } = await sql<PlanLine>`SELECT dimension, key, amount_fen::text AS "amountFen" FROM fund_plan_lines
    WHERE fund_id = ${fundId}`.execute(tx.kysely);
  return rows;
}

// Contributors ----------------------------------------------------------------------------------------------------------------

export interface ContributorRow {
  readonly id: string;
  readonly name: string;
  readonly source: Source;
  readonly committedFen: string;
  readonly paidInFen: string;
}

export async function listContributors(tx: Tx, fundId: string): Promise<ContributorRow[]> {
  const { rows } = await sql<ContributorRow>`
    SELECT c.id, c.name, c.source,
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'receivable' AND k.kind = 'contribution_committed'), 0)::text
        AS "committedFen",
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'bank'), 0)::text AS "paidInFen"
    FROM fund_contributors c
      LEFT JOIN fund_entries e ON e.contributor_id = c.id
      LEFT JOIN fund_entries o ON o.id = e.reverses_id
      LEFT JOIN fund_lines l ON l.entry_id = e.id
      LEFT JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account
      CROSS JOIN LATERAL (SELECT coalesce(o.kind, e.kind) AS kind) k
    WHERE c.fund_id = ${fundId} GROUP BY c.id, c.name, c.source, c.position ORDER BY c.position`.execute(tx.kysely);
  return rows;
}

export async function insertContributor(
  tx: Tx,
  { id: fundId, scopeId, managerScopeId }: Placed,
  { name, source }: { readonly name: string; readonly source: Source },
): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO fund_contributors (id, fund_id, scope_id, manager_scope_id, name, source, position)
    VALUES (${id}, ${fundId}, ${scopeId}, ${managerScopeId}, ${name}, ${source},
      (SELECT coalesce(max(position), 0) + 1 FROM fund_contributors WHERE fund_id = ${fundId}))`.execute(tx.kysely);
  return id;
}

export async function findFundOf(
  tx: Tx,
  part: "fund_contributors" | "fund_entries",
  id: string,
): Promise<string | null> {
  const row = await firstOf(
    tx,
    sql<{ fundId: string }>`SELECT fund_id AS "fundId" FROM ${sql.table(part)} WHERE id = ${id}`,
  );
  return row?.fundId ?? null;
}

// Lists -----------------------------------------------------------------------------------------------------------------------

export type FundListing = Listing<(typeof FUND_SORTS)[number]>;

const SORT_KEYS: Readonly<Record<(typeof FUND_SORTS)[number], SortKey>> = {
  number: { by: sql`f.number`, type: "text" },
  name: { by: sql`f.name`, type: "text" },
  size: { by: sql`f.size_fen`, type: "bigint" },
  startsOn: { by: sql`f.starts_on`, type: "date" },
  endsOn: { by: sql`f.ends_on`, type: "date" },
  updatedAt: { by: sql`f.updated_at`, type: "timestamptz" },
};

export async function listFundRows(
  tx: Tx,
  scopeId: string,
  listing: FundListing,
): Promise<{ readonly rows: Keyed<SummedFund>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`f.id`);
  const wanted = sql<boolean>`(f.zone_id = ${scopeId} OR ${scopeId}::uuid = ANY (f.readers))
    AND ${searchCondition(sql`f.id`, "fund", listing.search)}`;
  const { rows } = await sql<Keyed<SummedFund>>`
    SELECT ${COLUMNS}, ${SUM_COLUMNS}, ${key} AS "sortKey" FROM funds f ${SUMS}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(tx, sql<{ n: number }>`SELECT count(*)::integer AS n FROM funds f WHERE ${wanted}`);
  return { rows, total: counted?.n ?? 0 };
}

// Steps -----------------------------------------------------------------------------------------------------------------------

export interface StepRow {
  readonly at: string;
  readonly actorId: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function insertStep(
  tx: Tx,
  { id, scopeId, managerScopeId }: Placed,
  actorId: string,
  action: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await sql`
    INSERT INTO fund_steps (id, fund_id, scope_id, manager_scope_id, actor_id, action, details)
    VALUES (${newId()}, ${id}, ${scopeId}, ${managerScopeId}, ${actorId}, ${action}, ${JSON.stringify(details)})`.execute(
    tx.kysely,
  );
}

export async function listSteps(tx: Tx, fundId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`SELECT at, actor_id AS "actorId", action, details FROM fund_steps
    WHERE fund_id = ${fundId} ORDER BY id DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}

// A person's data -------------------------------------------------------------------------------------------------------------

export async function collectFundsOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    entered: await list(sql`SELECT id, scope_id AS "scopeId", number, name, created_at AS "createdAt" FROM funds
      WHERE created_by = ${userId} ORDER BY id`),
    entries: await list(sql`SELECT fund_id AS "fundId", number, kind, on_day AS "onDay" FROM fund_entries
      WHERE created_by = ${userId} ORDER BY id`),
    applications: await list(sql`SELECT id, number, title, state, created_at AS "createdAt" FROM fund_applications
      WHERE created_by = ${userId} OR submitted_by = ${userId} OR investigator_id = ${userId} ORDER BY id`),
    votes: await list(sql`SELECT application_id AS "applicationId", vote, voted_at AS "votedAt" FROM fund_votes
      WHERE member_id = ${userId} ORDER BY application_id`),
    transfers: await list(sql`SELECT id, fund_id AS "fundId", on_day AS "onDay", share_bp AS "shareBp"
      FROM fund_share_transfers WHERE recorded_by = ${userId} OR taken_back_by = ${userId} ORDER BY id`),
    closings: await list(sql`SELECT fund_id AS "fundId", closed_until AS "closedUntil", made_at AS "madeAt"
      FROM fund_closings WHERE made_by = ${userId} ORDER BY fund_id, number`),
    steps: await list(
      sql`SELECT fund_id AS "fundId", action, at FROM fund_steps WHERE actor_id = ${userId} ORDER BY id`,
    ),
  };
}
