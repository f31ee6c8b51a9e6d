import type { Language } from "@dual-high/kernel";
import { performance } from "node:perf_hooks";
import process from "node:process";
import type { TextReading } from "@dual-high/lists";
import { buildIndex, type NeedText, rank, rankAll, type RankedCandidate } from "@dual-high/matching";
import { openModelRanker } from "@dual-high/matching/node";
import { refuseOverwriting, writeOutput } from "../files.ts";
import { loadTexts } from "../load-texts.ts";
import { parseWhole } from "../options.ts";
import { type ModelCommandOptions, openModels } from "../models.ts";
import { makeProgress } from "../progress.ts";
import { loadTerms } from "../terms.ts";
import { texts } from "../texts.ts";
import { loadWeights } from "../weights-file.ts";

export interface RankCommandOptions extends ModelCommandOptions {
  readonly needs: string;
  readonly candidates: string;
  readonly top: string;
  readonly terms?: string;
  readonly weights?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Ranks candidates for every need: needId, candidateId, score, tab separated, best first within a need. */
export async function rankCommand(options: RankCommandOptions, language: Language): Promise<void> {
  const started = performance.now();
  const top = options.top === "all" ? null : parseWhole("--top", options.top, 1, 1_000_000);
  refuseOverwriting(options.out, [options.needs, options.candidates, options.terms, options.weights]);
  const isQuiet = options.quiet === true || options.json === true;
  const progress = makeProgress(language, isQuiet);
  const { needsRead, candidatesRead } = await loadTexts(options, progress, isQuiet, language);
  const [needs, candidates] = [needsRead.records, candidatesRead.records];
  const terms = await loadTerms(options.terms, language, isQuiet);
  const weights = await loadWeights(options.weights);
  progress.step({ phase: "index", done: 0, total: 1 });
  const index = buildIndex(candidates, { ...terms, ...weights, background: needs });
  const models = await openModels(options, needs, () => candidates, language);
  const ranker = models === null ? null : await openModelRanker(index, needs, models);
  const rankOne = async (need: NeedText): Promise<readonly RankedCandidate[]> => {
    if (ranker !== null) return (await ranker.rank(need)).slice(0, top ?? candidates.length);
    return top === null ? rankAll(index, need) : rank(index, need, { top });
  };
  const lines: string[] = [];
  let pairs = 0;
  for (const [at, need] of needs.entries()) {
    progress.step({ phase: "match", done: at, total: needs.length });
    const ranked = await rankOne(need);
    pairs += ranked.length;
    lines.push(ranked.map(({ id, score }) => `${need.id}\t${id}\t${score}\n`).join(""));
  }
  await writeOutput(options.out, lines.join(""));
  progress.end();
  const result = {
    needs: needs.length,
    candidates: candidates.length,
    refused: { needs: needsRead.refused, candidates: candidatesRead.refused },
    pairs,
    out: options.out,
    ms: Math.round(performance.now() - started),
  };
  const problems = [needsRead, candidatesRead].flatMap((reading) => describeProblems(reading, language));
  if (options.json) process.stdout.write(`${JSON.stringify({ ...result, problems })}\n`);
  else if (!options.quiet) process.stdout.write(`${texts[language].ranked(result)}\n`);
}

const MOST_DESCRIBED = 100;

function describeProblems({ problems }: TextReading, language: Language) {
  return problems.slice(0, MOST_DESCRIBED).map((problem) => ({
    file: problem.origin.file,
    ...(problem.origin.row === undefined ? {} : { line: problem.origin.row }),
    level: problem.level,
    code: problem.code,
    text: problem.text(language),
  }));
}
