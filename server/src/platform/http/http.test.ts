import { DomainError } from "@dual-high/kernel";
import { z } from "@hono/zod-openapi";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Caller, callerOf } from "../access/index.ts";
import { readConfig } from "../config.ts";
import { asDatabaseError } from "../db/errors.ts";
import { FileStore } from "../files/index.ts";
import { newId } from "../ids.ts";
import { createLog } from "../log/index.ts";
import { Outbox } from "../outbox/index.ts";
import { openTestDatabase, type TestDatabase } from "../test-db.ts";
import { type Api, createApi } from "./api.ts";
import { cursorFrom, PageQuery, pageOf, pageSchema } from "./paging.ts";
import { expectVersion } from "./versions.ts";

const ORIGIN = "http://127.0.0.1:8080";
let db: TestDatabase;
let api: Api;
let lines: string[] = [];
let runs = 0;
let failure: Error | null = null;
/** Lets a running handler go on. */
let release: () => void = () => {};
let caller: Caller;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => db.close());

beforeEach(async () => {
  await db.reset();
  lines = [];
  runs = 0;
  failure = null;
  caller = callerOf(newId(), newId(), []);
  api = makeApi({});
});

function makeApi(env: Record<string, string>): Api {
  const made = createApi({
    config: readConfig({ REQUEST_TIMEOUT_SECONDS: "1", BODY_LIMIT_KB: "16", ...env }),
    db,
    outbox: new Outbox(),
    files: new FileStore("unused", 1),
    log: createLog({ level: "info", write: (line) => lines.push(line) }),
    callers: {
      async find(token) {
        if (failure !== null) throw failure;
        return token === "good" ? caller : null;
      },
      predict: () => null,
    },
  });
  const access = "signed_in";
  const thing = z.object({ id: z.string(), version: z.number().int() });
  made.route(
    {
      method: "get",
      path: "/api/things/{id}",
      access,
      id: "getThing",
      tag: "things",
      summary: "-",
      params: z.object({ id: z.string() }),
      answer: thing,
    },
    async ({ params }) => {
      if (params.id === "broken") throw new Error("secret detail of the inside");
      if (params.id === "slow") await new Promise((resolve) => setTimeout(resolve, 3000).unref());
      // A column that no schema mentions.
      return { id: params.id, version: 7, passwordHash: "x" } as z.input<typeof thing>;
    },
  );
  made.route(
    {
      method: "post",
      path: "/api/things",
      access,
      id: "createThing",
      tag: "things",
      summary: "-",
      body: z.strictObject({
        name: z.string().min(2),
        count: z.number().int().max(9).optional(),
        kind: z.enum(["a", "b"]).optional(),
      }),
      answer: z.object({ name: z.string(), run: z.number() }),
      status: 201,
    },
    async ({ body }) => {
      runs += 1;
      if (body.name === "wait") await new Promise<void>((resolve) => (release = resolve));
      if (body.name === "fails") throw new DomainError("test.fails", "conflict", {}, () => "fails");
      return { name: body.name, run: runs };
    },
  );
  made.route(
    {
      method: "put",
      path: "/api/things/{id}",
      access,
      id: "updateThing",
      tag: "things",
      summary: "-",
      params: z.object({ id: z.string() }),
      answer: thing,
      ifMatch: true,
    },
    async ({ params, version }) => {
      expectVersion({ version: 7 }, version);
      return { id: params.id, version: 8 };
    },
  );
  made.route(
    {
      method: "get",
      path: "/api/things",
      access,
      id: "listThings",
      tag: "things",
      summary: "-",
      query: PageQuery,
      answer: pageSchema(z.number()),
    },
    async ({ query }) => {
      const after = cursorFrom(query.cursor, "by number", z.number()) ?? 0;
      const rows = Array.from({ length: 5 }, (_, index) => index + 1).filter((n) => n > after);
      return pageOf(rows.slice(0, query.limit + 1), query.limit, "by number", (n) => n);
    },
  );
  return made;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { errors?: { in: string; pointer: string; code: string; detail: string }[] };
}

async function call(
  method: string,
  path: string,
  { body, ...headers }: Record<string, unknown> & { body?: unknown } = {},
): Promise<Answer> {
  const all: Record<string, string> = { cookie: "session=good", "sec-fetch-site": "same-origin" };
  if (body !== undefined) all["content-type"] = "application/json";
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) delete all[name];
    else all[name] = value as string;
  }
  const payload = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await api.fetch(new Request(`${ORIGIN}${path}`, { method, headers: all, ...payload }));
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
}

