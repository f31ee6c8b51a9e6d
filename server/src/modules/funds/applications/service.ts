import { writeDocument } from "@dual-high/lists";
import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import type { Permission, Role } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { asSystem, findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion, type FileAnswer, type UploadedFile } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findDisplayNames, findNamesOnRecord, listHolders } from "../../identity/index.ts";
import { findProject, getProjectRow } from "../../transformation/index.ts";
import { insertCommitment } from "../commitments/queries.ts";
import { applicationDecided, applicationMoved } from "../events.ts";
import { findFundRow, findSummed } from "../queries/funds.ts";
import { findClosedUntil } from "../closing/queries.ts";
import { refuseClosedDay } from "../closing/rules.ts";
import { FIELD, readFen, refuseDayToCome } from "../rules.ts";
import { mayAt, required } from "../service/found.ts";
import {
  type ApplicationFilter,
  type ApplicationListing,
  type ApplicationRow,
  callCommittee,
  findApplication,
  findPaper,
  handBack,
  insertApplication,
  insertApplicationStep,
  insertPaper,
  listApplicationRows,
  listApplicationSteps,
  listOpenFunds,
  listPapers,
  listVotes,
  markInvestigated,
  markSubmitted,
  markWithdrawn,
  type OpenFund,
  putDecision,
  putReport,
  putVote,
  takeApplicationNumber,
  touchApplication,
  updateContent,
} from "./queries.ts";
import {
  applicationError,
  mayFrom,
  readTranches,
  refuseEarlyDecision,
  refuseOutcome,
  refuseOvercommitment,
  refuseOwnMatter,
  refuseSmallCommittee,
  refuseState,
  refuseLockOver,
  refuseTerms,
} from "./rules.ts";
import {
  type Action,
  STATE_NAMES,
  type Application,
  type ApplicationChange,
  type ApplicationContent,
  type ApplicationDraft,
  type ApplicationSummary,
  type CommitteeCall,
  type CommitteeDecision,
  type DiligenceReport,
  type OwnStep,
  type Vote,
} from "./types.ts";
import { planMinutes } from "./minutes.ts";
import { wordApplicationStep } from "./wording.ts";

const PAPER = "fund_paper";
const INVESTIGATOR = { zh: "尽职调查人", en: "Investigator", name: "investigatorId" };
const MEMBERS = { zh: "投决会成员", en: "Members of the committee", name: "memberIds" };

/** In the fund's scope, in its managers', in the applicant's own, or, to read it, in the project's. */
async function getApplicationRow(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  applicationId: string,
  lock: "read" | "for_update" = "read",
): Promise<ApplicationRow> {
  const row = required(await findApplication(tx, applicationId));
  const places = permission === "fund.apply" ? [row.applicantScopeId] : [row.scopeId, row.managerScopeId];
  if (!places.some((id) => id !== null && mayIn(caller, permission, id))) {
    const isKnown = row.readers.some((reader) => mayIn(caller, "fund.read_application", reader));
    if (!isKnown) authorize(caller, permission, row.scopeId);
    if (permission !== "fund.read_application") throw accessError("access.forbidden", { permission });
  }
  return lock === "read" ? row : required(await findApplication(tx, applicationId, lock));
}

/** Funds that the scope, or the project of it, may apply to. */
export async function listFundsOpenTo(
  ctx: Ctx,
  scopeId: string,
  projectId: string | null,
): Promise<{ items: OpenFund[] }> {
  authorize(ctx.caller, "fund.apply", scopeId);
  return transact(ctx, async (tx) => ({ items: await findOpenTo(tx, ctx.caller, scopeId, projectId) }));
}

async function findOpenTo(tx: Tx, caller: Caller, scopeId: string, projectId: string | null): Promise<OpenFund[]> {
  const project = projectId === null ? null : await getProjectRow(tx, caller, "project.read", projectId);
  // As the system below, so what the caller reads is looked at here: their own scopes, and the project that they were shown.
  const own = caller.readScopes.includes(scopeId) ? [scopeId] : [];
  const scopes = [...own, ...(project === null ? [] : [project.scopeId])];
  return asSystem(tx, async (system) => listOpenFunds(system, scopes));
}

