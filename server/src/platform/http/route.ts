import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Language } from "@dual-high/kernel";
import type { Ctx } from "../access/index.ts";
import type { Permission } from "../access/matrix.ts";
import type { Database } from "../db/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Outbox } from "../outbox/index.ts";
import type { FileAnswer, UploadedFile } from "./file.ts";

/**
 * Who may call a route. `open`: anyone, if it is one of OPEN_ROUTES. `signed_in`: everybody, for what is their own. Else a
 * permission, and where it must be held: in the scope that the `path` names, in the scope of the `row` that the service
 * loads (the service authorizes), or `anywhere` for what the whole installation has once.
 */
export type Access =
  | "open"
  | "signed_in"
  | { readonly permission: Permission; readonly in: "path" | "row" | "anywhere" };

type Shape = z.ZodObject;
type Parsed<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;

export interface RouteSpec<P, Q, B, O, A extends Access> {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** `{name}` for parameters; a scope is always `{scopeId}`. */
  readonly path: `/api/${string}`;
  readonly access: A;
  /** Operation of the generated client, `verbNoun`. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  /** `"file"`: the request's bytes are a file, its name in the header `x-file-name`, its size limited by UPLOAD_LIMIT_MB. */
  readonly body?: B;
  /** The answer when all went well; null for an answer without content, `"file"` for a download. */
  readonly answer: O;
  readonly status?: 200 | 201 | 202 | 204;
  /** A change of a row with a version: takes If-Match. */
  readonly ifMatch?: true;
  /** Cannot be repeated with a key: it opens or ends sessions, or hands out a secret once. */
  readonly once?: true;
}

interface Common<P, Q, B> {
  readonly params: Parsed<P, Record<string, never>>;
  readonly query: Parsed<Q, Record<string, never>>;
  readonly body: Parsed<B, undefined>;
  readonly file: B extends "file" ? UploadedFile : undefined;
  /** The version in If-Match, where the route takes one. */
  readonly version: number;
  readonly db: Database;
  readonly outbox: Outbox;
  readonly files: FileStore;
  readonly language: Language;
  /** The network that attempts are counted by. */
  readonly network: string;
  /** When the request came in, by `performance.now()`: what it waited since does not count against whoever sent it. */
  readonly arrivedAt: number;
  readonly sessionToken: string | null;
  /** Puts a session into the browser, or takes it out. */
  readonly setSession: (token: string | null) => void;
  /** A header of the answer, beside those that every answer has. */
  readonly setHeader: (name: string, value: string) => void;
  readonly c: Pick<Context, "req">;
}

export type HandlerInput<P, Q, B, A extends Access> = Common<P, Q, B> &
  (A extends "open" ? unknown : { readonly ctx: Ctx });

export type RouteHandler<P, Q, B, O, A extends Access> = (
  input: HandlerInput<P, Q, B, A>,
) => Promise<O extends z.ZodType ? z.input<O> : O extends "file" ? FileAnswer : void>;

/** The one way to serve something under /api. */
export interface Router {
  route<
    const A extends Access,
    P extends Shape | undefined = undefined,
    Q extends Shape | undefined = undefined,
    B extends z.ZodType | "file" | undefined = undefined,
    O extends z.ZodType | "file" | null = null,
  >(spec: RouteSpec<P, Q, B, O, A>, handler: RouteHandler<P, Q, B, O, A>): void;
}