describe("a route is denied unless it is allowed", () => {
  const answer = null;
  const base = { method: "get", id: "x", tag: "x", summary: "x", answer } as const;
  test("one without a permission cannot be registered", () => {
    const bare = { ...base, path: "/api/bare" } as unknown as Parameters<Api["route"]>[0];
    expect(() => api.route(bare, async () => {})).toThrow("GET /api/bare declares no permission");
    const unknown = { ...base, path: "/api/bare", access: { permission: "no.such", in: "anywhere" } };
    expect(() => api.route(unknown as unknown as Parameters<Api["route"]>[0], async () => {})).toThrow("no permission");
  });
  test("one that is open to anyone stands in the list of open routes", () => {
    expect(() => api.route({ ...base, path: "/api/bare", access: "open" }, async () => {})).toThrow("OPEN_ROUTES");
  });
  test("a permission in the scope of the path takes a path with a scope", () => {
    const access = { permission: "scope.read", in: "path" } as const;
    expect(() => api.route({ ...base, path: "/api/bare", access }, async () => {})).toThrow("{scopeId}");
  });
  test("the permission is asked for before the handler runs, which may have forgotten to", async () => {
    const [mine, theirs] = [newId(), newId()];
    let reached = 0;
    const handler = async () => {
      reached += 1;
    };
    const scoped = {
      ...base,
      path: "/api/scopes/{scopeId}/forgetful",
      params: z.object({ scopeId: z.uuid() }),
    } as const;
    api.route({ ...scoped, access: { permission: "member.invite", in: "path" } }, handler);
    api.route(
      { ...base, path: "/api/forgetful", id: "y", access: { permission: "user.read", in: "anywhere" } },
      handler,
    );
    const status = async (path: string) => (await call("GET", path)).status;
    caller = callerOf(newId(), newId(), [{ role: "pair_officer", scopeId: mine, below: [] }]);
    expect(await status(`/api/scopes/${mine}/forgetful`)).toBe(403);
    expect(await status(`/api/scopes/${theirs}/forgetful`)).toBe(404);
    expect(await status("/api/forgetful")).toBe(403);
    expect(reached).toBe(0);
    caller = callerOf(newId(), newId(), [{ role: "pair_lead", scopeId: mine, below: [] }]);
    expect(await status(`/api/scopes/${mine}/forgetful`)).toBe(204);
    expect(await status(`/api/scopes/${theirs}/forgetful`)).toBe(404);
    expect(reached).toBe(1);
  });
  test.each(["session=bad", "other=good", ""])("without a good session (%j) the answer is 401", async (cookie) => {
    const { status, body } = await call("GET", "/api/things/1", { cookie });
    expect(status).toBe(401);
    expect(body["code"]).toBe("access.not_signed_in");
  });
});

