import { defineTexts } from "../../../text/texts.ts";

export const weightsTexts = defineTexts("match-weights", {
  title: { zh: "权重", en: "Weights" },
  purpose: {
    zh: "从大家的决定中学到的排序权重：看过比较再启用，随时可以换回。",
    en: "Weights of the ranking that were learnt from decisions: look at the comparison, put them in force, go back at any time.",
  },
  now: { zh: "现在启用", en: "In force" },
  engine: { zh: "引擎自带的权重", en: "The engine's own weights" },
  set: { zh: "第 {{number}} 套", en: "Set {{number}}" },
  since: { zh: "{{who}} 于 {{at}} 启用", en: "put in force by {{who}} at {{at}}" },
  always: { zh: "从第一次对接起", en: "since the first run" },
  onlyNew: {
    zh: "只影响此后开始的对接；已有的对接照旧，也仍能重算。",
    en: "Only runs that start from now on use them; runs that are there stay as they are and can still be repeated.",
  },
  how: { zh: "怎样学出新的权重", en: "How to learn new weights" },
  howDownload: {
    zh: "打开一次对接，在“…”里点“下载决定供学习”。文件里只有需求和候选的文字、接受或不采用和原因，没有企业、人员和备注。",
    en: "Open a run and choose “Decisions to learn from” under “…”. The file holds the texts of needs and candidates, what was decided and the reason; no enterprise, person or comment.",
  },
  howTrain: {
    zh: "在命令行里学习：dualhigh train --feedback 决定.jsonl --out weights.json。只有更好才会写出文件。",
    en: "Learn in a shell: dualhigh train --feedback decisions.jsonl --out weights.json. A file is written only if it is better.",
  },
  howReturn: {
    zh: "把 weights.json 交回这里，看过比较再启用。",
    en: "Hand weights.json in here, look at the comparison, and put it in force.",
  },
  hand: { zh: "交回权重文件", en: "Hand in a file of weights" },
  notJson: {
    zh: "“{{name}}”不是权重文件。请选 dualhigh train 写出的 .json 文件。",
    en: "“{{name}}” is no file of weights. Choose the .json file that dualhigh train wrote.",
  },
  kept: {
    zh: "已收下第 {{number}} 套，还没有启用",
    en: "Set {{number}} is kept and not in force",
  },
  sets: { zh: "学到的权重", en: "Weights that were learnt" },
  none: { zh: "还没有学过", en: "None yet" },
  noneText: {
    zh: "积累几十条接受和不采用的决定后再学，少了看不出差别。",
    en: "Learn when some dozens of partners were accepted and refused; fewer tell nothing.",
  },
  compared: {
    zh: "在没有用来学习的决定上，{{pairs}} 对“接受—不采用”里排对的：原来 {{before}}，这一套 {{after}}",
    en: "On decisions that were not learnt from, of {{pairs}} pairs of an accepted and a refused partner: {{before}} were ordered rightly before, {{after}} by this set",
  },
  weight: { zh: "权重", en: "Weight" },
  before: { zh: "比较时的", en: "Compared with" },
  after: { zh: "这一套", en: "This set" },
  by: { zh: "{{who}} 于 {{at}} 交来", en: "handed in by {{who}} at {{at}}" },
  putInForce: { zh: "启用", en: "Put in force" },
  putNamed: { zh: "启用第 {{number}} 套", en: "Put set {{number}} in force" },
  backToEngine: { zh: "换回引擎自带的", en: "Back to the engine's own" },
  isInForce: { zh: "已启用", en: "In force" },
  inForceNow: { zh: "已启用第 {{number}} 套，下一次对接起生效", en: "Set {{number}} is in force from the next run on" },
  engineNow: {
    zh: "已换回引擎自带的权重，下一次对接起生效",
    en: "The engine's own weights are in force from the next run on",
  },
  save: { zh: "存为文件", en: "Save as a file" },
  history: { zh: "启用的先后", en: "What was in force" },
  "name.meaning": { zh: "含义的份额", en: "Part of meaning" },
  "name.needTitle": { zh: "需求标题算几次", en: "Times a need's title counts" },
  "name.needBackground": { zh: "企业简介和已有基础算几次", en: "Times company and basis count" },
  "name.needExponent": { zh: "重复用语的指数", en: "Exponent of repeated wording" },
  "name.candidateTitle": { zh: "候选标题算几次", en: "Times a candidate's title counts" },
});

/** Weights that this interface knows by name; another is shown as the engine calls it. */
export const WEIGHT_NAMES = ["meaning", "needTitle", "needBackground", "needExponent", "candidateTitle"] as const;
