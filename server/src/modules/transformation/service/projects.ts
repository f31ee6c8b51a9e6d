import type { Bilingual } from "@dual-high/kernel";
import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, takeNumbers, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { putSearchDocuments } from "../../../platform/search/index.ts";
import { listAgreementFacts } from "../../agreements/index.ts";
import { findInvitable, findScope, findScopeKind, listHolders } from "../../identity/index.ts";
import { projectMoved } from "../events.ts";
import { listGates } from "../gates/queries.ts";
import {
  deleteLink,
  findOtherUse,
  insertLink,
  insertProject,
  insertStep,
  listLinks,
  listMembers,
  listProjectRows,
  listStages,
  type MemberRow,
  moveParts,
  type Of,
  type ProjectContent,
  type ProjectFilter,
  type ProjectListing,
  type ProjectRow,
  putStage,
  replaceMembers,
  updateProject,
  updateProjectState,
} from "../queries.ts";
import {
  advanceProject,
  lastDayOf,
  formatNumber,
  projectError,
  refuseEnded,
  refuseUnfitEnterprise,
  stateStage,
} from "../rules.ts";
import type { Stage } from "../stages/types.ts";
import type {
  Member,
  Project,
  ProjectChange,
  ProjectDraft,
  ProjectPerson,
  ProjectSummary,
  ProjectTransition,
  StageChange,
} from "../types.ts";
import { changing } from "./changing.ts";
import { closeOpen } from "./close-open.ts";
import { aboutOf, auditOf, getProjectRow, requireFound } from "./found.ts";
import { requireOrigin } from "./origin.ts";
import { showProject, summarise } from "./show.ts";

/** Tables whose rows carry the company's scope. */
const PARTS = [
  "project_members",
  "project_stages",
  "project_agreements",
  "project_steps",
  "project_evidence",
  "readiness_reviews",
  "readiness_verdicts",
  "project_support",
  "project_deliveries",
  "project_permits",
  "project_gates",
  "project_waivers",
];

export async function listProjects(
  ctx: Ctx,
  scopeId: string,
  listing: ProjectListing,
  filter: Omit<ProjectFilter, "ofMember">,
): Promise<TotalledPage<ProjectSummary>> {
  authorize(ctx.caller, "project.read", scopeId);
  return transact(ctx, async (tx) => {
    const ofMember = (await findScopeKind(tx, scopeId)) === "university";
    const { rows, total } = await listProjectRows(tx, scopeId, listing, { ...filter, ofMember });
    const shown = await summarise(tx, rows);
    const keyed = shown.map((item, index) => ({ ...item, sortKey: rows[index]?.sortKey ?? "" }));
    return listPageOf(listing, keyed, total);
  });
}

export async function getProject(ctx: Ctx, projectId: string): Promise<Project> {
  return transact(ctx, async (tx) => {
    await getProjectRow(tx, ctx.caller, "project.read", projectId);
    return showProject(tx, ctx.caller, projectId, ctx.files);
  });
}

export const OWNERS = ["pair_lead", "pair_officer", "technology_manager"] as const;

/** Who may own a project: people of the pair office. */
export async function listOwners(ctx: Ctx, scopeId: string): Promise<{ items: ProjectPerson[] }> {
  authorize(ctx.caller, "project.write", scopeId);
  return transact(ctx, async (tx) => ({ items: await listHolders(tx, scopeId, OWNERS) }));
}

export async function createProject(
  ctx: Ctx,
  scopeId: string,
  draft: ProjectDraft,
  sampleNote: Bilingual | null = null,
): Promise<Project> {
  authorize(ctx.caller, "project.write", scopeId);
  const { members, labSince, origin, ...content } = draft;
  return transact(ctx, async (tx) => {
    if (labSince !== null && labSince > (await findToday(tx))) {
      throw projectError("transformation.day_to_come", { number: `“${content.title}”`, on: labSince });
    }
    const scope = await findScope(tx, scopeId);
    if (scope?.kind !== "pair") throw accessError("access.not_found", {});
    if (content.enterpriseId !== null) refuseUnfitEnterprise(await findScopeKind(tx, content.enterpriseId));
    const from = await requireOrigin(tx, scopeId, origin);
    const { year, first } = await takeNumbers(tx, "project_counters", scopeId);
    const made = {
      id: newId(),
      scopeId,
      zoneId: scope.parentId ?? scopeId,
      number: formatNumber(year, first),
      enterpriseId: content.enterpriseId,
      ownerId: ctx.caller.userId,
      createdBy: ctx.caller.userId,
      readers: [],
      sampleNote,
      ...from,
    };
    await insertProject(tx, made, content);
    if (labSince !== null) await beginInLab(tx, made, labSince);
    await replaceMembers(tx, made, await readMembers(tx, members, []));
    await insertStep(tx, made, "entered", { originNumber: from.originNumber ?? "" });
    await indexProject(tx, made, content);
    await audit(tx, {
      ...auditOf(made),
      action: "project.entered",
      details: { number: made.number, originKind: from.originKind, originId: from.originId },
    });
    return showProject(tx, ctx.caller, made.id, ctx.files);
  });
}

