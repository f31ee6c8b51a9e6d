/**
 * Learns from decisions how much meaning should count beside wording. One number, held near the present one, and judged on
 * decisions that it was not learnt from: few people decide, and what they were shown was chosen by the present weights.
 */
import { compareIds } from "./order.ts";

/** A decision on a candidate for a need, with both parts of its score, each as if it were the whole. */
export interface Decision {
  readonly needId: string;
  readonly wording: number;
  readonly meaning: number;
  readonly accepted: boolean;
}

export interface Training {
  /** The part of meaning in the score, learnt from all decisions. */
  readonly meaning: number;
  /** Pairs of an accepted and a refused candidate of one need: only these say anything about order. */
  readonly pairs: number;
  /** The part of the pairs ordered rightly with the present weight. Null without pairs. */
  readonly before: number | null;
  /** The same with weights learnt from the other needs, each pair with one that was not learnt from its need. */
  readonly after: number | null;
}

interface Contest {
  readonly fold: number;
  readonly wording: number;
  readonly meaning: number;
}

const FOLDS = 5;
// Candidate weights. Finer steps differ by less than what decisions can tell.
const STEPS = 41;
const MOST_MEANING = 0.8;
// A difference of .1 between two scores is one of .7 in the log-odds of relevance (bands.ts, around its middle).
const LOG_ODDS_PER_SCORE = 7;
// What a weight must gain for its distance from the present one: .1 away is worth one misordered pair.
const HOLD = 100;

/** Learns the part of meaning in the score, 0 to .8, and compares it with the present one on decisions held back. */
export function trainMeaning(decisions: readonly Decision[], present: number): Training {
  const contests = contestsOf(decisions);
  if (contests.length === 0) return { meaning: present, pairs: 0, before: null, after: null };
  let [before, after] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const learnt = bestMeaning(
      contests.filter((contest) => contest.fold !== fold),
      present,
    );
    for (const contest of contests) {
      if (contest.fold !== fold) continue;
      before += won(contest, present);
      after += won(contest, learnt);
    }
  }
  return {
    meaning: bestMeaning(contests, present),
    pairs: contests.length,
    before: before / contests.length,
    after: after / contests.length,
  };
}

/** By how much the accepted candidate is ahead of the refused one. All pairs of a need fall into one fold. */
function contestsOf(decisions: readonly Decision[]): Contest[] {
  const needs = [...Map.groupBy(decisions, ({ needId }) => needId)].sort(([a], [b]) => compareIds(a, b));
  const decided = needs.filter(([, own]) => own.some(({ accepted }) => accepted) && own.some((one) => !one.accepted));
  return decided.flatMap(([, own], at) =>
    own
      .filter(({ accepted }) => accepted)
      .flatMap((accepted) =>
        own
          .filter((other) => !other.accepted)
          .map((refused) => ({
            fold: at % FOLDS,
            wording: accepted.wording - refused.wording,
            meaning: accepted.meaning - refused.meaning,
          })),
      ),
  );
}

function bestMeaning(contests: readonly Contest[], present: number): number {
  const tried = Array.from({ length: STEPS }, (_, step) => (step / (STEPS - 1)) * MOST_MEANING);
  let best = present;
  let least = lossOf(contests, present, present);
  for (const meaning of tried) {
    const loss = lossOf(contests, meaning, present);
    if (loss < least) [best, least] = [meaning, loss];
  }
  return best;
}

// Logistic loss of every pair (Burges et al.: Learning to Rank using Gradient Descent, 2005), and the pull of the present.
function lossOf(contests: readonly Contest[], meaning: number, present: number): number {
  return contests.reduce(
    (sum, contest) => sum + Math.log1p(Math.exp(-LOG_ODDS_PER_SCORE * ahead(contest, meaning))),
    HOLD * (meaning - present) ** 2,
  );
}

function ahead({ wording, meaning }: Contest, part: number): number {
  return (1 - part) * wording + part * meaning;
}

function won(contest: Contest, part: number): number {
  const distance = ahead(contest, part);
  return distance > 0 ? 1 : distance === 0 ? 0.5 : 0;
}
