import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { describeOrigin, type Problem } from "@dual-high/lists";
import { texts } from "./texts.ts";

const MOST_SHOWN = 8;

export const isRefusal = ({ level }: Problem): boolean => level === "refused";
export const isNotice = ({ level }: Problem): boolean => level === "notice";

/** Tells the first problems, each with its place, and how many more there are. */
export function tellSome(
  problems: readonly Problem[],
  language: Language,
  more: "moreRefused" | "moreNotices" | "moreRemarks" | "moreLines",
): void {
  for (const problem of problems.slice(0, MOST_SHOWN)) {
    process.stderr.write(
      `  ${placeOf(problem, language)}${language === "zh" ? "：" : ": "}${problem.text(language)}\n`,
    );
  }
  const left = problems.length - MOST_SHOWN;
  if (left > 0) process.stderr.write(`  ${texts[language][more](left)}\n`);
}

function placeOf({ origin }: Problem, language: Language): string {
  return origin.row === undefined ? origin.file : `${origin.file} ${describeOrigin(origin, language)}`;
}
