import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { IN_CLOSURE } from "./queries.ts";

export interface WaitingBooking {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  readonly state: "offered" | "requested" | "approved";
  readonly bookedBy: string;
  readonly since: string;
  readonly due: string | null;
  readonly scopeId: string;
  /** A closure overtook it. */
  readonly isClosedOver: boolean;
}

const MOST = 200;

/** Bookings in which somebody of the scope has something to do now. */
export async function listWaitingBookings(tx: Tx, scopeId: string, userId: string): Promise<WaitingBooking[]> {
  const { rows } = await sql<WaitingBooking>`
    SELECT b.id, b.number, k.name, b.booker_unit AS unit, b.state, b.booked_by AS "bookedBy",
      CASE WHEN b.state <> 'approved' THEN b.state_since WHEN b.ends_at <= now() THEN b.ends_at
        ELSE greatest(b.state_since, k.updated_at) END AS since,
      b.state = 'approved' AND b.ends_at > now() AS "isClosedOver",
      (coalesce(b.offer_ends_at, b.starts_at) AT TIME ZONE 'Asia/Shanghai')::date AS due, ${scopeId}::uuid AS "scopeId"
    FROM bookings b JOIN bookables k ON k.id = b.bookable_id
    WHERE (b.state = 'offered' AND b.offer_ends_at > now() AND b.booked_by = ${userId} AND b.booker_scope_id = ${scopeId})
      OR ((b.scope_id = ${scopeId} OR b.manager_scope_id = ${scopeId})
        AND (b.state = 'requested' OR (b.state = 'approved'
          AND (b.ends_at <= now() OR (b.starts_at > now() AND ${IN_CLOSURE})))))
    ORDER BY since LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}
