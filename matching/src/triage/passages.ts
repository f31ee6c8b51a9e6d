/** A need's text in sentences and clauses that know where they stand and under which heading. */
import { isAboutCompany, opensBackground, opensProblem } from "../need-sections.ts";
import type { TriageField, TriageSpan, TriageText } from "./types.ts";

/** What the heading above a sentence announces. */
export type Section = "wanted" | "target" | "basis" | "background";

export interface Clause extends TriageSpan {
  readonly text: string;
}

export interface Sentence extends TriageSpan {
  readonly text: string;
  readonly section: Section;
  /** Speaks of the enterprise in general: founded, staff, turnover, honours. */
  readonly isAboutCompany: boolean;
  readonly clauses: readonly Clause[];
}

// A full stop of Latin script ends a sentence only before a space, so that 1.8 and GB/T 1.2 stay whole.
const SENTENCE = /[^。；;！？!?\n]*?(?:[。；;！？!?\n]+|\.(?=\s)|$)/gu;
const CLAUSE = /[^，,]+/gu;
// 10,000 is one figure.
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;

const NUMBERING = String.raw`^[\s"“(（【]*(?:[0-9０-９]{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]|[①-⑩])?[)）】]?[\s、.,．：:]*`;
const HEADING_END = String.raw`[^。；，,\n]{0,24}?(?:[:：]|[)）]?\s*$)`;
const TARGET_HEADING = new RegExp(
  `${NUMBERING}(?:项目|需求内容及)?(?:总体|主要|预期|拟|阶段)?(?:的)?(?:达到)?(?:技术|性能|考核|经济)?(?:指标|目标|target|objective|indicator|goal)${HEADING_END}`,
  "iu",
);
const BASIS_HEADING = new RegExp(
  `${NUMBERING}(?:现有|已有|前期|目前)?的?(?:工作|研究|研发|现有|合作|技术)?(?:基础(?!设施|理论|研究|数据|油)|现状)|${NUMBERING}(?:公司|企业)现状|${NUMBERING}(?:existing|present|current) (?:basis|work|situation|state)`,
  "iu",
);
/** A sentence that states money or time ends no section and belongs to none. */
const TERMS = new RegExp(
  `${NUMBERING}(?:本?项目|研发|课题)?(?:总|计划|拟)?(?:预算|经费|资金|投入|期限|工期|完成时间|budget|deadline)`,
  "iu",
);
const OPENING_LENGTH = 60;

/** The sentences of all fields that have any text, title first. A heading holds until the next one. */
export function readSentences(need: TriageText): Sentence[] {
  return [
    ...split("title", need.title, "wanted"),
    ...split("content", need.content, "wanted"),
    ...split("indicators", need.indicators ?? "", "target"),
    ...split("basis", need.basis ?? "", "basis"),
  ];
}

function split(field: TriageField, text: string, first: Section): Sentence[] {
  let section = first;
  return [...text.matchAll(SENTENCE)].flatMap(({ 0: raw, index }) => {
    const start = index + (raw.length - raw.trimStart().length);
    const sentence = raw.trim();
    if (sentence === "") return [];
    const opening = sentence.slice(0, OPENING_LENGTH);
    const isTerms = TERMS.test(opening);
    if (!isTerms) section = sectionOf(opening) ?? section;
    return [
      {
        field,
        start,
        end: start + sentence.length,
        text: sentence,
        section: isTerms ? "wanted" : section,
        isAboutCompany: isAboutCompany(opening),
        clauses: clausesOf(field, sentence, start),
      },
    ];
  });
}

function sectionOf(opening: string): Section | null {
  if (BASIS_HEADING.test(opening)) return "basis";
  if (opensBackground(opening)) return "background";
  if (TARGET_HEADING.test(opening)) return "target";
  return opensProblem(opening) ? "wanted" : null;
}

function clausesOf(field: TriageField, sentence: string, offset: number): Clause[] {
  const whole = sentence.replace(THOUSANDS, "\u0000");
  return [...whole.matchAll(CLAUSE)].map(({ 0: text, index }) => ({
    field,
    start: offset + index,
    end: offset + index + text.length,
    text: text.replaceAll("\u0000", ","),
  }));
}
