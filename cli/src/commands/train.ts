import type { Language } from "@dual-high/kernel";
import process from "node:process";
import { tellsOrder } from "@dual-high/matchlist";
import { buildIndex, type Decision, scoreOf, trainMeaning, writeTrainedWeights } from "@dual-high/matching";
import { refuseOverwriting, writeOutput } from "../files.ts";
import { type LearningFiles, loadLearning } from "../load-learning.ts";
import { makeProgress } from "../progress.ts";
import { texts } from "../texts.ts";

export interface TrainCommandOptions extends LearningFiles {
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/**
 * Learns weights from decisions and compares them with the present ones on decisions held back. Better ones are written to
 * a file; nothing uses it until somebody names it.
 */
export async function trainCommand(options: TrainCommandOptions, language: Language): Promise<void> {
  refuseOverwriting(options.out, [options.needs, options.candidates, options.feedback, options.weights]);
  const isQuiet = options.quiet === true || options.json === true;
  const { needs, candidates, judgements, present, unused } = await loadLearning(
    options,
    makeProgress(language, isQuiet),
    isQuiet,
    language,
  );
  const needById = new Map(needs.map((need) => [need.id, need]));
  const indexWith = (meaning: number) =>
    buildIndex(candidates, { background: needs, weights: { ...present, meaning } });
  const [wording, meaning] = [indexWith(0), indexWith(1)];
  const decisions = judgements.filter(tellsOrder).flatMap(({ needId, candidateId, accepted }): Decision[] => {
    const need = needById.get(needId);
    if (need === undefined) return [];
    const scoreIn = (index: typeof wording) => scoreOf(index, need, candidateId);
    return [{ needId, accepted, wording: scoreIn(wording), meaning: scoreIn(meaning) }];
  });

  const { meaning: learnt, pairs, before, after } = trainMeaning(decisions, present.meaning);
  const isBetter = before !== null && after !== null && after > before;
  if (isBetter) {
    const weights = { ...present, meaning: learnt };
    const file = writeTrainedWeights({ weights, comparison: { present, heldBack: { pairs, before, after } } });
    await writeOutput(options.out, `${JSON.stringify(file, null, 2)}\n`);
  }
  const result = {
    meaning: learnt,
    pairs,
    before,
    after,
    present: present.meaning,
    decisions: decisions.length,
    unused,
    silent: judgements.length - decisions.length,
    isBetter,
    out: options.out,
  };
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) process.stdout.write(`${texts[language].trained(result)}\n`);
}
