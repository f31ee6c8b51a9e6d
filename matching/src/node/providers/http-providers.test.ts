import { describe, expect, it } from "vitest";
import { type Answer, countingEmbeddings, sendJson, withModelServer } from "../../../test/model-server.ts";
import type { MatchingError } from "../../errors.ts";
import { httpEmbeddings } from "./http-embeddings.ts";
import { httpReranker } from "./http-reranker.ts";

const FAST = { model: "m", backoffMs: 1, timeoutMs: 5_000 };
const embeds: Answer = (asked, _n, response) => sendJson(response, countingEmbeddings(asked));
const answers =
  (value: unknown): Answer =>
  (_asked, _n, response) =>
    sendJson(response, value);

async function failureOf(work: Promise<unknown>): Promise<MatchingError> {
  return work.then(
    () => expect.unreachable("it should have failed"),
    (error: MatchingError) => error,
  );
}

describe("httpEmbeddings", () => {
  it("sends texts in batches and puts the vectors back in order, of length 1", async () => {
    await withModelServer(embeds, async (url, asked) => {
      const provider = httpEmbeddings({ ...FAST, url, batchSize: 2, prefixes: { need: "Q: " } });
      const vectors = await provider.embed(["电电", "膜", "", "aaaa", "电膜"], "need");
      expect(asked.map(({ path, body }) => [path, body["input"]])).toEqual([
        ["/v1/embeddings", ["Q: 电电", "Q: 膜"]],
        ["/v1/embeddings", ["Q: aaaa", "Q: 电膜"]],
      ]);
      expect(vectors.map((vector) => Math.round(Math.hypot(...vector) * 1e6) / 1e6)).toEqual([1, 1, 0, 1, 1]);
      expect(vectors[0]?.indexOf(Math.max(...vectors[0]))).toBe(0);
      expect(vectors[3]?.indexOf(Math.max(...vectors[3]))).toBe(2);
      expect(provider.dimensions).toBe(3);
    });
  });

  it("sends the key as a bearer token, and shows it in no id and no error", async () => {
    const refuse: Answer = ({ headers }, _n, response) => response.writeHead(401).end(String(headers.authorization));
    await withModelServer(refuse, async (url, asked) => {
      const provider = httpEmbeddings({ ...FAST, url, key: "sk-very-secret" });
      const error = await failureOf(provider.embed(["x"], "need"));
      expect(asked[0]?.headers.authorization).toBe("Bearer sk-very-secret");
      expect(error.params).toMatchObject({ status: 401 });
      expect(JSON.stringify([provider.id, error.text("zh"), error.text("en"), error.stack])).not.toContain("secret");
    });
  });

  it.each([429, 503])("waits and asks again when it is answered by %i", async (status) => {
    const busyTwice: Answer = (asked, n, response) =>
      n < 2 ? response.writeHead(status, { "retry-after": "0" }).end() : embeds(asked, n, response);
    await withModelServer(busyTwice, async (url, asked) => {
      expect(await httpEmbeddings({ ...FAST, url }).embed(["电"], "candidate")).toHaveLength(1);
      expect(asked).toHaveLength(3);
    });
  });

  it("does not wait longer than allowed, whether seconds or a date are named", async () => {
    for (const wait of ["3600", new Date(Date.parse("2026-01-01T01:00:00Z")).toUTCString()]) {
      const busy: Answer = (_asked, _n, response) =>
        response.writeHead(429, { "retry-after": wait, date: "Thu, 01 Jan 2026 00:00:00 GMT" }).end();
      await withModelServer(busy, async (url, asked) => {
        const error = await failureOf(httpEmbeddings({ ...FAST, url }).embed(["x"], "need"));
        expect([error.code, asked.length]).toEqual(["provider_refused", 1]);
      });
    }
  });

  it("asks a few times and no more", async () => {
    const down: Answer = (_asked, _n, response) => response.writeHead(500).end();
    await withModelServer(down, async (url, asked) => {
      const error = await failureOf(httpEmbeddings({ ...FAST, url, retries: 2 }).embed(["x"], "need"));
      expect([error.code, asked.length]).toEqual(["provider_refused", 3]);
    });
  });

  it("does not repeat what cannot pass", async () => {
    const missing: Answer = (_asked, _n, response) => response.writeHead(404).end();
    await withModelServer(missing, async (url, asked) => {
      await failureOf(httpEmbeddings({ ...FAST, url }).embed(["x"], "need"));
      expect(asked).toHaveLength(1);
    });
  });

  it("follows no redirect", async () => {
    await withModelServer(embeds, async (elsewhere, asked) => {
      const redirect: Answer = (_asked, _n, response) => response.writeHead(307, { location: elsewhere }).end();
      await withModelServer(redirect, async (url) => {
        const error = await failureOf(httpEmbeddings({ ...FAST, url, retries: 0 }).embed(["x"], "need"));
        expect([error.code, asked.length]).toEqual(["provider_unreachable", 0]);
      });
    });
  });

  it("gives up on a server that does not answer, or is not there", async () => {
    const silent: Answer = () => {};
    const gone = await withModelServer(silent, async (url) => {
      const error = await failureOf(httpEmbeddings({ ...FAST, url, timeoutMs: 50, retries: 1 }).embed(["x"], "need"));
      expect(error.text("en")).toContain("no answer within 50 ms");
      return url;
    });
    const error = await failureOf(httpEmbeddings({ ...FAST, url: gone, retries: 1 }).embed(["x"], "need"));
    expect(error.code).toBe("provider_unreachable");
  });

  it("stops when it is told to, while it waits as while it is answered", async () => {
    const busy: Answer = (_asked, _n, response) => response.writeHead(429, { "retry-after": "30" }).end();
    await withModelServer(busy, async (url) => {
      const controller = new AbortController();
      const work = failureOf(httpEmbeddings({ ...FAST, url }).embed(["x"], "need", controller.signal));
      setTimeout(() => controller.abort(new Error("enough")), 30);
      expect((await work).message).toBe("enough");
    });
  });

  const vector = (index: number, embedding: unknown) => ({ index, embedding });
  it.each<[string, unknown, string]>([
    ["no list", { data: null }, "no list of results"],
    ["another kind of answer", ["x"], "no list of results"],
    ["a vector too few", { data: [vector(0, [1, 2])] }, "one result per text"],
    ["an index twice", { data: [vector(0, [1, 2]), vector(0, [1, 2])] }, "an index"],
    ["an index out of range", { data: [vector(0, [1, 2]), vector(7, [1, 2])] }, "an index"],
    ["vectors of two lengths", { data: [vector(0, [1, 2]), vector(1, [1, 2, 3])] }, "another length"],
    ["another length than asked for", { data: [vector(0, [1]), vector(1, [1])] }, "another length"],
    ["a value that is none", { data: [vector(0, [1, null]), vector(1, [1, 2])] }, "finite number"],
    ["a value in words", { data: [vector(0, ["1", "2"]), vector(1, [1, 2])] }, "finite number"],
    ["a vector of zeros", { data: [vector(0, [0, 0]), vector(1, [1, 2])] }, "zeros"],
    ["a vector as base64", { data: [vector(0, "AACA"), vector(1, "AACA")] }, "no list of results"],
  ])("refuses an answer with %s", async (_name, answer, problem) => {
    await withModelServer(answers(answer), async (url) => {
      const error = await failureOf(httpEmbeddings({ ...FAST, url, dimensions: 2 }).embed(["x", "y"], "need"));
      expect([error.code, error.text("en")]).toEqual(["provider_bad_answer", expect.stringContaining(problem)]);
    });
  });

  it("refuses an answer that is no JSON, or too large", async () => {
    const page: Answer = (_asked, _n, response) => response.end("<html>Bad gateway</html>");
    await withModelServer(page, async (url) => {
      const error = await failureOf(httpEmbeddings({ ...FAST, url }).embed(["x"], "need"));
      expect(error.text("en")).toContain("no JSON");
    });
    const endless: Answer = (_asked, _n, response) => response.end("x".repeat(3_000_000));
    await withModelServer(endless, async (url, asked) => {
      const error = await failureOf(httpEmbeddings({ ...FAST, url, maxBytes: 1_000_000 }).embed(["x"], "need"));
      expect([error.text("en"), asked.length]).toEqual([expect.stringContaining("larger than allowed"), 1]);
    });
  });

  it("cuts long texts, and never in the middle of a character", async () => {
    await withModelServer(embeds, async (url, asked) => {
      await httpEmbeddings({ ...FAST, url, maxCharacters: 3 }).embed(["ab𬭊𬭊", "\uD800abcdef"], "candidate");
      expect(asked[0]?.body["input"]).toEqual(["ab\uFFFD", "\uFFFDab"]);
    });
  });

  it.each(["not an address", "file:///etc/passwd", "https://user:secret@host/v1"])(
    "refuses %j as an address",
    (url) => {
      expect(() => httpEmbeddings({ model: "m", url })).toThrow(/address without user and password/);
      expect(() => httpEmbeddings({ model: "m", url })).not.toThrow(/secret/);
    },
  );
});

