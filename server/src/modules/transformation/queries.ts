// Projects, their members, stages, linked agreements and history.
import type { Bilingual } from "@dual-high/kernel";
import { sql } from "kysely";
import { dayOf, firstOf, type Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../platform/listing/index.ts";
import { searchCondition } from "../../platform/search/index.ts";
import type { StageDays } from "./rules.ts";
import type { Stage } from "./stages/types.ts";
import type { OriginKind, Project, PROJECT_SORTS, ProjectDraft, ProjectState } from "./types.ts";

export interface ProjectRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly number: string;
  readonly title: string;
  readonly summary: string;
  readonly industry: string;
  readonly company: string;
  readonly enterpriseId: string | null;
  readonly ownerId: string;
  readonly originKind: OriginKind | null;
  readonly originId: string | null;
  readonly originNumber: string | null;
  readonly state: ProjectState;
  readonly stateReason: string | null;
  readonly endedOn: string | null;
  readonly readinessLevel: number;
  readonly readers: readonly string[];
  /** What of it is made up. */
  readonly sampleNote: Bilingual | null;
  readonly createdBy: string;
  readonly createdAt: string;
  /** The day of it in Shanghai. */
  readonly enteredOn: string;
  readonly updatedAt: string;
  readonly version: number;
  readonly waivers: number;
}

const COLUMNS = sql`p.id, p.scope_id AS "scopeId", p.zone_id AS "zoneId", p.number, p.title, p.summary, p.industry,
  p.company, p.enterprise_id AS "enterpriseId", p.owner_id AS "ownerId", p.origin_kind AS "originKind",
  p.origin_id AS "originId", p.origin_number AS "originNumber", p.state, p.state_reason AS "stateReason",
  p.ended_on AS "endedOn", p.readiness_level AS "readinessLevel", p.readers, p.sample_note AS "sampleNote",
  p.created_by AS "createdBy",
  p.created_at AS "createdAt", ${dayOf(sql`p.created_at`)} AS "enteredOn", p.updated_at AS "updatedAt", p.version, (SELECT count(*)::integer FROM project_waivers w
    JOIN project_gates g ON g.id = w.gate_id WHERE w.project_id = p.id AND w.revoked_at IS NULL
    AND g.state <> 'withdrawn') AS waivers`;

export async function findProjectRow(
  tx: Tx,
  projectId: string,
  lock: "read" | "for_update" = "read",
): Promise<ProjectRow | null> {
  return firstOf(
    tx,
    sql<ProjectRow>`SELECT ${COLUMNS} FROM projects p WHERE p.id = ${projectId}
      ${lock === "for_update" ? sql`FOR UPDATE OF p` : sql``}`,
  );
}

export type ProjectContent = Pick<ProjectDraft, "title" | "summary" | "industry" | "company" | "enterpriseId">;

export type NewProject = Pick<
  ProjectRow,
  | "id"
  | "scopeId"
  | "zoneId"
  | "number"
  | "ownerId"
  | "originKind"
  | "originId"
  | "originNumber"
  | "sampleNote"
  | "createdBy"
>;

export async function insertProject(tx: Tx, made: NewProject, content: ProjectContent): Promise<void> {
  await sql`
    INSERT INTO projects (id, scope_id, zone_id, number, title, summary, industry, company, enterprise_id, owner_id,
      origin_kind, origin_id, origin_number, sample_note, created_by)
    VALUES (${made.id}, ${made.scopeId}, ${made.zoneId}, ${made.number}, ${content.title}, ${content.summary},
      ${content.industry}, ${content.company}, ${content.enterpriseId}, ${made.ownerId}, ${made.originKind},
      ${made.originId}, ${made.originNumber},
      ${made.sampleNote === null ? null : JSON.stringify(made.sampleNote)}::jsonb, ${made.createdBy})`.execute(
    tx.kysely,
  );
}

export async function updateProject(
  tx: Tx,
  projectId: string,
  content: ProjectContent & Pick<ProjectRow, "ownerId">,
): Promise<void> {
  await sql`
    UPDATE projects SET title = ${content.title}, summary = ${content.summary}, industry = ${content.industry},
      company = ${content.company}, enterprise_id = ${content.enterpriseId}, owner_id = ${content.ownerId},
      updated_at = now(), version = version + 1
    WHERE id = ${projectId}`.execute(tx.kysely);
}

