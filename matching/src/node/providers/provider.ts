/**
 * Models that others run: an embedding beside the engine's own, a reranker for the top of a list. None is used unless it is
 * configured, and what they are given leaves the engine (and, over HTTP, the machine).
 */

/** Many models expect a sentence before a question that they do not expect before a document. */
export type TextRole = "need" | "candidate";

export interface EmbeddingProvider {
  /** Names the model and every setting that changes its vectors. Vectors of different ids are never compared. */
  readonly id: string;
  /** Length of every vector. Null until the first answer has told. */
  readonly dimensions: number | null;
  /**
   * One vector per text, in the order of the texts, of Euclidean length 1; all zeros for a text without content.
   * @throws MatchingError `provider_*`; the signal's reason when it is aborted
   */
  embed(texts: readonly string[], role: TextRole, signal?: AbortSignal): Promise<Float32Array[]>;
}

export interface RerankerProvider {
  /** Names the model. */
  readonly id: string;
  /**
   * How well each document answers the query, in the order of the documents: 0 (not at all) to 1.
   * @throws MatchingError `provider_*`; the signal's reason when it is aborted
   */
  rerank(query: string, documents: readonly string[], signal?: AbortSignal): Promise<Float64Array>;
}
