// What people are told of funds: the fund's side what was asked, those who are named what they are asked, applicants the outcome.
import { type Bilingual, formatYuan as yuan } from "@dual-high/kernel";
import type { Role } from "../../platform/access/matrix.ts";
import type { Outbox } from "../../platform/outbox/index.ts";
import { applicationDecided, applicationMoved, tranchePaid } from "../funds/index.ts";
import { idsOf, tell } from "./deliver.ts";

const SIDE: readonly Role[] = ["pair_lead", "zone_officer", "fund_manager"];

const MOVED: Readonly<Record<string, Bilingual>> = {
  submitted: { zh: "已提交，请安排尽职调查", en: "was submitted and is to be looked into" },
  withdrawn: { zh: "已撤回", en: "was withdrawn" },
  due_diligence: { zh: "请您做尽职调查", en: "you are asked to look into it" },
  committee: { zh: "已提交投决会，请您表决", en: "is before the committee and waits for your vote" },
};
const DECIDED: Readonly<Record<string, Bilingual>> = {
  approved: { zh: "已通过", en: "was approved" },
  declined: { zh: "未通过，请看原因", en: "was declined, see why" },
  returned: { zh: "已退回，请补充", en: "was returned for completion" },
};

const named = (
  about: { readonly number: string; readonly title: string },
  words: Bilingual | undefined,
): Bilingual => ({
  zh: `${about.number} ${about.title}：${words?.zh ?? ""}`,
  en: `${about.number} ${about.title}: ${words?.en ?? ""}`,
});

export function deliverFunds(outbox: Outbox): void {
  outbox.subscribe(applicationMoved, "notify.fund_application_moved", async (tx, event) => {
    const { scopeId, applicationId, state, userIds } = event.payload;
    const to = userIds.length > 0 ? userIds : await idsOf(tx, scopeId, SIDE);
    const title = named(event.payload, MOVED[state]);
    await tell(tx, event, to, {
      scopeId,
      kind: event.type,
      title,
      path: `/p/${scopeId}/fund-applications/${applicationId}`,
    });
  });
  outbox.subscribe(applicationDecided, "notify.fund_application_decided", async (tx, event) => {
    const { applicantScopeId: scopeId, applicationId, state, userIds } = event.payload;
    const title = named(event.payload, DECIDED[state]);
    const path = `/p/${scopeId}/fund-applications/${applicationId}`;
    await tell(tx, event, userIds, { scopeId, kind: event.type, title, path });
  });
  outbox.subscribe(tranchePaid, "notify.fund_tranche_paid", async (tx, event) => {
    const { applicantScopeId: scopeId, applicationId, userIds, title, amountFen } = event.payload;
    const amount = yuan(amountFen);
    await tell(tx, event, userIds, {
      scopeId,
      kind: event.type,
      title: { zh: `${title}：基金已拨付 ${amount} 元`, en: `${title}: the fund paid CNY ${amount}` },
      path: `/p/${scopeId}/fund-applications/${applicationId}`,
    });
  });
}
