// SQL of decisions and of the feedback that is kept.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { DecisionKind, RefusalReason } from "../types.ts";
import type { RunRow } from "./runs.ts";
import { type Lock, lockClause } from "./shared.ts";

/** A need and a partner, whatever run they were put together by. */
export interface MatchedPair {
  readonly scopeId: string;
  readonly needId: string;
  readonly partnerKind: string;
  readonly partnerId: string;
}

export interface DecisionRow {
  readonly id: string;
  readonly needId: string;
  readonly partnerKind: string;
  readonly partnerId: string;
  readonly decision: DecisionKind;
  readonly reason: RefusalReason | null;
  readonly comment: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly runNumber: number | null;
  readonly lineId: string | null;
  readonly version: number;
}

const DECISION = sql`d.id, d.need_id AS "needId", d.partner_kind AS "partnerKind", d.partner_id AS "partnerId", d.decision,
  d.reason, d.comment, d.decided_by AS "decidedBy", d.decided_at AS "decidedAt", d.version,
  (SELECT r.number FROM match_runs r WHERE r.id = d.run_id) AS "runNumber",
  (SELECT l.id FROM ledger_lines l WHERE l.scope_id = d.scope_id AND l.need_id = d.need_id
    AND l.partner_kind = d.partner_kind AND l.partner_id = d.partner_id AND l.state <> 'withdrawn') AS "lineId"`;

export async function findDecision(tx: Tx, pair: MatchedPair, lock: Lock = "read"): Promise<DecisionRow | null> {
  return firstOf(
    tx,
    sql<DecisionRow>`SELECT ${DECISION} FROM match_decisions d
      WHERE d.scope_id = ${pair.scopeId} AND d.need_id = ${pair.needId} AND d.partner_kind = ${pair.partnerKind}
        AND d.partner_id = ${pair.partnerId} ${lockClause(lock)}`,
  );
}

/** Those on the candidates of a run, or of one of its needs. */
export async function listDecisions(tx: Tx, run: RunRow, needId: string | null = null): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    SELECT ${DECISION} FROM match_decisions d
    WHERE d.scope_id = ${run.scopeId} AND (${needId}::uuid IS NULL OR d.need_id = ${needId}::uuid)
      AND EXISTS (SELECT FROM match_candidates c WHERE c.zone_id = ${run.zoneId} AND c.run_id = ${run.id}
        AND c.need_id = d.need_id AND c.partner_kind = d.partner_kind AND c.partner_id = d.partner_id)`.execute(
    tx.kysely,
  );
  return rows;
}

/** How many candidates of each run were decided on, and how many were not. */
export async function countDecisions(
  tx: Tx,
  runIds: readonly string[],
): Promise<Map<string, { accepted: number; refused: number; postponed: number; undecided: number }>> {
  const { rows } = await sql<{
    runId: string;
    accepted: number;
    refused: number;
    postponed: number;
    undecided: number;
  }>`
    SELECT c.run_id AS "runId", count(*) FILTER (WHERE d.decision = 'accepted')::integer AS accepted,
      count(*) FILTER (WHERE d.decision = 'refused')::integer AS refused,
      count(*) FILTER (WHERE d.decision = 'postponed')::integer AS postponed,
      count(*) FILTER (WHERE d.decision IS NULL OR d.decision = 'none')::integer AS undecided
    FROM match_candidates c
    LEFT JOIN match_decisions d ON d.scope_id = c.scope_id AND d.need_id = c.need_id
      AND d.partner_kind = c.partner_kind AND d.partner_id = c.partner_id
    WHERE c.run_id = ANY (${runIds}::uuid[]) GROUP BY c.run_id`.execute(tx.kysely);
  return new Map(rows.map(({ runId, ...counts }) => [runId, counts]));
}

export interface NewDecision extends MatchedPair {
  readonly zoneId: string;
  readonly decision: DecisionKind;
  readonly reason: RefusalReason | null;
  readonly comment: string;
  readonly runId: string;
  readonly decidedBy: string;
}

/** False when somebody else was first: two people see nothing decided, and one of them decides. */
export async function insertDecision(tx: Tx, decision: NewDecision): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO match_decisions (id, zone_id, scope_id, need_id, partner_kind, partner_id, decision, reason, comment, run_id,
      decided_by)
    VALUES (${newId()}, ${decision.zoneId}, ${decision.scopeId}, ${decision.needId}, ${decision.partnerKind},
      ${decision.partnerId}, ${decision.decision}, ${decision.reason}, ${decision.comment}, ${decision.runId},
      ${decision.decidedBy})
    ON CONFLICT (scope_id, need_id, partner_kind, partner_id) DO NOTHING`.execute(tx.kysely);
  return numAffectedRows === 1n;
}

export async function updateDecision(tx: Tx, id: string, decision: NewDecision): Promise<void> {
  await sql`UPDATE match_decisions SET decision = ${decision.decision}, reason = ${decision.reason},
      comment = ${decision.comment}, run_id = ${decision.runId}, decided_by = ${decision.decidedBy},
      decided_at = clock_timestamp(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

export async function insertFeedback(
  tx: Tx,
  feedback: MatchedPair & {
    readonly zoneId: string;
    readonly runId: string | null;
    readonly signal: string;
    readonly reason: string | null;
    readonly comment: string;
    readonly features: object;
    readonly engine: string | null;
    readonly actorId: string | null;
  },
): Promise<void> {
  await sql`
    INSERT INTO match_feedback (zone_id, id, scope_id, need_id, partner_kind, partner_id, run_id, signal, reason, comment,
      features, engine, actor_id)
    VALUES (${feedback.zoneId}, ${newId()}, ${feedback.scopeId}, ${feedback.needId}, ${feedback.partnerKind},
      ${feedback.partnerId}, ${feedback.runId}, ${feedback.signal}, ${feedback.reason}, ${feedback.comment},
      ${JSON.stringify(feedback.features)}::jsonb, ${feedback.engine}, ${feedback.actorId})`.execute(tx.kysely);
}
