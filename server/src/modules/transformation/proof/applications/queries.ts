// Applications under a call, and the files that belong to them.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../../platform/db/index.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../../platform/listing/index.ts";
import type { APPLICATION_SORTS, ApplicationState, PROOF_ORIGINS, ProofContent, ProofSource } from "./types.ts";

export interface ApplicationRow {
  readonly id: string;
  readonly callId: string;
  readonly scopeId: string;
  readonly centreId: string | null;
  readonly institutionId: string;
  readonly originKind: (typeof PROOF_ORIGINS)[number];
  readonly originId: string;
  readonly originNumber: string;
  readonly title: string;
  readonly content: ProofContent;
  readonly askedFen: string;
  readonly state: ApplicationState;
  readonly team: readonly string[];
  readonly createdBy: string;
  readonly submittedAt: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly grantedFen: string | null;
  readonly reason: string;
  readonly reportDueOn: string | null;
  readonly projectId: string | null;
  readonly agreementId: string | null;
  readonly version: number;
}

const COLUMNS = sql`a.id, a.call_id AS "callId", a.scope_id AS "scopeId", a.centre_id AS "centreId",
  a.institution_id AS "institutionId", a.origin_kind AS "originKind", a.origin_id AS "originId",
  a.origin_number AS "originNumber", a.title, a.content, a.asked_fen::text AS "askedFen", a.state, a.team,
  a.created_by AS "createdBy", a.submitted_at AS "submittedAt", a.decided_by AS "decidedBy",
  a.decided_at AS "decidedAt", a.granted_fen::text AS "grantedFen", a.reason, a.report_due_on AS "reportDueOn",
  a.project_id AS "projectId", a.agreement_id AS "agreementId", a.version`;

export async function findApplication(
  tx: Tx,
  applicationId: string,
  lock: "read" | "held" = "read",
): Promise<ApplicationRow | null> {
  return firstOf(
    tx,
    sql<ApplicationRow>`SELECT ${COLUMNS} FROM proof_applications a WHERE a.id = ${applicationId}
      ${lock === "held" ? sql`FOR UPDATE` : sql``}`,
  );
}

/** Those handed in first, by what they ask; drafts of one's own last. */
export async function listApplications(tx: Tx, callId: string): Promise<ApplicationRow[]> {
  const { rows } = await sql<ApplicationRow>`
    SELECT ${COLUMNS} FROM proof_applications a WHERE a.call_id = ${callId}
    ORDER BY a.submitted_at NULLS LAST, a.id`.execute(tx.kysely);
  return rows;
}

export type ApplicationListing = Listing<(typeof APPLICATION_SORTS)[number]>;
const KEYS: Readonly<Record<(typeof APPLICATION_SORTS)[number], SortKey>> = {
  submittedAt: { by: sql`coalesce(a.submitted_at, 'infinity'::timestamptz)`, type: "timestamptz" },
  title: { by: sql`a.title`, type: "text" },
};

export type ApplicationLine = Omit<ApplicationRow, "content"> & {
  readonly content: Pick<ProofContent, "unit" | "leadName" | "readinessFrom" | "readinessTo">;
};

/** Of the content no more than a line of the list says; somebody's own alone where `ofUser` is given. */
export async function listApplicationLines(
  tx: Tx,
  callId: string,
  listing: ApplicationListing,
  ofUser: string | null,
): Promise<{ readonly rows: Keyed<ApplicationLine>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, KEYS, sql`a.id`);
  const { search } = listing;
  const wanted = sql<boolean>`a.call_id = ${callId} AND (${ofUser}::uuid IS NULL OR ${ofUser}::uuid = ANY (a.team))
    AND (${search}::text IS NULL OR strpos(lower(a.title), lower(${search})) > 0)`;
  const { rows } = await sql<Keyed<ApplicationLine>>`
    SELECT ${COLUMNS}, ${key} AS "sortKey" FROM (SELECT a.id, a.call_id, a.scope_id, a.centre_id, a.institution_id,
      a.origin_kind, a.origin_id, a.origin_number, a.title, jsonb_build_object('unit', a.content -> 'unit', 'leadName',
      a.content -> 'leadName', 'readinessFrom', a.content -> 'readinessFrom', 'readinessTo', a.content -> 'readinessTo')
      AS content, a.asked_fen, a.state, a.team, a.created_by, a.submitted_at, a.decided_by, a.decided_at, a.granted_fen,
      a.reason, a.report_due_on, a.project_id, a.agreement_id, a.version FROM proof_applications a WHERE ${wanted}) a
    WHERE ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM proof_applications a WHERE ${wanted}`,
  );
  return { rows, total: counted?.n ?? 0 };
}

