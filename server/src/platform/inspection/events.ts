import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../db/index.ts";

/** One line of the record of what was done. */
export interface AuditEvent {
  readonly id: string;
  readonly scopeId: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Null as well when it was erased. */
  readonly personal: Readonly<Record<string, unknown>> | null;
  /** Place in the scope's chain; null until it is sealed. */
  readonly seq: string | null;
}

export interface AuditFilter {
  readonly scopeId: string | null;
  readonly actorId: string | null;
  /** Whole actions, or the part before the dot for all of a module's. */
  readonly actions: readonly string[] | null;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** The newest first; `before` is where the page above ended. */
export async function listAuditEvents(
  tx: Tx,
  filter: AuditFilter,
  { limit, before }: { readonly limit: number; readonly before: readonly [string, string] | null },
): Promise<AuditEvent[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.scopeId !== null) conditions.push(sql`scope_id = ${filter.scopeId}::uuid`);
  if (filter.actorId !== null) conditions.push(sql`actor_id = ${filter.actorId}::uuid`);
  if (filter.actions !== null) {
    conditions.push(sql`(action = ANY (${filter.actions}::text[])
      OR split_part(action, '.', 1) = ANY (${filter.actions}::text[]))`);
  }
  if (filter.subjectKind !== null) conditions.push(sql`subject_kind = ${filter.subjectKind}`);
  if (filter.subjectId !== null) conditions.push(sql`subject_id = ${filter.subjectId}`);
  if (filter.from !== null) conditions.push(sql`at >= ${filter.from}::timestamptz`);
  if (filter.until !== null) conditions.push(sql`at < ${filter.until}::timestamptz`);
  if (before !== null) conditions.push(sql`(at, id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`);
  const { rows } = await sql<AuditEvent>`
    SELECT id, scope_id AS "scopeId", at, actor_id AS "actorId", action, subject_kind AS "subjectKind",
      subject_id AS "subjectId", details, personal, seq::text AS seq
    FROM audit_events WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY at DESC, id DESC LIMIT ${limit}`.execute(tx.kysely);
  return rows;
}

export interface AuditChain {
  readonly scopeId: string;
  readonly seq: string;
  readonly hash: string;
  readonly sealedAt: string;
}

export async function listAuditChains(tx: Tx, after: string | null, limit: number): Promise<AuditChain[]> {
  const { rows } = await sql<AuditChain>`
    SELECT scope_id AS "scopeId", last_seq::text AS seq, last_hash AS hash, sealed_at AS "sealedAt" FROM audit_chains
    WHERE ${after}::uuid IS NULL OR scope_id > ${after}::uuid ORDER BY scope_id LIMIT ${limit}`.execute(tx.kysely);
  return rows;
}
