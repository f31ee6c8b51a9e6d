import { defineTexts } from "../../text/texts.ts";

export const auditTexts = defineTexts("audit", {
  title: { zh: "审计记录", en: "Audit" },
  titleScope: { zh: "操作记录", en: "What was done" },
  purposeAll: {
    zh: "谁在何时对什么做了什么；记录成链，改动会被发现。",
    en: "Who did what to what, and when; the records form chains, so that a change is found out.",
  },
  purposeScope: { zh: "谁在这里做了什么，最近的在前。", en: "Who did what here, the newest first." },
  at: { zh: "时间", en: "Time" },
  actor: { zh: "谁", en: "Who" },
  system: { zh: "系统", en: "The system" },
  gone: { zh: "已注销的账号", en: "An erased account" },
  action: { zh: "做了什么", en: "What" },
  subject: { zh: "对象", en: "Subject" },
  details: { zh: "细节", en: "Details" },
  fact: { zh: "{{name}}：{{value}}", en: "{{name}}: {{value}}" },
  between: { zh: "；", en: "; " },
  scope: { zh: "范围编号", en: "Scope (id)" },
  seq: { zh: "链上序号", en: "Place in the chain" },
  unsealed: { zh: "待入链", en: "not yet sealed" },
  module: { zh: "模块", en: "Module" },
  period: { zh: "时段", en: "Period" },
  "period.1": { zh: "最近一天", en: "Last day" },
  "period.7": { zh: "最近一周", en: "Last week" },
  "period.30": { zh: "最近一个月", en: "Last month" },
  none: { zh: "还没有记录", en: "Nothing is recorded yet" },
  noneText: {
    zh: "登录、导入、受理、决定等操作都会记在这里。",
    en: "Sign-ins, imports, decisions and the like are recorded here.",
  },
  verify: { zh: "核对审计链", en: "Verify the chains" },
  verifying: { zh: "正在核对", en: "Verifying" },
  intact: { zh: "审计链完好，没有发现改动。", en: "The chains are intact; no change was found." },
  tampered: {
    zh: "发现 {{count}} 处改动，请立即报告安全管理员，并保留数据库现状。",
    en: {
      one: "One place was changed. Tell the security administrator at once, and leave the database as it is.",
      other: "{{count}} places were changed. Tell the security administrator at once, and leave the database as it is.",
    },
  },
  verifyFailed: { zh: "核对没有完成：{{why}}", en: "The verification did not finish: {{why}}" },
});
