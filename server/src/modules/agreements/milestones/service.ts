import { accessError, type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import type { UploadedFile } from "../../../platform/http/index.ts";
import { deliveryMoved } from "../events.ts";
import { listPaperRows } from "../papers/queries.ts";
import { keepPaper, showPapers } from "../papers/service.ts";
import type { AgreementPaper } from "../papers/types.ts";
import { type AgreementRow, findAgreementPeople, insertStep, loadContent } from "../queries.ts";
import { auditOf } from "../service/draft.ts";
import { getAgreementRow } from "../service/found.ts";
import { decideDelivery, type DeliveryRow, holdAgreement, insertDelivery, listDeliveryRows } from "./queries.ts";
import {
  canDeliver,
  isMilestoneOverdue,
  isOthersToDecide,
  refuseForeignPaper,
  refuseUnfitDecision,
  refuseUnfitDelivery,
  refuseUnsigned,
  stateOfMilestone,
} from "./rules.ts";
import type { DeliveryDecision, DeliveryDraft, MilestoneProgress, MilestoneState, Side } from "./types.ts";

/** The enterprise's own people sit on its side; everybody else on the office's. */
function sideOf(caller: Caller, { enterpriseId }: AgreementRow): Side {
  return enterpriseId !== null && mayIn(caller, "agreement.deliver", enterpriseId) ? "enterprise" : "office";
}

export async function listMilestones(ctx: Ctx, agreementId: string): Promise<MilestoneProgress[]> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    return showMilestones(tx, ctx.caller, row);
  });
}

async function showMilestones(tx: Tx, caller: Caller, row: AgreementRow): Promise<MilestoneProgress[]> {
  const { milestones } = await loadContent(tx, row);
  const deliveries = await listDeliveryRows(tx, row.id);
  const papers = await showPapers(tx, row.id, await listPaperRows(tx, row.id));
  const today = await findToday(tx);
  const names = await findAgreementPeople(tx, row.id);
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const side = sideOf(caller, row);
  const mayAct = row.state === "signed" && mayActOn(caller, row);
  const decider = { userId: caller.userId, side, hasEnterprise: row.enterpriseId !== null };
  return milestones.map(({ id, title, deliverable, dueOn }) => {
    const own = deliveries.filter(({ milestoneId }) => milestoneId === id);
    const state = stateOfMilestone(own.map(({ decision }) => decision));
    return {
      id: id ?? "",
      title,
      deliverable,
      dueOn,
      state,
      isOverdue: row.state === "signed" && isMilestoneOverdue(dueOn, state, today),
      mayDeliver: mayAct && canDeliver(state),
      deliveries: own.map(({ milestoneId: _milestoneId, recordedBy, decidedBy, ...delivery }) => ({
        ...delivery,
        recordedBy: named(recordedBy),
        decidedBy: decidedBy === null ? null : named(decidedBy),
        papers: papers.filter(({ subjectId }) => subjectId === delivery.id),
        mayAddPapers: mayAct && (delivery.decision === null ? delivery.side === side : decidedBy === caller.userId),
        mayDecide: mayAct && delivery.decision === null && isOthersToDecide({ ...delivery, recordedBy }, decider),
      })),
    };
  });
}

function mayActOn(caller: Caller, { scopeId, enterpriseId }: AgreementRow): boolean {
  return [scopeId, enterpriseId].some((scope) => scope !== null && mayIn(caller, "agreement.deliver", scope));
}

interface Acting {
  readonly tx: Tx;
  readonly row: AgreementRow;
  readonly side: Side;
  readonly parties: readonly string[];
  readonly milestone: { readonly id: string; readonly title: string; readonly state: MilestoneState };
  readonly deliveries: readonly DeliveryRow[];
}

/** What of a signed agreement's milestone is done by one side, alone until the transaction ends. */
async function acting(
  ctx: Ctx,
  agreementId: string,
  milestoneId: string,
  work: (acting: Acting) => Promise<void>,
): Promise<MilestoneProgress[]> {
  return transact(ctx, async (tx) => {
    await holdAgreement(tx, agreementId);
    const row = await getAgreementRow(tx, ctx.caller, "agreement.deliver", agreementId);
    refuseUnsigned(row);
    const { milestones, parties } = await loadContent(tx, row);
    const milestone = milestones.find(({ id }) => id === milestoneId);
    if (milestone === undefined) throw accessError("access.not_found", {});
    const deliveries = (await listDeliveryRows(tx, agreementId)).filter((each) => each.milestoneId === milestoneId);
    const state = stateOfMilestone(deliveries.map(({ decision }) => decision));
    await work({
      tx,
      row,
      side: sideOf(ctx.caller, row),
      parties: parties.map(({ name }) => name),
      milestone: { id: milestoneId, title: milestone.title, state },
      deliveries,
    });
    return showMilestones(tx, ctx.caller, row);
  });
}

