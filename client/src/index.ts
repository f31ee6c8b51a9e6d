import createClient, { type FetchResponse, type MaybeOptionalInit } from "openapi-fetch";
import { readProblem } from "./problem.ts";
import type { components, paths } from "./schema.d.ts";

export { ApiProblem, readProblem } from "./problem.ts";

/** The shapes of the API by their names there: `Schemas["Me"]`. */
export type Schemas = components["schemas"];

export interface ApiClientOptions {
  /** Scheme and host; "" for the server that a page came from. */
  readonly baseUrl?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Language of the server's sentences, asked for at each request. */
  readonly language?: () => "zh" | "en";
}

type Method = "get" | "post" | "put" | "patch" | "delete";
type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends { [K in M]: { responses: unknown } } ? P : never;
}[keyof paths];
/** What a request is made of; left out where nothing in it is required. */
type Input<Init> =
  Record<string, never> extends Init ? [init?: Init] : undefined extends Init ? [init?: Init] : [init: Init];
type Answer<R> = Extract<R, { error?: never }> extends { data: infer Data } ? Data : never;

/** Resolves with the body of a good answer and throws an `ApiProblem` for any other. */
type ApiMethod<M extends Method> = <Path extends PathsWith<M>, Init extends MaybeOptionalInit<paths[Path], M>>(
  path: Path,
  ...init: Input<Init>
) => Promise<Answer<FetchResponse<paths[Path][M] & Record<string, unknown>, Init, `${string}/${string}`>>>;

export interface ApiClient {
  readonly get: ApiMethod<"get">;
  readonly post: ApiMethod<"post">;
  readonly put: ApiMethod<"put">;
  readonly patch: ApiMethod<"patch">;
  readonly delete: ApiMethod<"delete">;
}

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export function createApiClient({ baseUrl = "", fetch, language }: ApiClientOptions = {}): ApiClient {
  const client = createClient<paths>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  client.use({
    onRequest({ request }) {
      if (language !== undefined) request.headers.set("accept-language", language());
      // One key for a request however often it is sent, so that a repetition is not done twice.
      if (UNSAFE.has(request.method) && !request.headers.has("idempotency-key")) {
        request.headers.set("idempotency-key", crypto.randomUUID());
      }
      return request;
    },
    async onResponse({ response }) {
      if (!response.ok) throw await readProblem(response);
    },
  });
  type Send = (path: never, init: never) => Promise<{ data?: unknown }>;
  const method = (name: "GET" | "POST" | "PUT" | "PATCH" | "DELETE") => {
    const send = client[name] as unknown as Send;
    return async (path: never, init: never) => (await send(path, init)).data;
  };
  return {
    get: method("GET"),
    post: method("POST"),
    put: method("PUT"),
    patch: method("PATCH"),
    delete: method("DELETE"),
  } as unknown as ApiClient;
}

/** The header that states on which version a change was made: `params: { header: ifMatch(need) }`. */
export function ifMatch({ version }: { readonly version: number }): { readonly "If-Match": string } {
  return { "If-Match": `"${version}"` };
}
