import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DomainError } from "@dual-high/kernel";
import { openWeb } from "../web/index.ts";
import { sendAsset, sendPage, sendWorker } from "./pages.ts";
import { statusOf } from "./problem.ts";

const HTML = `<!doctype html><html lang="zh-CN"><script nonce="__CSP_NONCE__" src="/assets/a.js"></script></html>`;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dual-high-web-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function build(script = "go()"): void {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "assets/a.js"), script);
  writeFileSync(join(folder, "assets/a.js.gz"), gzipSync(script));
  writeFileSync(join(folder, "assets/notes.txt"), "no kind of file that we send");
  writeFileSync(join(folder, "sw.js"), `keep(${script})`);
  writeFileSync(join(folder, "index.html"), HTML);
}

function serveFolder() {
  const pages = openWeb(folder);
  const hono = new Hono();
  hono.get("/assets/:name", (c) => sendAsset(c, pages));
  hono.get("/sw.js", (c) => sendWorker(c, pages));
  hono.get("/*", (c) => sendPage(c, pages, "en", c.req.header("cookie") !== undefined));
  hono.onError((error, c) => c.body(null, (error instanceof DomainError ? statusOf(error) : 500) as 500));
  return async (path: string, headers: Record<string, string> = {}) => hono.request(path, { headers });
}

describe("a built interface", () => {
  test("a page stands at any address that a person opens, with a policy of its own nonce, in their language", async () => {
    build();
    const get = serveFolder();
    const answers = [
      await get("/p/1/needs", { "sec-fetch-mode": "navigate" }),
      await get("/p/1/needs", { accept: "text/html,*/*" }),
      await get("/", { accept: "*/*" }),
    ];
    const nonces = await Promise.all(
      answers.map(async (answer) => {
        expect(answer.status).toBe(200);
        const html = await answer.text();
        const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? "";
        expect(html).toContain('<html lang="en">');
        expect(answer.headers.get("content-security-policy")).toContain(`script-src 'self' 'nonce-${nonce}'`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(3);
    expect(nonces).not.toContain("__CSP_NONCE__");
  });
  test("the page says whether the browser came with a session", async () => {
    build();
    const get = serveFolder();
    const html = async (headers: Record<string, string>) =>
      (await get("/", { "sec-fetch-mode": "navigate", ...headers })).text();
    expect(await html({ cookie: "session=x" })).toContain("data-session");
    expect(await html({})).not.toContain("data-session");
  });
  test.each([
    ["/api/nothing", { "sec-fetch-mode": "navigate" }],
    ["/needs", { "sec-fetch-mode": "cors", accept: "text/html" }],
    ["/needs", { accept: "application/json" }],
    ["/assets/gone.js", { "sec-fetch-mode": "no-cors" }],
    ["/assets/notes.txt", {}],
    ["/assets/..%2Findex.html", {}],
  ])("%s is not answered with a page", async (path, headers) => {
    build();
    expect((await serveFolder()(path, headers)).status).toBe(404);
  });
  test("a file goes out compressed as the browser likes, is kept for good, and is not sent twice", async () => {
    build();
    const get = serveFolder();
    const plain = await get("/assets/a.js");
    expect(plain.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const small = await get("/assets/a.js", { "accept-encoding": "br;q=1, gzip" });
    expect(small.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await small.arrayBuffer()).toString()).toBe("go()");
    const again = await get("/assets/a.js", { "if-none-match": plain.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
  });
  test("what was built anew is sent without a restart", async () => {
    build("one()");
    const get = serveFolder();
    expect(await (await get("/assets/a.js")).text()).toBe("one()");
    build("two()");
    utimesSync(join(folder, "index.html"), new Date(), new Date(Date.now() + 10_000));
    await get("/", { "sec-fetch-mode": "navigate" });
    expect(await (await get("/assets/a.js")).text()).toBe("two()");
    expect(await (await get("/sw.js")).text()).toBe("keep(two())");
  });
  test("the service worker is asked for each time, and may speak with this server alone", async () => {
    build();
    const answer = await serveFolder()("/sw.js");
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; connect-src 'self'");
  });
  test("a build without a service worker has none to give", async () => {
    build();
    rmSync(join(folder, "sw.js"));
    expect((await serveFolder()("/sw.js")).status).toBe(404);
  });
});

test("an interface that was not built says in both languages how to build it", async () => {
  const answer = await serveFolder()("/", { "sec-fetch-mode": "navigate" });
  expect(answer.status).toBe(503);
  const html = await answer.text();
  expect(html).toContain("页面还没有构建");
  expect(html).toContain("The interface has not been built");
  expect(html).toContain("npm run build -w web");
});
