// SQL of stakes: who founded an enterprise or invested in it.
import { type RawBuilder, sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import { organisationKeys } from "../column-kinds.ts";
import type { Lock } from "../queries.ts";
import type { Stake, StakeRole } from "./types.ts";

const IS_CURRENT = sql`(s.since IS NULL OR s.since <= ${TODAY}) AND (s.until IS NULL OR s.until > ${TODAY})`;

const STAKE = sql`s.id, s.scope_id AS "scopeId", s.enterprise_id AS "enterpriseId", o.name AS enterprise,
  s.holder_kind AS "holderKind", coalesce(s.person_id, s.organisation_id) AS "holderId", s.holder_name AS "holderName",
  s.holder_unit AS "holderUnit", s.role, s.share_bp AS "shareBp", s.since::text AS since, s.until::text AS until, s.source,
  (${IS_CURRENT}) AS "isCurrent", s.recorded_at AS "recordedAt", s.version`;

/** A record with all that were merged into it, for their stakes are its own. */
function family(table: "organisations" | "people", id: string): RawBuilder<unknown> {
  return sql`WITH RECURSIVE family AS (
    SELECT t.id FROM ${sql.table(table)} t WHERE t.id = ${id}
    UNION SELECT t.id FROM ${sql.table(table)} t JOIN family f ON t.merged_into = f.id)`;
}

async function list(tx: Tx, before: RawBuilder<unknown>, wanted: RawBuilder<unknown>): Promise<Stake[]> {
  const { rows } = await sql<Stake>`
    ${before} SELECT ${STAKE} FROM stakes s JOIN organisations o ON o.id = s.enterprise_id
    WHERE ${wanted} AND s.removed_at IS NULL
    ORDER BY s.until DESC NULLS FIRST, s.share_bp DESC NULLS LAST, s.id LIMIT 500`.execute(tx.kysely);
  return rows;
}

export async function listStakesIn(tx: Tx, enterpriseId: string): Promise<Stake[]> {
  return list(tx, family("organisations", enterpriseId), sql`s.enterprise_id IN (SELECT id FROM family)`);
}

export async function listStakesOf(tx: Tx, holderKind: "person" | "organisation", id: string): Promise<Stake[]> {
  return holderKind === "person"
    ? list(tx, family("people", id), sql`s.person_id IN (SELECT id FROM family)`)
    : list(tx, family("organisations", id), sql`s.organisation_id IN (SELECT id FROM family)`);
}

/** Every stake of a scope, by its enterprise. */
export async function listStakesWithin(tx: Tx, scopeId: string): Promise<Stake[]> {
  const { rows } = await sql<Stake>`
    SELECT ${STAKE} FROM stakes s JOIN organisations o ON o.id = s.enterprise_id
    WHERE s.scope_id = ${scopeId} AND s.removed_at IS NULL ORDER BY o.name, s.holder_name, s.id LIMIT 50000`.execute(
    tx.kysely,
  );
  return rows;
}

/** An enterprise of the scope by its name as names are compared; what it was merged into, where it was. */
export async function findEnterpriseNamed(tx: Tx, scopeId: string, name: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT coalesce(o.merged_into, o.id) AS id FROM organisations o
    WHERE o.scope_id = ${scopeId} AND o.kind = 'enterprise' AND o.archived_at IS NULL
      AND o.match_keys && ${organisationKeys({ name })}::text[] ORDER BY o.created_at, o.id LIMIT 1`.execute(tx.kysely);
  return rows[0]?.id ?? null;
}

/** Records of the scope that bear a name: people with their units, or organisations. */
export async function findHoldersNamed(
  tx: Tx,
  scopeId: string,
  holderKind: "person" | "organisation",
  name: string,
): Promise<{ readonly id: string; readonly unit: string | null }[]> {
  const { rows } =
    holderKind === "person"
      ? await sql<{ id: string; unit: string | null }>`
          SELECT p.id, p.unit FROM people p WHERE p.scope_id = ${scopeId} AND p.archived_at IS NULL
            AND p.merged_into IS NULL AND p.name = ${name} LIMIT 20`.execute(tx.kysely)
      : await sql<{ id: string; unit: string | null }>`
          SELECT o.id, NULL AS unit FROM organisations o WHERE o.scope_id = ${scopeId} AND o.archived_at IS NULL
            AND o.merged_into IS NULL AND o.match_keys && ${organisationKeys({ name })}::text[] LIMIT 20`.execute(
          tx.kysely,
        );
  return rows;
}

export interface StakeRow extends Stake {
  readonly removedAt: string | null;
}

export async function findStake(tx: Tx, id: string, lock: Lock = "read"): Promise<StakeRow | null> {
  const { rows } = await sql<StakeRow>`
    SELECT ${STAKE}, s.removed_at AS "removedAt" FROM stakes s JOIN organisations o ON o.id = s.enterprise_id
    WHERE s.id = ${id} ${lock === "for_update" ? sql`FOR UPDATE OF s` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export type NewStake = Omit<Stake, "enterprise" | "isCurrent" | "recordedAt" | "version"> & {
  readonly recordedBy: string;
};

export async function insertStake(tx: Tx, stake: NewStake): Promise<void> {
  const { holderKind, holderId } = stake;
  await sql`
    INSERT INTO stakes (id, scope_id, enterprise_id, holder_kind, person_id, organisation_id, holder_name, holder_unit,
      role, share_bp, since, until, source, recorded_by)
    VALUES (${stake.id}, ${stake.scopeId}, ${stake.enterpriseId}, ${holderKind}, ${holderKind === "person" ? holderId : null},
      ${holderKind === "organisation" ? holderId : null}, ${stake.holderName}, ${stake.holderUnit}, ${stake.role},
      ${stake.shareBp}, ${stake.since}::date, ${stake.until}::date, ${stake.source}, ${stake.recordedBy})`.execute(
    tx.kysely,
  );
}

export async function updateStake(
  tx: Tx,
  { id, role, shareBp, since, until, source }: Pick<Stake, "id" | "role" | "shareBp" | "since" | "until" | "source">,
): Promise<void> {
  await sql`UPDATE stakes SET role = ${role}, share_bp = ${shareBp}, since = ${since}::date, until = ${until}::date,
    source = ${source}, updated_at = now(), version = version + 1 WHERE id = ${id}`.execute(tx.kysely);
}

export async function setStakeRemoved(tx: Tx, id: string, isRemoved: boolean): Promise<void> {
  await sql`UPDATE stakes SET removed_at = ${isRemoved ? sql`now()` : sql`NULL`}, updated_at = now(),
    version = version + 1 WHERE id = ${id}`.execute(tx.kysely);
}

/** A stake that is held today, for whoever looks for conflicts of interest. */
export interface StakeFact {
  /** Every name that the enterprise goes by, and that of what it was merged into. */
  readonly enterpriseNames: readonly string[];
  readonly enterprise: string;
  readonly holderKind: "person" | "organisation";
  readonly holderName: string;
  readonly holderUnit: string | null;
  readonly role: StakeRole;
  readonly shareBp: number | null;
}

/** All stakes of a scope that are held today. */
export async function loadStakes(tx: Tx, scopeId: string): Promise<StakeFact[]> {
  const { rows } = await sql<StakeFact>`
    WITH RECURSIVE held AS (
      SELECT s.* FROM stakes s WHERE s.scope_id = ${scopeId} AND s.removed_at IS NULL AND ${IS_CURRENT}
    ), up AS (
      SELECT h.id AS stake, 0 AS step, o.name, o.other_names, o.merged_into
      FROM held h JOIN organisations o ON o.id = h.enterprise_id
      UNION ALL
      SELECT u.stake, u.step + 1, o.name, o.other_names, o.merged_into
      FROM up u JOIN organisations o ON o.id = u.merged_into
    )
    SELECT h.holder_kind AS "holderKind", h.holder_name AS "holderName", h.holder_unit AS "holderUnit", h.role,
      h.share_bp AS "shareBp",
      (SELECT u.name FROM up u WHERE u.stake = h.id ORDER BY u.step DESC LIMIT 1) AS enterprise,
      (SELECT array_agg(DISTINCT n.name) FROM up u, unnest(array_append(u.other_names, u.name)) AS n(name)
        WHERE u.stake = h.id) AS "enterpriseNames"
    FROM held h ORDER BY h.id`.execute(tx.kysely);
  return rows;
}
