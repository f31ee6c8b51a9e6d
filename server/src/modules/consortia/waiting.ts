import type { Bilingual } from "@dual-high/kernel";
import { mayIn } from "../../platform/access/index.ts";
import type { WaitingSource } from "../../platform/ports.ts";
import { listOwedRows, type OwedRow } from "./queries/due.ts";
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
  asked: {
    title: { zh: "联合体加入或退出待决定", en: "A member asks to enter or to leave a consortium" },
    action: { zh: "去决定", en: "Decide" },
  },
  assessment: {
    title: { zh: "联合体待评估", en: "Consortium to assess" },
    action: { zh: "去评估", en: "Assess" },
  },
};

const OWED: Readonly<Record<OwedRow["what"], { readonly title: Bilingual; readonly action: Bilingual }>> = {
  task: {
    title: { zh: "贵单位承担的联合体任务", en: "A consortium's task of yours" },
    action: { zh: "去报完成", en: "Report it" },
  },
  contribution: {
    title: { zh: "贵单位承诺的联合体投入", en: "Your contribution to a consortium" },
    action: { zh: "看承诺", en: "See the promise" },
  },
};

const LOOK: Bilingual = { zh: "查看", en: "Look" };

interface Line {
  readonly consortiumId: string;
  readonly name: string;
  readonly title: string;
  readonly since: string;
  readonly due: string | null;
}

function lineOf(scopeId: string, row: Line, words: { readonly title: Bilingual; readonly action: Bilingual }) {
  const { consortiumId, name, title, since, due } = row;
  const about = title === "" ? name : `${name} · ${title}`;
  return {
    kind: "consortium",
    id: consortiumId,
    title: { zh: `${words.title.zh}：${about}`, en: `${words.title.en}: ${about}` },
    path: `/p/${scopeId}/consortia/${consortiumId}`,
    since,
    due,
    action: words.action,
  };
}

/** What is overdue, what somebody else has to look at, and assessments that are due; to a member, what it owes. */
export const consortiaWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  if (mayIn(caller, "consortium.manage", scopeId)) {
    return (await listWaitingRows(tx, scopeId, caller.userId)).map((row) => lineOf(scopeId, row, WORDS[row.what]));
  }
  if (!mayIn(caller, "consortium.read", scopeId)) return [];
  const isDoer = mayIn(caller, "consortium.take_part", scopeId);
  const wordsOf = ({ what }: OwedRow) => (isDoer ? OWED[what] : { ...OWED[what], action: LOOK });
  return (await listOwedRows(tx, scopeId)).map((row) => lineOf(scopeId, row, wordsOf(row)));
};
