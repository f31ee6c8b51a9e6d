import type { Language } from "@dual-high/kernel";
import {
  countOutcomes,
  listOfFound,
  type MatchCounts,
  type NeedFound,
  planMatchLines,
  type RunFacts,
  writeMatchList,
} from "@dual-high/matchlist";
import { cliError } from "../errors.ts";
import { writeLines, writeOutput } from "../files.ts";
import type { Found } from "./find-all.ts";

/** Rows of suggestions that a workbook is made of at most: with more it takes gigabytes to write and nobody reads it. */
const MOST_ROWS = 100_000;

/** Before anything is matched: a list that no workbook will hold is told, with what to do. */
export function refuseTooLarge(out: string, needs: number, top: number): void {
  if (!isLines(out) && needs * top > MOST_ROWS)
    throw cliError("cli.too_large_for_workbook", { needs, top, most: Math.floor(MOST_ROWS / top) });
}

/** Writes the match list as the name asks for: lines of JSON, or a workbook. */
export async function writeFindings(
  out: string,
  { lists, options, partners, findings, list: made }: Found,
  facts: RunFacts,
  language: Language,
): Promise<MatchCounts> {
  if (isLines(out)) {
    const { counts, lines } = await planMatchLines(lists, partners, findings, language);
    await writeLines(out, lines());
    return counts;
  }
  const all: NeedFound[] = [];
  if (made === null) for await (const found of findings()) all.push(found);
  const list = made ?? listOfFound(lists, options, all, partners);
  await writeOutput(out, await writeMatchList(list, facts, language));
  return countOutcomes(list);
}

function isLines(out: string): boolean {
  return /\.jsonl$/i.test(out);
}
