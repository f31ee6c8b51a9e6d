// What of agreements waits for somebody besides drafts and money: approvals, signing, acceptance, what is late or ends.
import { type Caller, mayIn } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { WaitingItem, WaitingSource } from "../../../platform/ports.ts";
import { listWaitingApprovals } from "../approval/queries.ts";
import { findHindrance } from "../approval/rules.ts";
import { draftersOf, rolesIn } from "../approval/service.ts";
import { isOthersToDecide } from "../milestones/rules.ts";
import {
  type DueMilestone,
  type EndingAgreement,
  listExpiring,
  listLateMilestones,
  listReviewedDrafts,
  listUnfiled,
  listWaitingDeliveries,
  type UnfiledAgreement,
} from "./queries.ts";

/** Days before its end from which an agreement is on the workbench. */
const EXPIRING_DAYS = 30;

export const agreementCourseWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "agreement.read", scopeId)) return [];
  return [
    ...(await approvalsWaiting(tx, caller, scopeId)),
    ...(await acceptancesWaiting(tx, caller, scopeId)),
    ...(mayIn(caller, "agreement.manage", scopeId) ? await officeWaiting(tx, scopeId) : []),
  ];
};

const pathOf = (scopeId: string, agreementId: string) => `/p/${scopeId}/agreements/${agreementId}`;

/** Steps whose turn it is, and which the caller may do. */
async function approvalsWaiting(tx: Tx, caller: Caller, scopeId: string): Promise<WaitingItem[]> {
  if (!mayIn(caller, "agreement.approve", scopeId)) return [];
  const actor = { userId: caller.userId, roles: rolesIn(caller, scopeId) };
  const waiting = await listWaitingApprovals(tx, scopeId);
  return waiting.flatMap((approval) => {
    const { agreementId, number, title, steps, doneIds, since } = approval;
    const next = steps.find(({ id }) => !doneIds.includes(id));
    if (next === undefined) return [];
    if (findHindrance({ ...next, isNext: true }, actor, draftersOf(approval)) !== null) return [];
    return [
      {
        kind: "agreement_approval",
        id: next.id,
        title: { zh: `合同${next.name}：${number} ${title}`, en: `${next.name}: ${number} ${title}` },
        path: pathOf(scopeId, agreementId),
        since,
        due: null,
        action: { zh: "去办理", en: "Do it" },
      },
    ];
  });
}

async function acceptancesWaiting(tx: Tx, caller: Caller, scopeId: string): Promise<WaitingItem[]> {
  if (!mayIn(caller, "agreement.deliver", scopeId)) return [];
  const isPair = mayIn(caller, "agreement.manage", scopeId);
  const side = isPair ? "office" : "enterprise";
  return (await listWaitingDeliveries(tx, scopeId))
    .filter(({ hasEnterprise, ...delivery }) =>
      isOthersToDecide(delivery, { userId: caller.userId, side, hasEnterprise }),
    )
    .map(({ id, agreementId, number, milestone, recordedAt }) => ({
      kind: "agreement_delivery",
      id,
      title: { zh: `“${milestone}”已交付，等您验收：${number}`, en: `“${milestone}” was delivered: ${number}` },
      path: pathOf(scopeId, agreementId),
      since: recordedAt,
      due: null,
      action: { zh: "去验收", en: "Accept or refuse" },
    }));
}

/** What the office has to see to: reviewed drafts, signed files to bring, milestones that are late, agreements that end. */
async function officeWaiting(tx: Tx, scopeId: string): Promise<WaitingItem[]> {
  const drafts = await listReviewedDrafts(tx, scopeId);
  const unfiled = await listUnfiled(tx, scopeId);
  const late = await listLateMilestones(tx, scopeId);
  const expiring = await listExpiring(tx, scopeId, EXPIRING_DAYS);
  return [
    ...drafts.map(({ id, number, title, state, since }) => ({
      kind: "agreement_reviewed",
      id,
      title:
        state === "through"
          ? { zh: `审批已走完，待签署：${number} ${title}`, en: `Approved, to be signed: ${number} ${title}` }
          : { zh: `审批被退回，待修改：${number} ${title}`, en: `Sent back, to be changed: ${number} ${title}` },
      path: pathOf(scopeId, id),
      since,
      due: null,
      action: state === "through" ? { zh: "去签署", en: "Record it" } : { zh: "去修改", en: "Change it" },
    })),
    ...unfiled.map((agreement) => unfiledWaiting(agreement, scopeId)),
    ...late.map((milestone) => lateWaiting(milestone, scopeId)),
    ...expiring.map((agreement) => endingWaiting(agreement, scopeId)),
  ];
}

function unfiledWaiting({ id, number, title, signedOn }: UnfiledAgreement, scopeId: string): WaitingItem {
  return {
    kind: "agreement_unfiled",
    id,
    title: { zh: `已签署，缺签署件：${number} ${title}`, en: `Signed, without its signed file: ${number} ${title}` },
    path: pathOf(scopeId, id),
    since: `${signedOn}T00:00:00.000Z`,
    due: null,
    action: { zh: "去上传", en: "Bring it" },
  };
}

function lateWaiting({ id, agreementId, number, title, dueOn }: DueMilestone, scopeId: string): WaitingItem {
  return {
    kind: "agreement_milestone",
    id,
    title: { zh: `“${title}”逾期未交付：${number}`, en: `“${title}” is late: ${number}` },
    path: pathOf(scopeId, agreementId),
    since: `${dueOn}T00:00:00.000Z`,
    due: dueOn,
    action: { zh: "去催办或登记", en: "Ask for it or record it" },
  };
}

function endingWaiting({ id, number, title, endsOn }: EndingAgreement, scopeId: string): WaitingItem {
  return {
    kind: "agreement_expiring",
    id,
    title: { zh: `合同 ${endsOn} 到期：${number} ${title}`, en: `Ends on ${endsOn}: ${number} ${title}` },
    path: pathOf(scopeId, id),
    since: `${endsOn}T00:00:00.000Z`,
    due: endsOn,
    action: { zh: "续签、变更、登记履约完成或终止", en: "Renew or amend it, or record how it ended" },
  };
}
