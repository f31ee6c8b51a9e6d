import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import type { ChallengeState } from "../notice/types.ts";

/** A challenge between its opening and its award, as far as somebody of the office has to know what to do. */
export interface EvaluationStanding {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly state: ChallengeState;
  readonly stateSince: string;
  readonly isClosed: boolean;
  readonly closedAt: string | null;
  readonly decidedBy: string | null;
  readonly dueOn: string | null;
  /** Due within a week, or late. */
  readonly isDueSoon: boolean;
  readonly noticeEndsAt: string | null;
  readonly isNoticeOver: boolean;
  readonly bids: number;
  /** Experts who were asked and have not answered. */
  readonly unanswered: number;
  /** Bids with fewer experts than they need, and bids with fewer scores. */
  readonly short: number;
  readonly unscored: number;
  readonly openObjections: number;
  readonly upheld: number;
}

export async function listEvaluationStandings(tx: Tx, scopeId: string): Promise<EvaluationStanding[]> {
  const { rows } = await sql<EvaluationStanding>`
    SELECT c.id, c.code, c.title, c.state, c.state_since AS "stateSince", e.closed_at IS NOT NULL AS "isClosed",
      e.closed_at AS "closedAt", e.decided_by AS "decidedBy", e.due_on::text AS "dueOn",
      coalesce(e.due_on <= ${TODAY} + 7, false) AS "isDueSoon", e.notice_ends_at AS "noticeEndsAt",
      coalesce(clock_timestamp() >= e.notice_ends_at, false) AS "isNoticeOver", j.bids, j.short, j.unscored,
      (SELECT count(*)::integer FROM evaluation_experts x WHERE x.challenge_id = c.id AND x.state = 'invited') AS unanswered,
      o.open AS "openObjections", o.upheld
    FROM challenges c LEFT JOIN evaluations e ON e.challenge_id = c.id
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS bids, count(*) FILTER (WHERE b.assigned < e.experts_per_bid)::integer AS short,
        count(*) FILTER (WHERE b.submitted < e.experts_per_bid)::integer AS unscored
      FROM (SELECT cardinality(b.reviewers) AS assigned, (SELECT count(*) FROM review_states(c.id) s
          WHERE s.bid_id = b.id AND s.state = 'submitted') AS submitted
        FROM bids b WHERE b.challenge_id = c.id AND b.is_open AND b.state = 'submitted') AS b
    ) AS j
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE n.answered_at IS NULL)::integer AS open,
        count(*) FILTER (WHERE n.is_upheld)::integer AS upheld
      FROM notice_objections n WHERE n.challenge_id = c.id AND n.at >= e.announced_at
    ) AS o
    WHERE c.scope_id = ${scopeId} AND c.state IN ('opened', 'applied', 'in_evaluation', 'decided', 'in_notice')
    ORDER BY c.state_since, c.id LIMIT 50`.execute(tx.kysely);
  return rows;
}
