import type { Bilingual, DomainError } from "@dual-high/kernel";
import type { z } from "zod";
import { httpError } from "./errors.ts";
import type { FieldError } from "./problem.ts";

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, Bilingual>> = {
  string: { zh: "文字", en: "a text" },
  number: { zh: "数字", en: "a number" },
  int: { zh: "整数", en: "a whole number" },
  boolean: { zh: "是或否（true 或 false）", en: "true or false" },
  array: { zh: "列表", en: "a list" },
  object: { zh: "对象", en: "an object" },
};
const FORMATS: Readonly<Record<string, Bilingual>> = {
  uuid: { zh: "编号（UUID）", en: "an id (UUID)" },
  email: { zh: "电子邮箱", en: "an e-mail address" },
  url: { zh: "网址", en: "a web address" },
  date: { zh: "日期 YYYY-MM-DD", en: "a day, YYYY-MM-DD" },
  datetime: { zh: "时间（ISO 8601，UTC）", en: "a time (ISO 8601, UTC)" },
  regex: { zh: "所要求的格式", en: "the required format" },
};

export const TARGETS = {
  json: "body",
  form: "body",
  query: "query",
  param: "path",
  header: "header",
  cookie: "header",
} as const;
/** A part of a request, as zod-openapi names it. */
export type Target = keyof typeof TARGETS;

/** Replaces the answer that zod-openapi would give, a raw ZodError. */
export function invalidRequest(target: Target, error: z.ZodError): DomainError {
  const errors = error.issues.flatMap((issue) => fieldErrors(TARGETS[target], issue));
  return httpError("http.invalid_request", { errors });
}

/** For a field that a rule refuses after the schema let it pass. */
export function fieldErrorIn(where: FieldError["in"], pointer: string, code: string, text: Bilingual): DomainError {
  return httpError("http.invalid_request", { errors: [{ in: where, pointer, code, text }] });
}

function fieldErrors(where: FieldError["in"], issue: Issue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    const text = {
      zh: "没有这个字段，请去掉或核对拼写",
      en: "There is no such field: remove it or check its spelling",
    };
    return issue.keys.map((key) => ({
      in: where,
      pointer: pointerTo([...issue.path, key]),
      code: "unknown_field",
      text,
    }));
  }
  const { code, text } = wording(issue);
  return [{ in: where, pointer: pointerTo(issue.path), code, text }];
}

export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

function wording(issue: Issue): { code: string; text: Bilingual } {
  switch (issue.code) {
    case "invalid_type": {
      // zod drops the value from the issue; what it says about it is only in its message.
      if (issue.message.endsWith("received undefined")) {
        return { code: "required", text: { zh: "必填", en: "This is required" } };
      }
      const type = TYPES[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return { code: "wrong_type", text: { zh: `应为${type.zh}`, en: `Should be ${type.en}` } };
    }
    case "too_small":
      return { code: "too_small", text: bound(issue.origin, "least", issue.minimum) };
    case "too_big":
      return { code: "too_big", text: bound(issue.origin, "most", issue.maximum) };
    case "invalid_format": {
      const format = FORMATS[issue.format] ?? { zh: `${issue.format} 格式`, en: `a valid ${issue.format}` };
      return { code: "wrong_format", text: { zh: `应为${format.zh}`, en: `Should be ${format.en}` } };
    }
    case "invalid_value": {
      const values = issue.values.map(String);
      return {
        code: "not_offered",
        text: { zh: `应为其中之一：${values.join("、")}`, en: `Should be one of: ${values.join(", ")}` },
      };
    }
    case "not_multiple_of":
      return {
        code: "wrong_step",
        text: { zh: `应为 ${issue.divisor} 的倍数`, en: `Should be a multiple of ${issue.divisor}` },
      };
    default:
      return { code: "invalid", text: { zh: "内容不符合要求", en: "This does not meet the requirements" } };
  }
}

function bound(origin: string, side: "least" | "most", limit: number | bigint): Bilingual {
  const zhSide = side === "least" ? "至少" : "最多";
  if (origin === "string") {
    if (side === "least" && limit === 1) return { zh: "不能为空", en: "May not be empty" };
    return { zh: `${zhSide} ${limit} 个字符`, en: `At ${side} ${limit} characters` };
  }
  if (origin === "array" || origin === "set") return { zh: `${zhSide} ${limit} 项`, en: `At ${side} ${limit} items` };
  return side === "least"
    ? { zh: `不能小于 ${limit}`, en: `May not be less than ${limit}` }
    : { zh: `不能大于 ${limit}`, en: `May not be more than ${limit}` };
}