export async function createApplication(
  ctx: Ctx,
  scopeId: string,
  { fundId, projectId, ...content }: ApplicationDraft,
): Promise<Application> {
  authorize(ctx.caller, "fund.apply", scopeId);
  const amount = readContent(content);
  return transact(ctx, async (tx) => {
    const project = projectId === null ? null : await getProjectRow(tx, ctx.caller, "project.read", projectId);
    if (!(await findOpenTo(tx, ctx.caller, scopeId, projectId)).some(({ id }) => id === fundId)) {
      throw applicationError("funds.not_open_to", {});
    }
    const { fund, sequence } = await asSystem(tx, async (system) => ({
      sequence: await takeApplicationNumber(system, fundId),
      fund: required(await findFundRow(system, fundId)),
    }));
    const { userId } = ctx.caller;
    const made = {
      id: newId(),
      applicantScopeId: scopeId,
      readers: [
        ...new Set([fund.scopeId, fund.managerScopeId, scopeId, project?.scopeId ?? null].filter((id) => id !== null)),
      ],
      number: `${fund.number}-${String(sequence).padStart(3, "0")}`,
      projectId,
      projectScopeId: project?.scopeId ?? null,
      projectNumber: project?.number ?? null,
      createdBy: userId,
    };
    await insertApplication(tx, fund, made, { ...content, amount });
    const row = required(await findApplication(tx, made.id));
    await insertApplicationStep(tx, row, userId, "entered");
    await audit(tx, {
      ...auditBy(ctx.caller, row),
      action: "fund.application_entered",
      details: { number: made.number, kind: content.kind, amountFen: String(amount) },
    });
    return showApplication(tx, ctx.caller, made.id);
  });
}

function readContent({ amountFen, kind, terms }: Pick<ApplicationContent, "amountFen" | "kind" | "terms">): bigint {
  const amount = readFen(FIELD.asked, amountFen);
  refuseTerms(kind, terms);
  return amount;
}

function auditBy(caller: Caller, { id, scopeId, managerScopeId, applicantScopeId }: ApplicationRow) {
  const own = [scopeId, managerScopeId, applicantScopeId].find(
    (each) => each !== null && caller.readScopes.includes(each),
  );
  return { scopeId: own ?? scopeId, subjectKind: "fund_application", subjectId: id };
}

interface Done {
  readonly action: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Of that, what the audit keeps for ever. */
  readonly audited?: Readonly<Record<string, unknown>>;
}

async function changing(
  ctx: Ctx,
  { applicationId, version }: { readonly applicationId: string; readonly version: number },
  permission: Permission,
  work: (tx: Tx, row: ApplicationRow) => Promise<Done>,
): Promise<Application> {
  return transact(ctx, async (tx) => {
    const row = await getApplicationRow(tx, ctx.caller, permission, applicationId, "for_update");
    expectVersion(row, version);
    const { action, details = {}, audited = {} } = await work(tx, row);
    await touchApplication(tx, applicationId);
    await insertApplicationStep(tx, row, ctx.caller.userId, action, details);
    await audit(tx, {
      ...auditBy(ctx.caller, row),
      action: `fund.application_${action}`,
      details: { number: row.number, ...audited },
      personal: details,
    });
    return showApplication(tx, ctx.caller, applicationId);
  });
}

type Held = { readonly applicationId: string; readonly version: number };

export async function reviseApplication(ctx: Ctx, held: Held, change: ApplicationChange): Promise<Application> {
  return changing(ctx, held, "fund.apply", async (tx, row) => {
    refuseState(row.number, row.state, "edit");
    const { title, applicant, purpose, stage, kind, amountFen, terms } = row;
    const content = {
      title,
      applicant,
      purpose,
      stage,
      kind,
      amountFen,
      terms,
      ...(change as Partial<ApplicationContent>),
    };
    await updateContent(tx, row.id, { ...content, amount: readContent(content) });
    return { action: "changed", details: { fields: Object.keys(change) }, audited: { fields: Object.keys(change) } };
  });
}

