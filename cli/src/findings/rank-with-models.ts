import type { ListReading } from "@dual-high/lists";
import type { CandidateIndex, RankedCandidate } from "@dual-high/matching";
import { type ModelOptions, openModelRanker } from "@dual-high/matching/node";
import { type Matcher, makeMatcherOn } from "@dual-high/matchlist";

/** How far down a match list looks. */
const KEPT = 100;

/** The engine with models beside it. A match list is composed without waiting for anybody, so all needs are ranked first. */
export async function rankWithModels(
  index: CandidateIndex,
  needs: ListReading<"needs">["records"],
  models: ModelOptions,
  onProgress: (done: number, total: number) => void,
): Promise<Matcher> {
  const ranker = await openModelRanker(index, needs, models);
  const rankings = new Map<string, readonly RankedCandidate[]>();
  for (const [at, need] of needs.entries()) {
    onProgress(at, needs.length);
    const ranked = await ranker.rank(need);
    rankings.set(
      need.id,
      ranked.slice(0, KEPT).filter(({ score }) => score > 0),
    );
  }
  return { ...makeMatcherOn(index), rank: ({ id }, top) => (rankings.get(id) ?? []).slice(0, top) };
}
