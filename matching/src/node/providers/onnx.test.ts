import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { embeddingModel, rerankerModel } from "../../../test/onnx-model.ts";
import { onnxEmbeddings } from "./onnx-embeddings.ts";
import { onnxReranker } from "./onnx-reranker.ts";

const VOCABULARY = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "motor", "membrane", "cold"];

const template = (...parts: readonly string[]) =>
  parts.map((part) =>
    part.length === 1
      ? { Sequence: { id: part, type_id: part === "B" ? 1 : 0 } }
      : { SpecialToken: { id: part, type_id: 0 } },
  );
const TOKENIZER = {
  version: "1.0",
  added_tokens: VOCABULARY.slice(0, 4).map((content, id) => ({ id, content, special: true })),
  normalizer: { type: "Lowercase" },
  pre_tokenizer: { type: "Whitespace" },
  post_processor: {
    type: "TemplateProcessing",
    single: template("[CLS]", "A", "[SEP]"),
    pair: template("[CLS]", "A", "[SEP]", "B", "[SEP]"),
    special_tokens: {
      "[CLS]": { id: "[CLS]", ids: [1], tokens: ["[CLS]"] },
      "[SEP]": { id: "[SEP]", ids: [2], tokens: ["[SEP]"] },
    },
  },
  decoder: null,
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(VOCABULARY.map((word, id) => [word, id])),
  },
};

async function withModel(model: Uint8Array, test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "dual-high-onnx-"));
  try {
    await writeFile(join(folder, "model.onnx"), model);
    await writeFile(join(folder, "tokenizer.json"), JSON.stringify(TOKENIZER));
    await writeFile(join(folder, "tokenizer_config.json"), JSON.stringify({ tokenizer_class: "BertTokenizer" }));
    await test(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

// By token: padding would be seen at once.
const VECTORS = [
  [99, 99, 99],
  [1, 0, 0],
  [0, 0, 0.5],
  [0, 0, 2],
  [0, 4, 0],
  [0, 0, 3],
  [0, 1, 1],
];

const unit = (...values: number[]) => values.map((value) => expect.closeTo(value / Math.hypot(...values), 5));

describe("onnxEmbeddings", () => {
  it.each([
    ["mean", unit(1, 4, 0.5), unit(1, 1, 4.5)],
    ["first", unit(1, 0, 0), unit(1, 0, 0)],
    ["last", unit(0, 0, 0.5), unit(0, 0, 0.5)],
  ] as const)("pools token vectors (%s), padding left out, to length 1", async (pooling, one, two) => {
    await withModel(embeddingModel(VECTORS), async (folder) => {
      const provider = await onnxEmbeddings({ folder, pooling });
      const vectors = await provider.embed(["Motor", "", "cold membrane"], "candidate");
      expect(vectors.map((vector) => [...vector])).toEqual([one, [0, 0, 0], two]);
      expect(provider.dimensions).toBe(3);
    });
  });

  it("gives a text the same vector alone and in a batch, and cuts what is too long before its end mark", async () => {
    await withModel(embeddingModel(VECTORS), async (folder) => {
      const provider = await onnxEmbeddings({ folder, maxTokens: 4 });
      const texts = ["motor", "cold cold cold cold cold motor", "cold cold", "something else"];
      const together = await provider.embed(texts, "need");
      for (const [at, text] of texts.entries()) expect((await provider.embed([text], "need"))[0]).toEqual(together[at]);
      expect(together[1]).toEqual(together[2]);
    });
  });

  it("stops between two batches when it is told to", async () => {
    await withModel(embeddingModel(VECTORS), async (folder) => {
      const provider = await onnxEmbeddings({ folder });
      await expect(provider.embed(["motor"], "need", AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    });
  });

  it.each([
    ["a model that is none", new Uint8Array([1, 2, 3]), "provider_model_unusable"],
    ["a model for something else", rerankerModel([0, 1, 1, 1, 1, 1, 1]), "provider_bad_answer"],
  ])("refuses %s", async (_name, model, code) => {
    await withModel(model, async (folder) => {
      const work = onnxEmbeddings({ folder }).then((provider) => provider.embed(["motor"], "need"));
      await expect(work).rejects.toMatchObject({ code });
    });
  });

  it("names the file that is missing", async () => {
    await expect(onnxEmbeddings({ folder: "/nowhere" })).rejects.toMatchObject({
      code: "provider_model_unusable",
      params: { file: "tokenizer_config.json" },
    });
  });
});

describe("onnxReranker", () => {
  it("reads need and candidate together and gives the logistic function of the logit", async () => {
    await withModel(rerankerModel([0, -1, 0, 0, 1, 0.5, -2]), async (folder) => {
      const scores = await (await onnxReranker({ folder, batchSize: 2 })).rerank("motor", [
        "motor",
        "cold cold",
        "membrane",
      ]);
      const expected = [1 - 1 + 1, 1 - 1 - 4, 1 - 1 + 0.5].map((logit) =>
        expect.closeTo(1 / (1 + Math.exp(-logit)), 5),
      );
      expect([...scores]).toEqual(expected);
    });
  });

  it("refuses a model without logits", async () => {
    await withModel(embeddingModel(VECTORS), async (folder) => {
      await expect((await onnxReranker({ folder })).rerank("motor", ["motor"])).rejects.toMatchObject({
        code: "provider_bad_answer",
      });
    });
  });
});
