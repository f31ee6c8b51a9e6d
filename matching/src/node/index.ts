/** What the engine needs of Node: index files, threads, and models that others run. The rest of the engine is pure. */
export { type ModelOptions, type ModelRanker, openModelRanker } from "./ranker.ts";
export { cachedEmbeddings } from "./providers/embedding-cache.ts";
export { httpEmbeddings, type HttpEmbeddingsOptions } from "./providers/http-embeddings.ts";
export { httpReranker, type HttpRerankerOptions } from "./providers/http-reranker.ts";
export { buildIndexInTwoThreads } from "./build-beside.ts";
export { type BuildOptions, buildStoredIndex, type CandidateSource } from "./build.ts";
export { type Learner, openLearner } from "./learner.ts";
export { loadIndex, saveIndex } from "./index-file.ts";
export { onnxEmbeddings, type OnnxEmbeddingsOptions } from "./providers/onnx-embeddings.ts";
export type { OnnxModelOptions } from "./providers/onnx-model.ts";
export { onnxReranker } from "./providers/onnx-reranker.ts";
export type { Endpoint } from "./providers/post-json.ts";
export type { EmbeddingProvider, RerankerProvider, TextRole } from "./providers/provider.ts";
export { SearchPool } from "./search-pool.ts";
export type { Found, SearchSettings } from "../index/search.ts";
export { type AskedNeed, type StoredIndex, viewOf } from "./stored-index.ts";
