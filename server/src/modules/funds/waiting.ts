import { type Bilingual, formatYuan as yuan } from "@dual-high/kernel";
import { mayIn } from "../../platform/access/index.ts";
import type { Permission } from "../../platform/access/matrix.ts";
import type { WaitingItem, WaitingSource } from "../../platform/ports.ts";
import { findPassed } from "./commitments/passed.ts";
import { listDueTranches, listOpenWriteOffs, listWaitingApplications, type Wait } from "./waiting-queries.ts";

interface Words {
  readonly permission: Permission;
  readonly title: Bilingual;
  readonly action: Bilingual;
}

const WORDS: Readonly<Record<Wait, Words>> = {
  submitted: {
    permission: "fund.manage",
    title: { zh: "基金申请待尽职调查", en: "Application to a fund to be looked into" },
    action: { zh: "去安排", en: "Name an investigator" },
  },
  report: {
    permission: "fund.manage",
    title: { zh: "请做尽职调查", en: "You are asked to look into" },
    action: { zh: "去登记", en: "Report" },
  },
  committee: {
    permission: "fund.manage",
    title: { zh: "尽调完成，待提交投决会", en: "Looked into, to be put before the committee" },
    action: { zh: "去提交", en: "Call the committee" },
  },
  vote: {
    permission: "fund.manage",
    title: { zh: "投决会待您表决", en: "The committee waits for your vote" },
    action: { zh: "去表决", en: "Vote" },
  },
  decide: {
    permission: "fund.decide",
    title: { zh: "表决完成，待登记决定", en: "All have voted: the decision is to be recorded" },
    action: { zh: "去登记", en: "Decide" },
  },
  returned: {
    permission: "fund.apply",
    title: { zh: "基金申请被退回", en: "Application to a fund was returned" },
    action: { zh: "去修改", en: "Mend it" },
  },
};

/** Applications that wait for a step, tranches that can be paid, write-offs that somebody else proposed. */
export const fundsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const items: WaitingItem[] = [];
  const may = (permission: Permission) => mayIn(caller, permission, scopeId);
  if (may("fund.manage") || may("fund.apply")) {
    for (const { id, number, title, what, since } of await listWaitingApplications(tx, scopeId, caller.userId)) {
      const words = WORDS[what];
      if (!may(words.permission)) continue;
      items.push({
        kind: "fund_application",
        id,
        title: {
          zh: `${words.title.zh}：${number} ${title}`,
          en: `${words.title.en}: ${number} ${title}`,
        },
        path: `/p/${scopeId}/fund-applications/${id}`,
        since,
        due: null,
        action: words.action,
      });
    }
  }
  if (!may("fund.pay")) return items;
  for (const { id, fundId, title, position, amountFen, plannedOn, gate, projectId, since } of await listDueTranches(
    tx,
    scopeId,
  )) {
    const passed = await findPassed(tx, projectId);
    if (passed === null || (gate !== null && !passed.has(gate))) continue;
    const amount = yuan(amountFen);
    items.push({
      kind: "fund_tranche",
      id,
      title: {
        zh: `可拨付：${title}第 ${position} 期 ${amount} 元`,
        en: `To be paid: tranche ${position} of ${title}, CNY ${amount}`,
      },
      path: `/p/${scopeId}/funds/${fundId}/commitments`,
      since,
      due: plannedOn,
      action: { zh: "去拨付", en: "Pay" },
    });
  }
  for (const { id, fundId, title, since } of await listOpenWriteOffs(tx, scopeId, caller.userId)) {
    items.push({
      kind: "fund_write_off",
      id,
      title: { zh: `核销待批准：${title}`, en: `Write-off to approve: ${title}` },
      path: `/p/${scopeId}/funds/${fundId}/commitments`,
      since,
      due: null,
      action: { zh: "去审批", en: "Look at it" },
    });
  }
  return items;
};
