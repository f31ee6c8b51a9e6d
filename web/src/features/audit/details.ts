import type { Bilingual } from "@dual-high/kernel";
import { ROLE_LABELS } from "../../frame/roles.ts";

/** What of a record reads as a sentence. Ids, digests and settings are kept for whoever opens the record. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  number: { zh: "编号", en: "number" },
  code: { zh: "编号", en: "number" },
  title: { zh: "标题", en: "title" },
  name: { zh: "名称", en: "name" },
  from: { zh: "原为", en: "from" },
  to: { zh: "变为", en: "to" },
  state: { zh: "状态", en: "state" },
  role: { zh: "角色", en: "role" },
  answer: { zh: "答复", en: "answer" },
  reason: { zh: "理由", en: "reason" },
  comment: { zh: "说明", en: "comment" },
  days: { zh: "有效天数", en: "days" },
  rows: { zh: "行数", en: "rows" },
  needs: { zh: "需求数", en: "needs" },
  lines: { zh: "台账行数", en: "lines" },
  links: { zh: "链接数", en: "links" },
  members: { zh: "人数", en: "people" },
  judgements: { zh: "评判数", en: "judgements" },
  added: { zh: "新增", en: "added" },
  updated: { zh: "更新", en: "updated" },
  unchanged: { zh: "未变", en: "unchanged" },
  on: { zh: "日期", en: "on" },
  format: { zh: "格式", en: "format" },
};

const VALUES: Readonly<Record<string, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  submitted: { zh: "已提交", en: "submitted" },
  in_triage: { zh: "初审中", en: "in triage" },
  returned: { zh: "已退回", en: "returned" },
  accepted: { zh: "已受理", en: "accepted" },
  matched: { zh: "已对接", en: "matched" },
  in_talks: { zh: "洽谈中", en: "in talks" },
  in_challenge: { zh: "揭榜中", en: "in challenge" },
  contracted: { zh: "已签约", en: "contracted" },
  delivered: { zh: "已交付", en: "delivered" },
  closed: { zh: "已办结", en: "closed" },
  accept: { zh: "同意", en: "accepts" },
  decline: { zh: "谢绝", en: "declines" },
  interested: { zh: "感兴趣", en: "interested" },
  not_mine: { zh: "不合适", en: "not mine" },
  ...ROLE_LABELS,
};

/** A recorded fact: its code, what it is called (null where only its code is known), and its value in words. */
export interface Detail {
  readonly key: string;
  readonly label: Bilingual | null;
  readonly value: Bilingual;
}

/** The facts of a record in the order in which they were written, without those that were left empty. */
export function readDetails(details: Readonly<Record<string, unknown>>): readonly Detail[] {
  return Object.entries(details).flatMap(([key, value]) => {
    if (value === null || value === "") return [];
    // A list of people or of parts is told by how many there are; whoever opens the record reads all of it.
    const label = NAMES[key] ?? null;
    const said = label !== null && Array.isArray(value) ? value.length : value;
    const text = typeof said === "string" ? said : JSON.stringify(said);
    return [{ key, label, value: VALUES[text] ?? { zh: text, en: text } }];
  });
}
