import { writeDocument } from "@dual-high/lists";
import { accessError, type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion, type FileAnswer, type UploadedFile } from "../../../platform/http/index.ts";
import { listApprovalRows, setApprovalState } from "../approval/queries.ts";
import { refuseInReview, refuseUnapproved } from "../approval/rules.ts";
import { findUnapproved, isInReview, isOpen } from "../approval/standing.ts";
import { listDeliveryRows, holdAgreement } from "../milestones/queries.ts";
import { listPaperRows } from "../papers/queries.ts";
import { keepPaper, showPapers } from "../papers/service.ts";
import type { AgreementPaper } from "../papers/types.ts";
import {
  type AgreementRow,
  findAgreementPeople,
  insertStep,
  insideOf,
  loadContent,
  updateContent,
} from "../queries.ts";
import { keepReceiptsWith } from "../receipts/service.ts";
import { refuseContradictions, refuseIncomplete, refuseNobody, refuseUnfitAmendedTerm } from "../rules.ts";
import { auditOf, indexAgreement } from "../service/draft.ts";
import { getAgreementRow } from "../service/found.ts";
import type { AgreementContent } from "../types.ts";
import { planAmendment } from "./document.ts";
import {
  type AmendmentRow,
  closeAmendment,
  insertAmendment,
  listAmendmentRows,
  markAmendmentSent,
  updateAmendment,
} from "./queries.ts";
import {
  refuseAmending,
  refuseChangedDeliveries,
  refuseClosed,
  refuseSecondDraft,
  refuseUnfitSigning,
} from "./rules.ts";
import type { Amendment, AmendmentChange, AmendmentTransition } from "./types.ts";
import { wordChanges } from "./wording.ts";

export async function listAmendments(ctx: Ctx, agreementId: string): Promise<Amendment[]> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    return showAmendments(tx, ctx.caller, row);
  });
}

async function showAmendments(tx: Tx, caller: Caller, row: AgreementRow): Promise<Amendment[]> {
  const rows = await listAmendmentRows(tx, row.id);
  if (rows.length === 0) return [];
  const inForce = await loadContent(tx, row);
  const papers = await showPapers(tx, row.id, await listPaperRows(tx, row.id));
  const names = await findAgreementPeople(tx, row.id);
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const mayManage = row.state === "signed" && mayIn(caller, "agreement.manage", row.scopeId);
  return rows.map(({ content, replaced, signedBy, createdBy, ...amendment }) => {
    const { kind: _, subKind: _sub, enterpriseId: _enterprise, ...shown } = content;
    return {
      ...amendment,
      content: shown,
      changes: wordChanges(replaced ?? inForce, content),
      signedBy: signedBy === null ? null : named(signedBy),
      createdBy: named(createdBy),
      papers: papers.filter(({ subjectId }) => subjectId === amendment.id),
      mayChange: mayManage && amendment.state === "draft",
      maySend: mayManage && amendment.state === "draft" && row.enterpriseId !== null && amendment.sentAt === null,
    };
  });
}

/** The agreement, held until the transaction ends, with the text in force. */
async function hold(ctx: Ctx, tx: Tx, agreementId: string): Promise<{ row: AgreementRow; inForce: AgreementContent }> {
  await holdAgreement(tx, agreementId);
  const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId, "for_update");
  refuseAmending(row);
  return { row, inForce: await loadContent(tx, row) };
}

/** Begins with the text in force; one at a time, so that the next one always changes what the one before left. */
export async function draftAmendment(ctx: Ctx, agreementId: string, reason: string): Promise<Amendment[]> {
  return transact(ctx, async (tx) => {
    const { row, inForce } = await hold(ctx, tx, agreementId);
    const rows = await listAmendmentRows(tx, agreementId);
    refuseSecondDraft(row.number, rows.find(({ state }) => state === "draft")?.number ?? null);
    const number = (rows.at(-1)?.number ?? 0) + 1;
    await insertAmendment(tx, row, { number, reason, content: inForce, by: ctx.caller.userId });
    await insertStep(tx, insideOf(row), "amendment_drafted", { amendment: number, reason });
    await audit(tx, {
      ...auditOf(row),
      action: "agreement.amendment_drafted",
      details: { number: row.number, amendment: number },
      personal: { reason },
    });
    return showAmendments(tx, ctx.caller, row);
  });
}

async function changing(
  ctx: Ctx,
  agreementId: string,
  amendmentId: string,
  version: number,
  work: (tx: Tx, row: AgreementRow, amendment: AmendmentRow, inForce: AgreementContent) => Promise<void>,
): Promise<Amendment[]> {
  return transact(ctx, async (tx) => {
    const { row, inForce } = await hold(ctx, tx, agreementId);
    const amendment = (await listAmendmentRows(tx, agreementId)).find(({ id }) => id === amendmentId);
    if (amendment === undefined) throw accessError("access.not_found", {});
    refuseClosed(row.number, amendment.number, amendment.state);
    expectVersion(amendment, version);
    await work(tx, row, amendment, inForce);
    return showAmendments(tx, ctx.caller, row);
  });
}