describe("problem details", () => {
  test("carry type, title, status, detail, request id, code and every field that is wrong", async () => {
    const { status, headers, body } = await call("POST", "/api/things", {
      body: { name: "x", count: 10, kind: "c", "a/b": 1 },
    });
    expect(status).toBe(422);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({
      type: "/problems/http.invalid_request",
      title: "内容需要修改",
      status: 422,
      code: "http.invalid_request",
      instance: headers.get("x-request-id"),
    });
    expect(body.errors).toEqual([
      { in: "body", pointer: "/name", code: "too_small", detail: "至少 2 个字符" },
      { in: "body", pointer: "/count", code: "too_big", detail: "不能大于 9" },
      { in: "body", pointer: "/kind", code: "not_offered", detail: "应为其中之一：a、b" },
      { in: "body", pointer: "/a~1b", code: "unknown_field", detail: "没有这个字段，请去掉或核对拼写" },
    ]);
  });
  test("a missing field, a wrong type and a wrong query are told apart", async () => {
    const missing = await call("POST", "/api/things", { body: {} });
    expect(missing.body.errors?.[0]).toMatchObject({ pointer: "/name", code: "required" });
    const wrong = await call("POST", "/api/things", { body: { name: 7 }, "accept-language": "en" });
    expect(wrong.body.errors?.[0]).toMatchObject({ pointer: "/name", code: "wrong_type", detail: "Should be a text" });
    const query = await call("GET", "/api/things?limit=0");
    expect(query.body.errors?.[0]).toMatchObject({ in: "query", pointer: "/limit" });
  });
  test.each([
    [{}, "没有找到"],
    [{ "accept-language": "en-GB,zh;q=0.5" }, "Not found"],
    [{ "accept-language": "fr, zh-CN;q=0.8, en;q=0.3" }, "没有找到"],
    [{ "accept-language": "en", cookie: "session=good; lang=zh" }, "没有找到"],
    [{ cookie: "lang=en; session=good" }, "Not found"],
  ])("speak the reader's language: %j", async (headers, title) => {
    const { status, body } = await call("GET", "/api/nowhere", headers);
    expect(status).toBe(404);
    expect(body["title"]).toBe(title);
  });
  test("what no table keeps is refused where it stands, and nothing runs", async () => {
    const bodies = [
      [{ name: "a\0b" }, "unreadable_character"],
      ['{"name":"a\\ud800b"}', "unreadable_character"],
      [{ name: "0000-01-01" }, "day_out_of_range"],
      [{ name: "9999-12-31T00:00:00Z" }, "day_out_of_range"],
    ] as const;
    for (const [body, code] of bodies) {
      const { status, body: problem } = await call("POST", "/api/things", { body });
      expect([status, problem.errors]).toEqual([
        422,
        [expect.objectContaining({ in: "body", pointer: "/name", code })],
      ]);
    }
    expect(runs).toBe(0);
    const inPath = await call("GET", "/api/things/a%00b");
    expect([inPath.status, inPath.body.errors?.[0]?.pointer]).toEqual([422, "/id"]);
    expect((await call("POST", "/api/things", { body: { name: "1985-04-01 起" } })).status).toBe(201);
  });

  test("a body that is not JSON, or says it is something else", async () => {
    expect((await call("POST", "/api/things", { body: "{" })).body).toMatchObject({
      status: 400,
      code: "http.not_json",
    });
    const form = await call("POST", "/api/things", {
      body: "a=1",
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(form.body).toMatchObject({ status: 415, code: "http.wrong_media_type" });
  });
  test("lead to a page that says in both languages what the code means and what to do", async () => {
    const { body } = await call("POST", "/api/things", { body: {} });
    const page = await call("GET", String(body["type"]), { "accept-language": "en" });
    expect(page.headers.get("content-type")).toContain("text/html");
    const text = String(page.body["text"]);
    expect(text.indexOf("What to do")).toBeLessThan(text.indexOf("怎么办"));
    expect(text).toContain("422");
    const large = await call("GET", "/problems/http.body_too_large");
    expect(large.body["text"]).toContain("〈limit〉");
    expect(large.body["text"]).toContain("413");
    expect((await call("GET", "/problems/http.invalid_request")).body["text"]).toContain("有 〈errors.length〉 处");
    const all = await call("GET", "/problems");
    expect(all.body["text"]).toContain('href="/problems/http.stale_version"');
    expect((await call("GET", "/problems/no.such")).status).toBe(404);
    expect((await call("GET", "/problems/<script>")).status).toBe(404);
  });
  test("an unknown failure is logged whole and answered bare", async () => {
    const { status, body, headers } = await call("GET", "/api/things/broken");
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("secret detail");
    expect(body["code"]).toBe("http.unexpected");
    const logged = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ event }) => event === "http.failed");
    expect(logged).toMatchObject({
      requestId: headers.get("x-request-id"),
      failure: { message: "secret detail of the inside" },
    });
  });
  test("a database that is away is said to be away, and when to try again", async () => {
    failure = asDatabaseError(new Error("Connection terminated unexpectedly")) as Error;
    const { status, body, headers } = await call("GET", "/api/things/1");
    expect([status, body["code"], headers.get("retry-after")]).toEqual([503, "platform.database_unavailable", "5"]);
  });
  test("what takes too long is answered, and says that the outcome is open", async () => {
    const { status, body, headers } = await call("GET", "/api/things/slow");
    expect([status, body["code"], headers.get("retry-after")]).toEqual([503, "http.timed_out", "5"]);
  });
});

test("an answer holds what its schema says and nothing else", async () => {
  const { body, headers } = await call("GET", "/api/things/1");
  expect(body).toEqual({ id: "1", version: 7 });
  expect(headers.get("etag")).toBe('"7"');
});

