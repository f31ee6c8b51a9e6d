// What of a scope's projects waits for somebody, the oldest first.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../platform/db/index.ts";
import type { GateStage, Requirement } from "./gates/types.ts";
import type { Stage } from "./stages/types.ts";
import type { Side } from "./support/types.ts";

const MOST = 20;

interface Waiting {
  readonly id: string;
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly since: string;
}

export async function listOwnReviews(
  tx: Tx,
  scopeId: string,
  userId: string,
): Promise<(Waiting & { readonly level: number })[]> {
  const { rows } = await sql<Waiting & { level: number }>`
    SELECT r.id, p.id AS "projectId", p.number, p.title, r.level, r.applied_at AS since
    FROM readiness_verdicts v JOIN readiness_reviews r ON r.id = v.review_id JOIN projects p ON p.id = r.project_id
    WHERE p.scope_id = ${scopeId} AND p.state = 'active' AND r.state = 'open' AND v.reviewer_id = ${userId}
      AND v.verdict IS NULL ORDER BY r.applied_at LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}

/** Not those that the caller applied for: somebody else decides them. */
export async function listPendingGates(
  tx: Tx,
  scopeId: string,
  userId: string,
): Promise<(Waiting & { readonly stage: Stage })[]> {
  const { rows } = await sql<Waiting & { stage: Stage }>`
    SELECT g.id, p.id AS "projectId", p.number, p.title, g.stage, g.applied_at AS since
    FROM project_gates g JOIN projects p ON p.id = g.project_id
    WHERE p.scope_id = ${scopeId} AND p.state = 'active' AND g.state = 'open' AND g.applied_by <> ${userId}
    ORDER BY g.applied_at LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}

export async function listLateSupport(
  tx: Tx,
  scopeId: string,
): Promise<(Omit<Waiting, "title"> & { readonly description: string; readonly due: string })[]> {
  const { rows } = await sql<Omit<Waiting, "title"> & { description: string; due: string }>`
    SELECT s.id, p.id AS "projectId", p.number, s.description, s.recorded_at AS since, s.due_on AS due
    FROM project_support s JOIN projects p ON p.id = s.project_id
    WHERE s.scope_id = ${scopeId} AND p.state = 'active' AND s.state = 'promised' AND s.due_on < ${TODAY}
    ORDER BY s.due_on LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}

interface EnteredStage extends Waiting {
  readonly stage: GateStage;
  readonly agreementIds: readonly string[];
  readonly supporters: readonly Side[];
  /** What its gate did without. */
  readonly waived: readonly Requirement[];
}

/** Stages that a gate opened and that go on, with what they rest on. */
export async function listEnteredStages(tx: Tx, scopeId: string): Promise<EnteredStage[]> {
  const { rows } = await sql<EnteredStage>`
    SELECT g.id, p.id AS "projectId", p.number, p.title, p.updated_at AS since, s.stage,
      array(SELECT l.agreement_id FROM project_agreements l WHERE l.project_id = p.id AND l.stage = s.stage)
        AS "agreementIds",
      array(SELECT DISTINCT x.side FROM project_support x WHERE x.project_id = p.id AND x.state <> 'withdrawn')
        AS supporters,
      array(SELECT w.requirement FROM project_waivers w WHERE w.gate_id = g.id AND w.revoked_at IS NULL) AS waived
    FROM projects p JOIN project_stages s ON s.project_id = p.id
      JOIN project_gates g ON g.project_id = p.id AND g.stage = s.stage AND g.state = 'passed'
    WHERE p.scope_id = ${scopeId} AND p.state = 'active' AND s.entered = 'gate' AND s.ended_on IS NULL
    ORDER BY p.updated_at, g.id`.execute(tx.kysely);
  return rows;
}