/** One side writes down what it delivered. */
export async function recordDelivery(
  ctx: Ctx,
  agreementId: string,
  milestoneId: string,
  draft: DeliveryDraft,
): Promise<MilestoneProgress[]> {
  return acting(ctx, agreementId, milestoneId, async ({ tx, row, side, parties, milestone }) => {
    refuseUnfitDelivery({ ...row, parties }, milestone, draft, await findToday(tx));
    const { party, deliveredOn } = draft;
    await insertDelivery(tx, row, milestoneId, draft, { side, by: ctx.caller.userId });
    await insertStep(tx, row, "delivered", { milestone: milestone.title, party, on: deliveredOn });
    await tell(ctx, tx, row, side, "delivered", milestone, draft.note);
  });
}

/** The other side accepts it, or says why not. */
export async function decideOnDelivery(
  ctx: Ctx,
  agreementId: string,
  milestoneId: string,
  deliveryId: string,
  decision: DeliveryDecision,
): Promise<MilestoneProgress[]> {
  return acting(ctx, agreementId, milestoneId, async ({ tx, row, side, parties, milestone, deliveries }) => {
    const delivery = deliveries.find(({ id }) => id === deliveryId);
    if (delivery === undefined) throw accessError("access.not_found", {});
    const decider = { userId: ctx.caller.userId, side, hasEnterprise: row.enterpriseId !== null };
    refuseUnfitDecision({ ...row, parties }, milestone, delivery, decider, decision);
    await decideDelivery(tx, agreementId, deliveryId, decision, ctx.caller.userId);
    const { party, reasons } = decision;
    const step = decision.decision === "accepted" ? "delivery_accepted" : "delivery_refused";
    await insertStep(tx, row, step, { milestone: milestone.title, party, reasons });
    await tell(ctx, tx, row, side, decision.decision, milestone, reasons);
  });
}

/** Each side writes its own record and announces from its own scope. */
async function tell(
  ctx: Ctx,
  tx: Tx,
  { id: agreementId, scopeId, zoneId, number, title, enterpriseId, createdBy }: AgreementRow,
  side: Side,
  what: "delivered" | "accepted" | "refused",
  { id: milestoneId, title: milestone }: Acting["milestone"],
  text: string,
): Promise<void> {
  const home = side === "enterprise" ? (enterpriseId ?? scopeId) : scopeId;
  await audit(tx, {
    ...auditOf({ id: agreementId, scopeId: home, zoneId }),
    action: `agreement.delivery_${what}`,
    details: { number, milestoneId, side },
    personal: { text },
  });
  await ctx.outbox.emit(tx, deliveryMoved, {
    aggregate: `agreement:${agreementId}`,
    scopeId: home,
    payload: { agreementId, scopeId, number, title, enterpriseId, milestone, what, side, createdBy },
  });
}

/** Papers come from the side that delivered until the other one decides, and afterwards from whoever decided. */
export async function addDeliveryPaper(
  ctx: Ctx,
  agreementId: string,
  deliveryId: string,
  file: UploadedFile,
): Promise<AgreementPaper> {
  return transact(ctx, async (tx) => {
    await holdAgreement(tx, agreementId);
    const row = await getAgreementRow(tx, ctx.caller, "agreement.deliver", agreementId);
    const delivery = (await listDeliveryRows(tx, agreementId)).find(({ id }) => id === deliveryId);
    if (delivery === undefined) throw accessError("access.not_found", {});
    const isOpen = delivery.decision === null;
    const isOwn = isOpen ? delivery.side === sideOf(ctx.caller, row) : delivery.decidedBy === ctx.caller.userId;
    refuseForeignPaper(row.number, isOwn);
    return keepPaper(ctx, tx, row, { kind: isOpen ? "delivery" : "acceptance", subjectId: deliveryId }, file);
  });
}
