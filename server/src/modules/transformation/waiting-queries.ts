// What of a scope's projects waits for somebody, the oldest first.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../platform/db/index.ts";
import type { Stage } from "./stages/types.ts";

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
