import type { Language } from "@dual-high/kernel";
import type { Context } from "hono";
import type { WebPages } from "../web/index.ts";
import { httpError } from "./errors.ts";
import { makeNonce, pagePolicy, WORKER_POLICY } from "./security.ts";

/** A file whose name holds a digest of its content, so that browsers keep it for good. */
export function sendAsset(c: Context, pages: WebPages): Response {
  const asset = pages.findAsset(c.req.param("name") ?? "", c.req.header("accept-encoding") ?? "");
  if (asset === null) throw httpError("http.no_such_route", {});
  c.header("cache-control", "public, max-age=31536000, immutable");
  c.header("vary", "Accept-Encoding");
  c.header("etag", asset.etag);
  if (c.req.header("if-none-match") === asset.etag) return c.body(null, 304);
  c.header("content-type", asset.mediaType);
  if (asset.encoding !== "identity") c.header("content-encoding", asset.encoding);
  return c.body(asset.bytes);
}

/**
 * The service worker, which browsers ask for again and again to learn whether there is a newer interface. What it fetches
 * itself stands under the policy of this answer.
 */
export function sendWorker(c: Context, pages: WebPages): Response {
  const script = pages.worker();
  if (script === null) throw httpError("http.no_such_route", {});
  c.header("cache-control", "no-cache");
  c.header("content-type", "text/javascript; charset=utf-8");
  c.header("content-security-policy", WORKER_POLICY);
  return c.body(script);
}

/** The interface, at any address that a person opens; whatever else asks for an unknown address is told so. */
export function sendPage(c: Context, pages: WebPages, language: Language, hasSession: boolean): Response {
  const isApi = /^\/(?:api|assets)(?:\/|$)/.test(c.req.path);
  // The front door opens for whoever knocks: a person's browser, a health check, curl.
  if (isApi || (c.req.path !== "/" && !isNavigation(c.req.raw.headers))) throw httpError("http.no_such_route", {});
  const nonce = makeNonce();
  const page = pages.page(language, nonce, hasSession);
  if (page === null) return c.html(pages.missingPage(), 503);
  c.header("content-security-policy", pagePolicy(nonce));
  return c.html(page);
}

function isNavigation(headers: Headers): boolean {
  const mode = headers.get("sec-fetch-mode");
  return mode === null ? headers.get("accept")?.includes("text/html") === true : mode === "navigate";
}
