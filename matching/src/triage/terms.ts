/** What is offered, and by when. */
import type { Clause, Sentence } from "./passages.ts";

const SUM =
  "\\d+(?:[.,]\\d+)?\\s{0,3}(?:[-~～–—至到]\\s{0,3}\\d+(?:[.,]\\d+)?\\s{0,3})?(?:余|多)?(?:个)?(?:百|千|万|亿)*(?:余|多)?(?:元|美元|欧元|人民币|RMB|yuan)?";
const MONEY = new RegExp(
  `(?:预算|投入|投资|经费|资金|费用|出资|悬赏|奖金|报酬|酬金|budget|fund(?:ing|s)?|reward|spend|invest)[^。；;\\n]{0,20}?(?:${SUM})(?:百|千|万|亿|元|yuan|RMB|USD|EUR)|(?:拟|计划|预计)[^。；;\\n]{0,12}${SUM}(?:万|亿)?元|(?:RMB|CNY|¥|￥)\\s{0,3}\\d`,
  "i",
);
const SPENT =
  /已(?:经)?(?:累计)?(?:先后)?投|累计投|前期投|投入了|投资了|研发投入超|目前(?:已)?(?:投|到)|固定资产|注册资|spent|invested so far/i;
const OFFERED = /预算|计划|拟|预计|将|需要|总投资|budget|plan|offer|up to/i;

export function findBudget(sentences: readonly Sentence[]): Clause[] {
  return findClauses(
    sentences,
    (text, { section }) =>
      MONEY.test(text) && ((section !== "basis" && !SPENT.test(text)) || OFFERED.test(text.replace(SPENT, ""))),
  );
}

const YEAR = "20\\d\\d\\s{0,3}年(?:\\s{0,3}\\d{1,2}\\s{0,3}月(?:份)?)?(?:\\s{0,3}\\d{1,2}\\s{0,3}日)?";
const SPAN = "(?:\\d+(?:[-~～至到]\\d+)?|[一二两三四五六七八九十半]+)\\s{0,3}(?:个)?(?:年|月|季度|周)";
const DEADLINE = new RegExp(
  [
    `${YEAR}(?:底|末|初|中)?(?:之?前|以前|完成|实现|达到|内|投产|验收|交付)`,
    `(?:到|至|于|在)${YEAR}(?:底|末|年底)?[^，。；\\n]{0,6}(?:完成|实现|达到|形成|建成|投产|交付)`,
    `(?:期限|工期|周期|时间|进度|deadline)(?:要求)?(?:为|是|[:：])?\\s{0,3}(?:${YEAR}|${SPAN})`,
    `(?:${SPAN})\\s{0,3}(?:之内|以内|内|左右)?(?:完成|实现|达到|交付|投产|解决|研发完成)`,
    `(?:在|于|力争|争取|计划|用)\\s{0,3}(?:${SPAN})(?:之?内|以内|时间)`,
    `(?:^|生效后?|签[订约]后?|立项后?)\\s{0,3}(?:${SPAN})\\s{0,3}(?:之?内|以内)`,
    "(?:年底|年内|季度末|月底|明年|今年)(?:之?前|以前|完成|内)",
    "\\b(?:by|before|until) (?:the end of )?(?:\\w+ )?20\\d\\d|\\bwithin \\w+ (?:months?|years?|weeks?)",
  ].join("|"),
  "i",
);
const PAST =
  /截[至止]|已(?:经)?[完投建获取申]|自20|近[一二两三四五六七八九十\d]+年|保[质存鲜修]期|寿命|列入|发布|成立|每隔|内(?:不|无|没)/;

export function findDeadline(sentences: readonly Sentence[]): Clause[] {
  return findClauses(sentences, saysDeadline);
}

export function saysDeadline(text: string): boolean {
  return DEADLINE.test(text.trim()) && !PAST.test(text);
}

function findClauses(sentences: readonly Sentence[], holds: (text: string, sentence: Sentence) => boolean): Clause[] {
  return sentences.flatMap((sentence) =>
    sentence.field === "title" ? [] : sentence.clauses.filter(({ text }) => holds(text, sentence)),
  );
}
