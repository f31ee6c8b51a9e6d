import type { components } from "./schema.d.ts";

type Problem = components["schemas"]["Problem"];

/** A refusal of the server. Branch on `code` or `status`; `detail` is for the reader, in their language. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Id of the request, as in the server's log. */
  readonly instance: string;
  /** The fields that need a correction. */
  readonly errors: NonNullable<Problem["errors"]>;
  /** Seconds after which it makes sense to try again; null when the server said nothing. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = "ApiProblem";
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.instance = problem.instance;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/** What the server said, or what stands in for it when something between us and the server answered. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") === true;
  const body = isProblem ? ((await response.json().catch(() => null)) as Problem | null) : null;
  const { status, statusText } = response;
  const stranger: Problem = {
    type: "about:blank",
    title: statusText,
    status,
    detail: `HTTP ${status} ${statusText}`.trimEnd(),
    instance: response.headers.get("x-request-id") ?? "",
    code: "client.not_a_problem",
  };
  return new ApiProblem(body ?? stranger, retryAfter);
}
