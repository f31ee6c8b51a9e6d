import { defineTexts } from "../../text/texts.ts";

export const workbenchTexts = defineTexts("workbench", {
  title: { zh: "工作台", en: "Workbench" },
  purpose: {
    zh: "今天要办的事，结对到了哪一步，上次来之后有什么变化。",
    en: "What waits for you, where the pair stands, and what has changed since your last visit.",
  },
  noScope: { zh: "您还没有加入任何结对", en: "You belong to no pair yet" },
  noScopeText: {
    zh: "请结对专班的负责人邀请您加入；收到邀请后，打开其中的链接即可。",
    en: "Ask the head of a pair office to invite you; then open the link in the invitation.",
  },

  today: { zh: "今天", en: "Today" },
  nothing: { zh: "没有等您办的事。", en: "Nothing waits for you." },
  nothingText: {
    zh: "到期的下一步、对方的答复、待受理的需求和待决定的对接会出现在这里。",
    en: "Steps that are due, answers, needs to triage and suggestions to decide on appear here.",
  },
  answerIn: { zh: "对方感兴趣：{{about}}", en: "Interested: {{about}}" },
  answerNot: { zh: "对方答复不合适：{{about}}", en: "Not mine: {{about}}" },
  readAnswer: { zh: "看答复", en: "Read it" },
  followUp: { zh: "记一笔", en: "Note it" },
  dueOn: { zh: "{{day}} 到期", en: "due {{day}}" },
  late: { zh: "已过期 · {{day}}", en: "late · {{day}}" },
  triage: { zh: "待受理：{{title}}", en: "To triage: {{title}}" },
  triageMany: { zh: "{{total}} 条需求待受理", en: "{{total}} needs to triage" },
  doTriage: { zh: "去受理", en: "Triage" },
  decide: {
    zh: "第 {{number}} 次对接有 {{count}} 个候选待决定",
    en: {
      one: "Run {{number}}: one candidate awaits a decision",
      other: "Run {{number}}: {{count}} candidates await a decision",
    },
  },
  doDecide: { zh: "去决定", en: "Decide" },
  previewed: { zh: "“{{file}}”已预览，还没有导入", en: "“{{file}}” is previewed and not taken in" },
  doImport: { zh: "去导入", en: "Take it in" },

  pair: { zh: "结对进展", en: "The pair" },
  needs: { zh: "需求", en: "needs" },
  matched: { zh: "进入台账", en: "in the ledger" },
  talks: { zh: "洽谈", en: "in talks" },
  contracts: { zh: "合同", en: "contracts" },
  start: {
    zh: "还没有需求。先导入三张清单，再发起对接。",
    en: "There are no needs yet. Take the three lists in, then match them.",
  },
  doStart: { zh: "导入清单", en: "Take lists in" },
  onlyReads: {
    zh: "这里不是结对。请从上方切换到要看的结对。",
    en: "This is no pair. Choose the pair to look at above.",
  },

  changes: { zh: "上次来之后", en: "Since your last visit" },
  changesWeek: { zh: "最近一周", en: "In the last week" },
  noChanges: { zh: "没有变化。", en: "Nothing has changed." },
  runsMade: { zh: "对接", en: "Match runs" },
  runLine: {
    zh: "第 {{number}} 次对接，{{count}} 条需求有合作方",
    en: { one: "Run {{number}}, one need with partners", other: "Run {{number}}, {{count}} needs with partners" },
  },
  listsIn: { zh: "导入", en: "Imports" },
  needsChanged: { zh: "需求", en: "Needs" },
  ledgerChanged: { zh: "台账", en: "Ledger" },
  all: { zh: "查看全部", en: "See all" },
});
