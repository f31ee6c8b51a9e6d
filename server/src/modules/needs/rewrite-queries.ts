import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { StoredNeed } from "./content.ts";
import type { REWRITE_STATES, Wording } from "./types.ts";

type Placed = Pick<StoredNeed, "id" | "scopeId" | "zoneId">;

export interface StoredRewrite {
  readonly id: string;
  readonly state: (typeof REWRITE_STATES)[number];
  readonly original: Wording;
  readonly proposed: Wording;
  readonly note: string | null;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly isOnBehalf: boolean;
  readonly decisionNote: string | null;
}

const COLUMNS = sql`r.id, r.state, r.original, r.proposed, r.note, r.proposed_by AS "proposedBy",
  r.proposed_at AS "proposedAt", r.decided_by AS "decidedBy", r.decided_at AS "decidedAt", r.on_behalf AS "isOnBehalf",
  r.decision_note AS "decisionNote"`;

/** The newest first. */
export async function listRewriteRows(tx: Tx, need: Placed): Promise<StoredRewrite[]> {
  const { rows } = await sql<StoredRewrite>`
    SELECT ${COLUMNS} FROM need_rewrites r
    WHERE r.zone_id = ${need.zoneId} AND r.scope_id = ${need.scopeId} AND r.need_id = ${need.id}
    ORDER BY r.proposed_at DESC, r.id DESC LIMIT 100`.execute(tx.kysely);
  return rows;
}

export async function findOpenRewrite(tx: Tx, need: Placed): Promise<StoredRewrite | null> {
  const { rows } = await sql<StoredRewrite>`
    SELECT ${COLUMNS} FROM need_rewrites r
    WHERE r.zone_id = ${need.zoneId} AND r.scope_id = ${need.scopeId} AND r.need_id = ${need.id} AND r.state = 'open'
  `.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function insertRewrite(
  tx: Tx,
  need: Placed & Pick<StoredNeed, "enterpriseId">,
  rewrite: {
    readonly id: string;
    readonly original: Wording;
    readonly proposed: Wording;
    readonly note: string | null;
  },
): Promise<void> {
  const actor = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    INSERT INTO need_rewrites (id, zone_id, scope_id, need_id, enterprise_id, original, proposed, note, proposed_by)
    VALUES (${rewrite.id}, ${need.zoneId}, ${need.scopeId}, ${need.id}, ${need.enterpriseId},
      ${JSON.stringify(rewrite.original)}::jsonb, ${JSON.stringify(rewrite.proposed)}::jsonb, ${rewrite.note}, ${actor})
  `.execute(tx.kysely);
}

export interface Decided {
  readonly state: "confirmed" | "declined" | "withdrawn";
  readonly isOnBehalf: boolean;
  readonly note: string | null;
}

/** Decides on the one that waits; when none does, nothing happens. */
export async function closeRewrite(tx: Tx, need: Placed, { state, isOnBehalf, note }: Decided): Promise<void> {
  const actor = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    UPDATE need_rewrites SET state = ${state}, decided_by = ${actor}::uuid, decided_at = now(), on_behalf = ${isOnBehalf},
      decision_note = ${note}
    WHERE zone_id = ${need.zoneId} AND scope_id = ${need.scopeId} AND need_id = ${need.id} AND state = 'open'
  `.execute(tx.kysely);
}

export interface WaitingRewrite {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly since: string;
}

/** Needs of an enterprise of which a rewrite waits, the oldest first, and how many there are in all. */
export async function listWaitingRewrites(
  tx: Tx,
  enterpriseId: string,
  most: number,
): Promise<{ readonly needs: readonly WaitingRewrite[]; readonly total: number }> {
  const { rows } = await sql<WaitingRewrite & { readonly total: number }>`
    SELECT n.id, n.code, CASE WHEN n.visibility = 'restricted' THEN '' ELSE n.title END AS title, r.proposed_at AS since, (count(*) OVER ())::integer AS total
    FROM need_rewrites r JOIN needs n ON n.id = r.need_id
    WHERE r.enterprise_id = ${enterpriseId} AND r.state = 'open' AND n.archived_at IS NULL
      AND n.state IN ('submitted', 'in_triage', 'returned')
    ORDER BY r.proposed_at, n.code LIMIT ${most}`.execute(tx.kysely);
  return { needs: rows, total: rows[0]?.total ?? 0 };
}

export async function collectRewritesOf(tx: Tx, userId: string): Promise<unknown> {
  const { rows } = await sql`
    SELECT need_id AS "needId", state, note, proposed_at AS "proposedAt", decided_at AS "decidedAt",
      decision_note AS "decisionNote"
    FROM need_rewrites WHERE proposed_by = ${userId} OR decided_by = ${userId} ORDER BY proposed_at`.execute(tx.kysely);
  return rows;
}
