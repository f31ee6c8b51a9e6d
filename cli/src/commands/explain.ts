import process from "node:process";
import type { Language } from "@dual-high/kernel";
import { buildIndex, describePair, explain, scoreWithout, whyNot } from "@dual-high/matching";
import { cliError } from "../errors.ts";
import { loadTexts } from "../load-texts.ts";
import { parseWhole } from "../options.ts";
import { makeProgress } from "../progress.ts";
import { loadTerms } from "../terms.ts";
import { loadWeights } from "../weights-file.ts";

export interface ExplainCommandOptions {
  readonly needs: string;
  readonly candidates: string;
  readonly need: string;
  readonly candidate: string;
  readonly top: string;
  readonly terms?: string;
  readonly weights?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Says why a candidate stands where it stands for a need, or, of one that is not shown, why not. */
export async function explainCommand(options: ExplainCommandOptions, language: Language): Promise<void> {
  const top = parseWhole("--top", options.top, 1, 1_000_000);
  const isQuiet = options.quiet === true || options.json === true;
  const progress = makeProgress(language, isQuiet);
  const { needsRead, candidatesRead } = await loadTexts(options, progress, isQuiet, language);
  const need = needsRead.records.find(({ id }) => id === options.need);
  if (need === undefined) throw cliError("cli.no_such_record", { path: options.needs, id: options.need });
  const candidate = candidatesRead.records.find(({ id }) => id === options.candidate);
  if (candidate === undefined)
    throw cliError("cli.no_such_record", { path: options.candidates, id: options.candidate });
  const terms = await loadTerms(options.terms, language, isQuiet);
  const weights = await loadWeights(options.weights);
  progress.step({ phase: "index", done: 0, total: 1 });
  const index = buildIndex(candidatesRead.records, { ...terms, ...weights, background: needsRead.records });
  const explanation = explain(index, need, candidate.id);
  const pair = {
    explanation,
    without: explanation.terms.map((term) => scoreWithout(index, need, candidate.id, term)),
    whyNot: whyNot(index, need, candidate.id, { top }),
    of: candidatesRead.records.length,
    top,
  };
  progress.end();
  const sentences = describePair(pair, language);
  if (options.json) {
    const told = explanation.terms.map((term, at) => ({ ...term, without: pair.without[at] }));
    const { rank, gap, lacks } = pair.whyNot;
    process.stdout.write(
      `${JSON.stringify({ need: need.id, ...explanation, terms: told, rank, of: pair.of, gap, lacks, sentences })}\n`,
    );
    return;
  }
  process.stdout.write(
    `${[`${need.title} ↔ ${candidate.title}`, ...sentences.map((line) => `  ${line}`)].join("\n")}\n`,
  );
}
