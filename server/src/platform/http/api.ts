import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { DomainError, type Language } from "@dual-high/kernel";
import type { HttpBindings } from "@hono/node-server";
import { createRoute, OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { accessError, authorize, type Caller, type Callers, type Ctx, holds } from "../access/index.ts";
import { OPEN_ROUTES, type Permission, PERMISSIONS } from "../access/matrix.ts";
import { type Config, isLoopback } from "../config.ts";
import type { Database } from "../db/index.ts";
import type { FileStore } from "../files/index.ts";
import { type Log, withRequestId } from "../log/index.ts";
import type { Outbox } from "../outbox/index.ts";
import type { WebPages } from "../web/index.ts";
import { readBody, refuseDeclaredLength } from "./body.ts";
import { createAddressReader, networkOf } from "./client-address.ts";
import { translateDatabaseError } from "./constraints.ts";
import { sessionCookie, sessionTokenFrom } from "./cookie.ts";
import { Deadline } from "./deadline.ts";
import { httpError } from "./errors.ts";
import { attachmentNamed, FILE_NAME_HEADER, type FileAnswer, fileNameFrom, type UploadedFile } from "./file.ts";
import { digestRequest, runOnce, type StoredAnswer } from "./idempotency.ts";
import { unkeepableRequest } from "./keepable.ts";
import { languageOf } from "./language.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { describeProblem } from "./problem-page.ts";
import { Problem, problemOf, retryAfterOf, statusOf } from "./problem.ts";
import { referencePage, referenceScript, referenceStyle } from "./reference.ts";
import type { Access, HandlerInput, Router, RouteSpec } from "./route.ts";
import { fixedHeaders, isSafe, makeNonce, pagePolicy, refuseForeignOrigin } from "./security.ts";
import { shaperOf } from "./shape.ts";
import { UploadRoom } from "./upload-room.ts";
import { fieldErrorIn, invalidRequest } from "./validation.ts";
import { etagOf, versionFrom } from "./versions.ts";
import { sendAsset, sendPage, sendWorker } from "./pages.ts";

interface Env {
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    route: string;
    language: Language;
    caller: Caller;
    /** Finds the caller anew, and throws unless they may do this. */
    admit: () => Promise<void>;
    token: string | null;
    deadline: Deadline;
    arrivedAt: number;
    file: UploadedFile;
    /** The answer carries what every answer does. */
    isDressed: boolean;
  };
}

export interface ApiOptions {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly outbox: Outbox;
  readonly files: FileStore;
  readonly callers: Callers;
}

/** A route as it was registered, for the matrix test and for reading. */
export interface RegisteredRoute {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly ifMatch: boolean;
}

export interface Api extends Router {
  readonly routes: readonly RegisteredRoute[];
  readonly metrics: Metrics;
  readonly fetch: (request: Request, env?: Env["Bindings"]) => Promise<Response>;
  /** Every path that answers, those of the platform included. */
  listPaths(): string[];
  openApiDocument(): object;
  /** Called before /readyz says yes; throws or waits while the server should get no traffic. */
  addReadyCheck(name: string, check: () => Promise<void>): void;
  /** Answers what is not under /api with the interface. After all routes: a page stands at every other address. */
  servePages(pages: WebPages): void;
  /** From now on new requests are told to come back. */
  stop(): void;
}

type AnySpec = RouteSpec<
  z.ZodObject | undefined,
  z.ZodObject | undefined,
  z.ZodType | "file" | undefined,
  z.ZodType | "file" | null,
  Access
>;
type AnyHandler = (input: HandlerInput<z.ZodObject, z.ZodObject, z.ZodType, "signed_in">) => Promise<unknown>;

