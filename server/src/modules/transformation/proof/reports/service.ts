import { type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../../platform/db/index.ts";
import { expectVersion, type UploadedFile } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { findDisplayNames } from "../../../identity/index.ts";
import { findProjectRow, insertStep, type ProjectRow, touchProject } from "../../queries.ts";
import { EVIDENCE_FILE, insertEvidence } from "../../readiness/queries.ts";
import { requireFound } from "../../service/found.ts";
import { mayDecideOn, refuseInterested } from "../applications/decider.ts";
import { changingOwn, getApplicationRow, isOfTeam } from "../applications/found.ts";
import { type ApplicationRow, findApplication, insertDocument, listDocuments } from "../applications/queries.ts";
import { aboutCall, auditOfCall, changingCall, mayInCall } from "../calls/found.ts";
import { proofReportMoved } from "../events.ts";
import { decideReportRow, findReport, putReport, type ReportRow, submitReportRow } from "./queries.ts";
import { allowReportDecision, refuseIncompleteReport, refuseUnfitReport, refuseUngranted, spentOf } from "./rules.ts";
import type { ProofReport, ProofReportContent, ProofReportDecision, REPORT_ACTIONS } from "./types.ts";
import { findWrittenReport, REPORT_KEY, WRITTEN } from "./written.ts";

const EMPTY: ProofReportContent = { results: [], spending: [], summary: "", conclusion: null };

export async function getReport(ctx: Ctx, applicationId: string): Promise<ProofReport> {
  const { application, report } = await transact(ctx, async (tx) => {
    const row = await getApplicationRow(tx, ctx.caller, applicationId);
    refuseUngranted(row);
    return { application: row, report: await findReport(tx, applicationId) };
  });
  return transactAsSystem(ctx, async (tx) => {
    const people = [report?.submittedBy, report?.decidedBy].filter((id) => id !== null && id !== undefined);
    const names = await findDisplayNames(tx, people);
    const named = (id: string | null | undefined) =>
      id === null || id === undefined ? null : { id, name: names.get(id) ?? "" };
    const files = [];
    for (const { id, key, fileId } of await listDocuments(tx, applicationId)) {
      if (key !== REPORT_KEY) continue;
      const { name, sizeBytes } = await ctx.files.getFile(tx, fileId);
      files.push({ id, name, sizeBytes });
    }
    const content = report?.content ?? EMPTY;
    return {
      applicationId,
      title: application.title,
      callId: application.callId,
      scopeId: application.scopeId,
      grantedFen: application.grantedFen ?? "0",
      dueOn: application.reportDueOn,
      indicators: [...application.content.indicators],
      costs: [...application.content.costs],
      state: report?.state ?? "draft",
      content,
      spentFen: String(spentOf(content)),
      files,
      submittedBy: named(report?.submittedBy),
      submittedAt: report?.submittedAt ?? null,
      decidedBy: named(report?.decidedBy),
      decidedAt: report?.decidedAt ?? null,
      note: report?.note ?? "",
      actions: await actionsFor(tx, ctx, application, report),
      version: report?.version ?? 0,
    };
  });
}

function actionsOf(ctx: Ctx, row: ApplicationRow, report: ReportRow | null): (typeof REPORT_ACTIONS)[number][] {
  const state = report?.state ?? "draft";
  const isOwn = isOfTeam(ctx.caller, row);
  const isWritten = isOwn && WRITTEN.some((each) => each === state);
  const isDecided = !isOwn && state === "submitted";
  const decides = mayInCall(ctx.caller, "proof.decide", { ...row, universityId: row.institutionId });
  return [...(isWritten ? (["write", "submit"] as const) : []), ...(isDecided && decides ? (["decide"] as const) : [])];
}

/** Nobody is offered to accept where they are named themselves. */
async function actionsFor(tx: Tx, ctx: Ctx, row: ApplicationRow, report: ReportRow | null) {
  const actions = actionsOf(ctx, row, report);
  if (!actions.includes("decide") || (await mayDecideOn(tx, ctx.caller.userId, row))) return actions;
  return actions.filter((action) => action !== "decide");
}

export async function saveReport(
  ctx: Ctx,
  applicationId: string,
  content: ProofReportContent,
  version: number,
): Promise<ProofReport> {
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    const held = await findWrittenReport(tx, application);
    expectVersion({ version: held?.version ?? 0 }, version);
    refuseUnfitReport(application, content);
    await putReport(tx, application, content);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.report_saved",
      details: { applicationId, spentFen: String(spentOf(content)) },
    });
  });
  return getReport(ctx, applicationId);
}

