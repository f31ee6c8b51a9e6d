import { defineTexts } from "../../text/texts.ts";

export const briefTexts = defineTexts("brief", {
  title: { zh: "专报", en: "Brief" },
  purpose: {
    zh: "一页纸：本期进展、主要数据、卡点和请协调的事，每个数字都能点到明细",
    en: "One page: what moved, the figures, what is stuck and what is asked of whom; each figure leads to its rows",
  },
  download: { zh: "下载 Word", en: "Download as Word" },
  period: { zh: "时间段", en: "Period" },
  thisMonth: { zh: "本月", en: "This month" },
  lastMonth: { zh: "上月", en: "Last month" },
  thisQuarter: { zh: "本季度", en: "This quarter" },
  lastQuarter: { zh: "上季度", en: "Last quarter" },
  thisYear: { zh: "今年", en: "This year" },
  from: { zh: "从", en: "From" },
  to: { zh: "到", en: "To" },
  upsideDown: {
    zh: "截止日期早于起始日期，请改一个日期。",
    en: "The last day is before the first: change one of them.",
  },
  heading: { zh: "双高协同工作专报", en: "Dual-High brief" },
  days: { zh: "{{from}} 至 {{to}}", en: "{{from}} to {{to}}" },
  moved: { zh: "一、本期进展", en: "1. What moved" },
  figures: { zh: "二、主要数据", en: "2. Figures" },
  stops: { zh: "三、卡点问题", en: "3. What is stuck" },
  asks: { zh: "四、请协调事项", en: "4. What is asked of whom" },
  figure: { zh: "指标", en: "Figure" },
  inPeriod: { zh: "本期", en: "In the period" },
  inAll: { zh: "累计", en: "In all" },
  none: { zh: "无。", en: "Nothing." },
  ask: { zh: "请{{whom}}：{{what}}", en: "{{whom}}: {{what}}" },
  semicolon: { zh: "；", en: "; " },
});
