import type { Bilingual } from "@dual-high/kernel";
import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findScopeKind } from "../../identity/index.ts";
import { findNeed, noteProgress } from "../../needs/index.ts";
import { dropOpenAmendment } from "../amendments/service.ts";
import { refuseInReview, refuseUnapproved } from "../approval/rules.ts";
import { findUnapproved, isInReview } from "../approval/standing.ts";
import { agreementMoved } from "../events.ts";
import { holdAgreement } from "../milestones/queries.ts";
import {
  type AgreementFilter,
  type AgreementListing,
  insertStep,
  listAgreementRows,
  loadContent,
  markSent,
  updateContent,
  updateState,
} from "../queries.ts";
import { keepReceiptsWith } from "../receipts/service.ts";
import {
  advanceAgreement,
  changedFields,
  refuseContradictions,
  refuseNobody,
  refuseUnchangeable,
  refuseUnfitEnterprise,
} from "../rules.ts";
import type {
  Agreement,
  AgreementChange,
  AgreementContent,
  AgreementDraft,
  AgreementSummary,
  AgreementTransition,
} from "../types.ts";
import { auditOf, draftAgreement, indexAgreement } from "./draft.ts";
import { getAgreementRow, showAgreement, summarise } from "./found.ts";
import { listRests } from "./rests.ts";

export async function listAgreements(
  ctx: Ctx,
  scopeId: string,
  listing: AgreementListing,
  filter: AgreementFilter,
): Promise<TotalledPage<AgreementSummary>> {
  authorize(ctx.caller, "agreement.read", scopeId);
  const { rows, total } = await transact(ctx, async (tx) => listAgreementRows(tx, scopeId, listing, filter));
  return listPageOf(
    listing,
    rows.map((row) => ({ ...summarise(row), sortKey: row.sortKey })),
    total,
  );
}

export async function getAgreement(ctx: Ctx, agreementId: string): Promise<Agreement> {
  return transact(ctx, async (tx) => {
    await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    return showAgreement(tx, ctx.caller, agreementId);
  });
}

export async function createAgreement(
  ctx: Ctx,
  scopeId: string,
  { needId, ...content }: AgreementDraft,
  sampleNote: Bilingual | null = null,
): Promise<Agreement> {
  authorize(ctx.caller, "agreement.manage", scopeId);
  refuseContradictions(content);
  return transact(ctx, async (tx) => {
    await refuseForeignEnterprise(tx, content.enterpriseId);
    const need = needId === null ? null : await findNeed(tx, needId);
    if (needId !== null && need?.scopeId !== scopeId) throw accessError("access.not_found", {});
    const { id } = await draftAgreement(tx, scopeId, content, {
      origin:
        need === null ? null : { kind: "need", id: need.id, number: need.number, title: need.record.title, part: null },
      needIds: need === null ? [] : [need.id],
      sampleNote,
    });
    return showAgreement(tx, ctx.caller, id);
  });
}

export async function changeAgreement(
  ctx: Ctx,
  agreementId: string,
  change: AgreementChange,
  version: number,
): Promise<Agreement> {
  return transact(ctx, async (tx) => {
    await holdAgreement(tx, agreementId);
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId, "for_update");
    expectVersion(row, version);
    refuseUnchangeable(row);
    refuseInReview(row.number, await isInReview(tx, agreementId, null));
    const before = await loadContent(tx, row);
    const content = { ...before, ...(change as Partial<AgreementContent>) };
    refuseContradictions(content);
    if (content.enterpriseId !== before.enterpriseId) await refuseForeignEnterprise(tx, content.enterpriseId);
    const fields = changedFields(before, content);
    if (fields.length > 0) {
      await updateContent(tx, row, content);
      await keepReceiptsWith(tx, row, before, content);
      await insertStep(tx, { ...row, enterpriseId: content.enterpriseId }, "changed", { fields });
      await indexAgreement(tx, row, content);
      await audit(tx, { ...auditOf(row), action: "agreement.changed", details: { number: row.number, fields } });
    }
    return showAgreement(tx, ctx.caller, agreementId);
  });
}

/** Records that it was signed, fulfilled or terminated, or lets the other party read the draft. The needs that it meets are contracted by its signing, in the same transaction. */
export async function moveAgreement(
  ctx: Ctx,
  agreementId: string,
  { action, on, reason }: AgreementTransition,
  version: number,
): Promise<Agreement> {
  return transact(ctx, async (tx) => {
    await holdAgreement(tx, agreementId);
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId, "for_update");
    const content = await loadContent(tx, row);
    const rests = action === "complete" ? await listRests(tx, row, content) : [];
    const state = advanceAgreement({ ...row, content, rests }, action, { on, reason, today: await findToday(tx) });
    expectVersion(row, version);
    if (action === "sign") refuseUnapproved(row.number, await findUnapproved(tx, row, null, content));
    if (action === "send") {
      refuseNobody(row);
      await markSent(tx, agreementId);
    } else {
      const by = ctx.caller.userId;
      await updateState(tx, agreementId, { state, on, by, reason: reason === "" ? null : reason });
      if (state !== "signed") await dropOpenAmendment(tx, row, by);
    }
    await insertStep(tx, row, action, { on, reason });
    if (action === "sign") for (const needId of row.needIds) await noteProgress(ctx, tx, needId, "contracted");
    const { number, title, scopeId, createdBy } = row;
    // A draft that the enterprise never read ends without it.
    const isTheirs = action !== "end" || row.signedOn !== null || row.sentAt !== null;
    const enterpriseId = isTheirs ? row.enterpriseId : null;
    await audit(tx, {
      ...auditOf(row),
      action: "agreement.moved",
      details: { number, action, on },
      personal: { reason },
    });
    await ctx.outbox.emit(tx, agreementMoved, {
      aggregate: `agreement:${agreementId}`,
      scopeId,
      payload: { agreementId, scopeId, number, title, enterpriseId, action, createdBy },
    });
    return showAgreement(tx, ctx.caller, agreementId);
  });
}

async function refuseForeignEnterprise(tx: Tx, enterpriseId: string | null): Promise<void> {
  if (enterpriseId !== null) refuseUnfitEnterprise(await findScopeKind(tx, enterpriseId));
}
