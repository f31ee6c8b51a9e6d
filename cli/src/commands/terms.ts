import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { technicalTerms } from "@dual-high/matching";
import { writeOutput } from "../files.ts";
import { texts } from "../texts.ts";

export interface TermsCommandOptions {
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

// Excel takes a text file for UTF-8 when this mark stands before it.
const BOM = "\uFEFF";

/** Writes the terms that come with the engine as a table to edit and hand back with `--terms`. */
export async function termsCommand(options: TermsCommandOptions, language: Language): Promise<void> {
  const terms = technicalTerms();
  const rows = [["中文", "英文"], ...terms.map(({ zh, en }) => [zh, en.join("; ")])];
  await writeOutput(options.out, BOM + rows.map((row) => `${row.join("\t")}\n`).join(""));
  const result = { terms: terms.length, out: options.out };
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) process.stdout.write(`${texts[language].termsWritten(result)}\n`);
}
