import type { ListReading } from "@dual-high/lists";
import { buildIndex, type IndexOptions, type RankedCandidate } from "@dual-high/matching";
import { type ModelOptions, openModelRanker } from "@dual-high/matching/node";
import { type MakeMatcher, makeMatcherOn, makeEngineWith, type Partners } from "@dual-high/matchlist";

/** How far down a match list looks. */
const KEPT = 100;

/**
 * The engine with models beside it. A match list is composed without waiting for anybody, so all needs are ranked first.
 * Instruments are ranked by the engine alone.
 */
export async function makeEngineWithModels(
  { texts }: Partners,
  needs: ListReading<"needs">["records"],
  setting: Pick<IndexOptions, "terms" | "weights">,
  models: ModelOptions,
  onProgress: (done: number, total: number) => void,
): Promise<MakeMatcher> {
  const index = buildIndex(texts, { ...setting, background: needs });
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
  const engine = makeMatcherOn(index);
  return (candidates, asked) =>
    asked.length === 0
      ? makeEngineWith(setting)(candidates, asked)
      : { ...engine, rank: ({ id }, top) => (rankings.get(id) ?? []).slice(0, top) };
}
