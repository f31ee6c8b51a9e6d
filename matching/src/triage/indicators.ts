/** Targets that a test could fail. */
import { blankUnmeasured, COMPARED, MEASURED, NAMED_STANDARD } from "./figures.ts";
import { saysDeadline } from "./terms.ts";
import type { Clause, Sentence } from "./passages.ts";

/** What is to be reached, in the words that stand beside its figure. */
const TARGET =
  /[≥≤≧≦﹥﹤＞＜><±]|不低于|不高于|不少于|不多于|不大于|不小于|不超过|大于|小于|高于|低于|达到?(?=\D{0,6}\d)|提[高升]|降低?[到至为]?|降低|减少|缩短|延长|增[加大]|控制在|保证|满足|要求|目标|指标|以上|以下|以内|之内|及以上|能[够在]?|应[当该]?|须|可(?:在|达|满足|以)|实现|获得|预获|预计|至少|reach|achieve|at least|less than|more than|\d\s*[-~～–—至]\s*\d|within|reduce|increase|improve|target|below|above|up to/i;
/** A figure about what is, what others have, or what went wrong is not one about what is wanted. */
const PRESENT =
  /目前|现在|现为|现有|当前|现阶段|仅[为有能]?|一般|通常|普遍|往往|传统|以往|过去|近年|每年|年产|年设计|生产能力|据统计|据|国[内外]|全球|世界|市场|行业|左右波动|造成|导致|引起|减产|损失|已[经有达投建完实形]|拥有|占地|面积|投资|投入|销售|产值|营业|利税|约为|剩余|相比|相较|较之|比传统|以来|截[至止]|currently|today|at present|existing|presently|now\b|loss/i;
const WANTS_CHANGE =
  /(?:提[高升]|降低?|减少|缩短|延长|增加|控制|改善|由\D{0,12}\d.*)(?:到|至|为|在)|希望|预期|目标|力争/;
const TO_MEET = /达到|满足|符合|通过|要求|指标|标准[：:]/;
/** The size of the thing that is worked on: "小于3mm厚的管类零件". */
const ATTRIBUTE = /^\s*(?:厚|长|宽|高|深|大|重|左右)?(?:度)?(?:以[上下内])?的/;

export function findIndicators(sentences: readonly Sentence[]): Clause[] {
  return sentences.flatMap((sentence) => {
    if (sentence.isAboutCompany || sentence.section === "background") return [];
    return sentence.clauses.filter((clause) => isTarget(clause, sentence));
  });
}

function isTarget(clause: Clause, { section, field }: Sentence): boolean {
  // Most clauses have neither a figure nor a standard to meet, and what follows is dear.
  const isToMeet = TO_MEET.test(clause.text);
  if (!isToMeet && !/\d/.test(clause.text)) return false;
  if (saysDeadline(clause.text)) return false;
  const wants = WANTS_CHANGE.test(clause.text);
  if (PRESENT.test(clause.text) && !wants) return false;
  if (section === "basis" && !wants) return false;
  if (isToMeet && NAMED_STANDARD.test(clause.text)) return true;
  const text = blankUnmeasured(clause.text);
  const isMeasured = [...text.matchAll(MEASURED)].some(
    ({ 0: found, index }) => !ATTRIBUTE.test(text.slice(index + found.length)),
  );
  if (!isMeasured) return false;
  // A title names the thing by its size: “25-storey garage”.
  if (field === "title") return COMPARED.test(text);
  return section === "target" || TARGET.test(text) || COMPARED.test(text);
}
