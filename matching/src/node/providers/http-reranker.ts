import { badAnswer } from "./bad-answer.ts";
import { cut } from "./http-embeddings.ts";
import { type Endpoint, postJson, routeUrl } from "./post-json.ts";
import type { RerankerProvider } from "./provider.ts";

export interface HttpRerankerOptions extends Endpoint {
  /** The base address; `/rerank` is added where it does not end so. */
  readonly url: string;
  readonly model: string;
  /** Documents per request at most. Default 32. */
  readonly batchSize?: number;
  /** Characters of the query and of each document that are sent at most. Default 4,000. */
  readonly maxCharacters?: number;
}

/**
 * A model behind the form of a rerank endpoint that Jina, Cohere and vLLM share (`POST {url}/rerank {model, query, documents}`
 * → `results: [{index, relevance_score}]`); the plainer list of Text Embeddings Inference (`[{index, score}]`) is read as well.
 * Scores outside 0 to 1 are logits and go through the logistic function, all of an answer alike.
 * @throws MatchingError `invalid_option` for an address that is none
 */
export function httpReranker(options: HttpRerankerOptions): RerankerProvider {
  const url = routeUrl(options.url, "rerank");
  const { model, batchSize = 32, maxCharacters = 4_000 } = options;
  const { host } = new URL(url);
  return {
    id: JSON.stringify([`${host} ${model}`, maxCharacters]),
    async rerank(query, documents, signal) {
      const scores = new Float64Array(documents.length);
      for (let from = 0; from < documents.length; from += batchSize) {
        const batch = documents.slice(from, from + batchSize).map((text) => cut(text, maxCharacters) || " ");
        const body = {
          model,
          query: cut(query, maxCharacters),
          documents: batch,
          // Text Embeddings Inference calls them so; the others pass over what they do not know.
          texts: batch,
          top_n: batch.length,
          return_documents: false,
        };
        scores.set(readScores(await postJson({ ...options, url }, body, signal), batch.length, host), from);
      }
      return toProbabilities(scores);
    },
  };
}

function readScores(answer: unknown, count: number, provider: string): Float64Array {
  const results = Array.isArray(answer) ? answer : (answer as { results?: unknown } | null)?.results;
  if (!Array.isArray(results)) throw badAnswer(provider, "no_list");
  if (results.length !== count) throw badAnswer(provider, "wrong_count");
  const scores = new Float64Array(count).fill(Number.NaN);
  for (const entry of results) {
    const { index, relevance_score, score = relevance_score } = (entry ?? {}) as Record<string, unknown>;
    if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= count) {
      throw badAnswer(provider, "wrong_index");
    }
    if (!Number.isNaN(scores[index])) throw badAnswer(provider, "wrong_index");
    if (typeof score !== "number" || !Number.isFinite(score)) throw badAnswer(provider, "not_a_number");
    scores[index] = score;
  }
  return scores;
}

/** Scores as they are when all lie between 0 and 1, else their logistic function. */
function toProbabilities(scores: Float64Array): Float64Array {
  if (scores.every((score) => score >= 0 && score <= 1)) return scores;
  return scores.map((score) => 1 / (1 + Math.exp(-score)));
}
