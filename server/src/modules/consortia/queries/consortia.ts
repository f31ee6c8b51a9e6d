// A consortium itself: its row, its place in lists, and what was done about it.
import { sql } from "kysely";
import { firstOf, TODAY, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import { searchCondition } from "../../../platform/search/index.ts";
import type { ConsortiumState, ConsortiumType, ContributionKind, Grade, MemberKind } from "../types.ts";
import type { CONSORTIUM_SORTS, ConsortiumContent } from "../shapes.ts";

export interface ConsortiumRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly managerScopeId: string | null;
  /** Pairs that take part. */
  readonly pairIds: string[];
  readonly readers: string[];
  readonly number: string;
  readonly name: string;
  readonly type: ConsortiumType;
  readonly state: ConsortiumState;
  readonly chainNode: string | null;
  readonly goal: string;
  readonly governance: string;
  readonly basis: string;
  readonly agreementId: string | null;
  readonly foundedOn: string | null;
  readonly assessOn: string | null;
  readonly assessedOn: string | null;
  readonly grade: Grade | null;
  readonly endedOn: string | null;
  readonly startedBy: string | null;
  readonly updatedAt: string;
  readonly version: number;
}

/** What is counted of its parts. */
export interface Counts {
  readonly lead: string | null;
  readonly leadKind: MemberKind | null;
  readonly members: Partial<Record<MemberKind, number>>;
  readonly memberCount: number;
  readonly memberNames: string[];
  readonly open: number;
  readonly reported: number;
  readonly accepted: number;
  readonly tasksOverdue: number;
  readonly contributions: { kind: ContributionKind; promised: string; delivered: string }[];
  readonly contributionsOverdue: number;
  readonly unconfirmed: number;
  readonly results: number;
  /** Days from today. */
  readonly assessIn: number | null;
}

export type CountedConsortium = ConsortiumRow & Counts;

const COLUMNS = sql`c.id, c.scope_id AS "scopeId", c.zone_id AS "zoneId", c.manager_scope_id AS "managerScopeId",
  c.pair_ids AS "pairIds", c.readers, c.number, c.name, c.type, c.state, c.chain_node AS "chainNode", c.goal, c.governance, c.basis,
  c.agreement_id AS "agreementId", c.founded_on AS "foundedOn", c.assess_on AS "assessOn",
  c.assessed_on AS "assessedOn", c.grade, c.ended_on AS "endedOn", c.started_by AS "startedBy",
  c.updated_at AS "updatedAt", c.version`;

const COUNTS = sql`m.lead, m.lead_kind AS "leadKind", m.kinds AS members, m.present AS "memberCount", m.names AS "memberNames", t.open,
  t.reported, t.accepted, t.overdue AS "tasksOverdue", k.sums AS contributions, k.overdue AS "contributionsOverdue",
  d.unconfirmed, r.results, c.assess_on - ${TODAY} AS "assessIn"`;

/** A promise of somebody who left counts as far as it was delivered. */
const PARTS = sql`
  CROSS JOIN LATERAL (
    SELECT max(x.name) FILTER (WHERE x.is_lead) AS lead, max(x.kind) FILTER (WHERE x.is_lead) AS lead_kind,
      count(*) FILTER (WHERE x.left_on IS NULL)::integer AS present,
      coalesce(array_agg(x.name ORDER BY x.position) FILTER (WHERE x.left_on IS NULL AND NOT x.is_lead), '{}') AS names,
      (SELECT coalesce(jsonb_object_agg(y.kind, y.n), '{}') FROM (SELECT z.kind, count(*)::integer AS n
        FROM consortium_members z WHERE z.consortium_id = c.id AND z.left_on IS NULL GROUP BY z.kind) y) AS kinds
    FROM consortium_members x WHERE x.consortium_id = c.id) m
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x.state = 'open')::integer AS open,
      count(*) FILTER (WHERE x.state = 'reported')::integer AS reported,
      count(*) FILTER (WHERE x.state = 'accepted')::integer AS accepted,
      count(*) FILTER (WHERE x.state = 'open' AND x.due_on < ${TODAY})::integer AS overdue
    FROM consortium_tasks x WHERE x.consortium_id = c.id) t
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('kind', y.kind, 'promised', y.promised::text,
        'delivered', y.delivered::text) ORDER BY y.kind), '[]') AS sums,
      coalesce(sum(y.overdue), 0)::integer AS overdue,
      coalesce(floor(avg(floor(y.delivered * 10000 / nullif(y.promised, 0)))), -1)::integer AS delivered_bp
    FROM (SELECT x.kind, sum(CASE WHEN p.left_on IS NULL THEN x.promised ELSE coalesce(s.delivered, 0) END) AS promised,
        sum(coalesce(s.delivered, 0)) AS delivered,
        count(*) FILTER (WHERE p.left_on IS NULL AND x.due_on < ${TODAY} AND coalesce(s.delivered, 0) < x.promised)
          AS overdue
      FROM consortium_contributions x JOIN consortium_members p ON p.id = x.member_id
        LEFT JOIN (SELECT v.contribution_id, sum(v.quantity) AS delivered FROM consortium_deliveries v
          WHERE v.consortium_id = c.id AND v.confirmed_by IS NOT NULL GROUP BY v.contribution_id) s
          ON s.contribution_id = x.id
      WHERE x.consortium_id = c.id GROUP BY x.kind) y) k
  CROSS JOIN LATERAL (SELECT count(*)::integer AS unconfirmed FROM consortium_deliveries x
    WHERE x.consortium_id = c.id AND x.confirmed_by IS NULL) d
  CROSS JOIN LATERAL (SELECT count(*)::integer AS results FROM consortium_results x WHERE x.consortium_id = c.id) r`;

