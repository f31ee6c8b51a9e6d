// SQL of weights that were learnt, of those in force, and of the judgements that weights are learnt from.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import type { WeightsInForce, WeightValues } from "../types.ts";
import { lockNumbers } from "./shared.ts";

export interface WeightsRow {
  readonly id: string;
  readonly scopeId: string;
  readonly number: number;
  readonly note: string;
  readonly weights: WeightValues;
  readonly present: WeightValues;
  readonly heldBack: { readonly pairs: number; readonly before: number; readonly after: number };
  readonly createdBy: string;
  readonly createdAt: string;
}

const WEIGHTS = sql`w.id, w.scope_id AS "scopeId", w.number, w.note, w.weights, w.present, w.held_back AS "heldBack",
  w.created_by AS "createdBy", w.created_at AS "createdAt"`;

export async function listWeightsRows(tx: Tx, scopeId: string): Promise<WeightsRow[]> {
  const { rows } = await sql<WeightsRow>`
    SELECT ${WEIGHTS} FROM match_weights w WHERE w.scope_id = ${scopeId} ORDER BY w.number DESC`.execute(tx.kysely);
  return rows;
}

export async function findWeightsRow(tx: Tx, scopeId: string, id: string): Promise<WeightsRow | null> {
  return firstOf(
    tx,
    sql<WeightsRow>`SELECT ${WEIGHTS} FROM match_weights w WHERE w.scope_id = ${scopeId} AND w.id = ${id}`,
  );
}

export async function insertWeights(
  tx: Tx,
  zoneId: string,
  row: Omit<WeightsRow, "number" | "createdAt">,
): Promise<WeightsRow> {
  await lockNumbers(tx, "weights", row.scopeId);
  const inserted = await firstOf(
    tx,
    sql<WeightsRow>`
      INSERT INTO match_weights AS w (id, zone_id, scope_id, number, note, weights, present, held_back, created_by)
      SELECT ${row.id}, ${zoneId}, ${row.scopeId}, coalesce(max(o.number), 0) + 1, ${row.note},
        ${JSON.stringify(row.weights)}::jsonb, ${JSON.stringify(row.present)}::jsonb,
        ${JSON.stringify(row.heldBack)}::jsonb, ${row.createdBy}
      FROM match_weights o WHERE o.scope_id = ${row.scopeId}
      RETURNING ${WEIGHTS}`,
  );
  return inserted as WeightsRow;
}

export interface WeightChangeRow {
  readonly number: number;
  readonly weightsId: string | null;
  readonly changedBy: string;
  readonly changedAt: string;
}

/** Newest first. */
export async function listWeightChanges(tx: Tx, scopeId: string): Promise<WeightChangeRow[]> {
  const { rows } = await sql<WeightChangeRow>`
    SELECT c.number, c.weights_id AS "weightsId", c.changed_by AS "changedBy", c.changed_at AS "changedAt"
    FROM match_weight_changes c WHERE c.scope_id = ${scopeId} ORDER BY c.number DESC`.execute(tx.kysely);
  return rows;
}

/** Those that a run of this moment uses; null for the engine's own. */
export async function findWeightsInForce(tx: Tx, scopeId: string): Promise<WeightsInForce | null> {
  return firstOf(
    tx,
    sql<WeightsInForce>`
      SELECT w.id, w.number, w.weights AS values FROM (
        SELECT c.weights_id FROM match_weight_changes c WHERE c.scope_id = ${scopeId} ORDER BY c.number DESC LIMIT 1
      ) last JOIN match_weights w ON w.scope_id = ${scopeId} AND w.id = last.weights_id`,
  );
}

/** From here on until the transaction ends nobody else changes which are in force. */
export async function lockWeights(tx: Tx, scopeId: string): Promise<void> {
  await lockNumbers(tx, "weights", scopeId);
}

export async function insertWeightChange(
  tx: Tx,
  change: {
    readonly scopeId: string;
    readonly zoneId: string;
    readonly number: number;
    readonly weightsId: string | null;
    readonly changedBy: string;
  },
): Promise<void> {
  await sql`
    INSERT INTO match_weight_changes (scope_id, number, zone_id, weights_id, changed_by)
    VALUES (${change.scopeId}, ${change.number}, ${change.zoneId}, ${change.weightsId}, ${change.changedBy})`.execute(
    tx.kysely,
  );
}

export interface FeedbackRow {
  readonly needId: string;
  readonly partnerKind: string;
  readonly partnerId: string;
  readonly signal: string;
  readonly reason: string | null;
}

/** The last judgement of each need and partner. That a talk ended says nothing of how well the two fit. */
export async function listLastFeedback(tx: Tx, scopeId: string): Promise<FeedbackRow[]> {
  const { rows } = await sql<FeedbackRow>`
    SELECT DISTINCT ON (f.need_id, f.partner_kind, f.partner_id) f.need_id AS "needId", f.partner_kind AS "partnerKind",
      f.partner_id AS "partnerId", f.signal, f.reason
    FROM match_feedback f WHERE f.scope_id = ${scopeId} AND f.signal <> 'ended'
    ORDER BY f.need_id, f.partner_kind, f.partner_id, f.id DESC`.execute(tx.kysely);
  return rows;
}
