// All SQL of this module.
import type { Bilingual } from "@dual-high/kernel";
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { InboxItem } from "./types.ts";

export interface Delivery {
  readonly id: string;
  readonly userId: string;
  readonly zoneId: string;
  readonly scopeId: string | null;
  readonly eventId: string;
  readonly kind: string;
  readonly title: Bilingual;
  readonly path: string;
  readonly needId?: string;
  readonly occurredAt: string;
}

/** Told once, however often the event comes. */
export async function insertDeliveries(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
  await sql`
    INSERT INTO deliveries (zone_id, user_id, id, scope_id, event_id, kind, title, path, need_id, occurred_at)
    SELECT r."zoneId", r."userId", r.id, r."scopeId", r."eventId", r.kind, r.title, r.path, r."needId", r."occurredAt"
    FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) AS r ("zoneId" uuid, "userId" uuid, id uuid,
      "scopeId" uuid, "eventId" uuid, kind text, title jsonb, path text, "needId" uuid,
      "occurredAt" timestamptz)
    ON CONFLICT ON CONSTRAINT deliveries_event_key DO NOTHING`.execute(tx.kysely);
}

/** What people were told of a need names it no longer. */
export async function replaceTitlesOf(tx: Tx, needId: string, title: Bilingual): Promise<void> {
  await sql`UPDATE deliveries SET title = ${JSON.stringify(title)}::jsonb WHERE need_id = ${needId}`.execute(tx.kysely);
}

/** The unread first, then the newest. */
export async function listDeliveries(
  tx: Tx,
  userId: string,
  {
    limit,
    after,
    isUnreadOnly,
  }: {
    readonly limit: number;
    readonly after: readonly [boolean, string, string] | null;
    readonly isUnreadOnly: boolean;
  },
): Promise<InboxItem[]> {
  const [isUnread, at, id] = after ?? [null, null, null];
  const { rows } = await sql<InboxItem>`
    SELECT id, scope_id AS "scopeId", kind, title, path, occurred_at AS "occurredAt", read_at AS "readAt" FROM deliveries
    WHERE user_id = ${userId} AND (NOT ${isUnreadOnly} OR read_at IS NULL)
      AND (${at}::timestamptz IS NULL OR (read_at IS NULL, occurred_at, id) < (${isUnread}::boolean, ${at}::timestamptz, ${id}::uuid))
    ORDER BY read_at IS NULL DESC, occurred_at DESC, id DESC LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}

/** What somebody was told of one sort in a scope, and has not read. */
export async function listUnreadOf(
  tx: Tx,
  userId: string,
  { scopeId, kind }: { readonly scopeId: string; readonly kind: string },
): Promise<Pick<InboxItem, "id" | "title" | "path" | "occurredAt">[]> {
  const { rows } = await sql<Pick<InboxItem, "id" | "title" | "path" | "occurredAt">>`
    SELECT id, title, path, occurred_at AS "occurredAt" FROM deliveries
    WHERE user_id = ${userId} AND scope_id = ${scopeId} AND kind = ${kind} AND read_at IS NULL
    ORDER BY occurred_at LIMIT 20`.execute(tx.kysely);
  return rows;
}

export async function countUnread(tx: Tx, userId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM deliveries
    WHERE user_id = ${userId} AND read_at IS NULL`.execute(tx.kysely);
  return rows[0]?.n ?? 0;
}

export interface Marked {
  readonly ids: readonly string[] | null;
  readonly path: string | null;
  readonly isRead: boolean;
}

/** Those of the ids that are the user's, those that lead to a page, or all of theirs. */
export async function markDeliveries(tx: Tx, userId: string, { ids, path, isRead }: Marked): Promise<void> {
  await sql`UPDATE deliveries SET read_at = CASE WHEN ${isRead} THEN now() END
    WHERE user_id = ${userId} AND (${ids}::uuid[] IS NULL OR id = ANY (${ids}::uuid[]))
      AND (${path}::text IS NULL OR path = ${path})
      AND (read_at IS NULL) = ${isRead}`.execute(tx.kysely);
}

/** A page that is opened again within this time is the same visit. */
const VISIT_MINUTES = 30;

/** Notes that somebody looks at a workbench; answers when their visit before this one ended. */
export async function noteVisit(tx: Tx, userId: string, scopeId: string): Promise<string | null> {
  const { rows } = await sql<{ since: string | null }>`
    INSERT INTO workbench_visits AS v (user_id, scope_id) VALUES (${userId}, ${scopeId})
    ON CONFLICT (user_id, scope_id) DO UPDATE SET seen_at = now(),
      since = CASE WHEN v.seen_at < now() - make_interval(mins => ${VISIT_MINUTES}) THEN v.seen_at ELSE v.since END
    RETURNING since`.execute(tx.kysely);
  return rows[0]?.since ?? null;
}

export async function collectDeliveries(tx: Tx, userId: string): Promise<unknown> {
  const { rows } = await sql`SELECT kind, title, occurred_at AS "occurredAt", read_at AS "readAt" FROM deliveries
    WHERE user_id = ${userId} ORDER BY occurred_at`.execute(tx.kysely);
  return rows;
}

export async function eraseDeliveries(tx: Tx, userId: string): Promise<void> {
  await sql`DELETE FROM deliveries WHERE user_id = ${userId}`.execute(tx.kysely);
  await sql`DELETE FROM workbench_visits WHERE user_id = ${userId}`.execute(tx.kysely);
}
