import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import type { Bookable, UserClass } from "../booking/types.ts";

export interface RunBookable extends Pick<Bookable, "id" | "name" | "capacity" | "opening" | "closures"> {}

export async function listRunBookables(tx: Tx, scopeId: string): Promise<RunBookable[]> {
  const { rows } = await sql<RunBookable>`SELECT k.id, k.name, k.capacity, k.opening, k.closures FROM bookables k
    WHERE k.scope_id = ${scopeId} OR k.manager_scope_id = ${scopeId} ORDER BY k.name, k.id`.execute(tx.kysely);
  return rows;
}

export interface UseRow {
  readonly bookableId: string;
  readonly unit: string;
  readonly userClass: UserClass | null;
  readonly campaigns: number;
  readonly bookings: number;
  readonly bookedMinutes: number;
  readonly usedMinutes: number;
  readonly amountFen: bigint;
}

/** By thing and user, of bookings that begin in the period; a late cancellation counts with what it costs alone. */
export async function listUse(tx: Tx, scopeId: string, startsAt: string, endsAt: string): Promise<UseRow[]> {
  const { rows } = await sql<UseRow>`
    SELECT b.bookable_id AS "bookableId", b.booker_unit AS unit, b.user_class AS "userClass",
      0 AS campaigns, (count(*) FILTER (WHERE b.state <> 'cancelled'))::integer AS bookings,
      coalesce(sum(extract(epoch FROM b.ends_at - b.starts_at) / 60) FILTER (WHERE b.state <> 'cancelled'), 0)::integer
        AS "bookedMinutes",
      coalesce(sum(b.used_minutes), 0)::integer AS "usedMinutes", coalesce(sum(b.amount_fen), 0)::bigint AS "amountFen"
    FROM bookings b
    WHERE (b.scope_id = ${scopeId} OR b.manager_scope_id = ${scopeId}) AND b.starts_at >= ${startsAt}::timestamptz
      AND b.starts_at < ${endsAt}::timestamptz
      AND (b.state IN ('approved', 'used', 'settled') OR (b.state = 'cancelled' AND b.amount_fen > 0))
    GROUP BY b.bookable_id, b.booker_unit, b.user_class
    ORDER BY b.bookable_id, b.booker_unit, b.user_class`.execute(tx.kysely);
  return rows;
}

export interface CampaignUseRow {
  readonly bookableId: string;
  readonly unit: string;
  readonly userClass: UserClass | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly amountFen: bigint;
  readonly beginsInPeriod: boolean;
}

/** Campaigns that keep a place of what a scope runs within the period; what is owed counts where they begin. */
export async function listCampaignUse(
  tx: Tx,
  scopeId: string,
  startsAt: string,
  endsAt: string,
): Promise<CampaignUseRow[]> {
  const { rows } = await sql<CampaignUseRow>`
    SELECT c.bookable_id AS "bookableId", c.applicant_unit AS unit, c.user_class AS "userClass",
      greatest(p.starts_at, ${startsAt}::timestamptz) AS "startsAt", least(p.ends_at, ${endsAt}::timestamptz) AS "endsAt",
      coalesce(c.settled_fen, 0)::bigint AS "amountFen", p.starts_at >= ${startsAt}::timestamptz AS "beginsInPeriod"
    FROM campaigns c CROSS JOIN LATERAL (SELECT c.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS starts_at,
      campaign_keeps_until(c.state, c.ends_before, c.state_since) AS ends_at) p
    WHERE (c.scope_id = ${scopeId} OR c.manager_scope_id = ${scopeId}) AND p.starts_at < ${endsAt}::timestamptz
      AND p.ends_at > ${startsAt}::timestamptz AND p.ends_at > p.starts_at
    ORDER BY c.bookable_id, c.number`.execute(tx.kysely);
  return rows;
}

export interface SpaceUse {
  readonly facilityId: string;
  readonly name: string;
  readonly rooms: number;
  readonly areaHundredths: number;
  readonly letBp: number;
}

/** Facilities with rooms that a scope runs: the share of their area that was let, over the days of a period. */
export async function listSpaceUse(tx: Tx, scopeId: string, from: string, until: string): Promise<SpaceUse[]> {
  const { rows } = await sql<SpaceUse>`
    SELECT f.id AS "facilityId", f.name, count(*)::integer AS rooms,
      sum(r.area_hundredths)::integer AS "areaHundredths",
      round(10000.0 * sum(r.area_hundredths::bigint * l.days)
        / (sum(r.area_hundredths::bigint) * (${until}::date - ${from}::date)))::integer AS "letBp"
    FROM rooms r JOIN facilities f ON f.id = r.facility_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(least(a.ends_before, ${until}::date)
          - greatest(a.starts_on, ${from}::date)), 0) AS days
        FROM room_allocations a WHERE a.room_id = r.id AND a.cancelled_at IS NULL
          AND a.starts_on < ${until}::date AND a.ends_before > ${from}::date) l
    WHERE (r.scope_id = ${scopeId} OR r.manager_scope_id = ${scopeId}) AND r.archived_at IS NULL
    GROUP BY f.id, f.name ORDER BY f.name, f.id`.execute(tx.kysely);
  return rows;
}
