import type { Language } from "@dual-high/kernel";
import process from "node:process";
import { buildIndex, type Decision, NEED_WEIGHTS, scoreOf, trainMeaning } from "@dual-high/matching";
import { readInput, refuseOverwriting, writeOutput } from "../files.ts";
import { makeProgress } from "../progress.ts";
import { loadTexts } from "../load-texts.ts";
import { texts } from "../texts.ts";

export interface TrainCommandOptions {
  readonly needs: string;
  readonly candidates: string;
  readonly feedback: string;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const ACCEPTED = new Map([
  ["accepted", true],
  ["refused", false],
]);

/**
 * Learns weights from decisions and compares them with the present ones on decisions held back. Better ones are written to
 * a file; nothing uses it until somebody names it.
 */
export async function trainCommand(options: TrainCommandOptions, language: Language): Promise<void> {
  refuseOverwriting(options.out, [options.needs, options.candidates, options.feedback]);
  const isQuiet = options.quiet === true || options.json === true;
  const { needsRead, candidatesRead } = await loadTexts(options, makeProgress(language, isQuiet), isQuiet, language);
  const needs = new Map(needsRead.records.map((need) => [need.id, need]));
  const candidates = new Set(candidatesRead.records.map(({ id }) => id));
  const indexWith = (meaning: number) =>
    buildIndex(candidatesRead.records, {
      background: needsRead.records,
      weights: { ...NEED_WEIGHTS, meaning },
    });
  const [wording, meaning] = [indexWith(0), indexWith(1)];

  const decisions: Decision[] = [];
  let unused = 0;
  const { bytes } = await readInput(options.feedback);
  for (const line of new TextDecoder().decode(bytes).split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const [needId = "", candidateId = "", decided = ""] = line.split("\t");
    const need = needs.get(needId);
    const accepted = ACCEPTED.get(decided.trim());
    if (need === undefined || accepted === undefined || !candidates.has(candidateId)) {
      unused += 1;
      continue;
    }
    decisions.push({
      needId,
      accepted,
      wording: scoreOf(wording, need, candidateId),
      meaning: scoreOf(meaning, need, candidateId),
    });
  }

  const trained = trainMeaning(decisions, NEED_WEIGHTS.meaning);
  const isBetter = trained.after !== null && trained.after > trained.before!;
  if (isBetter) {
    const { meaning: learnt, ...heldBack } = trained;
    const file = { weights: { ...NEED_WEIGHTS, meaning: learnt }, present: NEED_WEIGHTS, heldBack };
    await writeOutput(options.out, `${JSON.stringify(file, null, 2)}\n`);
  }
  const result = {
    ...trained,
    present: NEED_WEIGHTS.meaning,
    decisions: decisions.length,
    unused,
    isBetter,
    out: options.out,
  };
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) process.stdout.write(`${texts[language].trained(result)}\n`);
}