export async function findConsortiumRow(
  tx: Tx,
  consortiumId: string,
  lock: "read" | "for_update" = "read",
): Promise<ConsortiumRow | null> {
  return firstOf(
    tx,
    sql<ConsortiumRow>`SELECT ${COLUMNS} FROM consortia c WHERE c.id = ${consortiumId}
      ${lock === "for_update" ? sql`FOR UPDATE` : sql``}`,
  );
}

export async function findCounted(tx: Tx, consortiumId: string): Promise<CountedConsortium | null> {
  return firstOf(
    tx,
    sql<CountedConsortium>`SELECT ${COLUMNS}, ${COUNTS} FROM consortia c ${PARTS} WHERE c.id = ${consortiumId}`,
  );
}

/** By names in lower case, of those of a scope. */
export async function findNumbersByName(
  tx: Tx,
  scopeId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly number: string }>> {
  const { rows } = await sql<{ key: string; id: string; number: string }>`
    SELECT lower(name) AS key, id, number FROM consortia
    WHERE scope_id = ${scopeId} AND lower(name) = ANY (${names.map((name) => name.toLowerCase())}::text[])`.execute(
    tx.kysely,
  );
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

export type Placed = Pick<ConsortiumRow, "id" | "scopeId" | "managerScopeId" | "readers">;

export async function insertConsortium(
  tx: Tx,
  made: Placed & { readonly zoneId: string; readonly number: string; readonly createdBy: string },
  content: ConsortiumContent,
): Promise<void> {
  await sql`
    INSERT INTO consortia (id, scope_id, zone_id, manager_scope_id, pair_ids, readers, number, name, type, chain_node, goal,
      governance, basis, agreement_id, assess_on, created_by)
    VALUES (${made.id}, ${made.scopeId}, ${made.zoneId}, ${made.managerScopeId}, ${content.pairIds}::uuid[],
      ${made.readers}::uuid[], ${made.number}, ${content.name}, ${content.type}, ${content.chainNode}, ${content.goal}, ${content.governance},
      ${content.basis}, ${content.agreementId}, ${content.assessOn}::date, ${made.createdBy})`.execute(tx.kysely);
}

const PART_TABLES = [
  "consortium_members",
  "consortium_tasks",
  "consortium_contributions",
  "consortium_deliveries",
  "consortium_results",
  "consortium_steps",
  "consortium_files",
  "consortium_requests",
] as const;

export async function updateConsortium(tx: Tx, id: string, content: ConsortiumContent): Promise<void> {
  await sql`
    UPDATE consortia SET manager_scope_id = ${content.managerScopeId}, pair_ids = ${content.pairIds}::uuid[],
      name = ${content.name}, type = ${content.type}, chain_node = ${content.chainNode}, goal = ${content.goal},
      governance = ${content.governance}, basis = ${content.basis}, agreement_id = ${content.agreementId},
      assess_on = ${content.assessOn}::date
    WHERE id = ${id}`.execute(tx.kysely);
  await setReaders(tx, id);
}

/**
 * Who reads it, anew: its own scope, its managers', the pairs that take part, and the enterprises that are in it now. Its parts
 * are read by the same.
 */
export async function setReaders(tx: Tx, id: string): Promise<void> {
  await sql`
    UPDATE consortia c SET readers = ARRAY(
      SELECT DISTINCT reader FROM (SELECT unnest(ARRAY[c.scope_id, c.manager_scope_id] || c.pair_ids) AS reader
        UNION SELECT m.enterprise_id FROM consortium_members m WHERE m.consortium_id = c.id AND m.left_on IS NULL) r
      WHERE reader IS NOT NULL ORDER BY reader)
    WHERE c.id = ${id}`.execute(tx.kysely);
  for (const table of PART_TABLES) {
    await sql`
      UPDATE ${sql.table(table)} p SET manager_scope_id = c.manager_scope_id, readers = c.readers FROM consortia c
      WHERE c.id = ${id} AND p.consortium_id = c.id
        AND (p.readers <> c.readers OR p.manager_scope_id IS DISTINCT FROM c.manager_scope_id)`.execute(tx.kysely);
  }
}

export async function updateState(
  tx: Tx,
  consortiumId: string,
  step: {
    readonly state: ConsortiumState;
    readonly on: string;
    readonly by: string;
    readonly grade: Grade | null;
    readonly nextOn: string | null;
  },
): Promise<void> {
  const { state, on, by, grade, nextOn } = step;
  // Assessed every year, unless another day was agreed.
  const nextYear = sql`(${on}::date + interval '1 year')::date`;
  const more = {
    founded: sql`founded_on = ${on}::date, assess_on = coalesce(assess_on, ${nextYear})`,
    running: sql`started_by = ${by}`,
    assessed: sql`assessed_on = ${on}::date, grade = ${grade}, assess_on = coalesce(${nextOn}::date, ${nextYear})`,
    ended: sql`ended_on = ${on}::date`,
    preparing: sql`founded_on = NULL`,
  }[state];
  await sql`UPDATE consortia SET state = ${state}, ${more} WHERE id = ${consortiumId}`.execute(tx.kysely);
}

/** Every change of a part is one of the consortium: one version guards them all. */
export async function touch(tx: Tx, consortiumId: string): Promise<void> {
  await sql`UPDATE consortia SET version = version + 1, updated_at = now() WHERE id = ${consortiumId}`.execute(
    tx.kysely,
  );
}

// Lists -----------------------------------------------------------------------------------------------------------------------

export type ConsortiumListing = Listing<(typeof CONSORTIUM_SORTS)[number]>;

export interface ConsortiumFilter {
  readonly states: readonly string[] | null;
  readonly types: readonly string[] | null;
  readonly chainNode: string | null;
  /** Only those that something is overdue in, has nobody to lead it, or is to be assessed. */
  readonly needsLook: boolean;
}

const SORT_KEYS: Readonly<Record<(typeof CONSORTIUM_SORTS)[number], SortKey>> = {
  number: { by: sql`c.number`, type: "text" },
  name: { by: sql`c.name`, type: "text" },
  type: { by: sql`c.type`, type: "text" },
  state: { by: sql`c.state`, type: "text" },
  chainNode: { by: sql`coalesce(c.chain_node, '')`, type: "text" },
  members: { by: sql`m.present`, type: "integer" },
  overdue: { by: sql`(t.overdue + k.overdue)`, type: "integer" },
  delivered: { by: sql`k.delivered_bp`, type: "integer" },
  assessOn: { by: sql`coalesce(c.assess_on, '9999-12-31'::date)`, type: "date" },
  updatedAt: { by: sql`c.updated_at`, type: "timestamptz" },
};

export async function listConsortiumRows(
  tx: Tx,
  scopeId: string,
  listing: ConsortiumListing,
  { states, types, chainNode, needsLook }: ConsortiumFilter,
): Promise<{ readonly rows: Keyed<CountedConsortium>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`c.id`);
  const wanted = sql<boolean>`(c.zone_id = ${scopeId} OR ${scopeId}::uuid = ANY (c.readers))
    AND (${states}::text[] IS NULL OR c.state = ANY (${states}::text[]))
    AND (${types}::text[] IS NULL OR c.type = ANY (${types}::text[]))
    AND (${chainNode}::text IS NULL OR c.chain_node = ${chainNode}::text)
    AND (NOT ${needsLook}::boolean OR (c.state <> 'ended' AND (t.overdue + k.overdue > 0
      OR (c.state <> 'preparing' AND (m.lead IS NULL OR m.present < 2 OR c.assess_on <= ${TODAY} + 30)))))
    AND ${searchCondition(sql`c.id`, "consortium", listing.search)}`;
  const { rows } = await sql<Keyed<CountedConsortium>>`
    SELECT ${COLUMNS}, ${COUNTS}, ${key} AS "sortKey" FROM consortia c ${PARTS}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM consortia c ${PARTS} WHERE ${wanted}`,
  );
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
  { id, scopeId, managerScopeId, readers }: Placed,
  actorId: string,
  action: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql`
    INSERT INTO consortium_steps (id, consortium_id, scope_id, manager_scope_id, readers, actor_id, action, details)
    VALUES (${newId()}, ${id}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[], ${actorId}, ${action},
      ${JSON.stringify(details)})`.execute(tx.kysely);
}

export async function listSteps(tx: Tx, consortiumId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    SELECT at, actor_id AS "actorId", action, details FROM consortium_steps
    WHERE consortium_id = ${consortiumId} ORDER BY id DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}

// A person's data -------------------------------------------------------------------------------------------------------------

export async function collectConsortiaOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    entered: await list(sql`SELECT id, scope_id AS "scopeId", number, name, created_at AS "createdAt" FROM consortia
      WHERE created_by = ${userId} ORDER BY id`),
    steps: await list(sql`SELECT consortium_id AS "consortiumId", action, at FROM consortium_steps
      WHERE actor_id = ${userId} ORDER BY id`),
  };
}
