import { createHash } from "node:crypto";
import { request } from "node:http";
import process from "node:process";
import { z } from "@hono/zod-openapi";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { callerOf } from "../access/index.ts";
import { readConfig } from "../config.ts";
import { FileStore } from "../files/index.ts";
import { newId } from "../ids.ts";
import { silentLog } from "../log/index.ts";
import { Outbox } from "../outbox/index.ts";
import { openTestDatabase, type TestDatabase } from "../test-db.ts";
import { type Api, createApi } from "./api.ts";
import { attachmentNamed, fileNameFrom } from "./file.ts";
import { serve } from "./serve.ts";

const MB = 1024 * 1024;
let db: TestDatabase;
let api: Api;
let runs: number;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => db.close());
beforeEach(async () => {
  await db.reset();
  runs = 0;
  api = makeApi({});
});

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function makeApi(env: Record<string, string>): Api {
  const caller = callerOf(newId(), newId(), []);
  const made = createApi({
    config: readConfig({ BODY_LIMIT_KB: "16", UPLOAD_LIMIT_MB: "2", ...env, PORT: "0" }),
    db,
    outbox: new Outbox(),
    files: new FileStore("unused", 1),
    log: silentLog,
    callers: { find: async (token) => (token === "good" ? caller : null), predict: () => null },
  });
  const common = { access: "signed_in", tag: "things", summary: "-" } as const;
  made.route(
    {
      ...common,
      method: "post",
      path: "/api/things",
      id: "putThing",
      body: "file",
      answer: z.object({
        name: z.string(),
        mediaType: z.string(),
        size: z.number(),
        sha256: z.string(),
        run: z.number(),
      }),
    },
    async ({ file }) => {
      runs += 1;
      return { ...file, size: file.bytes.length, sha256: sha256(file.bytes), run: runs };
    },
  );
  made.route({ ...common, method: "get", path: "/api/things", id: "getThing", answer: "file" }, async () => ({
    name: "对接清单 (样例)'.xlsx",
    mediaType: "application/octet-stream",
    bytes: new Uint8Array([0, 255, 13, 10]),
  }));
  return made;
}

const HEADERS = {
  cookie: "session=good",
  "sec-fetch-site": "same-origin",
  "x-file-name": encodeURIComponent("需求.xlsx"),
};

async function post(body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const all = { ...HEADERS, "content-type": "text/csv", ...headers };
  const response = await api.fetch(
    new Request("http://127.0.0.1:8080/api/things", { method: "POST", headers: all, body }),
  );
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

describe("a file that comes in", () => {
  test("reaches the handler byte for byte, with its name", async () => {
    const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
    const { status, body } = await post(bytes);
    expect({ status, body }).toEqual({
      status: 200,
      body: { name: "需求.xlsx", mediaType: "text/csv", size: 300_000, sha256: sha256(bytes), run: 1 },
    });
  });
  test("is bound by the limit for uploads and not by the one for ordinary bodies", async () => {
    expect((await post(new Uint8Array(2 * MB))).status).toBe(200);
    const { status, body } = await post(new Uint8Array(2 * MB + 1));
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: "http.body_too_large", detail: expect.stringContaining("2 MB") });
  });
  test("is taken once for a key, and the same key with other bytes is a mistake", async () => {
    const key = { "idempotency-key": "k1" };
    await post(new Uint8Array([1]), key);
    const again = await post(new Uint8Array([1]), key);
    expect(again.body["run"]).toBe(1);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect((await post(new Uint8Array([2]), key)).body["code"]).toBe("http.key_reused");
  });
  test.each(["", "%", encodeURIComponent("/"), encodeURIComponent("长".repeat(256))])(
    "needs a name: %j",
    async (name) => {
      const { status, body } = await post(new Uint8Array([1]), { "x-file-name": name });
      expect(status).toBe(422);
      expect(body["errors"]).toMatchObject([{ in: "header", pointer: "/x-file-name" }]);
    },
  );
  test.each([
    ["../../etc/需求.xlsx", "需求.xlsx"],
    ["C:\\清单\\a.csv", "a.csv"],
    ["a\u0000b\n.csv", "ab.csv"],
  ])("keeps the name alone of %j", (given, name) => {
    expect(fileNameFrom(encodeURIComponent(given))).toBe(name);
  });
  test("is described as bytes, with the header for its name", () => {
    const document = api.openApiDocument() as { paths: Record<string, Record<string, object>> };
    expect(document.paths["/api/things"]?.["post"]).toMatchObject({
      parameters: [{ name: "x-file-name", in: "header", required: true }, { name: "Idempotency-Key" }],
      requestBody: { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
    });
    expect(document.paths["/api/things"]?.["get"]).toMatchObject({
      responses: { 200: { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } } },
    });
  });
});

