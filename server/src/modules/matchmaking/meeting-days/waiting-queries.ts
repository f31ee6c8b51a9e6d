import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";

export interface DayStanding {
  readonly id: string;
  readonly title: string;
  readonly heldOn: string;
  readonly createdAt: string;
  readonly daysLeft: number;
  /** The day itself is behind us. */
  readonly isPast: boolean;
  /** All its slots are behind us. */
  readonly isOver: boolean;
  /** Meetings that were never given a chance: what the last plan could not place is told on the day's own page. */
  readonly unplanned: number;
  readonly uninvited: number;
  readonly unanswered: number;
  readonly unrecorded: number;
}

/** Days to come, and those of the last sixty days, with what is left to do about each. */
export async function listDayStandings(tx: Tx, scopeId: string): Promise<DayStanding[]> {
  const { rows } = await sql<DayStanding>`
    SELECT d.id, d.title, d.held_on::text AS "heldOn", d.created_at AS "createdAt", d.held_on - ${TODAY} AS "daysLeft",
      d.held_on < ${TODAY} AS "isPast",
      (d.held_on + d.starts_at::time + make_interval(mins => d.slots * d.slot_minutes + (d.slots - 1) * d.break_minutes
        + CASE WHEN d.pause_after < d.slots THEN d.pause_minutes ELSE 0 END)) AT TIME ZONE 'Asia/Shanghai' <= now() AS "isOver",
      m.unplanned, m.unrecorded, p.uninvited, p.unanswered
    FROM meeting_days d
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE m.slot IS NULL AND m.unplaced IS NULL)::integer AS unplanned,
        count(*) FILTER (WHERE m.slot IS NOT NULL AND m.outcome IS NULL)::integer AS unrecorded
      FROM day_meetings m JOIN ledger_lines l ON l.id = m.line_id
      WHERE m.day_id = d.id AND m.dropped_at IS NULL AND l.state <> 'withdrawn'
        AND m.need_id <> ALL ((SELECT restricted_meeting_needs())::uuid[])
    ) AS m
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE p.invited_at IS NULL AND p.answer = 'none')::integer AS uninvited,
        count(*) FILTER (WHERE p.invited_at IS NOT NULL AND p.answer = 'none')::integer AS unanswered
      FROM day_participants p WHERE p.day_id = d.id AND p.removed_at IS NULL AND NOT p.is_walk_in
    ) AS p
    WHERE d.scope_id = ${scopeId} AND d.state = 'open' AND d.held_on > ${TODAY} - 60
    ORDER BY d.held_on, d.id LIMIT 30`.execute(tx.kysely);
  return rows;
}
