import { badAnswer } from "./bad-answer.ts";
import { type Endpoint, postJson, routeUrl } from "./post-json.ts";
import type { EmbeddingProvider, TextRole } from "./provider.ts";
import { unitVector } from "./vectors.ts";

export interface HttpEmbeddingsOptions extends Endpoint {
  /** The base address; `/embeddings` is added where it does not end so. */
  readonly url: string;
  readonly model: string;
  /** Asked of the model where given (Matryoshka models shorten their vectors), and required of its answers. */
  readonly dimensions?: number;
  /** What stands before each text, such as the instruction that Qwen3-Embedding and E5 expect before a query. */
  readonly prefixes?: Partial<Readonly<Record<TextRole, string>>>;
  /** Texts per request at most. Default 32. */
  readonly batchSize?: number;
  /** Characters of a text that are sent at most; the rest is left out. Default 8,000. */
  readonly maxCharacters?: number;
}

/**
 * A model behind the OpenAI form of an embeddings endpoint: `POST {url}/embeddings {model, input: [text]}`, which vLLM, Text
 * Embeddings Inference, Ollama and most services answer. Texts are sent in batches, one after the other.
 * @throws MatchingError `invalid_option` for an address that is none
 */
export function httpEmbeddings(options: HttpEmbeddingsOptions): EmbeddingProvider {
  const url = routeUrl(options.url, "embeddings");
  const { model, prefixes = {}, batchSize = 32, maxCharacters = 8_000 } = options;
  const { host } = new URL(url);
  let dimensions = options.dimensions ?? null;

  const embedBatch = async (batch: readonly string[], signal: AbortSignal | undefined): Promise<Float32Array[]> => {
    const asked = options.dimensions === undefined ? {} : { dimensions: options.dimensions };
    const answer = await postJson(
      { ...options, url },
      { model, input: batch, encoding_format: "float", ...asked },
      signal,
    );
    const vectors = readEmbeddings(answer, batch.length, host);
    for (const vector of vectors) {
      dimensions ??= vector.length;
      if (vector.length !== dimensions) throw badAnswer(host, "wrong_dimensions");
    }
    return vectors;
  };

  return {
    id: JSON.stringify([`${host} ${model}`, options.dimensions ?? null, prefixes, maxCharacters]),
    get dimensions() {
      return dimensions;
    },
    async embed(texts, role, signal) {
      const prefix = prefixes[role] ?? "";
      // Endpoints refuse empty inputs, so these are never asked for.
      const asked = texts.flatMap((text, at) => (text.trim() === "" ? [] : [at]));
      const vectors = new Map<number, Float32Array>();
      for (let from = 0; from < asked.length; from += batchSize) {
        const batch = asked.slice(from, from + batchSize);
        const found = await embedBatch(
          batch.map((at) => prefix + cut(texts[at]!, maxCharacters)),
          signal,
        );
        batch.forEach((at, place) => vectors.set(at, found[place]!));
      }
      return texts.map((_, at) => vectors.get(at) ?? new Float32Array(dimensions ?? 0));
    },
  };
}

/** Cuts a text without leaving half of a surrogate pair. */
export function cut(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text.toWellFormed() : text.slice(0, maxCharacters).toWellFormed();
}

function readEmbeddings(answer: unknown, count: number, provider: string): Float32Array[] {
  const data = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(data)) throw badAnswer(provider, "no_list");
  if (data.length !== count) throw badAnswer(provider, "wrong_count");
  const vectors: Float32Array[] = [];
  for (const [place, entry] of data.entries()) {
    const { index = place, embedding } = (entry ?? {}) as { index?: unknown; embedding?: unknown };
    if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= count || vectors[index]) {
      throw badAnswer(provider, "wrong_index");
    }
    if (!Array.isArray(embedding)) throw badAnswer(provider, "no_list");
    vectors[index] = unitVector(embedding, provider);
  }
  return vectors;
}
