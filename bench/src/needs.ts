/** Ranking quality on real, judged needs, beside what is plain and what is blind. */
import { writeFileSync } from "node:fs";
import { bandOf, buildIndex, type CandidateText, type NeedText, rank, rankAll, relevanceOf } from "@dual-high/matching";
import type { Benchmark, Figures } from "./benchmark.ts";
import { bm25OverBigrams } from "./bm25.ts";
import { fitRelevance, isRelevant, measureBands, rootOf, type ScoredJudgment } from "./calibration.ts";
import { mean, measureRanking, type RankingQuality, type Scores } from "./metrics.ts";
import { FOLDS, type NeedsData, readNeedsData } from "./needs-data.ts";
import { binsOf, drawReliability } from "./reliability-diagram.ts";
import { findDataFolder } from "./shared-data.ts";
import { printTable } from "./table.ts";
import { tfidfOverGrams } from "./tfidf-grams.ts";

type Scorer = (need: NeedText) => Scores;

export const needs: Benchmark = {
  name: "needs",
  describe:
    "ranking quality on 144 judged needs against 7,582 achievements; --run FILE writes the scores, --diagram FILE a picture",
  run: async (args) => {
    const folder = findDataFolder("needs");
    if (folder === null) throw new Error("no data: set DUAL_HIGH_DATA to the folder that holds needs/");
    const data = readNeedsData(folder);
    const ours = runOn(data, oursOn(data));
    const runFile = fileAfter("--run", args);
    if (runFile !== undefined) writeRun(runFile, ours);
    const diagramFile = fileAfter("--diagram", args);
    if (diagramFile !== undefined) writeFileSync(diagramFile, drawReliability(binsOf(predictionsOf(data, ours), 10)));
    return { ...report(data, ours), ...reportBands(data, ours) };
  },
};

function fileAfter(option: string, args: readonly string[]): string | undefined {
  const at = args.indexOf(option);
  return at === -1 ? undefined : args[at + 1];
}

function predictionsOf({ judgments }: NeedsData, run: ReadonlyMap<string, Scores>) {
  return judgments.map((judgment) => ({
    probability: relevanceOf(run.get(judgment.needId)!.get(judgment.candidateId)!),
    relevant: isRelevant(judgment),
  }));
}

function oursOn({ candidates, needs: background }: NeedsData): Scorer {
  const index = buildIndex(candidates, { background });
  return (need) => new Map(rankAll(index, need).map(({ id, score }) => [id, score]));
}

// A multiplicative hash of both ids (FNV-1a): blind, yet the same in every run.
const random =
  (candidates: readonly CandidateText[]): Scorer =>
  (need) =>
    new Map(
      candidates.map(({ id }) => {
        let hash = 0x811c9dc5;
        for (const unit of need.id + id) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193);
        return [id, Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0];
      }),
    );

function runOn(data: NeedsData, scorer: Scorer): Map<string, Scores> {
  const judged = new Set(data.judgments.map(({ needId }) => needId));
  return new Map(data.needs.filter(({ id }) => judged.has(id)).map((need) => [need.id, scorer(need)]));
}

function writeRun(file: string, run: ReadonlyMap<string, Scores>): void {
  const lines = [...run].flatMap(([needId, scores]) =>
    [...scores].map(([id, score]) => `${needId}\t${id}\t${score}\n`),
  );
  writeFileSync(file, lines.join(""));
}

function report(data: NeedsData, ours: Map<string, Scores>): Figures {
  const row = (name: string, quality: RankingQuality): (string | number)[] => [name, ...Object.values(quality)];
  const whole = measureRanking(data.judgments, ours);
  printTable(
    ["system", "rerank nDCG@10", "Spearman", "pair accuracy", "full nDCG@10", "R@100", "MRR", "1/(1+MAE)"],
    [
      row("random", measureRanking(data.judgments, runOn(data, random(data.candidates)))),
      row("BM25, character bigrams", measureRanking(data.judgments, runOn(data, bm25OverBigrams(data.candidates)))),
      row(
        "TF-IDF, characters and bigrams",
        measureRanking(data.judgments, runOn(data, tfidfOverGrams(data.candidates))),
      ),
      row("ours", whole),
      ...Array.from({ length: FOLDS }, (_, fold) => {
        const inFold = data.judgments.filter((judgment) => judgment.fold === fold);
        // Levels are predicted from the other folds, so that last figure has no meaning within one.
        return row(`  fold ${fold}`, measureRanking(inFold, ours)).slice(0, -1);
      }),
    ],
  );
  return {
    ndcg10: round(whole.rerankNdcg10),
    spearman: round(whole.rerankSpearman),
    pairAccuracy: round(whole.pairAccuracy),
    score: round(whole.levelScore),
    fullNdcg10: round(whole.fullNdcg10),
    recall100: round(whole.recall100),
    mrr: round(whole.reciprocalRank),
  };
}