export async function takeOwnStep(ctx: Ctx, held: Held, { action, reason }: OwnStep): Promise<Application> {
  return changing(ctx, held, "fund.apply", async (tx, row) => {
    refuseState(row.number, row.state, action);
    if (action === "submit") refuseLockOver(row.number, row.terms, await findToday(tx));
    if (action === "submit") await markSubmitted(tx, row.id, ctx.caller.userId);
    else await markWithdrawn(tx, row.id, reason);
    const state = action === "submit" ? "submitted" : "withdrawn";
    await ctx.outbox.emit(tx, applicationMoved, announce(ctx.caller, row, { state, userIds: [] }));
    return { action, details: { reason } };
  });
}

const SIDE: readonly Role[] = ["pair_lead", "pair_officer", "zone_officer", "fund_manager"];

/**
 * Whoever wrote at an application, and the owner and the members of its project: as the system, for the fund's side need not see
 * the project.
 */
async function findAskers(tx: Tx, { authors, createdBy, projectId }: ApplicationRow): Promise<ReadonlySet<string>> {
  const project = projectId === null ? null : await asSystem(tx, async (system) => findProject(system, projectId));
  const involved = project === null ? [] : [project.ownerId, ...project.readers];
  return new Set([...authors, createdBy, ...involved]);
}

/** Who may look into an application, or sit in its committee: whoever works on the fund's side and did not ask for it. */
export async function listFundPeople(
  ctx: Ctx,
  applicationId: string,
): Promise<{ items: { readonly id: string; readonly name: string }[] }> {
  return transact(ctx, async (tx) => {
    const row = await getApplicationRow(tx, ctx.caller, "fund.manage", applicationId);
    return { items: await findPeople(tx, row) };
  });
}

async function findPeople(tx: Tx, row: ApplicationRow): Promise<{ readonly id: string; readonly name: string }[]> {
  const found = new Map<string, { readonly id: string; readonly name: string }>();
  for (const id of [row.scopeId, row.managerScopeId]) {
    if (id === null) continue;
    for (const { id: userId, name } of await listHolders(tx, id, SIDE)) found.set(userId, { id: userId, name });
  }
  const askers = await findAskers(tx, row);
  return [...found.values()].filter(({ id }) => !askers.has(id));
}

export async function startDiligence(ctx: Ctx, held: Held, investigatorId: string): Promise<Application> {
  return changing(ctx, held, "fund.manage", async (tx, row) => {
    refuseState(row.number, row.state, "start_diligence");
    const people = await findPeople(tx, row);
    if (!people.some(({ id }) => id === investigatorId)) {
      throw applicationError("funds.person_unfit", { number: row.number, field: INVESTIGATOR });
    }
    await markInvestigated(tx, row.id, investigatorId);
    await ctx.outbox.emit(
      tx,
      applicationMoved,
      announce(ctx.caller, row, { state: "due_diligence", userIds: [investigatorId] }),
    );
    const name = people.find(({ id }) => id === investigatorId)?.name ?? "";
    return { action: "diligence", details: { name }, audited: { investigatorId } };
  });
}

export async function reportDiligence(ctx: Ctx, held: Held, report: DiligenceReport): Promise<Application> {
  return changing(ctx, held, "fund.manage", async (tx, row) => {
    refuseState(row.number, row.state, "report");
    if (row.investigatorId !== ctx.caller.userId)
      throw applicationError("funds.not_investigator", { number: row.number });
    if (report.interest !== "") {
      await handBack(tx, row.id);
      return { action: "interest", details: { interest: report.interest } };
    }
    await putReport(tx, row.id, report);
    return {
      action: "reported",
      details: { conclusion: report.conclusion },
      audited: { conclusion: report.conclusion },
    };
  });
}

