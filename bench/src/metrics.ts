/**
 * Measures of a ranking against judged levels, by the definitions of the public evaluation script, with which they
 * agree to four decimals. Needs with fewer than five judgments are left out of the per-need means that say "rerank".
 */
import { FOLDS, type Judgment } from "./needs-data.ts";

/** Scores of one need, by candidate. A candidate without a score ranks last. */
export type Scores = ReadonlyMap<string, number>;

export interface RankingQuality {
  /** Judged candidates only, ordered by score: nDCG at 10, gain 2^(level - 1) - 1. */
  readonly rerankNdcg10: number;
  readonly rerankSpearman: number;
  /** Of all pairs of judgments of one need with different levels, the part ordered rightly; equal scores count half. */
  readonly pairAccuracy: number;
  /** All candidates, those not judged counted as level 1. */
  readonly fullNdcg10: number;
  /** Part of the candidates of level 3 or 4 among the best 100 of all. */
  readonly recall100: number;
  /** Mean of 1 / place of the first candidate of level 3 or 4. */
  readonly reciprocalRank: number;
  /** 1 / (1 + mean absolute error of levels predicted from scores by thresholds fitted on the other folds). */
  readonly levelScore: number;
}

interface Item {
  readonly id: string;
  readonly level: number;
  readonly score: number;
}

const RELEVANT_LEVEL = 3;
const LEVELS = [1, 2, 3, 4];
const LEAST_JUDGMENTS = 5;
const UNSCORED = -1e9;
const THRESHOLD_BINS = 400;

/** Measures a run: the scores of each need by its id. */
export function measureRanking(judgments: readonly Judgment[], run: ReadonlyMap<string, Scores>): RankingQuality {
  const rerankNdcg: number[] = [];
  const spearman: number[] = [];
  const fullNdcg: number[] = [];
  const recall: number[] = [];
  const reciprocal: number[] = [];
  let ordered = 0;
  let orderable = 0;
  for (const [need, judged] of Map.groupBy(judgments, ({ needId }) => needId)) {
    const scores = run.get(need) ?? new Map<string, number>();
    const items = judged.map(({ candidateId, level }) => ({
      id: candidateId,
      level,
      score: scores.get(candidateId) ?? UNSCORED,
    }));
    if (items.length >= LEAST_JUDGMENTS) {
      rerankNdcg.push(...ndcg(items, 10));
      if (new Set(items.map(({ level }) => level)).size > 1) spearman.push(rankCorrelation(items));
    }
    for (const [at, a] of items.entries()) {
      for (const b of items.slice(at + 1)) {
        if (a.level === b.level) continue;
        orderable += 1;
        ordered += a.score === b.score ? 0.5 : a.score > b.score === a.level > b.level ? 1 : 0;
      }
    }
    const levels = new Map(items.map(({ id, level }) => [id, level]));
    const all = [...new Set([...scores.keys(), ...levels.keys()])].map((id) => ({
      id,
      level: levels.get(id) ?? 1,
      score: scores.get(id) ?? UNSCORED,
    }));
    fullNdcg.push(...ndcg(all, 10));
    const relevant = items.filter(({ level }) => level >= RELEVANT_LEVEL);
    if (relevant.length > 0) {
      const order = bestFirst(all);
      const top = new Set(order.slice(0, 100).map(({ id }) => id));
      recall.push(relevant.filter(({ id }) => top.has(id)).length / relevant.length);
      reciprocal.push(1 / (order.findIndex(({ level }) => level >= RELEVANT_LEVEL) + 1));
    }
  }
  return {
    rerankNdcg10: mean(rerankNdcg),
    rerankSpearman: mean(spearman),
    pairAccuracy: ordered / orderable,
    fullNdcg10: mean(fullNdcg),
    recall100: mean(recall),
    reciprocalRank: mean(reciprocal),
    levelScore: 1 / (1 + meanLevelError(judgments, run)),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One value, or none when no order of the items is better than another. */
function ndcg(items: readonly Item[], depth: number): number[] {
  const gain = (ordered: readonly Item[]): number =>
    ordered.slice(0, depth).reduce((sum, { level }, place) => sum + (2 ** (level - 1) - 1) / Math.log2(place + 2), 0);
  const ideal = gain([...items].sort((a, b) => b.level - a.level));
  return ideal > 0 ? [gain(bestFirst(items)) / ideal] : [];
}

function bestFirst(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Spearman's: the correlation of ranks, equal values sharing the mean of their ranks. 0 when all scores are equal. */
function rankCorrelation(items: readonly Item[]): number {
  const a = sharedRanks(items.map(({ score }) => score));
  const b = sharedRanks(items.map(({ level }) => level));
  const middle = (items.length + 1) / 2;
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (const [at, rank] of a.entries()) {
    product += (rank - middle) * (b[at]! - middle);
    squaresA += (rank - middle) ** 2;
    squaresB += (b[at]! - middle) ** 2;
  }
  return squaresA > 0 && squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : 0;
}

function sharedRanks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function meanLevelError(judgments: readonly Judgment[], run: ReadonlyMap<string, Scores>): number {
  const scored = judgments.map((judgment) => ({
    ...judgment,
    score: run.get(judgment.needId)?.get(judgment.candidateId) ?? UNSCORED,
  }));
  const errors = Array.from({ length: FOLDS }, (_, fold) => {
    const levelOf = fitLevels(scored.filter((item) => item.fold !== fold));
    return scored.filter((item) => item.fold === fold).map(({ score, level }) => Math.abs(levelOf(score) - level));
  });
  return mean(errors.flat());
}

/**
 * The thresholds that turn scores into levels with the least absolute error, levels never falling as scores rise.
 * Dynamic programming over bins of equally many scores: least[l] is the least error so far when the last bin has level l.
 */
function fitLevels(items: readonly { readonly score: number; readonly level: number }[]): (score: number) => number {
  const sorted = [...items].sort((a, b) => a.score - b.score);
  const size = Math.max(1, Math.ceil(sorted.length / THRESHOLD_BINS));
  const bins: { from: number; costs: number[] }[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = Math.min(sorted.length, start + size);
    while (end < sorted.length && sorted[end]!.score === sorted[end - 1]!.score) end++;
    const members = sorted.slice(start, end);
    const costs = LEVELS.map((level) => members.reduce((sum, member) => sum + Math.abs(member.level - level), 0));
    bins.push({ from: members[0]!.score, costs });
    start = end;
  }

  let least = LEVELS.map(() => 0);
  const cameFrom = bins.map(({ costs }) => {
    const sources = LEVELS.map((_, level) => least.indexOf(Math.min(...least.slice(0, level + 1))));
    least = sources.map((source, level) => least[source]! + costs[level]!);
    return sources;
  });
  let level = least.indexOf(Math.min(...least));
  const levels = bins.map(() => 0);
  for (let bin = bins.length - 1; bin >= 0; bin--) {
    levels[bin] = LEVELS[level]!;
    level = cameFrom[bin]![level]!;
  }
  return (score) => levels[bins.findLastIndex(({ from }) => score >= from)] ?? levels[0]!;
}
