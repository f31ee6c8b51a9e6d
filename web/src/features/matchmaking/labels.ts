import type { Schemas } from "@dual-high/client";
import type { Bilingual } from "@dual-high/kernel";

type Labels<Value extends string> = Readonly<Record<Value, Bilingual>>;
type Candidate = Schemas["Candidate"];

export type Band = Candidate["band"];
export const BAND_LABELS: Labels<Band> = {
  strong: { zh: "高", en: "Strong" },
  possible: { zh: "中", en: "Possible" },
  weak: { zh: "低", en: "Weak" },
  none: { zh: "不足", en: "None" },
};

export type Outcome = Schemas["RunNeed"]["outcome"];
export const OUTCOME_LABELS: Labels<Outcome> = {
  matched: { zh: "已推荐", en: "Matched" },
  to_clarify: { zh: "待明确", en: "To clarify" },
  unmatched: { zh: "未配上", en: "Unmatched" },
};

export type DecisionKind = Schemas["Decision"]["decision"];
export const DECISION_LABELS: Labels<DecisionKind> = {
  accepted: { zh: "已接受", en: "Accepted" },
  refused: { zh: "不采用", en: "Refused" },
  postponed: { zh: "以后再定", en: "Postponed" },
  none: { zh: "未决定", en: "Undecided" },
};

export type RefusalReason = NonNullable<Schemas["Decision"]["reason"]>;
/** In the order in which they are offered: 1 to 8 on the keyboard. */
export const REASON_LABELS: Labels<RefusalReason> = {
  wrong_field: { zh: "领域不符", en: "Another field" },
  too_early: { zh: "成果不够成熟", en: "Not mature enough" },
  already_known: { zh: "双方已有联系", en: "In touch already" },
  no_capacity: { zh: "团队没有余力", en: "No capacity" },
  not_available: { zh: "权利不可用", en: "Right not available" },
  enterprise_declined: { zh: "企业不考虑", en: "The enterprise declined" },
  partner_declined: { zh: "团队不考虑", en: "The partner declined" },
  other: { zh: "其他", en: "Other" },
};

export const PARTNER_KIND_LABELS: Labels<Candidate["kind"]> = {
  achievement: { zh: "成果", en: "Achievement" },
  team: { zh: "团队", en: "Team" },
};

export type RunState = Schemas["MatchRun"]["state"];
export const RUN_STATE_LABELS: Labels<RunState> = {
  queued: { zh: "排队中", en: "Waiting" },
  running: { zh: "计算中", en: "Running" },
  done: { zh: "完成", en: "Complete" },
  failed: { zh: "失败", en: "Failed" },
  cancelled: { zh: "已取消", en: "Cancelled" },
};

export const LIST_LABELS: Labels<"needs" | "achievements" | "instruments" | "teams"> = {
  needs: { zh: "需求", en: "Needs" },
  achievements: { zh: "成果", en: "Achievements" },
  instruments: { zh: "仪器", en: "Instruments" },
  teams: { zh: "团队", en: "Teams" },
};

export type LineState = Schemas["LedgerLine"]["state"];
export const LINE_STATE_LABELS: Labels<LineState> = {
  to_contact: { zh: "待联系", en: "To contact" },
  contacted: { zh: "已联系", en: "Contacted" },
  in_talks: { zh: "洽谈中", en: "In talks" },
  contracted: { zh: "已签约", en: "Contracted" },
  ended: { zh: "未成", en: "Ended" },
  withdrawn: { zh: "已撤回", en: "Withdrawn" },
};

export const ENTRY_KIND_LABELS: Labels<Schemas["LedgerEntry"]["kind"]> = {
  visit: { zh: "走访", en: "Visit" },
  call: { zh: "电话", en: "Call" },
  meeting: { zh: "面谈", en: "Meeting" },
  message: { zh: "消息", en: "Message" },
  answer: { zh: "对方答复", en: "Answer" },
  note: { zh: "备注", en: "Note" },
  system: { zh: "变更", en: "Change" },
};

export const ANSWER_LABELS: Labels<"interested" | "not_mine"> = {
  interested: { zh: "有兴趣", en: "Interested" },
  not_mine: { zh: "不是我的方向", en: "Not mine" },
};

export const OUTREACH_STATE_LABELS: Labels<Schemas["Outreach"]["state"]> = {
  open: { zh: "等待答复", en: "Waiting" },
  answered: { zh: "已答复", en: "Answered" },
  expired: { zh: "已过期", en: "Expired" },
  revoked: { zh: "已收回", en: "Revoked" },
};

export function optionsOf<Value extends string>(
  labels: Labels<Value>,
  pick: (text: Bilingual) => string,
): { readonly value: Value; readonly label: string }[] {
  return (Object.keys(labels) as Value[]).map((value) => ({ value, label: pick(labels[value]) }));
}
