// What consortia, their members, promises and results are divided into. A new one is a line here.
import type { Bilingual } from "@dual-high/kernel";

export const CONSORTIUM_TYPES = ["ecosystem", "task", "platform"] as const;
export type ConsortiumType = (typeof CONSORTIUM_TYPES)[number];

export const MEMBER_KINDS = ["enterprise", "university", "institute", "park", "other"] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

interface TypeDefinition {
  readonly name: Bilingual;
  /** Who usually leads one of this type; another lead is noted, not refused. */
  readonly usualLeads: readonly MemberKind[];
}

/** The three that Wuxi tells apart; the Delta's guideline 苏科规范〔2025〕2号 has an enterprise or a public platform lead. */
export const TYPES: Readonly<Record<ConsortiumType, TypeDefinition>> = {
  ecosystem: { name: { zh: "生态主导型", en: "Ecosystem" }, usualLeads: ["enterprise"] },
  task: { name: { zh: "任务型", en: "Task" }, usualLeads: ["enterprise", "institute"] },
  platform: { name: { zh: "平台型", en: "Platform" }, usualLeads: ["institute", "park", "university", "enterprise"] },
};

export const MEMBER_KIND_NAMES: Readonly<Record<MemberKind, Bilingual>> = {
  enterprise: { zh: "企业", en: "Enterprise" },
  university: { zh: "高校", en: "University" },
  institute: { zh: "院所", en: "Institute" },
  park: { zh: "园区", en: "Park" },
  other: { zh: "其他", en: "Other" },
};

export const CONTRIBUTION_KINDS = ["money", "people", "equipment", "data"] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** Money is counted in fen, the others in whole units. */
export const CONTRIBUTIONS: Readonly<Record<ContributionKind, { readonly name: Bilingual; readonly unit: Bilingual }>> =
  {
    money: { name: { zh: "资金", en: "Money" }, unit: { zh: "分", en: "fen" } },
    people: { name: { zh: "人员", en: "People" }, unit: { zh: "人月", en: "person-months" } },
    equipment: { name: { zh: "设备", en: "Equipment" }, unit: { zh: "机时", en: "hours" } },
    data: { name: { zh: "数据", en: "Data" }, unit: { zh: "套", en: "sets" } },
  };

export const RESULT_KINDS = ["patent", "software", "standard", "know_how", "product", "other"] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

export const CONSORTIUM_STATES = ["preparing", "founded", "running", "assessed", "ended"] as const;
export type ConsortiumState = (typeof CONSORTIUM_STATES)[number];
export const STATE_NAMES: Readonly<Record<ConsortiumState, Bilingual>> = {
  preparing: { zh: "筹建", en: "preparing" },
  founded: { zh: "已成立", en: "founded" },
  running: { zh: "运行中", en: "running" },
  assessed: { zh: "已评估", en: "assessed" },
  ended: { zh: "已终止", en: "ended" },
};

export const CONSORTIUM_ACTIONS = ["found", "run", "assess", "end"] as const;
export type ConsortiumAction = (typeof CONSORTIUM_ACTIONS)[number];

export const GRADES = ["excellent", "good", "to_improve", "failed"] as const;
export type Grade = (typeof GRADES)[number];
export const GRADE_NAMES: Readonly<Record<Grade, Bilingual>> = {
  excellent: { zh: "优秀", en: "excellent" },
  good: { zh: "合格", en: "good" },
  to_improve: { zh: "限期整改", en: "to be improved" },
  failed: { zh: "不合格", en: "failed" },
};

export const TASK_STATES = ["open", "reported", "accepted", "dropped"] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const TASK_STATE_NAMES: Readonly<Record<TaskState, Bilingual>> = {
  open: { zh: "进行中", en: "open" },
  reported: { zh: "待验收", en: "reported" },
  accepted: { zh: "已完成", en: "accepted" },
  dropped: { zh: "已取消", en: "dropped" },
};
export const TASK_ACTIONS = ["report", "take_back", "accept", "return", "drop"] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

export const REQUEST_KINDS = ["entry", "exit"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const REQUEST_STATES = ["asked", "accepted", "declined", "withdrawn"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What asks for a look at a consortium, the most pressing first. */
export const CONCERNS = [
  "no_lead",
  "tasks_overdue",
  "contributions_overdue",
  "assessment_overdue",
  "assessment_due",
  "too_few_members",
  "waits_for_another",
] as const;
export type Concern = (typeof CONCERNS)[number];
