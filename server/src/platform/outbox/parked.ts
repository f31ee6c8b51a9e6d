import { sql } from "kysely";
import type { Tx } from "../db/index.ts";

export interface ParkedDelivery {
  readonly eventId: string;
  readonly subscriber: string;
  readonly type: string;
  readonly aggregate: string;
  readonly occurredAt: string;
  readonly attempts: number;
  readonly lastError: string | null;
}

/** Deliveries that a person has to look at, the oldest first. They hold back later ones of the same aggregate. */
export async function listParked(tx: Tx, limit = 100): Promise<ParkedDelivery[]> {
  const { rows } = await sql<ParkedDelivery>`
    SELECT d.event_id AS "eventId", d.subscriber, e.type, d.aggregate, e.occurred_at AS "occurredAt", d.attempts,
      d.last_error AS "lastError"
    FROM event_deliveries d JOIN events e ON e.id = d.event_id
    WHERE d.state = 'parked' ORDER BY d.seq LIMIT ${limit}`.execute(tx.kysely);
  return rows;
}

/** Tries a parked delivery again from the start. */
export async function retryDelivery(tx: Tx, eventId: string, subscriber: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE event_deliveries SET state = 'pending', attempts = 0, next_at = now()
    WHERE event_id = ${eventId} AND subscriber = ${subscriber} AND state = 'parked'`.execute(tx.kysely);
  return numAffectedRows === 1n;
}

/** Gives a parked delivery up, so that later ones go on. */
export async function skipDelivery(tx: Tx, eventId: string, subscriber: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE event_deliveries SET state = 'skipped', settled_at = now()
    WHERE event_id = ${eventId} AND subscriber = ${subscriber} AND state = 'parked'`.execute(tx.kysely);
  return numAffectedRows === 1n;
}
