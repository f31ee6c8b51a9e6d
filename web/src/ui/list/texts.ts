import { defineTexts } from "../../text/texts.ts";

export const listTexts = defineTexts("list", {
  search: { zh: "搜索", en: "Search" },
  clear: { zh: "清除全部条件", en: "Clear all" },
  addFilter: { zh: "按{{label}}筛选", en: "Filter by {{label}}" },
  removeFilter: { zh: "不再按{{label}}筛选", en: "Remove the filter {{label}}" },
  findOption: { zh: "查找", en: "Find" },
  total: { zh: "共 {{total}} 条", en: "{{total}} in all" },
  shown: { zh: "已显示 {{shown}} / {{total}} 条", en: "{{shown}} of {{total}} shown" },
  shownOnly: { zh: "已显示 {{shown}} 条", en: "{{shown}} shown" },
  more: { zh: "再显示一些", en: "Show more" },
  loading: { zh: "正在读取", en: "Loading" },
  retry: { zh: "重试", en: "Try again" },
  failed: { zh: "列表没有读到", en: "The list could not be read" },
  noMatch: { zh: "没有符合条件的记录", en: "Nothing matches" },
  noMatchText: { zh: "换一个词，或去掉一个条件。", en: "Try another word, or remove a condition." },
  chooseRow: { zh: "选择 {{name}}", en: "Select {{name}}" },
  chooseAll: { zh: "选择已显示的全部", en: "Select all that is shown" },
  chosen: { zh: "已选 {{count}} 条", en: { one: "{{count}} selected", other: "{{count}} selected" } },
  unchoose: { zh: "取消选择", en: "Clear selection" },
});
