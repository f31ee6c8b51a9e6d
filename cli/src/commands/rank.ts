import type { Language } from "@dual-high/kernel";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { readTexts } from "@dual-high/lists";
import { buildIndex, rank, rankAll } from "@dual-high/matching";
import { readInput, refuseOverwriting, writeOutput } from "../files.ts";
import { parseWhole } from "../options.ts";
import { makeProgress } from "../progress.ts";
import { texts } from "../texts.ts";

export interface RankCommandOptions {
  readonly needs: string;
  readonly candidates: string;
  readonly top: string;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Ranks candidates for every need: needId, candidateId, score, tab separated, best first within a need. */
export async function rankCommand(options: RankCommandOptions, language: Language): Promise<void> {
  const started = performance.now();
  const top = options.top === "all" ? null : parseWhole("--top", options.top, 1, 1_000_000);
  refuseOverwriting(options.out, [options.needs, options.candidates]);
  const progress = makeProgress(language, options.quiet === true || options.json === true);
  progress.read(options.needs);
  const needs = await readTexts(await readInput(options.needs), "needs");
  progress.read(options.candidates);
  const candidates = await readTexts(await readInput(options.candidates), "achievements");
  progress.step({ phase: "index", done: 0, total: 1 });
  const index = buildIndex(candidates);
  const lines: string[] = [];
  let pairs = 0;
  for (const [at, need] of needs.entries()) {
    progress.step({ phase: "match", done: at, total: needs.length });
    const ranked = top === null ? rankAll(index, need) : rank(index, need, { top });
    pairs += ranked.length;
    lines.push(ranked.map(({ id, score }) => `${need.id}\t${id}\t${score}\n`).join(""));
  }
  await writeOutput(options.out, lines.join(""));
  progress.end();
  const result = {
    needs: needs.length,
    candidates: candidates.length,
    pairs,
    out: options.out,
    ms: Math.round(performance.now() - started),
  };
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (!options.quiet) process.stdout.write(`${texts[language].ranked(result)}\n`);
}
