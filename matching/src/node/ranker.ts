import type { MatchingError } from "../errors.ts";
import { type BlendedCandidate, blendEmbedding, blendReranker } from "../models/blend.ts";
import { type DenseFamily, makeDenseFamily, nearness, oneText, textsOf } from "../models/dense-family.ts";
import { rankAll } from "../rank.ts";
import type { NeedText } from "../types.ts";
import type { CandidateIndex } from "../candidate-index.ts";
import type { EmbeddingProvider, RerankerProvider } from "./providers/provider.ts";

/** Which models stand beside the engine, and what they may see. */
export interface ModelOptions {
  readonly embeddings?: EmbeddingProvider;
  /** The embedding's part in the score, 0 to 1. Default .25. */
  readonly embeddingWeight?: number;
  readonly reranker?: RerankerProvider;
  /** How far down a reranker is asked. Default 50. */
  readonly rerankTop?: number;
  /** Ids of needs and of candidates whose texts no model is given; they are ranked by the engine alone. */
  readonly withheld?: { readonly needs: ReadonlySet<string>; readonly candidates: ReadonlySet<string> };
  readonly signal?: AbortSignal;
  /** Told once per model that failed; the ranking goes on without it. */
  readonly onFailure?: (model: "embeddings" | "reranker", error: MatchingError) => void;
}

const NOTHING = { needs: new Set<string>(), candidates: new Set<string>() };

/** Ranks needs with the models that work. */
export interface ModelRanker {
  /** Every candidate, best first. Without any model: what {@link rankAll} gives, no part of it a model's. */
  rank(need: NeedText): Promise<BlendedCandidate[]>;
}

/** Asks for the vectors of all candidates and all needs first. A model that fails is told, and left out from there on. */
export async function openModelRanker(
  index: CandidateIndex,
  needs: readonly NeedText[],
  options: ModelOptions,
): Promise<ModelRanker> {
  const { rerankTop = 50, withheld = NOTHING, signal } = options;
  const places = new Map(index.candidates.map(({ id }, c) => [id, c]));
  let reranker = options.reranker;
  const vectors = await embedAll(index, needs, options, withheld);

  const rerank = async (need: NeedText, ranked: BlendedCandidate[]): Promise<BlendedCandidate[]> => {
    if (reranker === undefined || withheld.needs.has(need.id)) return ranked;
    const shown = ranked.slice(0, rerankTop).filter(({ id }) => !withheld.candidates.has(id));
    const documents = shown.map(({ id }) => textsOf(index.candidates[places.get(id)!]!).join("\n"));
    try {
      const probabilities = await reranker.rerank(oneText(need), documents, signal);
      const isShown = new Set(shown.map(({ id }) => id));
      return blendReranker([...shown, ...ranked.filter(({ id }) => !isShown.has(id))], probabilities);
    } catch (error) {
      signal?.throwIfAborted();
      reranker = undefined;
      options.onFailure?.("reranker", error as MatchingError);
      return ranked;
    }
  };

  return {
    async rank(need) {
      const ranked = rankAll(index, need);
      const vector = vectors?.needs.get(need.id);
      if (vectors === null || vector === undefined) {
        return rerank(
          need,
          blendEmbedding(ranked, () => 0, 0),
        );
      }
      const near = nearness(vectors.family, vector);
      return rerank(
        need,
        blendEmbedding(ranked, (id) => near[places.get(id)!]!, options.embeddingWeight),
      );
    },
  };
}

interface Vectors {
  readonly family: DenseFamily;
  /** By id; without those that are withheld. */
  readonly needs: ReadonlyMap<string, Float32Array>;
}

async function embedAll(
  { candidates }: CandidateIndex,
  needs: readonly NeedText[],
  { embeddings, signal, onFailure }: ModelOptions,
  withheld: Required<ModelOptions>["withheld"],
): Promise<Vectors | null> {
  if (embeddings === undefined) return null;
  // An empty text is not sent, and gets no vector.
  const texts = candidates.map((candidate) => (withheld.candidates.has(candidate.id) ? [] : textsOf(candidate)));
  const asked = needs.filter(({ id }) => !withheld.needs.has(id));
  try {
    const found = await embeddings.embed(texts.flat(), "candidate", signal);
    const needVectors = await embeddings.embed(asked.map(oneText), "need", signal);
    const family = makeDenseFamily(
      texts.map((own) => own.length),
      found,
    );
    return { family, needs: new Map(asked.map(({ id }, at) => [id, needVectors[at]!])) };
  } catch (error) {
    signal?.throwIfAborted();
    onFailure?.("embeddings", error as MatchingError);
    return null;
  }
}
