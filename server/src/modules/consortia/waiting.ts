import type { Bilingual } from "@dual-high/kernel";
import { mayIn } from "../../platform/access/index.ts";
import type { WaitingSource } from "../../platform/ports.ts";
import { listWaitingRows, type WaitingRow } from "./queries/parts.ts";

const WORDS: Readonly<Record<WaitingRow["what"], { readonly title: Bilingual; readonly action: Bilingual }>> = {
  task_overdue: {
    title: { zh: "联合体任务逾期", en: "Consortium task overdue" },
    action: { zh: "去催办", en: "See to it" },
  },
  task_reported: {
    title: { zh: "联合体任务待验收", en: "Consortium task to accept" },
    action: { zh: "去验收", en: "Accept" },
  },
  contribution_overdue: {
    title: { zh: "联合体投入未到位", en: "Consortium contribution not delivered" },
    action: { zh: "去催办", en: "See to it" },
  },
  delivery_noted: {
    title: { zh: "联合体投入到位待确认", en: "Consortium delivery to confirm" },
    action: { zh: "去确认", en: "Confirm" },
  },
  assessment: {
    title: { zh: "联合体待评估", en: "Consortium to assess" },
    action: { zh: "去评估", en: "Assess" },
  },
};

/** What is overdue, what somebody else has to look at, and assessments that are due. */
export const consortiaWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (!mayIn(caller, "consortium.manage", scopeId)) return [];
  const rows = await listWaitingRows(tx, scopeId, caller.userId);
  return rows.map(({ consortiumId, name, what, title, since, due }) => {
    const { title: words, action } = WORDS[what];
    const about = title === "" ? name : `${name} · ${title}`;
    return {
      kind: "consortium",
      id: consortiumId,
      title: { zh: `${words.zh}：${about}`, en: `${words.en}: ${about}` },
      path: `/p/${scopeId}/consortia/${consortiumId}`,
      since,
      due,
      action,
    };
  });
};
