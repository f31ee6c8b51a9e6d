import { formatYuan } from "@dual-high/kernel";
import { mayIn } from "../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../platform/ports.ts";
import { listUntouchedDrafts, type UntouchedDraft } from "./queries.ts";
import { listAccepted, type WaitingRegistration } from "./registration/queries.ts";
import { listProposed, type WaitingDistribution } from "./shares/queries.ts";
import { listOverdue, type OverdueRow } from "./receipts/queries.ts";

/** Drafts that an award made and nobody has taken up, and money that is late. */
export const agreementsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "agreement.manage", scopeId)) return [];
  const drafts = await listUntouchedDrafts(tx, scopeId);
  const overdue = await listOverdue(tx, scopeId);
  const proposed = mayIn(caller, "income.approve", scopeId) ? await listProposed(tx, scopeId, caller.userId) : [];
  const accepted = mayIn(caller, "registration.manage", scopeId) ? await listAccepted(tx, scopeId) : [];
  return [
    ...accepted.map((row) => registrationWaiting(row, scopeId)),
    ...proposed.map((row) => proposedWaiting(row, scopeId)),
    ...drafts.map((draft) => draftWaiting(draft, scopeId)),
    ...overdue.map((row) => overdueWaiting(row, scopeId)),
  ];
};

function registrationWaiting({ id, number, title, acceptedOn }: WaitingRegistration, scopeId: string): WaitingItem {
  return {
    kind: "registration",
    id,
    title: {
      zh: `认定登记待回填编号：${number} ${title}`,
      en: `Registration number to enter: ${number} ${title}`,
    },
    path: `/p/${scopeId}/agreements/${id}/registration`,
    since: `${acceptedOn}T00:00:00.000Z`,
    due: null,
    action: { zh: "去查办理情况", en: "See how it stands" },
  };
}

function proposedWaiting(row: WaitingDistribution, scopeId: string): WaitingItem {
  const { id, agreementId, receiptNumber, amountFen, since } = row;
  return {
    kind: "distribution",
    id,
    title: {
      zh: `到款分配待批准：${receiptNumber} ${formatYuan(amountFen)} 元`,
      en: `Distribution to approve: ${receiptNumber}, CNY ${formatYuan(amountFen)}`,
    },
    path: `/p/${scopeId}/agreements/${agreementId}/money`,
    since,
    due: null,
    action: { zh: "去批准", en: "Look at it" },
  };
}

function overdueWaiting({ id, number, title, overdueFen, since }: OverdueRow, scopeId: string): WaitingItem {
  const amount = formatYuan(overdueFen);
  return {
    kind: "agreement_overdue",
    id,
    title: {
      zh: `逾期未到款 ${amount} 元：${number} ${title}`,
      en: `CNY ${amount} overdue: ${number} ${title}`,
    },
    path: `/p/${scopeId}/agreements/${id}/money`,
    since: `${since}T00:00:00.000Z`,
    due: since,
    action: { zh: "去催款或登记", en: "Ask for it or enter it" },
  };
}

function draftWaiting({ id, number, title, since }: UntouchedDraft, scopeId: string): WaitingItem {
  return {
    kind: "agreement",
    id,
    title: { zh: `合同草稿待补充：${number} ${title}`, en: `Draft agreement to complete: ${number} ${title}` },
    path: `/p/${scopeId}/agreements/${id}`,
    since,
    due: null,
    action: { zh: "去补充", en: "Complete" },
  };
}