describe("a change states the version that it was made on", () => {
  test.each([
    [null, 428, "http.version_required"],
    ["*", 428, "http.version_required"],
    ["seven", 428, "http.version_required"],
    ['"6"', 412, "http.stale_version"],
    ['"7"', 200, undefined],
    ['W/"7"', 200, undefined],
  ])("If-Match %s is answered %i", async (ifMatch, status, code) => {
    const answer = await call("PUT", "/api/things/1", ifMatch === null ? {} : { "if-match": ifMatch });
    expect([answer.status, answer.body["code"]]).toEqual([status, code]);
  });
});

describe("a request with an Idempotency-Key", () => {
  const post = (name: string, key: string, headers = {}) =>
    call("POST", "/api/things", { body: { name }, "idempotency-key": key, ...headers });

  test("is done once and answered the same again", async () => {
    const one = await post("pump", "k1");
    const two = await post("pump", "k1");
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
    expect(two.headers.get("idempotency-replayed")).toBe("true");
    expect(runs).toBe(1);
  });
  test("and another body is refused", async () => {
    await post("pump", "k1");
    const other = await post("valve", "k1");
    expect([other.status, other.body["code"], runs]).toEqual([422, "http.key_reused", 1]);
  });
  test("of another person is another key", async () => {
    await post("pump", "k1");
    caller = callerOf(newId(), newId(), []);
    expect((await post("valve", "k1")).status).toBe(201);
  });
  test("that failed is free to be tried again", async () => {
    expect((await post("fails", "k1")).status).toBe(409);
    expect((await post("fails", "k1")).status).toBe(409);
    expect(runs).toBe(2);
  });
  test("sent twice at once is done once", async () => {
    const first = post("wait", "k1");
    await expect.poll(() => runs).toBe(1);
    const second = post("wait", "k1");
    // A server refuses the second while the first runs; the embedded database has one connection, and lets it wait.
    const early = db.kind === "server" ? await second : null;
    release();
    expect((await first).status).toBe(201);
    const { status, body, headers } = early ?? (await second);
    expect([status, body["code"], headers.get("idempotency-replayed")]).toEqual(
      db.kind === "server" ? [409, "http.key_in_use", null] : [201, undefined, "true"],
    );
    expect(runs).toBe(1);
  });
  test("that is no key is refused", async () => {
    expect((await post("pump", "with space")).body.errors?.[0]).toMatchObject({
      in: "header",
      pointer: "/idempotency-key",
    });
  });
});

describe("a list is read page by page", () => {
  test("every row once, and the last page says so", async () => {
    const seen: unknown[] = [];
    let cursor: unknown = "";
    do {
      const page = await call("GET", `/api/things?limit=2${cursor === "" ? "" : `&cursor=${cursor as string}`}`);
      seen.push(...(page.body["items"] as unknown[]));
      cursor = page.body["nextCursor"];
    } while (cursor !== null);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });
  test.each([
    "nonsense",
    Buffer.from('["other list",3]').toString("base64url"),
    Buffer.from('["by number","x"]').toString("base64url"),
  ])("a cursor that is not of this list is refused: %s", async (cursor) => {
    const { status, body } = await call("GET", `/api/things?cursor=${cursor}`);
    expect([status, body.errors?.[0]?.code]).toEqual([422, "wrong_cursor"]);
  });
});

describe("too large a body is refused", () => {
  test("by what it declares, before it is read", async () => {
    let read = 0;
    const stream = new ReadableStream({
      pull(controller) {
        read += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const request = new Request(`${ORIGIN}/api/things`, {
      method: "POST",
      headers: {
        cookie: "session=good",
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
        "content-length": "104857600",
      },
      body: stream,
      duplex: "half",
    });
    const response = await api.fetch(request);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      code: "http.body_too_large",
      detail: expect.stringContaining("50 MB"),
    });
    expect(read).toBeLessThanOrEqual(1);
  });
  test("by what it is, when it declared nothing", async () => {
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        sent += 8192;
        if (sent > 10_000_000) controller.close();
        else controller.enqueue(new Uint8Array(8192).fill(32));
      },
    });
    const request = new Request(`${ORIGIN}/api/things`, {
      method: "POST",
      headers: { cookie: "session=good", "sec-fetch-site": "same-origin", "content-type": "application/json" },
      body: stream,
      duplex: "half",
    });
    const response = await api.fetch(request);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(100_000);
  });
});