/** Not handed in, of the call, that somebody has begun. */
export async function countDrafts(tx: Tx, callId: string, userId: string): Promise<number> {
  const row = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM proof_applications a WHERE a.call_id = ${callId}
      AND a.created_by = ${userId} AND a.state IN ('draft', 'withdrawn')`,
  );
  return row?.n ?? 0;
}

type NewApplication = Pick<
  ApplicationRow,
  | "id"
  | "callId"
  | "scopeId"
  | "centreId"
  | "institutionId"
  | "originKind"
  | "originId"
  | "originNumber"
  | "team"
  | "createdBy"
>;

export async function insertApplication(tx: Tx, made: NewApplication, content: ProofContent): Promise<void> {
  await sql`
    INSERT INTO proof_applications (id, call_id, scope_id, centre_id, institution_id, origin_kind, origin_id, origin_number,
      title, content, asked_fen, team, created_by)
    VALUES (${made.id}, ${made.callId}, ${made.scopeId}, ${made.centreId}, ${made.institutionId}, ${made.originKind},
      ${made.originId}, ${made.originNumber}, ${content.title}, ${JSON.stringify(content)}::jsonb,
      ${content.askedFen}::bigint, ${[...made.team]}::uuid[], ${made.createdBy})`.execute(tx.kysely);
}

export async function updateContent(tx: Tx, applicationId: string, content: ProofContent): Promise<void> {
  await sql`
    UPDATE proof_applications SET title = ${content.title}, content = ${JSON.stringify(content)}::jsonb,
      asked_fen = ${content.askedFen}::bigint, updated_at = now(), version = version + 1
    WHERE id = ${applicationId}`.execute(tx.kysely);
}

export async function submitRow(tx: Tx, applicationId: string): Promise<void> {
  await sql`
    UPDATE proof_applications SET state = 'submitted', submitted_at = clock_timestamp(), updated_at = now(),
      version = version + 1 WHERE id = ${applicationId}`.execute(tx.kysely);
}

/** It is the team's alone again. */
export async function withdrawRow(tx: Tx, applicationId: string): Promise<void> {
  await sql`
    UPDATE proof_applications SET state = 'withdrawn', submitted_at = NULL, updated_at = now(), version = version + 1
    WHERE id = ${applicationId}`.execute(tx.kysely);
}

export async function decideRow(
  tx: Tx,
  applicationId: string,
  decided: {
    readonly by: string;
    readonly grantedFen: string | null;
    readonly reason: string;
    readonly reportDueOn: string | null;
  },
): Promise<void> {
  await sql`
    UPDATE proof_applications SET state = ${decided.grantedFen === null ? "refused" : "granted"}, decided_by = ${decided.by},
      decided_at = clock_timestamp(), granted_fen = ${decided.grantedFen}::bigint, reason = ${decided.reason},
      report_due_on = ${decided.grantedFen === null ? null : decided.reportDueOn}::date, updated_at = now(),
      version = version + 1 WHERE id = ${applicationId}`.execute(tx.kysely);
}

export async function linkGrant(
  tx: Tx,
  applicationId: string,
  { projectId, agreementId }: { readonly projectId: string; readonly agreementId: string },
): Promise<void> {
  await sql`UPDATE proof_applications SET project_id = ${projectId}, agreement_id = ${agreementId}, version = version + 1
    WHERE id = ${applicationId}`.execute(tx.kysely);
}

export async function countOfInstitution(
  tx: Tx,
  { callId, institutionId }: Pick<ApplicationRow, "callId" | "institutionId">,
): Promise<number> {
  const row = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM proof_applications a WHERE a.call_id = ${callId}
      AND a.institution_id = ${institutionId} AND a.state IN ('submitted', 'granted', 'refused')`,
  );
  return row?.n ?? 0;
}

export async function countUndecided(tx: Tx, callId: string): Promise<number> {
  const row = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM proof_applications a
      WHERE a.call_id = ${callId} AND a.state = 'submitted'`,
  );
  return row?.n ?? 0;
}

/** Everybody of a team under the call: whom a change of the call concerns. */
export async function listTeams(tx: Tx, callId: string): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    SELECT DISTINCT unnest(a.team) AS "userId" FROM proof_applications a
    WHERE a.call_id = ${callId} AND a.state <> 'withdrawn'`.execute(tx.kysely);
  return rows.map(({ userId }) => userId);
}

/** Projects of the pair that go on and have not come to proof of concept, as far as the caller sees them. */
export async function listProjectSources(
  tx: Tx,
  scopeId: string,
  search: string,
  most: number,
): Promise<ProofSource[]> {
  const { rows } = await sql<ProofSource>`
    SELECT 'project' AS kind, p.id, p.number, p.title FROM projects p
    WHERE p.scope_id = ${scopeId} AND p.state = 'active' AND strpos(lower(p.number || ' ' || p.title), lower(${search})) > 0
      AND NOT EXISTS (SELECT FROM project_stages s WHERE s.project_id = p.id AND s.started_on IS NOT NULL
        AND s.stage IN ('proof_of_concept', 'pilot_scale', 'industrialization'))
    ORDER BY p.number DESC LIMIT ${most}`.execute(tx.kysely);
  return rows;
}

export interface DocumentRow {
  readonly id: string;
  readonly applicationId: string;
  readonly key: string;
  readonly fileId: string;
}

const DOCUMENT = sql`d.id, d.application_id AS "applicationId", d.key, d.file_id AS "fileId"`;

export async function listDocuments(tx: Tx, applicationId: string): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    SELECT ${DOCUMENT} FROM proof_documents d WHERE d.application_id = ${applicationId} ORDER BY d.id`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findDocument(tx: Tx, documentId: string): Promise<DocumentRow | null> {
  return firstOf(tx, sql<DocumentRow>`SELECT ${DOCUMENT} FROM proof_documents d WHERE d.id = ${documentId}`);
}

export async function insertDocument(tx: Tx, document: DocumentRow, by: string): Promise<void> {
  await sql`INSERT INTO proof_documents (id, application_id, key, file_id, added_by)
    VALUES (${document.id}, ${document.applicationId}, ${document.key}, ${document.fileId}, ${by})`.execute(tx.kysely);
}

export async function deleteDocument(tx: Tx, documentId: string): Promise<void> {
  await sql`DELETE FROM proof_documents WHERE id = ${documentId}`.execute(tx.kysely);
}
