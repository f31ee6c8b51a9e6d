// All SQL about applications, their committee and their papers.
import { sql } from "kysely";
import { firstOf, TODAY, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, orderingOf, type SortKey } from "../../../platform/listing/index.ts";
import type { FundRow, StepRow } from "../queries/funds.ts";
import type { FundStage } from "../types.ts";
import type {
  AidKind,
  APPLICATION_SORTS,
  ApplicationContent,
  ApplicationState,
  DiligenceReport,
  EquityTerms,
  Vote,
} from "./types.ts";

export interface ApplicationRow {
  readonly id: string;
  readonly fundId: string;
  readonly fundNumber: string;
  readonly fundName: string;
  readonly scopeId: string;
  readonly managerScopeId: string | null;
  readonly applicantScopeId: string;
  readonly readers: string[];
  readonly number: string;
  readonly projectId: string | null;
  readonly projectScopeId: string | null;
  readonly projectNumber: string | null;
  readonly title: string;
  readonly applicant: string;
  readonly purpose: string;
  readonly stage: FundStage;
  readonly kind: AidKind;
  readonly amountFen: string;
  readonly terms: EquityTerms | null;
  readonly state: ApplicationState;
  readonly submittedBy: string | null;
  readonly submittedAt: string | null;
  readonly investigatorId: string | null;
  readonly report: DiligenceReport | null;
  readonly reportedAt: string | null;
  readonly meetsOn: string | null;
  readonly decidedBy: string | null;
  readonly decidedOn: string | null;
  readonly reason: string;
  readonly createdBy: string;
  /** Everybody who entered, changed or submitted it. */
  readonly authors: readonly string[];
  readonly commitmentId: string | null;
  readonly updatedAt: string;
  readonly version: number;
}

const COLUMNS = sql`p.id, p.fund_id AS "fundId", coalesce(f.number, '') AS "fundNumber", coalesce(f.name, '') AS "fundName",
  p.scope_id AS "scopeId", p.manager_scope_id AS "managerScopeId", p.applicant_scope_id AS "applicantScopeId", p.readers,
  p.number, p.project_id AS "projectId", p.project_scope_id AS "projectScopeId", p.project_number AS "projectNumber",
  p.title, p.applicant, p.purpose, p.stage, p.kind, p.amount_fen::text AS "amountFen", p.terms, p.state,
  p.submitted_by AS "submittedBy", p.submitted_at AS "submittedAt", p.investigator_id AS "investigatorId", p.report,
  p.reported_at AS "reportedAt", p.meets_on AS "meetsOn", p.decided_by AS "decidedBy", p.decided_on AS "decidedOn",
  p.reason, p.created_by AS "createdBy", p.updated_at AS "updatedAt", p.version, c.id AS "commitmentId",
  array(SELECT DISTINCT s.actor_id FROM fund_application_steps s
    WHERE s.application_id = p.id AND s.action IN ('entered', 'changed', 'submit')) AS authors`;
const FROM = sql`fund_applications p LEFT JOIN funds f ON f.id = p.fund_id
  LEFT JOIN fund_commitments c ON c.application_id = p.id`;