/** Something about it changed: its version and the time of its last change say so. */
export async function touchProject(tx: Tx, projectId: string): Promise<void> {
  await sql`UPDATE projects SET updated_at = now(), version = version + 1 WHERE id = ${projectId}`.execute(tx.kysely);
}

export async function updateProjectState(
  tx: Tx,
  projectId: string,
  { state, reason, on }: { readonly state: ProjectState; readonly reason: string; readonly on: string },
): Promise<void> {
  await sql`
    UPDATE projects SET state = ${state}, state_reason = ${reason},
      ended_on = ${state === "active" ? null : on}::date, updated_at = now(), version = version + 1
    WHERE id = ${projectId}`.execute(tx.kysely);
}

export async function updateReadiness(tx: Tx, projectId: string, level: number): Promise<void> {
  await sql`UPDATE projects SET readiness_level = ${level} WHERE id = ${projectId}`.execute(tx.kysely);
}

/** Parts carry the company's scope: it reads them once it has one. */
export async function moveParts(
  tx: Tx,
  parts: readonly string[],
  projectId: string,
  enterpriseId: string | null,
): Promise<void> {
  for (const part of parts) {
    await sql`UPDATE ${sql.table(part)} SET enterprise_id = ${enterpriseId} WHERE project_id = ${projectId}`.execute(
      tx.kysely,
    );
  }
}

export type Of = Pick<ProjectRow, "id" | "scopeId" | "enterpriseId">;

// Members ---------------------------------------------------------------------------------------------------------------------

export type MemberRow = Project["members"][number];

