/** Which expert fits a problem: researchers by their papers, against how well they say they know other papers. */
import { writeFileSync } from "node:fs";
import { buildIndex, PAPER_WEIGHTS, rankAll } from "@dual-high/matching";
import type { Benchmark } from "./benchmark.ts";
import { type ReviewersData, readReviewersData } from "./reviewers-data.ts";
import { intervalOf, intervalOfDifference, measureLoss, type Part, partOf } from "./reviewers-loss.ts";
import { findDataFolder } from "./shared-data.ts";
import { printTable } from "./table.ts";
import { tfidfOverStems } from "./tfidf.ts";

/** Scores of one draw: of each researcher, by paper. */
type DrawScores = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Run = ReadonlyMap<string, DrawScores>;

export const reviewers: Benchmark = {
  name: "reviewers",
  describe:
    "26 researchers by up to 20 papers each, against their own ratings of 201 papers; --run FILE also writes the scores",
  run: async (args) => {
    const folder = findDataFolder("reviewers");
    if (folder === null) throw new Error("no data: set DUAL_HIGH_DATA to the folder that holds reviewers/");
    const data = readReviewersData(folder);
    const ours = runOn(data, ourScores);
    const plain = runOn(data, tfidfOverStems);
    if (args[0] === "--run" && args[1] !== undefined) writeFileSync(args[1], JSON.stringify(asObject(ours)));
    const parts = [plain, ours].map((run) => partsOf(data, run)) as [Part[][], Part[][]];
    const figures = parts.map((own) => ({ loss: measureLoss(own), interval: intervalOf(own) }));
    printTable(
      ["system", "loss", "95 % from", "to"],
      ["TF-IDF, stems and pairs, best five", "ours"].map((name, at) => [
        name,
        figures[at]!.loss,
        ...figures[at]!.interval,
      ]),
    );
    const [baseline, own] = figures as [(typeof figures)[0], (typeof figures)[0]];
    const better = intervalOfDifference(parts[0], parts[1]);
    printTable(["plain less ours, same researchers", "95 % from", "to"], [["", ...better]]);
    return {
      loss: round(own.loss),
      lossFrom: round(own.interval[0]),
      lossTo: round(own.interval[1]),
      baseline: round(baseline.loss),
    };
  },
};

function ourScores({ papers, ratings }: ReviewersData, draw: ReadonlyMap<string, readonly string[]>): DrawScores {
  const rated = [...new Set([...ratings.values()].flat().map(({ paper }) => paper))];
  const needs = rated.map((id) => ({ id, ...papers.get(id)! }));
  const candidates = [...draw].map(([id, written]) => ({
    id,
    title: "",
    content: "",
    items: written.map((paper) => papers.get(paper)!),
  }));
  const index = buildIndex(candidates, { background: needs, weights: PAPER_WEIGHTS });
  const scores = new Map([...draw.keys()].map((reviewer) => [reviewer, new Map<string, number>()]));
  for (const need of needs) for (const { id, score } of rankAll(index, need)) scores.get(id)!.set(need.id, score);
  return scores;
}

function runOn(
  data: ReviewersData,
  score: (data: ReviewersData, draw: ReadonlyMap<string, readonly string[]>) => DrawScores,
): Run {
  return new Map([...data.profiles].map(([name, draw]) => [name, score(data, draw)]));
}

function partsOf({ ratings }: ReviewersData, run: Run): Part[][] {
  return [...run.values()].map((scores) =>
    [...ratings].map(([reviewer, rated]) => partOf(rated, scores.get(reviewer)!)),
  );
}

function asObject(run: Run): unknown {
  return Object.fromEntries(
    [...run].map(([draw, scores]) => [
      draw,
      Object.fromEntries([...scores].map(([reviewer, papers]) => [reviewer, Object.fromEntries(papers)])),
    ]),
  );
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
