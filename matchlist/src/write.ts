import type { Language } from "@dual-high/kernel";
import { writeWorkbook } from "@dual-high/lists";
import { aboutSheet, type RunFacts } from "./about.ts";
import { claritySheet, instrumentSheet, matchSheet, planSheet, unmatchedSheet } from "./sheets.ts";
import type { DecisionNote, MatchList } from "./types.ts";

/**
 * The match list as the workbook that goes to the meeting, with what was decided where people decided. The same match list,
 * facts and decisions give the same bytes.
 */
export async function writeMatchList(
  list: MatchList,
  facts: RunFacts,
  language: Language,
  decisionNote?: DecisionNote,
): Promise<Uint8Array> {
  const heading = language === "zh" ? "双高协同 供需对接" : "Dual-High matching";
  return writeWorkbook({
    title: language === "zh" ? "对接清单" : "Match list",
    language,
    madeAt: facts.madeAt,
    sheets: [
      matchSheet(list, language, heading, decisionNote),
      planSheet(list, language, heading),
      claritySheet(list, language, heading),
      unmatchedSheet(list, language, heading),
      instrumentSheet(list, language, heading),
      aboutSheet(list, facts, language, heading),
    ],
  });
}
