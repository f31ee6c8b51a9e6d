import { defineTexts } from "../../text/texts.ts";

export const costTexts = defineTexts("facilityCosts", {
  costs: { zh: "平台费用", en: "Costs of shared facilities" },
  kind: { zh: "类别", en: "Kind" },
  "kind.booking": { zh: "机时", en: "Hours" },
  "kind.campaign": { zh: "中试", en: "Campaign" },
  "kind.room": { zh: "场地", en: "Room" },
  number: { zh: "编号", en: "Number" },
  name: { zh: "用了什么", en: "What" },
  unit: { zh: "使用单位", en: "User" },
  days: { zh: "日期", en: "Days" },
  until: { zh: "{{from}} 至 {{until}} 前", en: "{{from}} until before {{until}}" },
  expected: { zh: "预计", en: "Expected" },
  owed: { zh: "已应付", en: "Owed by now" },
  sum: { zh: "合计（您可以查看的）", en: "Sum of what you may read" },
});