async function beginInLab(
  tx: Tx,
  project: Of & Pick<ProjectRow, "number" | "readers">,
  labSince: string,
): Promise<void> {
  const change = { plannedOn: null, startedOn: labSince, endedOn: null, note: "" };
  const today = await findToday(tx);
  const { number } = project;
  const stated = stateStage({ number, stage: "lab", held: null, today, enteredOn: today, gates: [] }, change);
  await putStage(tx, project, { ...stated, stage: "lab", note: "" });
}

/** An account is named by its login once; after that the member is known by it. */
async function readMembers(tx: Tx, members: readonly Member[], known: readonly MemberRow[]): Promise<MemberRow[]> {
  const read: MemberRow[] = [];
  for (const { login, userId, name, unit, role } of members) {
    let account = known.some((member) => member.userId === userId) ? userId : null;
    if (login !== null && login !== "") {
      const found = await findInvitable(tx, login);
      if (found === null) throw projectError("transformation.login_unknown", { login });
      account = found.id;
    }
    read.push({ name, unit, role, userId: account });
  }
  return read;
}

export async function indexProject(
  tx: Tx,
  { id, scopeId, number }: Pick<ProjectRow, "id" | "scopeId" | "number">,
  { title, company, industry, summary }: ProjectContent,
): Promise<void> {
  const subtitle = [number, company, industry].filter((part) => part !== "").join(" · ");
  await putSearchDocuments(tx, [
    { kind: "project", id, scopeId, title, subtitle, keywords: [number, company, industry], text: summary },
  ]);
}

export async function changeProject(
  ctx: Ctx,
  projectId: string,
  { members, ...change }: ProjectChange,
  version: number,
): Promise<Project> {
  return transact(ctx, async (tx) => {
    const row = await getProjectRow(tx, ctx.caller, "project.write", projectId, "for_update");
    refuseEnded(row);
    expectVersion(row, version);
    const before = { ...contentOf(row), ownerId: row.ownerId };
    const content = { ...before, ...(change as Partial<typeof before>) };
    await refuseUnfit(ctx, tx, row, content);
    const fields: string[] = (Object.keys(before) as (keyof typeof before)[]).filter(
      (field) => before[field] !== content[field],
    );
    const held = await listMembers(tx, projectId);
    const wanted = members === undefined ? held : await readMembers(tx, members, held);
    if (JSON.stringify(held) !== JSON.stringify(wanted)) fields.push("members");
    if (fields.length === 0) return showProject(tx, ctx.caller, projectId, ctx.files);
    await updateProject(tx, projectId, content);
    const moved = { ...row, enterpriseId: content.enterpriseId };
    if (content.enterpriseId !== row.enterpriseId) await moveParts(tx, PARTS, projectId, content.enterpriseId);
    if (fields.includes("members")) await replaceMembers(tx, moved, wanted);
    await insertStep(tx, moved, "changed", { fields });
    await indexProject(tx, row, content);
    await audit(tx, { ...auditOf(row), action: "project.changed", details: { number: row.number, fields } });
    return showProject(tx, ctx.caller, projectId, ctx.files);
  });
}

function contentOf({ title, summary, industry, company, enterpriseId }: ProjectRow): ProjectContent {
  return { title, summary, industry, company, enterpriseId };
}

async function refuseUnfit(
  ctx: Ctx,
  tx: Tx,
  row: ProjectRow,
  { enterpriseId, ownerId }: Pick<ProjectRow, "enterpriseId" | "ownerId">,
): Promise<void> {
  if (enterpriseId !== null && enterpriseId !== row.enterpriseId) {
    refuseUnfitEnterprise(await findScopeKind(tx, enterpriseId));
  }
  if (ownerId === row.ownerId || ownerId === ctx.caller.userId) return;
  const holders = await listHolders(tx, row.scopeId, OWNERS);
  if (!holders.some(({ id }) => id === ownerId)) throw projectError("transformation.owner_unfit", {});
}

