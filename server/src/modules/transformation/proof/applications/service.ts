import { type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { FileAnswer, UploadedFile } from "../../../../platform/http/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { listPageOf, type TotalledPage } from "../../../../platform/listing/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { findProjectRow, listMembers } from "../../queries.ts";
import { requireFound } from "../../service/found.ts";
import { auditOfCall, findInstitution, getCallRow, requireCall } from "../calls/found.ts";
import type { CallRow } from "../calls/queries.ts";
import { callError, refuseUnlessOpen } from "../calls/rules.ts";
import { findWrittenReport, REPORT_KEY } from "../reports/written.ts";
import { changingOwn, getApplicationRow, isSealedFor } from "./found.ts";
import { refreshTeam } from "./origin-queries.ts";
import {
  type ApplicationListing,
  type ApplicationRow,
  countDrafts,
  countOfInstitution,
  deleteDocument,
  findDocument,
  insertApplication,
  insertDocument,
  listApplicationLines,
  listDocuments,
  listProjectSources,
  submitRow,
  updateContent,
  withdrawRow,
} from "./queries.ts";
import { proofError, refuseIncomplete, refuseUnfitContent, refuseUnless } from "./rules.ts";
import { showApplication, summariseApplication } from "./show.ts";
import { listAchievementSources } from "./sources.ts";
import { refuseTwin } from "./twins.ts";
import {
  EMPTY_CONTENT,
  type ProofApplication,
  type ProofApplicationDraft,
  type ProofApplicationSummary,
  type ProofContent,
} from "./types.ts";

const FILE = "proof_document";
/** Of one person under one call, not handed in. */
const MOST_DRAFTS = 20;

/** What was handed in, for those who work with it; their own for those who apply. */
export async function listOfCall(
  ctx: Ctx,
  callId: string,
  listing: ApplicationListing,
): Promise<TotalledPage<ProofApplicationSummary>> {
  const { caller } = ctx;
  return transact(ctx, async (tx) => {
    const call = await getCallRow(tx, caller, "proof.read", callId);
    const ofUser = (await isSealedFor(tx, caller, call)) ? caller.userId : null;
    const { rows, total } = await listApplicationLines(tx, callId, listing, ofUser);
    const shown = rows.map((row) => ({ ...summariseApplication(caller, row), sortKey: row.sortKey }));
    return listPageOf(listing, shown, total);
  });
}

export async function getApplication(ctx: Ctx, applicationId: string): Promise<ProofApplication> {
  return showApplication(ctx, applicationId);
}

interface Start {
  readonly number: string;
  readonly title: string;
  readonly team: readonly string[];
  readonly content: Partial<ProofContent>;
}

/** The caller's to start from, with what is known of it already. */
async function startFrom(ctx: Ctx, call: CallRow, origin: ProofApplicationDraft["origin"]): Promise<Start> {
  if (origin.kind === "achievement") {
    const [found] = await listAchievementSources(ctx, call, { search: "", id: origin.id });
    if (found === undefined) throw proofError("transformation.proof_origin", {});
    return { number: found.number, title: found.title, team: [], content: {} };
  }
  const project = await transact(ctx, async (tx) => {
    const found = await findProjectRow(tx, origin.id);
    if (found === null || found.scopeId !== call.scopeId) throw proofError("transformation.proof_origin", {});
    const open = await listProjectSources(tx, call.scopeId, found.number, 2);
    if (!open.some(({ id }) => id === found.id)) throw proofError("transformation.proof_origin", {});
    return found;
  });
  // Members see the record of their project and not each other: what the form begins with is read for them.
  const members = await transactAsSystem(ctx, async (tx) => listMembers(tx, project.id));
  const lead = members.find(({ role }) => role === "lead");
  const content = {
    unit: lead?.unit ?? "",
    leadName: lead?.name ?? "",
    members: members.filter((member) => member !== lead).map(({ name, unit }) => ({ name, unit })),
    readinessFrom: project.readinessLevel,
  };
  return { number: project.number, title: project.title, team: project.readers, content };
}

/** A draft, the team's own until it is handed in. Members of the project with an account are of the team. */
export async function startApplication(
  ctx: Ctx,
  callId: string,
  { origin, title }: ProofApplicationDraft,
): Promise<ProofApplication> {
  const by = ctx.caller.userId;
  const seen = await transact(ctx, async (tx) => getCallRow(tx, ctx.caller, "proof.apply", callId));
  refuseUnlessOpen(seen);
  const start = await startFrom(ctx, seen, origin);
  const id = newId();
  await transactAsSystem(ctx, async (tx) => {
    const call = await requireCall(tx, callId, "held");
    refuseUnlessOpen(call);
    if ((await countDrafts(tx, callId, by)) >= MOST_DRAFTS) {
      throw proofError("transformation.proof_drafts", { number: call.number, most: MOST_DRAFTS });
    }
    const institutionId = requireFound(await findInstitution(tx, ctx.caller, call));
    const made = {
      id,
      callId,
      scopeId: call.scopeId,
      centreId: call.centreId,
      institutionId,
      originKind: origin.kind,
      originId: origin.id,
      originNumber: start.number,
      team: [...new Set([by, ...start.team])],
      createdBy: by,
    };
    await insertApplication(tx, made, {
      ...EMPTY_CONTENT,
      ...start.content,
      title: title === "" ? start.title : title,
    });
    await audit(tx, {
      ...auditOfCall(call, by),
      action: "proof.application_begun",
      details: { number: call.number, applicationId: id, originKind: origin.kind },
    });
  });
  return showApplication(ctx, id);
}

const WRITTEN = ["draft", "withdrawn"] as const;

/** Kept as it is, however much is still missing. */
export async function saveApplication(
  ctx: Ctx,
  applicationId: string,
  content: ProofContent,
  version: number,
): Promise<ProofApplication> {
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    refuseUnless(application, WRITTEN);
    refuseUnlessOpen(call);
    expectVersion(application, version);
    refuseUnfitContent(content);
    await updateContent(tx, applicationId, content);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.application_saved",
      details: { applicationId, askedFen: content.askedFen },
    });
  });
  return showApplication(ctx, applicationId);
}