function reportBands(data: NeedsData, ours: ReadonlyMap<string, Scores>): Figures {
  const pairs: ScoredJudgment[] = data.judgments.map((judgment) => ({
    ...judgment,
    score: ours.get(judgment.needId)!.get(judgment.candidateId)!,
  }));
  const bands = measureBands(pairs);
  printTable(
    ["band (judged pairs)", "pairs", "level 3-4", "level 2-4", "of all relevant"],
    bands.map((quality) => Object.values(quality)),
  );

  const again = judgedTwice(data);
  printTable(
    ["another judgement of the same title", "pairs", "level 3-4", "level 2-4"],
    again.map((quality) => Object.values(quality)),
  );

  const deciles = [...pairs].sort((a, b) => relevanceOf(b.score) - relevanceOf(a.score));
  const size = Math.ceil(deciles.length / 10);
  printTable(
    ["reliability (tenths of judged pairs)", "predicted", "judged relevant"],
    Array.from({ length: 10 }, (_, tenth) => {
      const members = deciles.slice(tenth * size, (tenth + 1) * size);
      return [
        `${tenth + 1}`,
        mean(members.map(({ score }) => relevanceOf(score))),
        mean(members.map((pair) => Number(isRelevant(pair)))),
      ];
    }),
  );
  printTable(
    ["relevance fitted on", "intercept", "slope", "log loss on the rest"],
    [
      ...Array.from({ length: FOLDS }, (_, fold) => {
        const { intercept, slope } = fitRelevance(pairs.filter((pair) => pair.fold !== fold));
        const rest = pairs.filter((pair) => pair.fold === fold);
        const loss = rest.map((pair) => {
          const p = 1 / (1 + Math.exp(-(intercept + slope * rootOf(pair.score))));
          return -Math.log(isRelevant(pair) ? p : 1 - p);
        });
        return [`all but fold ${fold}`, intercept, slope, mean(loss)];
      }),
      ["all folds", ...Object.values(fitRelevance(pairs)), ""],
    ],
  );

  const index = buildIndex(data.candidates, { background: data.needs });
  const best = data.needs.map((need) => bandOf(rank(index, need, { top: 1 })[0]?.score ?? 0));
  const share = (band: string): number => best.filter((other) => other === band).length / best.length;
  printTable(
    [`best of all candidates, ${best.length} needs`, "needs"],
    bands.map(({ band }) => [band, share(band)]),
  );
  const strong = bands[0]!;
  return {
    strongPrecision: round(strong.precision),
    strongRelated: round(strong.atLeastLevel2),
    strongRecall: round(strong.recall),
    strongCoverage: round(share("strong")),
    unmatchedShare: round(share("none")),
  };
}

/** What a second judgement says of the same need and title, by what the first one said: what a person can promise. */
function judgedTwice({
  judgments,
  candidates,
}: NeedsData): { name: string; pairs: number; precision: number; related: number }[] {
  const titles = new Map(candidates.map(({ id, title }) => [id, title]));
  const groups = Map.groupBy(judgments, ({ needId, candidateId }) => `${needId} ${titles.get(candidateId)}`);
  const pairs = [...groups.values()].flatMap((group) =>
    group.flatMap((first) => group.filter((second) => second !== first).map((second) => ({ first, second }))),
  );
  return [3, 4].map((least) => {
    const seconds = pairs.filter(({ first }) => first.level >= least).map(({ second }) => second);
    return {
      name: least === 4 ? "first at level 4" : "first at level 3-4",
      pairs: seconds.length,
      precision: mean(seconds.map((second) => Number(isRelevant(second)))),
      related: mean(seconds.map(({ level }) => Number(level >= 2))),
    };
  });
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
