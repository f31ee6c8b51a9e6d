import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingItem, WaitingSource } from "../../../platform/ports.ts";
import { mayDecideOn } from "./applications/decider.ts";
import { findApplication } from "./applications/queries.ts";
import { listCallsToDecide, listCallsToJudge, listOwnToWrite, listReportsToAccept } from "./waiting-queries.ts";

/** Calls to have judged and decided, what one was named to judge, reports to accept, and one's own to write. */
export const proofWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const items: WaitingItem[] = [];
  const mayManage = mayIn(caller, "proof.manage", scopeId);
  const mayDecide = mayIn(caller, "proof.decide", scopeId);
  if (mayManage || mayDecide) {
    for (const { id, number, title, since, undecided, reviewers } of await listCallsToDecide(tx, scopeId)) {
      if (undecided === 0) continue;
      const isNamed = reviewers > 0;
      if (isNamed && !mayDecide) continue;
      items.push({
        kind: "proof_call",
        id,
        title: isNamed
          ? { zh: `${number} ${title}：${undecided} 份申报待决定`, en: `${number} ${title}: ${undecided} to decide` }
          : { zh: `${number} ${title}：已截止，待指定评审人`, en: `${number} ${title}: closed; name reviewers` },
        path: `/p/${scopeId}/proof-calls/${id}`,
        since,
        due: null,
        action: isNamed ? { zh: "去决定", en: "Decide" } : { zh: "指定评审人", en: "Name them" },
      });
    }
  }
  for (const { id, since, due, open } of await listCallsToJudge(tx, caller.userId)) {
    if (open === 0) continue;
    items.push({
      kind: "proof_review",
      id,
      title: { zh: `概念验证申报待评审：${open} 份`, en: `Proofs of concept to judge: ${open}` },
      path: `/proof-reviews/${id}`,
      since,
      due,
      action: { zh: "去评审", en: "Judge" },
    });
  }
  if (mayDecide) {
    for (const { id, number, title, since } of await listReportsToAccept(tx, scopeId, caller.userId)) {
      const application = await findApplication(tx, id);
      if (application === null || !(await mayDecideOn(tx, caller.userId, application))) continue;
      items.push({
        kind: "proof_report",
        id,
        title: { zh: `结题报告待验收：${number} ${title}`, en: `A report to accept: ${number} ${title}` },
        path: `/p/${scopeId}/proof-applications/${id}/report`,
        since,
        due: null,
        action: { zh: "去验收", en: "Look at it" },
      });
    }
  }
  for (const { id, number, title, since, due, what } of await listOwnToWrite(tx, scopeId, caller.userId)) {
    const isReport = what === "report";
    items.push({
      kind: isReport ? "proof_report_to_write" : "proof_application",
      id,
      title: isReport
        ? { zh: `结题报告待提交：${number} ${title}`, en: `A report to write: ${number} ${title}` }
        : { zh: `申报还没有提交：${number} ${title}`, en: `Not handed in yet: ${number} ${title}` },
      path: `/p/${scopeId}/proof-applications/${id}/${isReport ? "report" : "edit"}`,
      since,
      due,
      action: { zh: "去填写", en: "Write" },
    });
  }
  return items;
};
