import { badAnswer } from "./bad-answer.ts";
import { type OnnxModelOptions, openOnnxModel } from "./onnx-model.ts";
import type { RerankerProvider } from "./provider.ts";

/**
 * A cross-encoder with one logit, in a local folder, run by ONNX Runtime: nothing leaves the machine.
 * @throws MatchingError `provider_package_missing`, `provider_model_unusable`
 */
export async function onnxReranker(options: OnnxModelOptions): Promise<RerankerProvider> {
  const { folder, file = "model.onnx", maxTokens = 512 } = options;
  const model = await openOnnxModel(options);
  return {
    id: JSON.stringify([folder, file, maxTokens]),
    async rerank(query, documents, signal) {
      const scores = new Float64Array(documents.length);
      for (let from = 0; from < documents.length; from += model.batchSize) {
        signal?.throwIfAborted();
        const batch = documents.slice(from, from + model.batchSize);
        const { outputs } = await model.run(batch.map((document) => [query, document]));
        const { data } = outputs["logits"] ?? { data: [] };
        if (data.length !== batch.length) throw badAnswer(folder, "wrong_output");
        batch.forEach((_, at) => {
          const logit = Number(data[at]);
          if (!Number.isFinite(logit)) throw badAnswer(folder, "not_a_number");
          scores[from + at] = 1 / (1 + Math.exp(-logit));
        });
      }
      return scores;
    },
  };
}