export function createApi({ config, db, log, outbox, files, callers }: ApiOptions): Api {
  const routes: RegisteredRoute[] = [];
  const readyChecks = new Map<string, () => Promise<void>>();
  const metrics = createMetrics();
  const readAddress = createAddressReader(config.TRUSTED_PROXY ?? []);
  let stopping = false;

  const uploadLimit = config.UPLOAD_LIMIT_MB * 1024 * 1024;
  const uploadRoom = new UploadRoom(uploadLimit);
  const https = config.PUBLIC_URL?.startsWith("https:") === true;
  const hono = new OpenAPIHono<Env>({
    defaultHook: async (result, c) => {
      const refusal = result.success
        ? unkeepableRequest(result.target, result.data)
        : invalidRequest(result.target, result.error);
      if (refusal === null) return;
      if (!isSettled(c.get("caller"))) await c.get("admit")();
      throw refusal;
    },
  });

  const addressOf = (c: Context<Env>) => {
    // In process there is no connection; the bindings are what the server hands in.
    const incoming = (c.env as Env["Bindings"] | undefined)?.incoming;
    return readAddress(incoming?.socket.remoteAddress, c.req.header("x-forwarded-for"));
  };

  const headers = fixedHeaders(https);
  hono.use(async (c, next) => {
    const requestId = randomUUID();
    c.set("requestId", requestId);
    c.set("route", "unmatched");
    c.set("language", languageOf(c.req.raw.headers));
    const started = performance.now();
    await withRequestId(requestId, async () => {
      await next();
      if (!c.get("isDressed")) dress(c.res.headers, { ...headers, "x-request-id": requestId });
      const seconds = (performance.now() - started) / 1000;
      const { method } = c.req;
      const { status } = c.res;
      const route = c.get("route");
      metrics.observeRequest({ method, route, status }, seconds);
      const caller = c.get("caller") as Caller | undefined;
      const userId = caller === undefined ? {} : { userId: caller.userId };
      log.info("http.answered", { method, route, status, ms: Math.round(seconds * 1e4) / 10, ...userId });
    });
  });

  hono.use(async (c, next) => {
    if (stopping && c.req.path !== "/healthz" && c.req.path !== "/readyz") throw httpError("http.stopping", {});
    const token = sessionTokenFrom(c.req.raw.headers, https);
    c.set("token", token);
    const ownOrigin = () => config.PUBLIC_URL ?? new URL(c.req.url).origin;
    refuseForeignOrigin(c.req.method, c.req.raw.headers, ownOrigin, token !== null);
    refuseDeclaredLength(c.req.raw.headers, uploadLimit);
    c.set("arrivedAt", performance.now());
    const deadline = new Deadline(config.REQUEST_TIMEOUT_SECONDS);
    c.set("deadline", deadline);
    await deadline.over(next());
  });

  hono.notFound((c) => {
    throw httpError("http.no_such_route", { path: c.req.path });
  });

  hono.onError((error, c) => {
    const known = understand(error);
    const shown = known ?? httpError("http.unexpected", {});
    const status = statusOf(shown);
    if (known === null) log.error("http.failed", { route: c.get("route"), failure: error });
    else if (status >= 500) log.error("http.unavailable", { route: c.get("route"), code: shown.code, failure: error });
    if (status === 401 || status === 403) {
      metrics.count("http_refusals_total", "Requests refused for who sent them", { code: shown.code });
      log.warn("http.refused", { route: c.get("route"), code: shown.code });
    }
    const retryAfter = retryAfterOf(shown);
    const language = c.get("language");
    c.header("content-type", "application/problem+json");
    c.header("content-language", language === "zh" ? "zh-CN" : "en");
    if (retryAfter !== null) c.header("retry-after", String(retryAfter));
    // Not so for a refused body: a client that is still sending would be cut off before it reads why. The server lets
    // the rest run into nothing for half a second, and cuts off then.
    if (shown.code === "http.stopping") c.header("connection", "close");
    return c.body(JSON.stringify(problemOf(shown, language, c.get("requestId"))), status as 500);
  });

  const receiveFile = async (c: Context<Env>) => {
    const name = fileNameFrom(c.req.header(FILE_NAME_HEADER));
    const deadline = c.get("deadline");
    deadline.pause();
    const bytes = await readBody(c, uploadLimit);
    deadline.start();
    c.set("file", { name, mediaType: c.req.header("content-type") ?? "application/octet-stream", bytes });
  };
  const letIn = (c: Context<Env>, spec: AnySpec, caller: Caller | null): void => {
    if (caller === null) throw accessError("access.not_signed_in", {});
    c.set("caller", caller);
    if (typeof spec.access !== "string") refuseForbidden(caller, spec.access, c.req.param("scopeId") ?? "");
  };
  /** What only reads may begin as whoever it was the last time: its transaction has that confirmed. */
  const letInPredicted = (c: Context<Env>, spec: AnySpec): boolean => {
    const token = c.get("token");
    const caller = token === null || spec.method !== "get" ? null : callers.predict(token);
    if (caller === null) return false;
    try {
      letIn(c, spec, caller);
      return true;
    } catch {
      return false;
    }
  };
  /** Nothing is answered from a caller who was not confirmed: they are found, and the work is done again if they differ. */
  const settle = async <T extends object>(c: Context<Env>, work: (caller: Caller) => Promise<T>): Promise<T> => {
    const caller = c.get("caller");
    let answer: T | null = null;
    try {
      answer = await work(caller);
    } catch (error) {
      // Who they are cannot be asked of a database that is away, either.
      if (isSettled(caller) || (error instanceof DomainError && error.kind === "unavailable")) throw error;
    }
    if (answer !== null && isSettled(caller)) return answer;
    await c.get("admit")();
    const found = c.get("caller");
    return answer !== null && isDeepStrictEqual(found.grants, caller.grants) ? answer : work(found);
  };

  const guard =
    (spec: AnySpec): MiddlewareHandler<Env> =>
    async (c, next) => {
      c.set("route", spec.path);
      if (spec.access !== "open") {
        const admit = async () => {
          const token = c.get("token");
          letIn(c, spec, token === null ? null : await callers.find(token));
        };
        c.set("admit", admit);
        if (!letInPredicted(c, spec)) await admit();
      }
      if (spec.body === "file") {
        const giveBack = uploadRoom.take(c.req.header("content-length"));
        try {
          await receiveFile(c);
          await next();
        } finally {
          giveBack();
        }
        return;
      }
      if (spec.body !== undefined) await readBody(c, config.BODY_LIMIT_KB * 1024);
      await next();
    };

  const route = (spec: AnySpec, handler: AnyHandler): void => {
    refuseUndeclared(spec);
    const registered = { method: spec.method.toUpperCase(), path: spec.path, access: spec.access };
    routes.push({ ...registered, ifMatch: spec.ifMatch === true });
    const shape = spec.answer === null || spec.answer === "file" ? () => null : shaperOf(spec.answer);
    hono.openapi(describeRoute(spec, guard(spec)), async (c) => {
      const raw = c as unknown as Context<Env>;
      const valid = (part: "param" | "query" | "json") =>
        (c.req as unknown as { valid(part: string): unknown }).valid(part);
      const own: Record<string, string> = {};
      const respond = (
        text: string | Uint8Array<ArrayBuffer> | null,
        status: number,
        type: Readonly<Record<string, string>>,
      ) => {
        raw.set("isDressed", true);
        const all = { ...headers, "x-request-id": raw.get("requestId"), ...type, ...own };
        return new Response(text, { status, headers: all });
      };
      const run = async (ctx: Ctx | undefined): Promise<unknown> =>
        handler({
          ctx,
          params: spec.params === undefined ? {} : valid("param"),
          query: spec.query === undefined ? {} : valid("query"),
          body: spec.body === undefined || spec.body === "file" ? undefined : valid("json"),
          file: raw.get("file"),
          version: spec.ifMatch === true ? versionFrom(c.req.header("if-match")) : 0,
          db,
          outbox,
          files,
          language: raw.get("language"),
          network: networkOf(addressOf(raw)),
          arrivedAt: raw.get("arrivedAt"),
          sessionToken: raw.get("token"),
          setSession: (token: string | null) => (own["set-cookie"] = sessionCookie(token, https)),
          setHeader: (name: string, value: string) => (own[name] = value),
          c,
        } as unknown as Parameters<AnyHandler>[0]);
      const answerWith = async (ctx: Ctx | undefined) => shapeAnswer(spec, shape, await run(ctx));
      const asCaller = async <T extends object>(work: (ctx: Ctx | undefined) => Promise<T>) =>
        spec.access === "open" ? work(undefined) : settle(raw, async (caller) => work({ db, caller, outbox, files }));
      if (spec.answer === "file") {
        const { name, mediaType, bytes } = await asCaller(async (ctx) => (await run(ctx)) as FileAnswer);
        // Always as a download: what somebody uploaded is never shown as a page of ours.
        const type = { "content-type": mediaType, "content-disposition": attachmentNamed(name) };
        return respond(bytes as Uint8Array<ArrayBuffer>, 200, type);
      }
      const send = ({ status, etag, body }: StoredAnswer) => {
        if (etag !== null) own["etag"] = etag;
        return body === null
          ? respond(null, status, {})
          : // As bytes: the socket encodes a string of Chinese many times slower.
            respond(Buffer.from(JSON.stringify(body)), status, { "content-type": "application/json" });
      };
      const key = c.req.header("idempotency-key");
      if (spec.access === "open" || key === undefined || isSafe(c.req.method) || spec.once === true) {
        return send(await asCaller(answerWith));
      }
      const caller = raw.get("caller");
      if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw badKey();
      const bytes = spec.body === undefined ? new Uint8Array() : new Uint8Array(await c.req.arrayBuffer());
      const digest = digestRequest(c.req.method, c.req.url, c.req.header("if-match") ?? null, bytes);
      const { answer, replayed } = await runOnce(db, caller, key, digest, (tx) =>
        answerWith({ db, caller, outbox, files, tx }),
      );
      if (replayed) own["idempotency-replayed"] = "true";
      return send(answer);
    });
  };

  const infrastructure = (path: string, answer: (c: Context<Env>) => Promise<Response> | Response) => {
    hono.get(path, async (c) => {
      c.set("route", path);
      return answer(c);
    });
  };
  infrastructure("/healthz", (c) => c.json({ status: "ok" }));
  infrastructure("/readyz", async (c) => {
    const failed: string[] = stopping ? ["stopping"] : [];
    for (const [name, check] of readyChecks) await check().catch(() => failed.push(name));
    return c.json({ status: failed.length === 0 ? "ready" : "not_ready", failed }, failed.length === 0 ? 200 : 503);
  });
  infrastructure("/metrics", (c) => {
    const forwarded = c.req.header("x-forwarded-for") !== undefined;
    const { METRICS_TOKEN } = config;
    const isAllowed =
      METRICS_TOKEN === undefined
        ? !forwarded && isLoopback(addressOf(c))
        : c.req.header("authorization") === `Bearer ${METRICS_TOKEN}`;
    if (!isAllowed) throw accessError("access.not_found", {});
    return c.text(metrics.text(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
  });
  let document: string | undefined;
  infrastructure("/api/openapi.json", (c) => {
    document ??= JSON.stringify(openApiDocument());
    return c.body(document, 200, { "content-type": "application/json", "cache-control": "no-cache" });
  });
  infrastructure("/api/reference", (c) => {
    const nonce = makeNonce();
    c.header("content-security-policy", pagePolicy(nonce));
    return c.html(referencePage(c.get("language"), nonce));
  });
  const problemPage = (c: Context<Env>) => {
    const page = describeProblem(c.req.param("code") ?? null, c.get("language"));
    if (page === null) throw httpError("http.no_such_route", {});
    c.header("content-security-policy", pagePolicy(makeNonce()));
    return c.html(page);
  };
  infrastructure("/problems", problemPage);
  infrastructure("/problems/:code", problemPage);
  infrastructure("/api/reference.js", (c) => c.text(referenceScript, 200, { "content-type": "text/javascript" }));
  infrastructure("/api/reference.css", (c) => c.text(referenceStyle, 200, { "content-type": "text/css" }));

  hono.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "session",
  });

  function openApiDocument(): object {
    return hono.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Dual-High 双高协同",
        version: "1",
        description:
          "The interface of Dual-High. Errors are RFC 9457 problem details; branch on `code`, never on text.",
        license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
      },
      servers: [{ url: "/" }],
      tags: [...new Set(routes.map(({ path }) => path.split("/")[2] ?? ""))].toSorted().map((name) => ({ name })),
    });
  }

  return {
    route: route as unknown as Router["route"],
    routes,
    metrics,
    fetch: async (request, env = {}) => hono.fetch(request, env),
    listPaths: () => [
      ...new Set(hono.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`)),
    ],
    openApiDocument,
    addReadyCheck: (name, check) => readyChecks.set(name, check),
    servePages(pages) {
      infrastructure("/assets/:name", (c) => sendAsset(c, pages));
      infrastructure("/sw.js", (c) => sendWorker(c, pages));
      infrastructure("/*", (c) => sendPage(c, pages, c.get("language"), c.get("token") !== null));
    },
    stop: () => {
      stopping = true;
    },
  };
}

function isSettled(caller: Caller | undefined): boolean {
  return caller?.prediction?.isConfirmed !== false;
}

function refuseForbidden(caller: Caller, access: Exclude<Access, string>, scopeId: string): void {
  if (access.in === "path") authorize(caller, access.permission, scopeId);
  else if (!holds(caller, access.permission)) {
    throw accessError("access.forbidden", { permission: access.permission });
  }
}

/** A route without a rule is a mistake of ours, found when the server starts. */
function refuseUndeclared({ method, path, access }: AnySpec): void {
  const name = `${method.toUpperCase()} ${path}`;
  if (access === "open") {
    if (!OPEN_ROUTES.includes(name as (typeof OPEN_ROUTES)[number])) {
      throw new Error(`${name} is open to anyone, and OPEN_ROUTES does not know it.`);
    }
    return;
  }
  if (access === "signed_in") return;
  const permission = (access as { permission?: Permission } | undefined)?.permission;
  if (permission === undefined || !PERMISSIONS.includes(permission)) throw new Error(`${name} declares no permission.`);
  if (access.in === "path" && !path.includes("{scopeId}")) throw new Error(`${name} names no {scopeId}.`);
}

function describeRoute(
  spec: AnySpec,
  middleware: MiddlewareHandler<Env>,
): RouteConfig & { middleware: MiddlewareHandler<Env> } {
  const parameters = [
    ...(spec.body === "file"
      ? [
          {
            name: FILE_NAME_HEADER,
            in: "header",
            required: true,
            schema: { type: "string" },
            description: "Name of the file, as encodeURIComponent writes it",
          },
        ]
      : []),
    ...(spec.ifMatch === true
      ? [
          {
            name: "If-Match",
            in: "header",
            required: true,
            schema: { type: "string" },
            description: "ETag of what was read",
          },
        ]
      : []),
    ...(takesKey(spec)
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            schema: { type: "string", maxLength: 200 },
            description: "The same key gives the first answer again",
          },
        ]
      : []),
  ];
  const success =
    spec.answer === null
      ? { description: "Done" }
      : { description: "Done", content: spec.answer === "file" ? FILE_CONTENT : jsonContent(spec.answer) };
  return createRoute({
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.access === "open" ? { security: [] } : { security: [{ session: [] }] }),
    "x-access": typeof spec.access === "string" ? spec.access : `${spec.access.permission} (${spec.access.in})`,
    request: {
      ...(spec.params === undefined ? {} : { params: spec.params }),
      ...(spec.query === undefined ? {} : { query: spec.query }),
      ...(spec.body === undefined
        ? {}
        : { body: { required: true, content: spec.body === "file" ? FILE_CONTENT : jsonContent(spec.body) } }),
    },
    ...(parameters.length === 0 ? {} : { parameters }),
    responses: {
      [statusFor(spec)]: success,
      default: { description: "Problem", content: { "application/problem+json": { schema: Problem } } },
    },
    middleware,
  } as unknown as RouteConfig & { path: string }) as never;
}

const FILE_CONTENT = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };

function jsonContent(schema: z.ZodType) {
  return { "application/json": { schema } };
}

function takesKey(spec: AnySpec): boolean {
  return spec.method !== "get" && spec.access !== "open" && spec.once !== true && spec.answer !== "file";
}

function statusFor({ status, answer }: AnySpec): number {
  return status ?? (answer === null ? 204 : 200);
}

/** An answer holds what its schema says and nothing else, so that no column gets out by accident. */
function shapeAnswer(spec: AnySpec, shape: (value: unknown) => unknown, value: unknown): StoredAnswer {
  const body = shape(value);
  const version = (body as { version?: unknown } | null)?.version;
  return { status: statusFor(spec), etag: typeof version === "number" ? etagOf(version) : null, location: null, body };
}

/** What an answer does not say for itself. */
function dress(answer: Headers, all: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(all)) if (!answer.has(name)) answer.set(name, value);
}

function badKey(): DomainError {
  return fieldErrorIn("header", "/idempotency-key", "wrong_format", {
    zh: "应为 1 到 200 个不含空格的 ASCII 字符",
    en: "Should be 1 to 200 ASCII characters without spaces",
  });
}

function understand(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (error instanceof HTTPException) {
    if (error.status === 415) return httpError("http.wrong_media_type", { expected: "application/json" });
    if (error.status === 400) return httpError("http.not_json", {});
  }
  return translateDatabaseError(error);
}