/** With the call held: whoever comes after the close, or after the quota is full, is told so. */
export async function submitApplication(ctx: Ctx, applicationId: string, version: number): Promise<ProofApplication> {
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    refuseUnless(application, WRITTEN);
    refuseUnlessOpen(call);
    expectVersion(application, version);
    const brought = (await listDocuments(tx, applicationId)).map(({ key }) => key);
    refuseIncomplete(application.content, { mostFen: call.mostFen, documents: call.terms.documents }, brought);
    await refuseCrowded(tx, call, application);
    await refreshTeam(tx, applicationId);
    await submitRow(tx, applicationId);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.application_submitted",
      details: { number: call.number, applicationId, askedFen: application.askedFen },
    });
  });
  return showApplication(ctx, applicationId);
}

async function refuseCrowded(tx: Parameters<typeof refuseTwin>[0], call: CallRow, application: ApplicationRow) {
  await refuseTwin(tx, application);
  const { quota } = call;
  if (quota !== null && (await countOfInstitution(tx, application)) >= quota) {
    throw proofError("transformation.proof_quota", { quota });
  }
}

export async function withdrawOwn(ctx: Ctx, applicationId: string, version: number): Promise<ProofApplication> {
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    refuseUnless(application, ["submitted"]);
    if (call.state !== "open")
      throw callError("transformation.call_closed", { ...call, closesAt: call.closesAt ?? "" });
    expectVersion(application, version);
    await withdrawRow(tx, applicationId);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.application_withdrawn",
      details: { number: call.number, applicationId },
    });
  });
  return showApplication(ctx, applicationId);
}

export async function addDocument(
  ctx: Ctx,
  applicationId: string,
  key: string,
  { name, bytes }: UploadedFile,
): Promise<ProofApplication> {
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    refuseUnless(application, WRITTEN);
    refuseUnlessOpen(call);
    requireFound(call.terms.documents.find((asked) => asked.key === key));
    const id = newId();
    const createdBy = ctx.caller.userId;
    const file = await ctx.files.putFile(tx, {
      scopeId: call.scopeId,
      ownerKind: FILE,
      ownerId: id,
      name,
      bytes,
      createdBy,
    });
    await insertDocument(tx, { id, applicationId, key, fileId: file.id }, createdBy);
    await audit(tx, {
      ...auditOfCall(call, createdBy),
      action: "proof.document_added",
      details: { applicationId, key, sha256: file.sha256 },
    });
  });
  return showApplication(ctx, applicationId);
}

/** Of an application that is being written, or of a report that is. */
export async function removeDocument(ctx: Ctx, documentId: string): Promise<ProofApplication> {
  const { applicationId } = await transactAsSystem(ctx, async (tx) => requireFound(await findDocument(tx, documentId)));
  await changingOwn(ctx, applicationId, async (tx, { call, application }) => {
    const { key, fileId } = requireFound(await findDocument(tx, documentId));
    if (key === REPORT_KEY) await findWrittenReport(tx, application);
    else {
      refuseUnless(application, WRITTEN);
      refuseUnlessOpen(call);
    }
    await deleteDocument(tx, documentId);
    await ctx.files.removeFile(tx, fileId);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.document_removed",
      details: { applicationId, documentId },
    });
  });
  return showApplication(ctx, applicationId);
}

/** Whoever reads the application reads its files. */
export async function readDocument(ctx: Ctx, documentId: string): Promise<FileAnswer> {
  const { applicationId, fileId } = await transactAsSystem(ctx, async (tx) =>
    requireFound(await findDocument(tx, documentId)),
  );
  const row = await transact(ctx, async (tx) => getApplicationRow(tx, ctx.caller, applicationId));
  return transactAsSystem(ctx, async (tx) => {
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, fileId);
    await audit(tx, {
      ...auditOfCall(await requireCall(tx, row.callId), ctx.caller.userId),
      action: "proof.document_read",
      details: { applicationId, documentId },
    });
    return { name, mediaType, bytes };
  });
}
