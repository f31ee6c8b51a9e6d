// What an evaluation comes to: weighted totals and their spread, and who lacks experts. Pure.
import type { Criterion } from "../notice/types.ts";
import { evaluationError } from "./errors.ts";
import type { AwardDecision, Score, Spread } from "./types.ts";

/** Mean of the criteria's scores by their weights, 0 to 100; null while one is missing. */
export function weightedTotal(
  criteria: readonly Pick<Criterion, "key" | "weight">[],
  scores: readonly Score[],
): number | null {
  let sum = 0;
  let weights = 0;
  for (const { key, weight } of criteria) {
    const score = scores.find((each) => each.key === key)?.score ?? null;
    if (score === null) return null;
    sum += score * weight;
    weights += weight;
  }
  return weights === 0 ? null : rounded(sum / weights);
}

/** How far those who scored are apart; the deviation is that of all of them, for they are no sample of others. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    count: values.length,
    mean: rounded(mean),
    min: Math.min(...values),
    max: Math.max(...values),
    deviation: rounded(Math.sqrt(variance)),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Every criterion has a score and its reason, and no score is for a criterion that there is not. */
export function refuseIncompleteReview(code: string, criteria: readonly Criterion[], scores: readonly Score[]): void {
  refuseUnknownCriteria(code, criteria, scores);
  for (const { key, name } of criteria) {
    const given = scores.find((each) => each.key === key);
    if (given?.score === undefined || given.score === null || given.reason === "") {
      throw evaluationError("challenges.score_missing", { criterion: name });
    }
  }
}

export function refuseUnknownCriteria(code: string, criteria: readonly Criterion[], scores: readonly Score[]): void {
  const stranger = scores.find(({ key }) => !criteria.some((criterion) => criterion.key === key));
  if (stranger !== undefined) throw evaluationError("challenges.score_unknown", { code, key: stranger.key });
}

interface Numbered {
  readonly id: string;
  readonly number: number | null;
}

/** Each bid that is judged has one result, at least one is chosen, and nothing else is among them. */
export function refuseUnfitResults(code: string, judged: readonly Numbered[], results: AwardDecision["results"]): void {
  const without = judged.filter(({ id }) => results.filter(({ bidId }) => bidId === id).length !== 1);
  const strangers = results.filter(({ bidId }) => !judged.some(({ id }) => id === bidId));
  if (without.length > 0 || strangers.length > 0) {
    const bids = [...without.map(({ number }) => `#${number ?? "-"}`), ...strangers.map(({ bidId }) => bidId)].join(
      ", ",
    );
    throw evaluationError("challenges.result_incomplete", { code, bids });
  }
  if (!results.some(({ isChosen }) => isChosen)) throw evaluationError("challenges.nobody_chosen", { code });
}

/** Scoring may be closed short of experts with a reason alone. */
export function refuseEarlyClosing(
  code: string,
  bids: readonly (Pick<Numbered, "number"> & { readonly lacks: number })[],
  reason: string,
): void {
  const short = bids.filter(({ lacks }) => lacks > 0);
  if (short.length === 0 || reason !== "") return;
  const named = short.map(({ number, lacks }) => `#${number ?? "-"} (${lacks})`).join(", ");
  throw evaluationError("challenges.experts_missing", { code, bids: named });
}
