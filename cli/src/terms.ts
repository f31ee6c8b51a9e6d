import { readTerms } from "@dual-high/lists";
import { compileTerms, type IndexOptions, mergeTerms, technicalTerms } from "@dual-high/matching";
import type { Language } from "@dual-high/kernel";
import { readInput } from "./files.ts";
import { tellSome } from "./problems.ts";

/** The terms that come with the engine, with those of a file on top. Without a file, the engine's own. */
export async function loadTerms(
  path: string | undefined,
  language: Language,
  isQuiet: boolean,
): Promise<Pick<IndexOptions, "terms">> {
  if (path === undefined) return {};
  const { terms, problems } = await readTerms(await readInput(path));
  if (!isQuiet) tellSome(problems, language, "moreRemarks");
  return { terms: compileTerms(mergeTerms(technicalTerms(), terms)) };
}
