// SQL of days by which something about a challenge is to be done; as the system.
import { type RawBuilder, sql } from "kysely";
import { dayOf, type Tx } from "../../platform/db/index.ts";

interface Due {
  readonly id: string;
  readonly scopeId: string;
  readonly code: string;
  readonly title: string;
  readonly due: string;
}

const CHALLENGE = sql`c.id, c.scope_id AS "scopeId", c.code, c.title`;

function near(day: RawBuilder<unknown>, today: string, within: number): RawBuilder<unknown> {
  return sql`${day} BETWEEN ${today}::date AND ${today}::date + ${within}::integer`;
}

async function list<R>(tx: Tx, query: RawBuilder<R>): Promise<R[]> {
  return (await query.execute(tx.kysely)).rows;
}

/** Windows that are open, with the poster. */
export async function listClosingWindows(
  tx: Tx,
  today: string,
  within: number,
): Promise<(Due & { readonly posterId: string | null })[]> {
  const day = dayOf(sql`c.closes_at`);
  return list(
    tx,
    sql<Due & { posterId: string | null }>`
      SELECT ${CHALLENGE}, c.poster_id AS "posterId", ${day}::text AS due FROM challenges c
      WHERE c.state = 'published' AND c.closes_at > clock_timestamp() AND ${near(day, today, within)}
      ORDER BY c.closes_at, c.id`,
  );
}

/** Bids that are begun and not in, of those windows; nothing of what they say. */
export async function listBidsToSubmit(
  tx: Tx,
  today: string,
  within: number,
): Promise<(Due & { readonly readers: string[] })[]> {
  const day = dayOf(sql`c.closes_at`);
  return list(
    tx,
    sql<Due & { readers: string[] }>`
      SELECT b.id, b.bidder_id AS "scopeId", c.code, c.title, ${day}::text AS due, b.readers
      FROM challenges c JOIN bids b ON b.challenge_id = c.id
      WHERE c.state = 'published' AND c.closes_at > clock_timestamp() AND b.state IN ('draft', 'withdrawn')
        AND ${near(day, today, within)} ORDER BY c.closes_at, b.id`,
  );
}

/** Evaluations whose scoring is open. */
export async function listEvaluationsDue(tx: Tx, today: string, within: number): Promise<Due[]> {
  return list(
    tx,
    sql<Due>`
      SELECT ${CHALLENGE}, e.due_on::text AS due FROM evaluations e JOIN challenges c ON c.id = e.challenge_id
      WHERE c.state = 'in_evaluation' AND e.closed_at IS NULL AND ${near(sql`e.due_on`, today, within)}
      ORDER BY e.due_on, c.id`,
  );
}

/** Of those, experts who have yet to answer or to score; `id` is that of their row. */
export async function listReviewsDue(
  tx: Tx,
  today: string,
  within: number,
): Promise<(Due & { readonly challengeId: string; readonly userId: string })[]> {
  return list(
    tx,
    sql<Due & { challengeId: string; userId: string }>`
      SELECT x.id, c.scope_id AS "scopeId", c.code, c.title, e.due_on::text AS due, c.id AS "challengeId",
        x.user_id AS "userId"
      FROM evaluations e JOIN challenges c ON c.id = e.challenge_id
        JOIN evaluation_experts x ON x.challenge_id = e.challenge_id
      WHERE c.state = 'in_evaluation' AND e.closed_at IS NULL AND ${near(sql`e.due_on`, today, within)}
        AND (x.state = 'invited' OR (x.state = 'declared' AND EXISTS (
          SELECT FROM bids b WHERE b.challenge_id = c.id AND b.is_open AND x.user_id = ANY (b.reviewers)
            AND NOT EXISTS (SELECT FROM bid_reviews r WHERE r.bid_id = b.id AND r.user_id = x.user_id
              AND r.state <> 'draft'))))
      ORDER BY e.due_on, x.id`,
  );
}

/** Public notices that run; the day is the last of theirs. */
export async function listNoticesEnding(tx: Tx, today: string, within: number): Promise<Due[]> {
  const day = dayOf(sql`e.notice_ends_at - interval '1 second'`);
  return list(
    tx,
    sql<Due>`
      SELECT ${CHALLENGE}, ${day}::text AS due FROM evaluations e JOIN challenges c ON c.id = e.challenge_id
      WHERE c.state = 'in_notice' AND e.notice_ends_at > clock_timestamp() AND ${near(day, today, within)}
      ORDER BY e.notice_ends_at, c.id`,
  );
}

export interface StepDue extends Due {
  readonly posterId: string | null;
  readonly what: "milestone" | "gate";
  readonly key: string;
  readonly name: string;
  /** Who prepared the bids that it is about. */
  readonly bidders: string[];
}

/** Milestones of what was awarded, and gates of races that run, as the notice says them. */
export async function listStepsDue(tx: Tx, today: string, within: number): Promise<StepDue[]> {
  const day = sql`(s.step ->> 'due')::date`;
  return list(
    tx,
    sql<StepDue>`
      SELECT ${CHALLENGE}, c.poster_id AS "posterId", s.what, s.step ->> 'key' AS key, s.step ->> 'name' AS name,
        s.step ->> 'due' AS due,
        ARRAY(SELECT DISTINCT r.id FROM bids b, unnest(b.readers) AS r (id) WHERE b.challenge_id = c.id
          AND b.state = CASE s.what WHEN 'gate' THEN 'submitted' ELSE 'chosen' END) AS bidders
      FROM challenges c CROSS JOIN LATERAL (
        SELECT 'milestone' AS what, m AS step FROM jsonb_array_elements(c.terms -> 'milestones') AS m
        WHERE c.state = 'awarded'
        UNION ALL
        SELECT 'gate', g FROM jsonb_array_elements(c.terms -> 'gates') AS g
        WHERE c.state = 'racing' AND NOT EXISTS (SELECT FROM race_results r
          WHERE r.challenge_id = c.id AND r.gate = g ->> 'key')
      ) AS s
      WHERE c.state IN ('awarded', 'racing') AND s.step ->> 'due' IS NOT NULL AND ${near(day, today, within)}
      ORDER BY s.step ->> 'due', c.id`,
  );
}