export async function listMembers(tx: Tx, projectId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    SELECT m.name, m.unit, m.role, m.user_id AS "userId" FROM project_members m
    WHERE m.project_id = ${projectId} ORDER BY m.position`.execute(tx.kysely);
  return rows;
}

/** All of them, in their order; those with an account are the project's readers from then on. */
export async function replaceMembers(tx: Tx, project: Of, members: readonly MemberRow[]): Promise<void> {
  await sql`DELETE FROM project_members WHERE project_id = ${project.id}`.execute(tx.kysely);
  const numbered = JSON.stringify(members.map((member, index) => ({ ...member, position: index + 1 })));
  await sql`
    INSERT INTO project_members (scope_id, enterprise_id, project_id, position, name, unit, role, user_id)
    SELECT ${project.scopeId}::uuid, ${project.enterpriseId}::uuid, ${project.id}::uuid, m.position, m.name, m.unit,
      m.role, m."userId"
    FROM jsonb_to_recordset(${numbered}::jsonb) AS m (position integer, name text, unit text, role text, "userId" uuid)
  `.execute(tx.kysely);
  const readers = [...new Set(members.flatMap(({ userId }) => (userId === null ? [] : [userId])))];
  await sql`UPDATE projects SET readers = ${readers}::uuid[] WHERE id = ${project.id}`.execute(tx.kysely);
  await sql`UPDATE project_stages SET readers = ${readers}::uuid[] WHERE project_id = ${project.id}`.execute(tx.kysely);
}

// Stages ----------------------------------------------------------------------------------------------------------------------

export type StageRow = StageDays & { readonly stage: Stage; readonly note: string };

export async function listStages(tx: Tx, projectId: string): Promise<StageRow[]> {
  const { rows } = await sql<StageRow>`
    SELECT s.stage, s.entered, s.planned_on AS "plannedOn", s.started_on AS "startedOn", s.ended_on AS "endedOn", s.note
    FROM project_stages s WHERE s.project_id = ${projectId}`.execute(tx.kysely);
  return rows;
}

export async function putStage(
  tx: Tx,
  project: Of & Pick<ProjectRow, "readers">,
  { stage, entered, plannedOn, startedOn, endedOn, note }: StageRow,
): Promise<void> {
  await sql`
    INSERT INTO project_stages (scope_id, enterprise_id, project_id, stage, entered, planned_on, started_on, ended_on, note,
      readers)
    VALUES (${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${stage}, ${entered}, ${plannedOn}::date,
      ${startedOn}::date, ${endedOn}::date, ${note}, ${project.readers}::uuid[])
    ON CONFLICT (project_id, stage) DO UPDATE SET entered = EXCLUDED.entered, planned_on = EXCLUDED.planned_on,
      started_on = EXCLUDED.started_on, ended_on = EXCLUDED.ended_on, note = EXCLUDED.note`.execute(tx.kysely);
}

// Linked agreements -----------------------------------------------------------------------------------------------------------

export interface LinkRow {
  readonly stage: Stage;
  readonly agreementId: string;
}

export async function listLinks(tx: Tx, projectId: string): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    SELECT l.stage, l.agreement_id AS "agreementId" FROM project_agreements l
    WHERE l.project_id = ${projectId} ORDER BY l.linked_at, l.agreement_id`.execute(tx.kysely);
  return rows;
}

/** Which agreements belong to which project, as far as the caller sees them. */
export async function listAgreementsOfProjects(
  tx: Tx,
  projectIds: readonly string[],
): Promise<{ readonly projectId: string; readonly agreementId: string }[]> {
  const { rows } = await sql<{ projectId: string; agreementId: string }>`
    SELECT DISTINCT project_id AS "projectId", agreement_id AS "agreementId" FROM project_agreements
    WHERE project_id = ANY (${projectIds}::uuid[])`.execute(tx.kysely);
  return rows;
}

export async function insertLink(tx: Tx, project: Of, { stage, agreementId }: LinkRow, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO project_agreements (scope_id, enterprise_id, project_id, stage, agreement_id, linked_by)
    VALUES (${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${stage}, ${agreementId}, ${by})
    ON CONFLICT DO NOTHING`.execute(tx.kysely);
  return Number(numAffectedRows ?? 0n) > 0;
}

/**
 * The number of another project, not ended for good, that one of the agreements carries; null where none is. Whoever links one
 * of them waits until the transaction is over.
 */
export async function findOtherUse(
  tx: Tx,
  projectId: string,
  agreementIds: readonly string[],
): Promise<{ readonly agreementId: string; readonly number: string } | null> {
  for (const id of [...new Set(agreementIds)].toSorted()) {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('project agreement ' || ${id}::text, 0))`.execute(
      tx.kysely,
    );
  }
  return firstOf(
    tx,
    sql<{ agreementId: string; number: string }>`SELECT l.agreement_id AS "agreementId", p.number
      FROM project_agreements l JOIN projects p ON p.id = l.project_id
      WHERE l.agreement_id = ANY (${agreementIds}::uuid[]) AND p.id <> ${projectId}
        AND p.state IN ('active', 'licensed_out') ORDER BY p.number LIMIT 1`,
  );
}

export async function deleteLink(tx: Tx, projectId: string, { stage, agreementId }: LinkRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    DELETE FROM project_agreements
    WHERE project_id = ${projectId} AND stage = ${stage} AND agreement_id = ${agreementId}`.execute(tx.kysely);
  return Number(numAffectedRows ?? 0n) > 0;
}

// History ---------------------------------------------------------------------------------------------------------------------

export interface StepRow {
  readonly at: string;
  readonly actorId: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function insertStep(
  tx: Tx,
  project: Of,
  action: string,
  details: Readonly<Record<string, unknown>> = {},
  /** Who did it, where the transaction is the system's. */
  by: string | null = null,
): Promise<void> {
  const actorId = tx.actor === "system" ? by : tx.actor.userId;
  await sql`
    INSERT INTO project_steps (scope_id, enterprise_id, project_id, id, actor_id, action, details)
    VALUES (${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${newId()}, ${actorId}, ${action},
      ${JSON.stringify(details)})`.execute(tx.kysely);
}

export async function listSteps(tx: Tx, projectId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    SELECT s.at, s.actor_id AS "actorId", s.action, s.details FROM project_steps s
    WHERE s.project_id = ${projectId} ORDER BY s.id DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}

// Lists -----------------------------------------------------------------------------------------------------------------------

export type ProjectListing = Listing<(typeof PROJECT_SORTS)[number]>;

export interface ProjectFilter {
  readonly states: readonly string[] | null;
  readonly stages: readonly string[] | null;
  readonly originKinds: readonly string[] | null;
  readonly originId: string | null;
  /** In a university, whose people are members of projects that stand in pairs. */
  readonly ofMember: boolean;
}

const SORT_KEYS: Readonly<Record<(typeof PROJECT_SORTS)[number], SortKey>> = {
  number: { by: sql`p.number`, type: "text" },
  title: { by: sql`p.title`, type: "text" },
  state: { by: sql`p.state`, type: "text" },
  readiness: { by: sql`p.readiness_level`, type: "integer" },
  updatedAt: { by: sql`p.updated_at`, type: "timestamptz" },
};

export type ListedProject = ProjectRow & {
  readonly stages: readonly StageRow[];
};

export async function listProjectRows(
  tx: Tx,
  scopeId: string,
  listing: ProjectListing,
  { states, stages, originKinds, originId, ofMember }: ProjectFilter,
): Promise<{ readonly rows: Keyed<ListedProject>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`p.id`);
  const { search } = listing;
  const isTheirs = sql<boolean>`(p.enterprise_id = ${scopeId}
    OR (${ofMember}::boolean AND (SELECT app_user_id()) = ANY (p.readers)))`;
  const wanted = sql<boolean>`(p.scope_id = ${scopeId} OR ${isTheirs})
    AND (${states}::text[] IS NULL OR p.state = ANY (${states}::text[]))
    AND (${originKinds}::text[] IS NULL OR coalesce(p.origin_kind, 'hand') = ANY (${originKinds}::text[]))
    AND (${originId}::uuid IS NULL OR p.origin_id = ${originId}::uuid)
    AND (${stages}::text[] IS NULL OR EXISTS (SELECT FROM project_stages s WHERE s.project_id = p.id
      AND s.started_on IS NOT NULL AND s.ended_on IS NULL AND s.stage = ANY (${stages}::text[])))
    AND (${searchCondition(sql`p.id`, "project", search)} OR (${isTheirs}
      AND strpos(lower(p.number || ' ' || p.title), lower(${search})) > 0))`;
  const { rows } = await sql<Keyed<ListedProject>>`
    SELECT ${COLUMNS}, ${key} AS "sortKey", coalesce((SELECT jsonb_agg(jsonb_build_object('stage', s.stage, 'entered',
      s.entered, 'plannedOn', s.planned_on, 'startedOn', s.started_on, 'endedOn', s.ended_on, 'note', s.note))
      FROM project_stages s WHERE s.project_id = p.id), '[]'::jsonb) AS stages
    FROM projects p WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(tx, sql<{ n: number }>`SELECT count(*)::integer AS n FROM projects p WHERE ${wanted}`);
  return { rows, total: counted?.n ?? 0 };
}

export async function countActive(tx: Tx, scopeId: string): Promise<number> {
  const row = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM projects p
      WHERE p.scope_id = ${scopeId} AND p.state IN ('active', 'licensed_out')`,
  );
  return row?.n ?? 0;
}

export async function countOfNeed(tx: Tx, scopeId: string, needId: string): Promise<number> {
  const row = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM projects p
      WHERE p.scope_id = ${scopeId} AND p.origin_kind = 'need' AND p.origin_id = ${needId}`,
  );
  return row?.n ?? 0;
}

// A person's data -------------------------------------------------------------------------------------------------------------

export async function collectProjectsOf(tx: Tx, userId: string): Promise<Record<string, unknown>> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx.kysely)).rows;
  return {
    projects: await list(sql`SELECT id, scope_id AS "scopeId", number, title, state, created_at AS "createdAt"
      FROM projects WHERE created_by = ${userId} OR owner_id = ${userId} ORDER BY id`),
    proofReviews: await list(sql`SELECT application_id AS "applicationId", state, scores, comment,
      submitted_at AS "submittedAt" FROM proof_reviews WHERE reviewer_id = ${userId} ORDER BY application_id`),
    memberships: await list(sql`SELECT project_id AS "projectId", name, unit, role FROM project_members
      WHERE user_id = ${userId} ORDER BY project_id`),
    steps: await list(sql`SELECT project_id AS "projectId", action, at FROM project_steps
      WHERE actor_id = ${userId} ORDER BY id`),
  };
}

/** A member whose account is erased stays as a place in the team; the name goes. */
export async function eraseMember(tx: Tx, userId: string): Promise<void> {
  await sql`UPDATE project_members SET name = '—', user_id = NULL WHERE user_id = ${userId}`.execute(tx.kysely);
  for (const table of ["projects", "project_stages"]) {
    await sql`UPDATE ${sql.table(table)} SET readers = array_remove(readers, ${userId}::uuid)
      WHERE ${userId}::uuid = ANY (readers)`.execute(tx.kysely);
  }
}
