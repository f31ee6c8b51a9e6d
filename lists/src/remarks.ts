import type { Bilingual, Language } from "@dual-high/kernel";

/** The column in which a list that comes back says what to correct. Lists are handed in again with it. */
export const REMARK_COLUMN: Bilingual = { zh: "要改什么", en: "What to correct" };

/** How a remark begins: the row was not used, or was used with a doubt. */
export const REMARK_MARKS: Readonly<Record<"refused" | "warning", Bilingual>> = {
  refused: { zh: "未采用", en: "Not used" },
  warning: { zh: "提醒", en: "Remark" },
};

function isOneOf(text: string, words: Bilingual, fits: (text: string, word: string) => boolean): boolean {
  return (["zh", "en"] satisfies Language[]).some((language) => fits(text, words[language]));
}

export function isRemarkColumn(header: string): boolean {
  return isOneOf(header, REMARK_COLUMN, (text, word) => text === word || text === word.replace(/\s/g, ""));
}

/** Whether a cell of that column still says that its row was not used. */
export function saysNotUsed(remark: string): boolean {
  return isOneOf(remark, REMARK_MARKS.refused, (text, word) => text.startsWith(word));
}