export async function addReportFile(
  ctx: Ctx,
  applicationId: string,
  { name, bytes }: UploadedFile,
): Promise<ProofReport> {
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    await findWrittenReport(tx, application);
    const id = newId();
    const createdBy = ctx.caller.userId;
    const draft = { scopeId: call.scopeId, ownerKind: "proof_report", ownerId: id, name, bytes, createdBy };
    const file = await ctx.files.putFile(tx, draft);
    await insertDocument(tx, { id, applicationId, key: REPORT_KEY, fileId: file.id }, createdBy);
    await audit(tx, {
      ...auditOfCall(call, createdBy),
      action: "proof.report_file_added",
      details: { applicationId, sha256: file.sha256 },
    });
  });
  return getReport(ctx, applicationId);
}

export async function submitReport(ctx: Ctx, applicationId: string, version: number): Promise<ProofReport> {
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    const held = await findWrittenReport(tx, application);
    expectVersion({ version: held?.version ?? 0 }, version);
    const content = held?.content ?? EMPTY;
    refuseUnfitReport(application, content);
    const files = (await listDocuments(tx, applicationId)).filter(({ key }) => key === REPORT_KEY);
    refuseIncompleteReport(application, content, files.length);
    const by = ctx.caller.userId;
    await submitReportRow(tx, applicationId, by);
    await audit(tx, {
      ...auditOfCall(call, by),
      action: "proof.report_submitted",
      details: { number: call.number, applicationId },
    });
    await ctx.outbox.emit(tx, proofReportMoved, {
      aggregate: `proof_call:${call.id}`,
      scopeId: call.scopeId,
      payload: { ...aboutReport(application, call), what: "submitted", by },
    });
  });
  return getReport(ctx, applicationId);
}

function aboutReport(application: ApplicationRow, call: Parameters<typeof aboutCall>[0]) {
  return {
    ...aboutCall(call),
    applicationId: application.id,
    institutionId: application.institutionId,
    applicationTitle: application.title,
    team: [...application.team],
  };
}

/** The file handed in last, as evidence: the project's own, which its company reads. */
async function keepAsEvidence(
  tx: Tx,
  ctx: Ctx,
  { scopeId, enterpriseId }: Pick<ProjectRow, "scopeId" | "enterpriseId">,
  brought: { readonly applicationId: string; readonly evidenceId: string; readonly createdBy: string },
): Promise<string> {
  const documents = await listDocuments(tx, brought.applicationId);
  const { fileId } = requireFound(documents.findLast(({ key }) => key === REPORT_KEY));
  const { name, bytes, classification } = await ctx.files.readFile(tx, fileId);
  const sharedWith = enterpriseId === null ? [] : [enterpriseId];
  const { evidenceId: ownerId, createdBy } = brought;
  const draft = { scopeId, ownerKind: EVIDENCE_FILE, ownerId, name, bytes, classification, sharedWith, createdBy };
  return (await ctx.files.putFile(tx, draft)).id;
}

/** Accepts or returns. An accepted report is evidence of the project, brought by its author. */
export async function decideReport(
  ctx: Ctx,
  applicationId: string,
  decision: ProofReportDecision,
  version: number,
): Promise<ProofReport> {
  const { callId } = await transact(ctx, async (tx) => requireFound(await findApplication(tx, applicationId)));
  const by = ctx.caller.userId;
  await changingCall(ctx, callId, "proof.decide", async (tx, call) => {
    const application = requireFound(await findApplication(tx, applicationId, "held"));
    const report = requireFound(await findReport(tx, applicationId));
    allowReportDecision(application, report.state, decision, by);
    expectVersion(report, version);
    await refuseInterested(tx, by, application);
    const isAccepted = decision.decision === "accept";
    const evidenceId = isAccepted ? newId() : null;
    if (evidenceId !== null) {
      const project = requireFound(await findProjectRow(tx, application.projectId ?? ""));
      const addedBy = report.submittedBy ?? application.createdBy;
      await insertEvidence(tx, project, {
        id: evidenceId,
        kind: "proof_of_concept_report",
        title: application.title,
        shownOn: await findToday(tx),
        fileId: await keepAsEvidence(tx, ctx, project, { applicationId, evidenceId, createdBy: addedBy }),
        addedBy,
      });
      await touchProject(tx, project.id);
      await insertStep(tx, project, "proof_report_accepted", { call: call.number, title: application.title }, by);
    }
    await decideReportRow(tx, applicationId, { by, note: decision.note, evidenceId });
    await audit(tx, {
      ...auditOfCall(call, by),
      action: "proof.report_decided",
      details: { number: call.number, applicationId, decision: decision.decision },
      personal: { note: decision.note },
    });
    await ctx.outbox.emit(tx, proofReportMoved, {
      aggregate: `proof_call:${callId}`,
      scopeId: call.scopeId,
      payload: { ...aboutReport(application, call), what: isAccepted ? "accepted" : "returned", by },
    });
  });
  return getReport(ctx, applicationId);
}
