import type { Paragraph } from "./document.ts";

/** A form's own name: 企业技术需求征集表, Collection form of technical needs. */
export function isTitle(text: string): boolean {
  const line = text.trim().replace(/\s+/g, " ");
  if (line.length < 3 || line.length > 60 || /[:：。；;]/.test(line)) return false;
  return (
    /(表|问卷|清单|书|单)(\s*[（(][^（()）]*[)）])?$/u.test(
      line.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, ""),
    ) || /\b(form|questionnaire|survey)\b/i.test(line)
  );
}

/** Where the instructions begin: 填表说明. What follows explains labels and answers nothing. */
export function isNoteHeading(text: string): boolean {
  return /^\s*[*＊※【（(]?\s*(填\s*表\s*说\s*明|填\s*写\s*说\s*明|填\s*报\s*说\s*明|填\s*写\s*要\s*求|填\s*表\s*要\s*求|注\s*[:：]|备\s*注\s*[:：]|说\s*明\s*[:：]|附\s*注|温馨提示|note\s*s?\s*:|instructions?\b|how to fill)/iu.test(
    text,
  );
}

/** The heading of a part of the form, such as 一、企业基本情况. */
export function isSectionHeading({ text, isHeading }: Paragraph): boolean {
  const line = text.trim();
  return (
    line.length <= 24 &&
    !/[。；;，,：:]/.test(line) &&
    (isHeading || /^(第?[一二三四五六七八九十]+[、.．部]|[IVX]+\. )/u.test(line))
  );
}
