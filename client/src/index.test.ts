import { expect, test } from "vitest";
import { ApiProblem, createApiClient, ifMatch, type Schemas } from "./index.ts";

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const requests: Request[] = [];
  const api = createApiClient({
    baseUrl: "http://127.0.0.1:8080",
    language: () => "en",
    fetch: async (request) => {
      requests.push(request);
      return new Response(body === null ? null : JSON.stringify(body), {
        status,
        headers: { "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers },
      });
    },
  });
  return { api, requests };
}

test("a good answer is the body itself, asked for in the reader's language", async () => {
  const { api, requests } = answering(200, { displayName: "张某" });
  const me: Schemas["Me"] = await api.get("/api/me");
  expect(me.displayName).toBe("张某");
  expect(requests[0]?.headers.get("accept-language")).toBe("en");
  expect(requests[0]?.headers.has("idempotency-key")).toBe(false);
});

test("a change carries a key of its own and the version that it was made on", async () => {
  const { api, requests } = answering(200, {});
  const change = async () =>
    api.patch("/api/me", { params: { header: ifMatch({ version: 3 }) }, body: { displayName: "王某" } });
  await change();
  await change();
  const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
  expect(new Set(keys).size).toBe(2);
  expect(requests[0]?.headers.get("if-match")).toBe('"3"');
  expect(await requests[0]?.json()).toEqual({ displayName: "王某" });
});

test("a refusal is thrown with its code, its fields and when to try again", async () => {
  const problem = { type: "/x", title: "t", status: 429, detail: "d", instance: "i", code: "identity.too_many" };
  const { api } = answering(429, problem, { "retry-after": "7" });
  const thrown = await api.get("/api/me").catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ApiProblem);
  expect(thrown).toMatchObject({ code: "identity.too_many", status: 429, retryAfter: 7, errors: [] });
});

test("an answer that is no problem document is told by its status", async () => {
  const { api } = answering(502, null, { "content-type": "text/html" });
  await expect(api.get("/api/me")).rejects.toMatchObject({ code: "client.not_a_problem", status: 502 });
});

test("an answer without content resolves", async () => {
  const { api } = answering(204, null, { "content-length": "0" });
  await expect(api.delete("/api/session")).resolves.toBeUndefined();
});
