import { setTimeout as sleep } from "node:timers/promises";
import { MatchingError } from "../../errors.ts";
import { badAnswer } from "./bad-answer.ts";

/** Where a provider is asked, and how patiently. */
export interface Endpoint {
  /** `http:` or `https:`, without user and password. */
  readonly url: string;
  /** Sent as a bearer token and nowhere else; it appears in no error and no id. */
  readonly key?: string;
  /** How long one request may take. Default 60,000 ms. */
  readonly timeoutMs?: number;
  /** How often a request is repeated that failed for a passing reason. Default 4. */
  readonly retries?: number;
  /** The first pause; each further one is twice as long. Default 500 ms. `Retry-After` goes before it. */
  readonly backoffMs?: number;
  /** A longer `Retry-After` ends the attempts. Default 60,000 ms. */
  readonly longestWaitMs?: number;
  /** Bytes of an answer at most. Default 64 MB. */
  readonly maxBytes?: number;
}

const DEFAULTS = { timeoutMs: 60_000, retries: 4, backoffMs: 500, longestWaitMs: 60_000, maxBytes: 64 * 2 ** 20 };
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Posts JSON and gives the JSON that comes back. Repeated are requests that met no server, took too long, or were answered by
 * 408, 425, 429 or a passing 5xx. A redirect is refused: texts and key go to the configured place only.
 * @throws MatchingError `provider_unreachable`, `provider_refused`, `provider_bad_answer`
 */
export async function postJson(endpoint: Endpoint, body: unknown, signal?: AbortSignal): Promise<unknown> {
  const { retries, backoffMs, longestWaitMs } = { ...DEFAULTS, ...endpoint };
  const content = JSON.stringify(body);
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    const outcome = await postOnce(endpoint, content, signal);
    if ("value" in outcome) return outcome.value;
    const pause = outcome.retryAfterMs ?? backoffMs * 2 ** attempt;
    if (!outcome.isPassing || attempt >= retries || pause > longestWaitMs) throw outcome.error;
    await sleep(pause, undefined, signal === undefined ? {} : { signal }).catch(() => signal?.throwIfAborted());
  }
}

type Outcome =
  | { readonly value: unknown }
  | { readonly error: MatchingError; readonly isPassing: boolean; readonly retryAfterMs?: number };

async function postOnce(endpoint: Endpoint, content: string, signal: AbortSignal | undefined): Promise<Outcome> {
  const { timeoutMs, maxBytes } = { ...DEFAULTS, ...endpoint };
  const provider = placeOf(endpoint.url);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(endpoint.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(endpoint.key === undefined ? {} : { authorization: `Bearer ${endpoint.key}` }),
      },
      body: content,
      redirect: "error",
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      const error = new MatchingError("provider_refused", { provider, status: response.status });
      const retryAfterMs = parseRetryAfter(response.headers);
      return { error, isPassing: PASSING.has(response.status), ...(retryAfterMs === null ? {} : { retryAfterMs }) };
    }
    const text = await readAtMost(response, maxBytes);
    if (text === null) return { error: badAnswer(provider, "too_large"), isPassing: false };
    return parse(text, provider);
  } catch {
    signal?.throwIfAborted();
    // The cause may quote the request with its headers, so only its kind is told.
    const reason = timeout.aborted
      ? { zh: `超过 ${timeoutMs} 毫秒`, en: `no answer within ${timeoutMs} ms` }
      : UNREACHED;
    const error = new MatchingError("provider_unreachable", { provider, reason_zh: reason.zh, reason_en: reason.en });
    return { error, isPassing: true };
  }
}

const UNREACHED = { zh: "连接不上或连接中断", en: "no connection, or it broke off" };

function parse(text: string, provider: string): Outcome {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { error: badAnswer(provider, "not_json"), isPassing: false };
  }
}

/** What stands in errors: host and path, for a query may hold a secret. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname;
}

/** The text of a response, or null when it is longer than allowed; then the rest is not read. */
async function readAtMost(response: Response, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Seconds or a date (RFC 9110, 10.2.3), which is read against the server's own clock. */
function parseRetryAfter(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const wait = Date.parse(value) - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}

/** The address of a route under a base address. @throws MatchingError `invalid_option` */
export function routeUrl(base: string, route: string): string {
  const url = URL.parse(base);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw new MatchingError("invalid_option", {
      field: "url",
      value: url === null ? base : placeOf(base),
      expected_zh: "不带用户名和密码的 http 或 https 地址",
      expected_en: "an http or https address without user and password",
    });
  }
  if (!url.pathname.endsWith(`/${route}`)) url.pathname = `${url.pathname.replace(/\/+$/, "")}/${route}`;
  return url.href;
}