describe("httpReranker", () => {
  it.each<[string, (index: number, score: number) => unknown, (results: unknown[]) => unknown]>([
    ["Jina, Cohere and vLLM", (index, relevance_score) => ({ index, relevance_score }), (results) => ({ results })],
    ["Text Embeddings Inference", (index, score) => ({ index, score }), (results) => results],
  ])("reads the answers of %s, in the order of the documents", async (_name, entry, wrap) => {
    const rerank: Answer = ({ body }, _n, response) => {
      const documents = body["documents"] as string[];
      expect([body["query"], body["texts"], body["top_n"]]).toEqual(["q", documents, documents.length]);
      const results = documents.map((text, index) => entry(index, text.length / 10));
      sendJson(response, wrap(results.sort(() => -1)));
    };
    await withModelServer(rerank, async (url, asked) => {
      const scores = await httpReranker({ ...FAST, url, batchSize: 2 }).rerank("q", ["abc", "a", "", "abcdefg"]);
      expect([...scores]).toEqual([0.3, 0.1, 0.1, 0.7]);
      expect(asked.map(({ path }) => path)).toEqual(["/v1/rerank", "/v1/rerank"]);
    });
  });

  it("takes scores outside of 0 to 1 for logits, and keeps their order", async () => {
    const results = [-2, 0.5, 3].map((relevance_score, index) => ({ index, relevance_score }));
    await withModelServer(answers({ results }), async (url) => {
      const scores = await httpReranker({ ...FAST, url }).rerank("q", ["a", "b", "c"]);
      expect([...scores].every((score) => score > 0 && score < 1)).toBe(true);
      expect([...scores]).toEqual([...scores].sort((a, b) => a - b));
    });
  });

  it.each<[string, unknown]>([
    ["a missing list", {}],
    ["a result too few", { results: [] }],
    [
      "an index twice",
      {
        results: [
          { index: 0, score: 1 },
          { index: 0, score: 1 },
        ],
      },
    ],
    ["no score", { results: [{ index: 0 }, { index: 1, score: 1 }] }],
  ])("refuses an answer with %s", async (_name, answer) => {
    await withModelServer(answers(answer), async (url) => {
      const error = await failureOf(httpReranker({ ...FAST, url }).rerank("q", ["a", "b"]));
      expect(error.code).toBe("provider_bad_answer");
    });
  });
});