/** The days of a stage as they are known. What begins by a gate does not begin here. */
export async function changeStage(
  ctx: Ctx,
  projectId: string,
  stage: Stage,
  change: StageChange,
  version: number,
): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.write", version }, async (tx, project) => {
    const held = (await listStages(tx, projectId)).find((each) => each.stage === stage) ?? null;
    const { number, enteredOn } = project;
    const gates = await listGates(tx, projectId);
    const stated = stateStage({ number, stage, held, today: await findToday(tx), enteredOn, gates }, change);
    await putStage(tx, project, { ...stated, stage, note: change.note });
    return {
      step: "stage_stated",
      details: { stage },
      audited: { action: "project.stage_stated", details: { stage, ...stated } },
    };
  });
}

export async function linkAgreement(ctx: Ctx, projectId: string, stage: Stage, agreementId: string): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.write" }, async (tx, project) => {
    const [agreement] = await listAgreementFacts(tx, [agreementId]);
    const { number, scopeId } = requireFound(agreement);
    if (scopeId !== project.scopeId) throw projectError("transformation.agreement_elsewhere", {});
    await refuseTaken(tx, project.id, [agreementId]);
    await insertLink(tx, project, { stage, agreementId }, ctx.caller.userId);
    return {
      step: "agreement_linked",
      details: { stage, agreement: number },
      audited: { action: "project.agreement_linked", details: { stage, agreementId } },
    };
  });
}

/** An agreement stands for one project: counted under two, its money and the gates that it opens would be counted twice. */
async function refuseTaken(tx: Tx, projectId: string, agreementIds: readonly string[]): Promise<void> {
  const other = await findOtherUse(tx, projectId, agreementIds);
  if (other === null) return;
  const [agreement] = await listAgreementFacts(tx, [other.agreementId]);
  throw projectError("transformation.agreement_taken", { agreement: agreement?.number ?? "", number: other.number });
}

export async function unlinkAgreement(
  ctx: Ctx,
  projectId: string,
  stage: Stage,
  agreementId: string,
): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.write" }, async (tx) => {
    const [agreement] = await listAgreementFacts(tx, [agreementId]);
    if (!(await deleteLink(tx, projectId, { stage, agreementId }))) requireFound(null);
    return {
      step: "agreement_unlinked",
      details: { stage, agreement: agreement?.number ?? "" },
      audited: { action: "project.agreement_unlinked", details: { stage, agreementId } },
    };
  });
}

/** Ends a project, or goes on with one that was stopped or returned. */
export async function moveProject(
  ctx: Ctx,
  projectId: string,
  { action, on, reason }: ProjectTransition,
  version: number,
): Promise<Project> {
  return transact(ctx, async (tx) => {
    const row = await getProjectRow(tx, ctx.caller, "project.decide", projectId, "for_update");
    const hasLicence = action === "license_out" && (await hasLicenceInForce(tx, projectId));
    const since = lastDayOf(row.endedOn, await listStages(tx, projectId));
    const state = advanceProject({ ...row, hasLicence, since }, action, { on, reason, today: await findToday(tx) });
    expectVersion(row, version);
    if (action === "resume") {
      const links = await listLinks(tx, projectId);
      await refuseTaken(
        tx,
        projectId,
        links.map(({ agreementId }) => agreementId),
      );
    }
    await updateProjectState(tx, projectId, { state, reason, on });
    if (state !== "active") await closeOpen(tx, projectId);
    await insertStep(tx, row, action, { on, reason });
    const { number, scopeId } = row;
    await audit(tx, {
      ...auditOf(row),
      action: "project.moved",
      details: { number, action, on },
      personal: { reason },
    });
    await ctx.outbox.emit(tx, projectMoved, {
      aggregate: `project:${projectId}`,
      scopeId,
      payload: { ...aboutOf(row), action },
    });
    return showProject(tx, ctx.caller, projectId, ctx.files);
  });
}

async function hasLicenceInForce(tx: Tx, projectId: string): Promise<boolean> {
  const links = await listLinks(tx, projectId);
  const facts = await listAgreementFacts(
    tx,
    links.map(({ agreementId }) => agreementId),
    "held",
  );
  return facts.some(
    ({ kind, isInForce, isToCome }) => isInForce && !isToCome && (kind === "licence" || kind === "transfer"),
  );
}
