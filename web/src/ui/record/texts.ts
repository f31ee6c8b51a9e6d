import { defineTexts } from "../../text/texts.ts";

export const recordTexts = defineTexts("record", {
  save: { zh: "保存", en: "Save" },
  saveMerged: { zh: "按所选保存", en: "Save as chosen" },
  cancel: { zh: "不改了", en: "Cancel" },
  giveUp: { zh: "丢弃草稿", en: "Discard draft" },
  required: { zh: "请填写", en: "Required" },
  notDay: { zh: "日期写作 2026-11-23", en: "Write the day as 2026-11-23" },
  notNumber: { zh: "请写一个整数", en: "Write a whole number" },
  notYuan: {
    zh: "金额写作 1234.50 或 1,234.50，最多两位小数",
    en: "Write 1234.50 or 1,234.50, with two decimals at most",
  },
  notWan: {
    zh: "万元数写作 120 或 120.5，最多六位小数",
    en: "Write 120 or 120.5 (in 10,000 yuan), with six decimals at most",
  },
  tooSmall: { zh: "不能小于 {{least}}", en: "At least {{least}}" },
  tooLarge: { zh: "不能大于 {{most}}", en: "At most {{most}}" },
  linesHint: { zh: "每行一个", en: "One per line" },
  none: { zh: "未填", en: "Not stated" },
  nothingYet: { zh: "还没有。", en: "Nothing yet." },
  restored: {
    zh: "这是 {{when}} 没有保存的草稿，已接着填好。",
    en: "This is the draft of {{when}} that was not saved.",
  },
  unsaved: {
    zh: "有 {{n}} 处改动没有保存；草稿已留在本机。",
    en: {
      one: "{{n}} change is not saved; the draft is kept on this machine.",
      other: "{{n}} changes are not saved; the draft is kept on this machine.",
    },
  },
  merged: {
    zh: "期间有人改了 {{fields}}，和您的改动不冲突，已合在一起。请看一眼再保存。",
    en: "Meanwhile somebody changed {{fields}}. It does not touch your changes and both are now here. Look, then save.",
  },
  conflict: { zh: "期间有人也改了这条记录", en: "Somebody else has changed this record too" },
  conflictText: {
    zh: "下面几处两边都改了。每处选一个；您写的和对方写的都在，保存前都不会丢。",
    en: "Both sides changed the fields below. Choose one for each; both texts stay here until you save.",
  },
  mine: { zh: "您写的", en: "Yours" },
  theirs: { zh: "对方写的", en: "Theirs" },
  blank: { zh: "空", en: "empty" },
  yes: { zh: "是", en: "Yes" },
  no: { zh: "否", en: "No" },
  before: { zh: "原来：{{value}}", en: "before: {{value}}" },
});