export async function changeAmendment(
  ctx: Ctx,
  agreementId: string,
  amendmentId: string,
  { reason, ...change }: AmendmentChange,
  version: number,
): Promise<Amendment[]> {
  return changing(ctx, agreementId, amendmentId, version, async (tx, row, amendment, inForce) => {
    const content = { ...amendment.content, ...(change as Partial<AgreementContent>) };
    await refuseUnfit(tx, row, inForce, content);
    refuseInReview(row.number, await isInReview(tx, agreementId, amendmentId));
    await updateAmendment(tx, agreementId, amendmentId, { reason: reason ?? amendment.reason, content });
    const fields = Object.keys(change);
    await insertStep(tx, insideOf(row), "amendment_changed", { amendment: amendment.number, fields });
    await audit(tx, {
      ...auditOf(row),
      action: "agreement.amendment_changed",
      details: { number: row.number, amendment: amendment.number, fields },
    });
  });
}

async function refuseUnfit(tx: Tx, row: AgreementRow, inForce: AgreementContent, content: AgreementContent) {
  refuseContradictions(content);
  refuseUnfitAmendedTerm(row, inForce, content);
  const deliveries = await listDeliveryRows(tx, row.id);
  const settled = deliveries.filter(({ decision }) => decision !== "refused").map(({ milestoneId }) => milestoneId);
  refuseChangedDeliveries(row.number, inForce, content, new Set(settled));
}

/** Signed, its text is the one in force and the one before is kept; dropped, it stays as what was not agreed on. */
export async function moveAmendment(
  ctx: Ctx,
  agreementId: string,
  amendmentId: string,
  { action, on }: AmendmentTransition,
  version: number,
): Promise<Amendment[]> {
  return changing(ctx, agreementId, amendmentId, version, async (tx, row, amendment, inForce) => {
    const { number } = amendment;
    if (action === "send") return sendAmendment(tx, row, amendment);
    const by = ctx.caller.userId;
    if (action === "drop") return dropAmendment(tx, row, amendment, { by });
    const today = await findToday(tx);
    const day = on ?? today;
    await refuseUnfit(tx, row, inForce, amendment.content);
    refuseIncomplete(row.number, amendment.content);
    const last = (await listAmendmentRows(tx, agreementId)).findLast(({ state }) => state === "signed");
    const earliest = last?.signedOn ?? row.signedOn ?? day;
    const texts = { before: inForce, after: amendment.content };
    refuseUnfitSigning(row.number, number, texts, { on: day, earliest, today });
    refuseUnapproved(row.number, await findUnapproved(tx, row, amendmentId, amendment.content));
    await updateContent(tx, row, amendment.content);
    await keepReceiptsWith(tx, row, inForce, amendment.content);
    await indexAgreement(tx, row, amendment.content);
    await closeAmendment(tx, agreementId, amendmentId, { state: "signed", replaced: inForce, on: day, by });
    await insertStep(tx, row, "amendment_signed", { amendment: number, on: day });
    await audit(tx, {
      ...auditOf(row),
      action: "agreement.amendment_signed",
      details: { number: row.number, amendment: number, on: day },
    });
  });
}

/** What has not been signed, and the reviews of it, which nobody has to go on with. */
async function dropAmendment(
  tx: Tx,
  row: AgreementRow,
  { id, number: amendment, sentAt }: AmendmentRow,
  { by, ...because }: { readonly by: string; readonly because?: "end" },
): Promise<void> {
  await closeAmendment(tx, row.id, id, { state: "dropped", replaced: null, on: null, by });
  for (const approval of await listApprovalRows(tx, row.id)) {
    if (approval.amendmentId === id && isOpen(approval)) await setApprovalState(tx, approval, "withdrawn");
  }
  await insertStep(tx, sentAt === null ? insideOf(row) : row, "amendment_dropped", { amendment, ...because });
  const details = { number: row.number, amendment, ...because };
  await audit(tx, { ...auditOf(row), action: "agreement.amendment_dropped", details });
}

/** An agreement that ends is not amended any more. */
export async function dropOpenAmendment(tx: Tx, row: AgreementRow, by: string): Promise<void> {
  const open = (await listAmendmentRows(tx, row.id)).find(({ state }) => state === "draft");
  if (open !== undefined) await dropAmendment(tx, row, open, { by, because: "end" });
}

/** The enterprise reads the draft as it stands from now on, until it is changed. */
async function sendAmendment(tx: Tx, row: AgreementRow, { id, number }: AmendmentRow): Promise<void> {
  refuseNobody(row);
  await markAmendmentSent(tx, row.id, id);
  await insertStep(tx, row, "amendment_sent", { amendment: number });
  await audit(tx, {
    ...auditOf(row),
    action: "agreement.amendment_sent",
    details: { number: row.number, amendment: number },
  });
}

/** The signed text of an amendment, as a file. */
export async function addAmendmentPaper(
  ctx: Ctx,
  agreementId: string,
  amendmentId: string,
  file: UploadedFile,
): Promise<AgreementPaper> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId);
    const amendment = (await listAmendmentRows(tx, agreementId)).find(({ id }) => id === amendmentId);
    if (amendment === undefined) throw accessError("access.not_found", {});
    return keepPaper(ctx, tx, row, { kind: "signed_amendment", subjectId: amendmentId }, file);
  });
}

export async function exportAmendment(ctx: Ctx, agreementId: string, amendmentId: string): Promise<FileAnswer> {
  const { name, plan } = await transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.export", agreementId);
    const amendment = (await listAmendmentRows(tx, agreementId)).find(({ id }) => id === amendmentId);
    if (amendment === undefined) throw accessError("access.not_found", {});
    const before = amendment.replaced ?? (await loadContent(tx, row));
    return {
      name: `${row.number} 补充协议 ${amendment.number}.docx`,
      plan: planAmendment(row, amendment, before),
    };
  });
  return {
    name,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: await writeDocument(plan),
  };
}
