import { defineTexts } from "../../text/texts.ts";

export const pairsTexts = defineTexts("pairs", {
  title: { zh: "结对", en: "Pairs" },
  purpose: {
    zh: "哪个高新区和哪所高校结对；点开进入它的工作台。",
    en: "Which zone works with which university; open one to enter its workbench.",
  },
  search: { zh: "高新区、高校、城市", en: "Zone, university, city" },
  zone: { zh: "高新区", en: "High-tech zone" },
  university: { zh: "高校", en: "University" },
  city: { zh: "城市", en: "City" },
  phase: { zh: "阶段", en: "Phase" },
  "phase.pilot": { zh: "试点", en: "Pilot" },
  "phase.extension": { zh: "扩展", en: "Extension" },
  "phase.full_coverage": { zh: "全覆盖", en: "Full coverage" },
  since: { zh: "结对日期", en: "Since" },
  confidence: { zh: "依据", en: "Source" },
  "confidence.confirmed": { zh: "有文件确认", en: "Confirmed by a document" },
  "confidence.likely": { zh: "可能", en: "Likely" },
  sample: { zh: "样例", en: "Sample" },
  none: { zh: "还没有结对", en: "No pairs yet" },
  noneText: {
    zh: "登记一个高新区和一所高校的结对，然后邀请专班人员，导入三张清单。",
    en: "Register a zone with a university, invite their office, then take in the three lists.",
  },
  add: { zh: "登记结对", en: "Register a pair" },
  save: { zh: "登记", en: "Register" },
  cancel: { zh: "取消", en: "Cancel" },
  required: { zh: "请选择", en: "Choose one" },
  source: { zh: "依据（文件名称、文号或网址）", en: "What says so: document, number or address" },
});
