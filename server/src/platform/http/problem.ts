import { type Bilingual, DomainError, type ErrorKind, type Language } from "@dual-high/kernel";
import { z } from "@hono/zod-openapi";

/** One field that needs a correction. `text` is kept in both languages until it is answered. */
export interface FieldError {
  readonly in: "body" | "query" | "path" | "header";
  /** JSON pointer into the part that `in` names. */
  readonly pointer: string;
  readonly code: string;
  readonly text: Bilingual;
}

export const Problem = z
  .object({
    type: z.string().describe("URI reference of the kind of problem, stable; a page that explains it"),
    title: z.string().describe("The kind of problem, in the reader's language"),
    status: z.number().int(),
    detail: z.string().describe("What happened, to what, and what to do, in the reader's language"),
    instance: z.string().describe("Id of the request, as in the log"),
    code: z.string().describe("Stable code to branch on, `<module>.<reason>`"),
    errors: z
      .array(
        z.object({
          in: z.enum(["body", "query", "path", "header"]),
          pointer: z.string().describe("JSON pointer to the field"),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .openapi("Problem", { description: "RFC 9457 problem details" });
type Problem = z.infer<typeof Problem>;

const KINDS: Record<ErrorKind, { readonly status: number; readonly title: Bilingual }> = {
  validation: { status: 422, title: { zh: "内容需要修改", en: "The content needs a correction" } },
  unauthenticated: { status: 401, title: { zh: "请先登录", en: "Sign in first" } },
  forbidden: { status: 403, title: { zh: "没有权限", en: "Not allowed" } },
  not_found: { status: 404, title: { zh: "没有找到", en: "Not found" } },
  conflict: { status: 409, title: { zh: "与现状不符", en: "In conflict with the present state" } },
  stale: { status: 412, title: { zh: "已被别人修改", en: "Changed by someone else" } },
  limit: { status: 429, title: { zh: "超出限制", en: "Beyond a limit" } },
  unavailable: { status: 503, title: { zh: "暂时不可用", en: "Not available at the moment" } },
};

/** Codes with a status of their own. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  "http.body_too_large": 413,
  "files.too_large": 413,
  "http.wrong_media_type": 415,
  "http.version_required": 428,
  "http.not_json": 400,
  "http.unexpected": 500,
};
const UNEXPECTED_TITLE: Bilingual = { zh: "意料之外的问题", en: "Unexpected problem" };

/** What `type` says: a page that explains the code. */
export function problemPath(code: string): string {
  return `/problems/${code}`;
}

/** What a code is answered with, whatever happened. */
export function outcomeOf(code: string, kind: ErrorKind): { readonly status: number; readonly title: Bilingual } {
  const status = STATUS_OF_CODE[code] ?? KINDS[kind].status;
  return { status, title: status === 500 ? UNEXPECTED_TITLE : KINDS[kind].title };
}

export function statusOf(error: DomainError): number {
  return outcomeOf(error.code, error.kind).status;
}

export function problemOf(error: DomainError, language: Language, requestId: string): Problem {
  const { status, title } = outcomeOf(error.code, error.kind);
  const errors = (error.params["errors"] as readonly FieldError[] | undefined) ?? errorsOfField(error);
  return {
    type: problemPath(error.code),
    title: title[language],
    status,
    detail: error.text(language),
    instance: requestId,
    code: error.code,
    ...(errors === undefined
      ? {}
      : { errors: errors.map(({ text, ...field }) => ({ ...field, detail: text[language] })) }),
  };
}

/** A rule that names one field is answered as the check of a form is, so that its words stand beside that field. */
function errorsOfField(error: DomainError): readonly FieldError[] | undefined {
  if (error.field === null) return undefined;
  const text = { zh: error.text("zh"), en: error.text("en") };
  return [{ in: "body", pointer: `/${error.field}`, code: error.code, text }];
}

/** Seconds until it makes sense to try again, for the Retry-After header. */
export function retryAfterOf(error: DomainError): number | null {
  const seconds = error.params["retryAfterSeconds"];
  if (typeof seconds === "number") return Math.max(1, Math.ceil(seconds));
  return error.kind === "unavailable" && error.code !== "http.unexpected" ? 5 : null;
}