describe("a file that goes out", () => {
  test("is a download whose name survives, whatever characters it has", async () => {
    const response = await api.fetch(new Request("http://127.0.0.1:8080/api/things", { headers: HEADERS }));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0, 255, 13, 10]));
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="____ (__)'.xlsx"; filename*=UTF-8''${encodeURIComponent("对接清单 (样例)'.xlsx")
        .replaceAll("(", "%28")
        .replaceAll(")", "%29")
        .replaceAll("'", "%27")}`,
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });
  test("has no name that breaks out of its header", () => {
    expect(attachmentNamed('a"; filename=b%\r\n.csv')).toBe(
      `attachment; filename="a_; filename=b___.csv"; filename*=UTF-8''a%22%3B%20filename%3Db%25%0D%0A.csv`,
    );
  });
});

/** 100 MB over a real connection, with its length declared or in chunks; stops when it is answered. */
async function send100MB(url: string, declared: boolean) {
  const total = 100 * MB;
  const before = process.memoryUsage().rss;
  let peak = before;
  let sent = 0;
  const answer = await new Promise<{ status: number; code: unknown; ended: string }>((resolve, reject) => {
    const big = request(`${url}/api/things`, {
      method: "POST",
      headers: { ...HEADERS, ...(declared ? { "content-length": total } : { "transfer-encoding": "chunked" }) },
    });
    let status = 0;
    let code: unknown;
    big.on("response", (response) => {
      status = response.statusCode ?? 0;
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        ({ code } = JSON.parse(text) as { code: unknown });
        big.destroy();
      });
      response.on("error", reject);
    });
    big.on("error", (error) => (status === 0 ? reject(error) : undefined));
    big.on("close", () => resolve({ status, code, ended: code === undefined ? "cut off" : "answered whole" }));
    const chunk = Buffer.alloc(65_536, 32);
    const push = () => {
      peak = Math.max(peak, process.memoryUsage().rss);
      if (status !== 0 || sent >= total) return;
      sent += chunk.length;
      big.write(chunk, () => setImmediate(push));
    };
    push();
  });
  return { ...answer, sent, grownMB: (peak - before) / MB };
}

test.each([
  ["declared", true],
  ["in chunks", false],
])("100 MB %s are refused before they are sent, in whole sentences, and the server goes on", async (_, declared) => {
  const serving = await serve(api, readConfig({ PORT: "0" }), null);
  onTestFinished(async () => serving.stop());
  const { sent, grownMB, ...answer } = await send100MB(serving.url, declared);
  expect(answer).toEqual({ status: 413, code: "http.body_too_large", ended: "answered whole" });
  expect(sent).toBeLessThan(20 * MB);
  // Both ends are in this process: well below what was to be sent.
  expect(grownMB).toBeLessThan(60);
  expect(runs).toBe(0);
  expect((await fetch(`${serving.url}/healthz`)).status).toBe(200);
});

test("more uploads at once than there is memory for are told to come back, and room that was used is free again", async () => {
  const gates: (() => void)[] = [];
  const slow = () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        gates.push(() => {
          controller.enqueue(new Uint8Array([1]));
          controller.close();
        });
      },
    });
    const init = { method: "POST", headers: HEADERS, body, duplex: "half" };
    return api.fetch(new Request("http://127.0.0.1:8080/api/things", init as RequestInit));
  };
  // Without a length each counts as the largest that there may be.
  const running = Array.from({ length: 4 }, slow);
  await expect.poll(() => gates.length).toBe(4);
  await expect
    .poll(async () => {
      const { status, body, headers } = await post(new Uint8Array(100));
      return [status, body["code"], headers.get("retry-after")];
    })
    .toEqual([503, "http.uploads_busy", "10"]);
  for (const open of gates) open();
  expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await post(new Uint8Array(100), { "content-length": "100" })).status).toBe(200);
});

test("time in which an upload comes in does not count, the work after it does", async () => {
  api = makeApi({ REQUEST_TIMEOUT_SECONDS: "3" });
  const slow = async (pauses: number) => {
    let left = pauses;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (left === 0) return controller.close();
        left -= 1;
        await new Promise((resolve) => setTimeout(resolve, 700));
        controller.enqueue(new Uint8Array([left]));
      },
    });
    const init = { method: "POST", headers: HEADERS, body, duplex: "half" };
    return (await api.fetch(new Request("http://127.0.0.1:8080/api/things", init as RequestInit))).status;
  };
  expect(await slow(5)).toBe(200);
});