export async function addPaper(
  ctx: Ctx,
  applicationId: string,
  title: string,
  { name, bytes }: UploadedFile,
): Promise<Application> {
  return transact(ctx, async (tx) => {
    const row = await getApplicationRow(tx, ctx.caller, "fund.manage", applicationId, "for_update");
    refuseState(row.number, row.state, "report");
    const id = newId();
    const sides = [row.scopeId, row.managerScopeId].filter((each) => each !== null);
    const owner = sides.find((each) => ctx.caller.writeScopes.includes(each)) ?? row.scopeId;
    const sharedWith = sides.filter((each) => each !== owner);
    const file = await ctx.files.putFile(tx, {
      scopeId: owner,
      ownerKind: PAPER,
      ownerId: id,
      name,
      bytes,
      sharedWith,
    });
    const { userId } = ctx.caller;
    await insertPaper(tx, row, { id, title, fileId: file.id, addedBy: userId });
    await insertApplicationStep(tx, row, userId, "paper", { title });
    await touchApplication(tx, row.id);
    await audit(tx, {
      ...auditBy(ctx.caller, row),
      action: "fund.application_paper",
      details: { number: row.number, sha256: file.sha256 },
    });
    return showApplication(tx, ctx.caller, applicationId);
  });
}

export async function readPaper(ctx: Ctx, paperId: string): Promise<FileAnswer> {
  return transact(ctx, async (tx) => {
    const paper = required(await findPaper(tx, paperId));
    const row = await getApplicationRow(tx, ctx.caller, "fund.read", paper.applicationId);
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, paper.fileId);
    await audit(tx, {
      ...auditBy(ctx.caller, row),
      action: "fund.application_paper_read",
      details: { number: row.number, paperId },
    });
    return { name, mediaType, bytes };
  });
}

export async function putBeforeCommittee(
  ctx: Ctx,
  held: Held,
  { memberIds, meetsOn }: CommitteeCall,
): Promise<Application> {
  return changing(ctx, held, "fund.manage", async (tx, row) => {
    refuseState(row.number, row.state, "call_committee");
    if (row.report === null) throw applicationError("funds.report_missing", { number: row.number });
    const people = (await findPeople(tx, row)).filter(({ id }) => id !== row.investigatorId);
    const chosen = [...new Set(memberIds)];
    const names = chosen.map((id) => people.find((person) => person.id === id)?.name);
    if (names.some((name) => name === undefined)) {
      throw applicationError("funds.person_unfit", { number: row.number, field: MEMBERS });
    }
    const { committeeLeast } = required(await findFundRow(tx, row.fundId));
    refuseSmallCommittee(row.number, { field: "memberIds", least: committeeLeast, members: chosen.length });
    await callCommittee(tx, row, chosen, meetsOn);
    await ctx.outbox.emit(tx, applicationMoved, announce(ctx.caller, row, { state: "committee", userIds: chosen }));
    return { action: "committee", details: { names, meetsOn }, audited: { memberIds: chosen, meetsOn } };
  });
}

export async function castVote(ctx: Ctx, held: Held, vote: Vote): Promise<Application> {
  return changing(ctx, held, "fund.manage", async (tx, row) => {
    refuseState(row.number, row.state, "vote");
    const { userId } = ctx.caller;
    refuseOwnMatter(row, await findAskers(tx, row), "vote", userId);
    const own = (await listVotes(tx, row.id)).find(({ memberId }) => memberId === userId);
    if (own === undefined) throw applicationError("funds.not_member", { number: row.number });
    if (own.vote !== null)
      throw applicationError("funds.voted", { number: row.number, conflict: own.vote === "conflict" });
    await putVote(tx, row.id, userId, vote);
    return { action: "voted", details: { vote: vote.vote }, audited: { vote: vote.vote } };
  });
}

const OUTCOME_STATES = { approve: "approved", decline: "declined", return: "returned" } as const;

