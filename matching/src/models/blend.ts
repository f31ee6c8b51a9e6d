/** How what models say enters the score. */
import { addLogOdds } from "../bands.ts";
import { compareIds } from "../order.ts";
import type { RankedCandidate } from "../types.ts";

/** A candidate's score with the part that each model has in it; the score less all parts is that of the engine alone. */
export interface BlendedCandidate extends RankedCandidate {
  /** What the embedding added or took; 0 without one. */
  readonly embedding: number;
  /** What the reranker added or took; 0 without one, and behind the top that it was given. */
  readonly reranker: number;
}

/** The part of the embedding in the score, 0 to 1. Not tuned: no pretrained model could be measured here. */
const EMBEDDING_WEIGHT = 0.25;

/** What a reranker's log-odds count: 1 is to believe it as one believes a probability. Not tuned either. */
const RERANKER_WEIGHT = 1;

// Beyond these odds of about 1 to 50 models are sure rather than right.
const MOST_LOG_ODDS = 4;

/** Every candidate's score as (1 - weight) x the engine's + weight x nearness, best first; equal ones by id. */
export function blendEmbedding(
  ranked: readonly RankedCandidate[],
  nearnessOf: (id: string) => number,
  weight = EMBEDDING_WEIGHT,
): BlendedCandidate[] {
  return inOrder(
    ranked.map(({ id, score }) => {
      const embedding = weight * (nearnessOf(id) - score);
      return { id, score: score + embedding, embedding, reranker: 0 };
    }),
  );
}

/**
 * Moves the candidates at the top by a reranker's probabilities: their log-odds less the mean of all that it was given, times
 * the weight. Less the mean, for it is asked for an order: whether the top is any good was said by the scores. Candidates
 * behind the top stay as they are.
 */
export function blendReranker(
  ranked: readonly BlendedCandidate[],
  probabilities: ArrayLike<number>,
  weight = RERANKER_WEIGHT,
): BlendedCandidate[] {
  const logOdds = Array.from(probabilities, (p) =>
    Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, Math.log(p) - Math.log1p(-p))),
  );
  const mean = logOdds.reduce((sum, value) => sum + value, 0) / Math.max(1, logOdds.length);
  return inOrder(
    ranked.map((candidate, at) => {
      const own = logOdds[at];
      if (own === undefined) return candidate;
      const { score } = addLogOdds(candidate.score, weight * (own - mean));
      return { ...candidate, score, reranker: score - candidate.score };
    }),
  );
}

function inOrder(candidates: readonly BlendedCandidate[]): BlendedCandidate[] {
  return [...candidates].sort((a, b) => b.score - a.score || compareIds(a.id, b.id));
}