export async function findApplication(
  tx: Tx,
  applicationId: string,
  lock: "read" | "for_update" = "read",
): Promise<ApplicationRow | null> {
  return firstOf(
    tx,
    sql<ApplicationRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE p.id = ${applicationId}
      ${lock === "for_update" ? sql`FOR UPDATE OF p` : sql``}`,
  );
}

export type NewApplication = Pick<
  ApplicationRow,
  "id" | "applicantScopeId" | "readers" | "number" | "projectId" | "projectScopeId" | "projectNumber" | "createdBy"
>;

type Amounted = Omit<ApplicationContent, "amountFen"> & { readonly amount: bigint };

export async function insertApplication(
  tx: Tx,
  fund: Pick<FundRow, "id" | "scopeId" | "managerScopeId">,
  made: NewApplication,
  content: Amounted,
): Promise<void> {
  await sql`
    INSERT INTO fund_applications (id, fund_id, scope_id, manager_scope_id, applicant_scope_id, readers, number,
      project_id, project_scope_id, project_number, title, applicant, purpose, stage, kind, amount_fen, terms, created_by)
    VALUES (${made.id}, ${fund.id}, ${fund.scopeId}, ${fund.managerScopeId}, ${made.applicantScopeId},
      ${made.readers}::uuid[], ${made.number}, ${made.projectId}, ${made.projectScopeId}, ${made.projectNumber},
      ${content.title}, ${content.applicant}, ${content.purpose}, ${content.stage}, ${content.kind},
      ${String(content.amount)}::bigint, ${jsonOf(content.terms)}::jsonb, ${made.createdBy})`.execute(tx.kysely);
}

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

export async function updateContent(tx: Tx, applicationId: string, content: Amounted): Promise<void> {
  await sql`
    UPDATE fund_applications SET title = ${content.title}, applicant = ${content.applicant},
      purpose = ${content.purpose}, stage = ${content.stage}, kind = ${content.kind},
      amount_fen = ${String(content.amount)}::bigint, terms = ${jsonOf(content.terms)}::jsonb
    WHERE id = ${applicationId}`.execute(tx.kysely);
}

/** The next number of what is applied for, as the system: whoever applies does not change the fund. */
export async function takeApplicationNumber(tx: Tx, fundId: string): Promise<number> {
  const row = await firstOf(
    tx,
    sql<{ n: number }>`UPDATE funds SET last_application = last_application + 1 WHERE id = ${fundId}
      RETURNING last_application AS n`,
  );
  return row?.n ?? 1;
}

export async function touchApplication(tx: Tx, applicationId: string): Promise<void> {
  await sql`UPDATE fund_applications SET version = version + 1, updated_at = now() WHERE id = ${applicationId}`.execute(
    tx.kysely,
  );
}

export async function markSubmitted(tx: Tx, applicationId: string, by: string): Promise<void> {
  // What was found and voted about an earlier form of it does not count for this one.
  await sql`DELETE FROM fund_votes WHERE application_id = ${applicationId}`.execute(tx.kysely);
  await sql`UPDATE fund_applications SET state = 'submitted', submitted_by = ${by}, submitted_at = now(),
      investigator_id = NULL, report = NULL, reported_at = NULL, meets_on = NULL, decided_by = NULL, decided_on = NULL
    WHERE id = ${applicationId}`.execute(tx.kysely);
}

export async function markWithdrawn(tx: Tx, applicationId: string, reason: string): Promise<void> {
  await sql`UPDATE fund_applications SET state = 'withdrawn', reason = ${reason} WHERE id = ${applicationId}`.execute(
    tx.kysely,
  );
}

export async function markInvestigated(tx: Tx, applicationId: string, investigatorId: string): Promise<void> {
  await sql`UPDATE fund_applications SET state = 'due_diligence', investigator_id = ${investigatorId}, report = NULL,
    reported_at = NULL WHERE id = ${applicationId}`.execute(tx.kysely);
}

export async function putReport(tx: Tx, applicationId: string, report: DiligenceReport): Promise<void> {
  await sql`UPDATE fund_applications SET report = ${JSON.stringify(report)}::jsonb, reported_at = now()
    WHERE id = ${applicationId}`.execute(tx.kysely);
}

/** Whoever declares an interest hands the matter back for somebody else. */
export async function handBack(tx: Tx, applicationId: string): Promise<void> {
  await sql`UPDATE fund_applications SET state = 'submitted', investigator_id = NULL, report = NULL, reported_at = NULL
    WHERE id = ${applicationId}`.execute(tx.kysely);
}

export async function callCommittee(
  tx: Tx,
  { id, fundId, scopeId, managerScopeId }: ApplicationRow,
  memberIds: readonly string[],
  meetsOn: string,
): Promise<void> {
  await sql`UPDATE fund_applications SET state = 'committee', meets_on = ${meetsOn}::date WHERE id = ${id}`.execute(
    tx.kysely,
  );
  await sql`
    INSERT INTO fund_votes (fund_id, scope_id, manager_scope_id, application_id, member_id)
    SELECT ${fundId}::uuid, ${scopeId}::uuid, ${managerScopeId}::uuid, ${id}::uuid, m.id
    FROM unnest(${memberIds}::uuid[]) AS m (id)`.execute(tx.kysely);
}

export interface VoteRow {
  readonly memberId: string;
  readonly vote: Vote["vote"] | null;
  readonly reason: string;
  readonly votedAt: string | null;
}

export async function listVotes(tx: Tx, applicationId: string): Promise<VoteRow[]> {
  const { rows } =
    await sql<VoteRow>`SELECT member_id AS "memberId", vote, reason, voted_at AS "votedAt" FROM fund_votes
    WHERE application_id = ${applicationId} ORDER BY member_id`.execute(tx.kysely);
  return rows;
}

export async function putVote(tx: Tx, applicationId: string, memberId: string, { vote, reason }: Vote): Promise<void> {
  await sql`UPDATE fund_votes SET vote = ${vote}, reason = ${reason}, voted_at = now()
    WHERE application_id = ${applicationId} AND member_id = ${memberId}`.execute(tx.kysely);
}

export async function putDecision(
  tx: Tx,
  applicationId: string,
  decision: {
    readonly state: ApplicationState;
    readonly by: string;
    readonly on: string;
    readonly reason: string;
  },
): Promise<void> {
  const { state, by, on, reason } = decision;
  await sql`UPDATE fund_applications SET state = ${state}, decided_by = ${by}, decided_on = ${on}::date,
    reason = ${reason} WHERE id = ${applicationId}`.execute(tx.kysely);
}

// Papers ----------------------------------------------------------------------------------------------------------------------

export interface PaperRow {
  readonly id: string;
  readonly applicationId: string;
  readonly title: string;
  readonly fileId: string;
  readonly addedBy: string;
  readonly addedAt: string;
}

const PAPER = sql`id, application_id AS "applicationId", title, file_id AS "fileId", added_by AS "addedBy",
  added_at AS "addedAt"`;

export async function insertPaper(
  tx: Tx,
  { id, fundId, scopeId, managerScopeId }: Pick<ApplicationRow, "id" | "fundId" | "scopeId" | "managerScopeId">,
  paper: Omit<PaperRow, "applicationId" | "addedAt">,
): Promise<void> {
  await sql`
    INSERT INTO fund_papers (id, fund_id, scope_id, manager_scope_id, application_id, title, file_id, added_by)
    VALUES (${paper.id}, ${fundId}, ${scopeId}, ${managerScopeId}, ${id}, ${paper.title}, ${paper.fileId},
      ${paper.addedBy})`.execute(tx.kysely);
}

export async function listPapers(tx: Tx, applicationId: string): Promise<PaperRow[]> {
  const { rows } = await sql<PaperRow>`SELECT ${PAPER} FROM fund_papers WHERE application_id = ${applicationId}
    ORDER BY id`.execute(tx.kysely);
  return rows;
}

export async function findPaper(tx: Tx, paperId: string): Promise<PaperRow | null> {
  return firstOf(tx, sql<PaperRow>`SELECT ${PAPER} FROM fund_papers WHERE id = ${paperId}`);
}

// Lists -----------------------------------------------------------------------------------------------------------------------

export type ApplicationListing = Listing<(typeof APPLICATION_SORTS)[number]>;
export interface ApplicationFilter {
  readonly fundId: string | null;
  readonly projectId: string | null;
  readonly states: readonly string[] | null;
  readonly kinds: readonly string[] | null;
}

const SORT_KEYS: Readonly<Record<(typeof APPLICATION_SORTS)[number], SortKey>> = {
  updatedAt: { by: sql`p.updated_at`, type: "timestamptz" },
  number: { by: sql`p.number`, type: "text" },
  amount: { by: sql`p.amount_fen`, type: "bigint" },
  state: { by: sql`p.state`, type: "text" },
};

export async function listApplicationRows(
  tx: Tx,
  scopeId: string,
  listing: ApplicationListing,
  { fundId, projectId, states, kinds }: ApplicationFilter,
): Promise<{ readonly rows: Keyed<ApplicationRow>[]; readonly total: number | null }> {
  const { key, condition, tail } = orderingOf(listing, SORT_KEYS, sql`p.id`);
  const { search } = listing;
  const wanted = sql<boolean>`${scopeId}::uuid = ANY (p.readers)
    AND (${fundId}::uuid IS NULL OR p.fund_id = ${fundId}::uuid)
    AND (${projectId}::uuid IS NULL OR p.project_id = ${projectId}::uuid)
    AND (${states}::text[] IS NULL OR p.state = ANY (${states}::text[]))
    AND (${kinds}::text[] IS NULL OR p.kind = ANY (${kinds}::text[]))
    AND (${search}::text IS NULL
      OR strpos(lower(p.number || ' ' || p.title || ' ' || p.applicant), lower(${search})) > 0)`;
  const { rows } = await sql<Keyed<ApplicationRow>>`SELECT ${COLUMNS}, ${key} AS "sortKey" FROM ${FROM}
    WHERE ${wanted} AND ${condition} ${tail}`.execute(tx.kysely);
  if (!listing.withTotal) return { rows, total: null };
  const counted = await firstOf(
    tx,
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM fund_applications p WHERE ${wanted}`,
  );
  return { rows, total: counted?.n ?? 0 };
}