/** What the committee decided, recorded by somebody who neither applied nor looked into it; approved money is committed. */
export async function decideApplication(ctx: Ctx, held: Held, decision: CommitteeDecision): Promise<Application> {
  return changing(ctx, held, "fund.decide", async (tx, row) => {
    refuseState(row.number, row.state, "decide");
    const { userId } = ctx.caller;
    refuseOwnMatter(row, await findAskers(tx, row), "decide", userId);
    refuseDayToCome(decision.on, await findToday(tx));
    refuseEarlyDecision(row.number, decision.on, row.meetsOn);
    // The fund's row is held before its money is counted: two decisions cannot both find the same.
    const fund = required(await findFundRow(tx, row.fundId, "for_update"));
    refuseOutcome(row.number, await listVotes(tx, row.id), decision.outcome, fund.committeeLeast);
    const state = OUTCOME_STATES[decision.outcome];
    const committed = decision.outcome === "approve" ? readTranches(row, decision.tranches) : null;
    if (committed !== null) {
      refuseClosedDay(fund.number, decision.on, await findClosedUntil(tx, fund.id));
      refuseOvercommitment(required(await findSummed(tx, fund.id)), committed.total);
    }
    await putDecision(tx, row.id, { state, by: userId, on: decision.on, reason: decision.reason });
    if (committed !== null) await insertCommitment(tx, row, committed, decision.on);
    const amountFen = committed === null ? null : String(committed.total);
    await ctx.outbox.emit(
      tx,
      applicationDecided,
      announce(ctx.caller, row, { state, userIds: [row.submittedBy ?? row.createdBy] }),
    );
    const told = { outcome: decision.outcome, on: decision.on, ...(amountFen === null ? {} : { amountFen }) };
    return { action: "decided", details: { ...told, reason: decision.reason }, audited: told };
  });
}

/** In a scope in which whoever acts may announce. */
function announce<const P extends { readonly state: string; readonly userIds: readonly string[] }>(
  caller: Caller,
  { id, scopeId, managerScopeId, applicantScopeId, number, title }: ApplicationRow,
  more: P,
) {
  const own = [scopeId, managerScopeId, applicantScopeId].find(
    (each) => each !== null && caller.writeScopes.includes(each),
  );
  return {
    aggregate: `fund_application:${id}`,
    scopeId: own ?? scopeId,
    payload: { applicationId: id, scopeId, applicantScopeId, number, title, ...more, userIds: [...more.userIds] },
  };
}

// Reading ---------------------------------------------------------------------------------------------------------------------

export async function listApplications(
  ctx: Ctx,
  scopeId: string,
  listing: ApplicationListing,
  filter: ApplicationFilter,
): Promise<TotalledPage<ApplicationSummary>> {
  authorize(ctx.caller, "fund.read_application", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listApplicationRows(tx, scopeId, listing, filter);
    return listPageOf(
      listing,
      rows.map((row) => ({ ...summarise(row), sortKey: row.sortKey })),
      total,
    );
  });
}

export async function getApplication(ctx: Ctx, applicationId: string): Promise<Application> {
  return transact(ctx, async (tx) => {
    await getApplicationRow(tx, ctx.caller, "fund.read_application", applicationId);
    return showApplication(tx, ctx.caller, applicationId);
  });
}

