import { badAnswer } from "./bad-answer.ts";
import { type ModelOutput, type OnnxModelOptions, openOnnxModel } from "./onnx-model.ts";
import type { EmbeddingProvider, TextRole } from "./provider.ts";
import { unitVector } from "./vectors.ts";

export interface OnnxEmbeddingsOptions extends OnnxModelOptions {
  /** How token vectors become one: their mean, the first (BERT, BGE) or the last (Qwen3-Embedding). Default `mean`. */
  readonly pooling?: "mean" | "first" | "last";
  /** As for {@link httpEmbeddings}. */
  readonly prefixes?: Partial<Readonly<Record<TextRole, string>>>;
}

/**
 * An encoder in a local folder, run by ONNX Runtime: nothing leaves the machine.
 * @throws MatchingError `provider_package_missing`, `provider_model_unusable`
 */
export async function onnxEmbeddings(options: OnnxEmbeddingsOptions): Promise<EmbeddingProvider> {
  const { folder, file = "model.onnx", maxTokens = 512, pooling = "mean", prefixes = {} } = options;
  const model = await openOnnxModel(options);
  let dimensions: number | null = null;
  return {
    id: JSON.stringify([folder, file, maxTokens, pooling, prefixes]),
    get dimensions() {
      return dimensions;
    },
    async embed(texts, role, signal) {
      const asked = texts.flatMap((text, at) => (text.trim() === "" ? [] : [at]));
      const vectors = new Map<number, Float32Array>();
      for (let from = 0; from < asked.length; from += model.batchSize) {
        signal?.throwIfAborted();
        const batch = asked.slice(from, from + model.batchSize);
        const pooled = pool(await model.run(batch.map((at) => [(prefixes[role] ?? "") + texts[at]!])), pooling, folder);
        batch.forEach((at, row) => vectors.set(at, unitVector(pooled[row]!, folder)));
        dimensions ??= pooled[0]?.length ?? null;
      }
      return texts.map((_, at) => vectors.get(at) ?? new Float32Array(dimensions ?? 0));
    },
  };
}

/** One vector per row: the model's own sentence vector where it gives one, else its tokens' pooled. */
function pool(
  { outputs, batch, sequence, mask }: ModelOutput,
  pooling: "mean" | "first" | "last",
  provider: string,
): number[][] {
  const sentence = outputs["sentence_embedding"];
  const { dims, data } = sentence ?? outputs["last_hidden_state"] ?? { dims: [], data: [] };
  const width = dims.at(-1) ?? 0;
  const isExpected = sentence === undefined ? dims.length === 3 && dims[1] === sequence : dims.length === 2;
  if (width === 0 || dims[0] !== batch || !isExpected) throw badAnswer(provider, "wrong_output");
  return Array.from({ length: batch }, (_, row) => {
    const sums = Array.from({ length: width }, () => 0);
    const addToken = (start: number): void => sums.forEach((sum, at) => (sums[at] = sum + Number(data[start + at])));
    if (sentence !== undefined) {
      addToken(row * width);
      return sums;
    }
    const tokens = Array.from({ length: sequence }, (_token, at) => at).filter((at) => mask[row * sequence + at] === 1);
    const counted = pooling === "mean" ? tokens : tokens.slice(...(pooling === "first" ? [0, 1] : [-1]));
    for (const at of counted) addToken((row * sequence + at) * width);
    return sums;
  });
}
