// Gates that were applied for, waivers, permits.
import { sql } from "kysely";
import { dayOf, TODAY, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { Of } from "../queries.ts";
import type { Finding, GateStage, PermitStatement, ProjectPermits, Requirement } from "./types.ts";

export interface GateRow {
  readonly id: string;
  readonly projectId: string;
  readonly stage: GateStage;
  readonly state: "open" | "held" | "passed" | "stopped" | "withdrawn";
  readonly statement: string;
  readonly appliedBy: string;
  readonly appliedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly findings: Finding[] | null;
}

const COLUMNS = sql`g.id, g.project_id AS "projectId", g.stage, g.state, g.statement, g.applied_by AS "appliedBy",
  g.applied_at AS "appliedAt", g.decided_by AS "decidedBy", g.decided_at AS "decidedAt", g.reason, g.findings`;

export async function listGates(tx: Tx, projectId: string): Promise<GateRow[]> {
  const { rows } = await sql<GateRow>`
    SELECT ${COLUMNS} FROM project_gates g WHERE g.project_id = ${projectId} ORDER BY g.id`.execute(tx.kysely);
  return rows;
}

export async function findGate(tx: Tx, gateId: string): Promise<GateRow | null> {
  const { rows } = await sql<GateRow>`SELECT ${COLUMNS} FROM project_gates g WHERE g.id = ${gateId}`.execute(tx.kysely);
  return rows[0] ?? null;
}

/** Stages into which the project was let through a gate, with the day on which it entered them. */
export async function findPassedGates(tx: Tx, projectId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ stage: string; on: string }>`
    SELECT g.stage, min(coalesce(s.started_on, ${dayOf(sql`g.decided_at`)})) AS on FROM project_gates g
    LEFT JOIN project_stages s ON s.project_id = g.project_id AND s.stage = g.stage AND s.entered = 'gate'
    WHERE g.project_id = ${projectId} AND g.state = 'passed' GROUP BY g.stage`.execute(tx.kysely);
  return new Map(rows.map(({ stage, on }) => [stage, on]));
}

export async function insertGate(
  tx: Tx,
  project: Of,
  { id, stage, statement, appliedBy }: Pick<GateRow, "id" | "stage" | "statement" | "appliedBy">,
): Promise<void> {
  await sql`
    INSERT INTO project_gates (id, scope_id, enterprise_id, project_id, stage, statement, applied_by)
    VALUES (${id}, ${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${stage}, ${statement}, ${appliedBy})`.execute(
    tx.kysely,
  );
}

export async function decideGate(
  tx: Tx,
  gateId: string,
  {
    state,
    by,
    reason,
    findings,
  }: {
    readonly state: "held" | "passed" | "stopped";
    readonly by: string;
    readonly reason: string;
    readonly findings: readonly Finding[];
  },
): Promise<void> {
  await sql`UPDATE project_gates SET state = ${state}, decided_by = ${by}, decided_at = now(), reason = ${reason},
    findings = ${JSON.stringify(findings)}::jsonb WHERE id = ${gateId}`.execute(tx.kysely);
}

export async function withdrawGate(tx: Tx, gateId: string): Promise<void> {
  await sql`UPDATE project_gates SET state = 'withdrawn' WHERE id = ${gateId}`.execute(tx.kysely);
}

/** A project that has ended leaves no gate to be decided. */
export async function withdrawOpenGates(tx: Tx, projectId: string): Promise<void> {
  await sql`UPDATE project_gates SET state = 'withdrawn'
    WHERE project_id = ${projectId} AND state IN ('open', 'held')`.execute(tx.kysely);
}

export interface WaiverRow {
  readonly id: string;
  readonly gateId: string;
  readonly requirement: Requirement;
  readonly reason: string;
  readonly givenBy: string;
  readonly givenAt: string;
  readonly revokedBy: string | null;
  readonly revokedAt: string | null;
}

export async function listWaivers(tx: Tx, projectId: string): Promise<WaiverRow[]> {
  const { rows } = await sql<WaiverRow>`
    SELECT w.id, w.gate_id AS "gateId", w.requirement, w.reason, w.given_by AS "givenBy", w.given_at AS "givenAt",
      w.revoked_by AS "revokedBy", w.revoked_at AS "revokedAt"
    FROM project_waivers w WHERE w.project_id = ${projectId} ORDER BY w.id`.execute(tx.kysely);
  return rows;
}

export async function insertWaiver(
  tx: Tx,
  project: Of,
  { gateId, requirement, reason, givenBy }: Pick<WaiverRow, "gateId" | "requirement" | "reason" | "givenBy">,
): Promise<void> {
  await sql`
    INSERT INTO project_waivers (id, scope_id, enterprise_id, project_id, gate_id, requirement, reason, given_by)
    VALUES (${newId()}, ${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${gateId}, ${requirement}, ${reason},
      ${givenBy})`.execute(tx.kysely);
}

export async function revokeWaiver(tx: Tx, waiverId: string, by: string): Promise<void> {
  await sql`UPDATE project_waivers SET revoked_by = ${by}, revoked_at = now() WHERE id = ${waiverId}`.execute(
    tx.kysely,
  );
}

interface PermitRow {
  readonly name: string | null;
  readonly authority: string;
  readonly number: string;
  readonly obtainedOn: string | null;
  readonly expiresOn: string | null;
  readonly isExpired: boolean;
  readonly note: string;
  readonly statedBy: string;
  readonly statedAt: string;
}

export type StatedPermits = Omit<ProjectPermits, "statedBy"> & { readonly statedBy: string | null };

export async function loadPermits(tx: Tx, projectId: string): Promise<StatedPermits> {
  const { rows } = await sql<PermitRow>`
    SELECT p.name, p.authority, p.number, p.obtained_on AS "obtainedOn", p.expires_on AS "expiresOn",
      coalesce(p.expires_on < ${TODAY}, false) AS "isExpired", p.note, p.stated_by AS "statedBy", p.stated_at AS "statedAt"
    FROM project_permits p WHERE p.project_id = ${projectId} ORDER BY p.id`.execute(tx.kysely);
  const [first] = rows;
  return {
    isStated: first !== undefined,
    noneNeeded: first?.name === null,
    note: first?.note ?? "",
    statedBy: first?.statedBy ?? null,
    statedAt: first?.statedAt ?? null,
    permits: rows.flatMap(({ name, authority, number, obtainedOn, expiresOn, isExpired }) =>
      name === null ? [] : [{ name, authority, number, obtainedOn, expiresOn, isExpired }],
    ),
  };
}

/** The statement as a whole, by whoever makes it. */
export async function replacePermits(
  tx: Tx,
  project: Of,
  { permits, noneNeeded, note }: PermitStatement,
  by: string,
): Promise<void> {
  await sql`DELETE FROM project_permits WHERE project_id = ${project.id}`.execute(tx.kysely);
  const none = { name: null, authority: "", number: "", obtainedOn: null, expiresOn: null };
  const lines = JSON.stringify((noneNeeded ? [none] : permits).map((line) => ({ ...line, id: newId() })));
  await sql`
    INSERT INTO project_permits (id, scope_id, enterprise_id, project_id, name, authority, number, obtained_on, expires_on,
      note, stated_by)
    SELECT p.id, ${project.scopeId}::uuid, ${project.enterpriseId}::uuid, ${project.id}::uuid, p.name, p.authority,
      p.number, p."obtainedOn", p."expiresOn", ${note}, ${by}::uuid
    FROM jsonb_to_recordset(${lines}::jsonb) AS p (id uuid, name text, authority text, number text, "obtainedOn" date,
      "expiresOn" date)`.execute(tx.kysely);
}
