import { defineTexts } from "../../text/texts.ts";

export const workbenchTexts = defineTexts("workbench", {
  title: { zh: "工作台", en: "Workbench" },
  purpose: {
    zh: "今天要办的事，结对到了哪一步，上次来之后有什么变化。",
    en: "What waits for you, where the pair stands, and what has changed since your last visit.",
  },
  purposeElsewhere: {
    zh: "今天要办的事，上次来之后有什么变化。",
    en: "What waits for you, and what has changed since your last visit.",
  },
  noScope: { zh: "您还没有加入任何结对", en: "You belong to no pair yet" },
  noScopeText: {
    zh: "请结对专班的负责人邀请您加入；收到邀请后，打开其中的链接即可。",
    en: "Ask the head of a pair office to invite you; then open the link in the invitation.",
  },

  today: { zh: "今天", en: "Today" },
  nothing: { zh: "没有等您办的事。", en: "Nothing waits for you." },
  nothingText: {
    zh: "到期的下一步、对方的答复、待初审的需求和待决定的对接会出现在这里。",
    en: "Steps that are due, answers, needs to triage and suggestions to decide on appear here.",
  },
  nothingElsewhere: {
    zh: "等您验收、答复或办理的事会出现在这里。",
    en: "What is for you to accept, answer or do appears here.",
  },
  dueOn: { zh: "{{day}} 到期", en: "due {{day}}" },
  late: { zh: "已过期 · {{day}}", en: "late · {{day}}" },

  pair: { zh: "结对进展", en: "The pair" },
  start: {
    zh: "还没有需求。先导入三张清单，再发起对接。",
    en: "There are no needs yet. Take the three lists in, then match them.",
  },
  doStart: { zh: "导入清单", en: "Take lists in" },
  toPairs: { zh: "全部结对", en: "All pairs" },
  stateNeed: { zh: "提需求", en: "State a need" },
  toNeeds: { zh: "看我们的需求", en: "Our needs" },

  contracts: { zh: "已签合同", en: "Contracts signed" },
  contractCount: { zh: "份技术合同", en: { one: "technology contract", other: "technology contracts" } },
  exactly: { zh: "合计 {{sum}} 元，到款 {{received}} 元", en: "{{sum}} yuan in all, {{received}} yuan received" },
  ofWhichSample: {
    zh: "其中 {{count}} 份的名称、对方和金额是样例",
    en: { one: "{{count}} of them is a sample", other: "{{count}} of them have sample titles, partners and amounts" },
  },
  kind: { zh: "类型", en: "Kind" },
  count: { zh: "份数", en: "Count" },
  agreed: { zh: "合同金额", en: "Agreed" },
  received: { zh: "到款", en: "Received" },
  allAgreements: { zh: "全部合同", en: "All agreements" },

  changes: { zh: "上次来之后", en: "Since your last visit" },
  noChanges: { zh: "没有变化。", en: "Nothing has changed." },
  firstVisit: {
    zh: "下次来时，这里列出其间别人所做的变动。",
    en: "From your next visit on, what others changed in between stands here.",
  },
  failed: { zh: "工作台没有读出来，请重试。", en: "The workbench could not be read. Try again." },
  retry: { zh: "重试", en: "Try again" },
});
