import { randomBytes } from "node:crypto";
import { httpError } from "./errors.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

export function isSafe(method: string): boolean {
  return SAFE.has(method);
}

/**
 * Refuses what another site made a browser send. Browsers say where a request comes from, in Sec-Fetch-Site where the
 * connection is trustworthy and in Origin everywhere; a session's cookie without either was not sent by one of our pages.
 */
export function refuseForeignOrigin(
  method: string,
  headers: Headers,
  ownOrigin: () => string,
  hasSession: boolean,
): void {
  if (isSafe(method)) return;
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const isOurs = site !== null ? site === "same-origin" : origin !== null ? origin === ownOrigin() : !hasSession;
  if (!isOurs) throw httpError("http.foreign_origin", {});
}

export function makeNonce(): string {
  return randomBytes(16).toString("base64");
}

const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** What a service worker may do: ask this server, and nobody else. */
export const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** What a page may load: our own files, and the inline scripts and styles that carry this answer's nonce. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // The table and chart libraries set style attributes; no script can come in that way.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What every answer carries. A page replaces the policy by `pagePolicy`, and what may be kept says so itself. */
export function fixedHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    "content-security-policy": API_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cache-control": "no-store",
    vary: "Accept-Language, Cookie",
    ...(https ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