export interface OpenFund {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly purpose: string;
}

/** As the system: funds that take applications of a scope or of a project's scope. */
export async function listOpenFunds(tx: Tx, scopeIds: readonly string[]): Promise<OpenFund[]> {
  const { rows } = await sql<OpenFund>`SELECT id, number, name, purpose FROM funds
    WHERE readers && ${scopeIds}::uuid[] AND ends_on >= ${TODAY} ORDER BY number`.execute(tx.kysely);
  return rows;
}

// Steps -----------------------------------------------------------------------------------------------------------------------

export async function insertApplicationStep(
  tx: Tx,
  row: Pick<ApplicationRow, "id" | "fundId" | "scopeId" | "managerScopeId" | "applicantScopeId" | "readers">,
  actorId: string,
  action: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await sql`
    INSERT INTO fund_application_steps (id, application_id, fund_id, scope_id, manager_scope_id, applicant_scope_id,
      readers, actor_id, action, details)
    VALUES (${newId()}, ${row.id}, ${row.fundId}, ${row.scopeId}, ${row.managerScopeId}, ${row.applicantScopeId},
      ${row.readers}::uuid[], ${actorId}, ${action}, ${JSON.stringify(details)})`.execute(tx.kysely);
}

export async function listApplicationSteps(tx: Tx, applicationId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`SELECT at, actor_id AS "actorId", action, details FROM fund_application_steps
    WHERE application_id = ${applicationId} ORDER BY id DESC LIMIT 500`.execute(tx.kysely);
  return rows;
}
