/**
 * Collection forms ask for the problem and for the company in one breath. What the company already has ("现有工作基础",
 * "公司成立于…") names its products and its partners, not what it looks for, so such passages weigh less.
 */

/** A piece of a need's content that is of one kind. */
export interface NeedSection {
  readonly text: string;
  /** True for passages about the company, its existing basis, its money or its contract terms. */
  readonly isBackground: boolean;
}

// Sentences and lines keep their end mark, so the sections joined give the content again.
const SENTENCE_END = /(?<=[。\n])/;

const NUMBERING = String.raw`^[\s"“(（]*[0-9０-９一二三四五六七八九十]*[)）]?[\s、.,．]*`;
const BACKGROUND_HEADING = new RegExp(
  `${NUMBERING}(?:(?:现有|已有|前期)?的?(?:工作|研究|现有|合作)?基础|(?:公司|企业|单位)?(?:简介|概况|介绍)|(?:科研)?团队|` +
    "知识产权归属|合作方式|(?:项目)?(?:资金|预算)|existing (?:basis|work)|about (?:us|the company)|company profile|budget)" +
    // "基础油的合成" begins like a heading, but a heading ends here.
    String.raw`(?:方面)?(?:[\s:：（(]|$)`,
  "iu",
);
const PROBLEM_HEADING = new RegExp(
  `${NUMBERING}(?:主要|拟|希望|需要)?(?:需求|预期|研究|技术|目标|解决|存在|问题|难题|阶段目标|达到目标|problem|need|requirement|objective|goal)`,
  "iu",
);
const COMPANY_SENTENCE = /^(?:我公司|本公司|我司|公司)(?:成立|拥有|是|现有|已|建有|位于|目前)/u;

// Headings are short. Looking no further also keeps a hostile run of spaces from costing more than a glance.
const OPENING_LENGTH = 40;

/** Splits a need's content into sentences, each marked as about the problem or about the background. */
export function splitNeed(content: string): NeedSection[] {
  let insideBackground = false;
  return content.split(SENTENCE_END).map((text) => {
    const opening = text.trimStart().slice(0, OPENING_LENGTH);
    // A heading holds until the next one; a sentence about the company holds for itself only.
    if (opensBackground(opening)) insideBackground = true;
    else if (opensProblem(opening)) insideBackground = false;
    return { text, isBackground: insideBackground || isAboutCompany(opening) };
  });
}

/** Whether a sentence opens with a heading of the company, its basis, its money or its terms. */
export function opensBackground(opening: string): boolean {
  return BACKGROUND_HEADING.test(opening);
}

/** Whether a sentence opens with a heading of the problem or the aim. */
export function opensProblem(opening: string): boolean {
  return PROBLEM_HEADING.test(opening);
}

export function isAboutCompany(opening: string): boolean {
  return COMPANY_SENTENCE.test(opening);
}
