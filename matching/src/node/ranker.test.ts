import { describe, expect, it } from "vitest";
import { rankAll } from "../rank.ts";
import { MatchingError } from "../errors.ts";
import { buildIndex } from "../candidate-index.ts";
import type { EmbeddingProvider, RerankerProvider } from "./providers/provider.ts";
import { openModelRanker } from "./ranker.ts";

const index = buildIndex([
  { id: "forge", title: "冷锻模具的涂层", content: "" },
  { id: "press", title: "冷挤压模具", content: "" },
  { id: "milk", title: "乳铁蛋白的提取", content: "" },
  {
    id: "team",
    title: "",
    content: "",
    items: [
      { title: "冷锻", content: "" },
      { title: "乳品", content: "" },
    ],
  },
]);
const need = { id: "N", title: "挤压模具寿命", content: "" };

/** A model that knows two subjects. */
function knowing(asked: string[] = []): EmbeddingProvider {
  return {
    id: "two subjects",
    dimensions: 2,
    embed: async (texts) => {
      asked.push(...texts);
      return texts.map((text) => Float32Array.from(/模具|锻/.test(text) ? [0.8, 0.6] : [0.6, 0.8]));
    },
  };
}

const preferring = (word: string, asked: string[][] = []): RerankerProvider => ({
  id: "one word",
  rerank: async (_query, documents) => {
    asked.push([...documents]);
    return Float64Array.from(documents, (text) => (text.includes(word) ? 0.9 : 0.1));
  },
});

const failing = {
  id: "down",
  dimensions: null,
  embed: () => Promise.reject(new MatchingError("provider_refused", { provider: "x", status: 503 })),
  rerank: () => Promise.reject(new MatchingError("provider_refused", { provider: "x", status: 503 })),
};

describe("openModelRanker", () => {
  it("without a model is the engine", async () => {
    const ranked = await (await openModelRanker(index, [need], {})).rank(need);
    expect(ranked.map(({ id, score }) => ({ id, score }))).toEqual(rankAll(index, need));
  });

  it("lifts what the embedding knows to be near, and says how much of the score is its", async () => {
    const engine = new Map(rankAll(index, need).map(({ id, score }) => [id, score]));
    const ranked = await (await openModelRanker(index, [need], { embeddings: knowing() })).rank(need);
    const byId = new Map(ranked.map((candidate) => [candidate.id, candidate]));
    expect(byId.get("forge")!.score).toBeGreaterThan(byId.get("milk")!.score);
    expect(byId.get("milk")!.embedding).toBeLessThan(0);
    for (const { id, score, embedding } of ranked) expect(score - embedding).toBeCloseTo(engine.get(id)!, 12);
  });

  it("asks for every text once, those of a team one by one, and for no empty one", async () => {
    const asked: string[] = [];
    await openModelRanker(index, [need], { embeddings: knowing(asked) });
    expect(asked.sort()).toEqual(
      ["冷锻模具的涂层", "冷挤压模具", "乳铁蛋白的提取", "冷锻", "乳品", "挤压模具寿命"].sort(),
    );
  });

  it("reranks the top only", async () => {
    const asked: string[][] = [];
    const reranker = preferring("涂层", asked);
    const ranked = await (await openModelRanker(index, [need], { reranker, rerankTop: 2 })).rank(need);
    expect(ranked.map(({ id }) => id).slice(0, 2)).toEqual(["forge", "press"]);
    expect(asked).toEqual([["冷挤压模具", "冷锻模具的涂层"]]);
    expect(ranked.filter(({ reranker: part }) => part !== 0).map(({ id }) => id)).toEqual(["forge", "press"]);
  });

  it.each(["embeddings", "reranker"] as const)("goes on without %s that fail, and tells it once", async (model) => {
    const failures: string[] = [];
    const ranker = await openModelRanker(index, [need], {
      [model]: failing,
      onFailure: (name, error) => failures.push(`${name} ${error.code}`),
    });
    const [first, second] = [await ranker.rank(need), await ranker.rank(need)];
    expect(first.map(({ id, score }) => ({ id, score }))).toEqual(rankAll(index, need));
    expect(second).toEqual(first);
    expect(failures).toEqual([`${model} provider_refused`]);
  });

  it("gives no model a text that is withheld", async () => {
    const asked: string[] = [];
    const reranked: string[][] = [];
    const secret = { id: "S", title: "模具秘方", content: "" };
    const ranker = await openModelRanker(index, [need, secret], {
      embeddings: knowing(asked),
      reranker: preferring("x", reranked),
      withheld: { needs: new Set(["S"]), candidates: new Set(["press"]) },
    });
    const ranked = await ranker.rank(secret);
    expect(ranked.map(({ id, score }) => ({ id, score }))).toEqual(rankAll(index, secret));
    await ranker.rank(need);
    expect([...asked, ...reranked.flat()].filter((text) => /秘方|冷挤压模具/.test(text))).toEqual([]);
  });

  it("stops when it is told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const embeddings = { ...failing, embed: () => Promise.reject(new Error("enough")) };
    await expect(openModelRanker(index, [need], { embeddings, signal })).rejects.toThrow("enough");
  });
});