describe("another site cannot act for somebody", () => {
  const body = { name: "pump" };
  test.each([
    ["same site says the browser", { "sec-fetch-site": "same-origin" }, 201],
    ["another site says the browser", { "sec-fetch-site": "cross-site", origin: ORIGIN }, 403],
    ["a sister site says the browser", { "sec-fetch-site": "same-site" }, 403],
    ["typed or a bookmark, which cannot be a POST", { "sec-fetch-site": "none" }, 403],
    ["our origin, no fetch metadata", { "sec-fetch-site": null, origin: ORIGIN }, 201],
    ["another origin, no fetch metadata", { "sec-fetch-site": null, origin: "https://evil.example" }, 403],
    ["an opaque origin", { "sec-fetch-site": null, origin: "null" }, 403],
    ["neither, with a session", { "sec-fetch-site": null }, 403],
    ["neither, without a session: no browser", { "sec-fetch-site": null, cookie: "" }, 401],
  ])("%s", async (_, headers, status) => {
    expect((await call("POST", "/api/things", { body, ...headers })).status).toBe(status);
  });
  test("reading is not refused", async () => {
    expect((await call("GET", "/api/things/1", { "sec-fetch-site": "cross-site" })).status).toBe(200);
  });
});

describe("headers", () => {
  test("of an answer", async () => {
    const { headers } = await call("GET", "/api/things/1");
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(headers.has("strict-transport-security")).toBe(false);
  });
  test("of a refusal are the same", async () => {
    for (const path of ["/api/nowhere", "/api/things/broken"]) {
      const { headers } = await call("GET", path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
  test("of a page carry a nonce that is new each time and stands in the page", async () => {
    const one = await call("GET", "/api/reference");
    const two = await call("GET", "/api/reference");
    const nonce = /'nonce-([^']+)'/.exec(one.headers.get("content-security-policy") ?? "")?.[1];
    expect(nonce).toBeDefined();
    expect(one.body["text"]).toContain(`<script nonce="${nonce}">`);
    expect(two.headers.get("content-security-policy")).not.toContain(nonce);
    expect(one.body["text"]).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
  test("over HTTPS ask for HTTPS and take the cookie that is bound to the host", async () => {
    api = makeApi({ PUBLIC_URL: "https://pair.example" });
    const plain = await call("GET", "/api/things/1");
    expect(plain.status).toBe(401);
    const bound = await call("GET", "/api/things/1", { cookie: "__Host-session=good" });
    expect(bound.status).toBe(200);
    expect(bound.headers.get("strict-transport-security")).toContain("max-age");
  });
});

describe("for whoever runs the server", () => {
  test("alive and ready are two questions", async () => {
    api.addReadyCheck("database", async () => {
      throw new Error("gone");
    });
    expect((await call("GET", "/healthz")).status).toBe(200);
    const ready = await call("GET", "/readyz");
    expect([ready.status, ready.body["failed"]]).toEqual([503, ["database"]]);
  });
  test("metrics name routes, not addresses, and are for this machine or a token", async () => {
    await call("GET", "/api/things/secret-id");
    const local = { incoming: { socket: { remoteAddress: "127.0.0.1" } } } as never;
    const get = async (headers: Record<string, string>, bindings = local) =>
      api.fetch(new Request(`${ORIGIN}/metrics`, { headers }), bindings);
    const text = await (await get({})).text();
    expect(text).toContain('http_requests_total{method="GET",route="/api/things/{id}",status="200"} 1');
    expect(text).not.toContain("secret-id");
    const elsewhere = { incoming: { socket: { remoteAddress: "10.0.0.9" } } } as never;
    expect((await get({}, elsewhere)).status).toBe(404);
    expect((await get({ "x-forwarded-for": "127.0.0.1" }, elsewhere)).status).toBe(404);
    api = makeApi({ METRICS_TOKEN: "0123456789abcdef" });
    expect((await get({})).status).toBe(404);
    expect((await get({ authorization: "Bearer 0123456789abcdef" }, elsewhere)).status).toBe(200);
  });
  test("a server that is stopping says so and takes nothing new", async () => {
    api.stop();
    expect((await call("GET", "/readyz")).status).toBe(503);
    const { status, body, headers } = await call("GET", "/api/things/1");
    expect([status, body["code"], headers.get("connection")]).toEqual([503, "http.stopping", "close"]);
  });
  test("the log of a request has its route, status and time, and nobody's address or token", async () => {
    await call("GET", "/api/things/1?name=someone");
    const line = JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown>;
    expect(line).toMatchObject({
      event: "http.answered",
      method: "GET",
      route: "/api/things/{id}",
      status: 200,
      userId: caller.userId,
    });
    expect(lines.join("")).not.toMatch(/someone|session=|127\.0\.0\.1/);
  });
});