function summarise(row: ApplicationRow): ApplicationSummary {
  return {
    id: row.id,
    fundId: row.fundId,
    fundNumber: row.number.replace(/-\d+$/, ""),
    scopeId: row.scopeId,
    number: row.number,
    title: row.title,
    applicant: row.applicant,
    projectId: row.projectId,
    projectScopeId: row.projectScopeId,
    projectNumber: row.projectNumber,
    stage: row.stage,
    kind: row.kind,
    amountFen: row.amountFen,
    state: row.state,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

async function showApplication(tx: Tx, caller: Caller, applicationId: string): Promise<Application> {
  const row = required(await findApplication(tx, applicationId));
  const isOfFund = mayAt(caller, "fund.read", row);
  const votes = isOfFund ? await listVotes(tx, applicationId) : [];
  const papers = isOfFund ? await listPapers(tx, applicationId) : [];
  const steps = (await listApplicationSteps(tx, applicationId)).filter(
    ({ action }) => isOfFund || !["reported", "voted", "paper", "interest"].includes(action),
  );
  const ids = [
    row.submittedBy,
    row.investigatorId,
    row.decidedBy,
    ...votes.map(({ memberId }) => memberId),
    ...papers.map(({ addedBy }) => addedBy),
    ...steps.map(({ actorId }) => actorId),
  ].filter((id) => id !== null);
  const names = await (isOfFund ? findNamesOnRecord : findDisplayNames)(tx, [...new Set(ids)]);
  const person = (id: string) => ({ id, name: names.get(id) ?? "" });
  const personOr = (id: string | null) => (id === null ? null : person(id));
  return {
    ...summarise(row),
    fundName: row.fundName,
    applicantScopeId: row.applicantScopeId,
    purpose: row.purpose,
    terms: row.terms,
    submittedBy: personOr(row.submittedBy),
    submittedAt: row.submittedAt,
    investigator: personOr(row.investigatorId),
    report:
      isOfFund && row.report !== null
        ? { findings: row.report.findings, conclusion: row.report.conclusion, at: row.reportedAt ?? row.updatedAt }
        : null,
    papers: papers.map(({ id, title, addedBy, addedAt }) => ({ id, title, addedBy: person(addedBy), addedAt })),
    meetsOn: row.meetsOn,
    votes: votes.map(({ memberId, ...vote }) => ({ member: person(memberId), ...vote })),
    decidedBy: personOr(row.decidedBy),
    decidedOn: row.decidedOn,
    reason: row.reason,
    commitmentId: row.commitmentId,
    steps: steps.map(({ at, actorId, action, details }) => ({
      at,
      actor: person(actorId),
      action,
      text: wordApplicationStep({ action, details }),
    })),
    actions: actionsOf(caller, row, votes, isOfFund ? await findAskers(tx, row) : new Set()),
  };
}

function actionsOf(
  caller: Caller,
  row: ApplicationRow,
  votes: readonly { readonly memberId: string; readonly vote: string | null }[],
  askers: ReadonlySet<string>,
): Action[] {
  const { userId } = caller;
  const mayApply = mayIn(caller, "fund.apply", row.applicantScopeId);
  const mayManage = mayAt(caller, "fund.manage", row);
  const isOwn = askers.has(userId);
  const tests: readonly (readonly [Action, boolean])[] = [
    ["edit", mayApply],
    ["submit", mayApply],
    ["start_diligence", mayManage],
    ["report", mayManage && row.investigatorId === userId],
    ["call_committee", mayManage && row.report !== null],
    ["vote", mayManage && !isOwn && votes.some(({ memberId, vote }) => memberId === userId && vote === null)],
    ["decide", mayAt(caller, "fund.decide", row) && !isOwn && row.investigatorId !== userId],
    ["withdraw", mayApply],
  ];
  return tests.flatMap(([action, may]) => (may && mayFrom(row.state, action) ? [action] : []));
}

/** The committee's minutes as they are filed; that they were made is on record. */
export async function writeMinutes(ctx: Ctx, applicationId: string): Promise<FileAnswer> {
  const application = await transact(ctx, async (tx) => {
    const row = await getApplicationRow(tx, ctx.caller, "fund.read", applicationId);
    if (row.meetsOn === null) throw applicationError("funds.no_committee", { number: row.number });
    await audit(tx, {
      ...auditBy(ctx.caller, row),
      action: "fund.application_minutes",
      details: { number: row.number },
    });
    return showApplication(tx, ctx.caller, applicationId);
  });
  return {
    name: `投决会纪要 ${application.number}.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: await writeDocument(planMinutes(application, STATE_NAMES[application.state].zh)),
  };
}
