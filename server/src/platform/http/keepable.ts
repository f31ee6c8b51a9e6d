import type { DomainError } from "@dual-high/kernel";
import { httpError } from "./errors.ts";
import type { FieldError } from "./problem.ts";
import { pointerTo, type Target, TARGETS } from "./validation.ts";

const FIRST_YEAR = "1800";
const LAST_YEAR = "2999";
const DAY = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

type Wrong = Pick<FieldError, "code" | "text">;

const UNREADABLE: Wrong = {
  code: "unreadable_character",
  text: {
    zh: "含有无法保存的字符（空字符或不完整的字符）。请删去后重新填写",
    en: "Has a character that cannot be kept (a null, or half of a character). Delete it and write it again",
  },
};
const OUT_OF_RANGE: Wrong = {
  code: "day_out_of_range",
  text: {
    zh: `日期应在 ${FIRST_YEAR} 年至 ${LAST_YEAR} 年之间`,
    en: `The day should lie in the years ${FIRST_YEAR} to ${LAST_YEAR}`,
  },
};

/**
 * The refusal of a request with what a schema lets pass and no table keeps: U+0000 and halves of characters, which
 * PostgreSQL refuses in any text; days of years that no calendar here reckons with. Null where there is none.
 */
export function unkeepableRequest(target: Target, value: unknown): DomainError | null {
  const errors = findUnkeepable(TARGETS[target], value, []);
  return errors.length === 0 ? null : httpError("http.invalid_request", { errors });
}

/** A key that cannot be kept is told at what it is a key of. */
function findUnkeepable(where: FieldError["in"], value: unknown, path: readonly PropertyKey[]): FieldError[] {
  const told = (wrong: Wrong): FieldError[] => [{ in: where, pointer: pointerTo(path), ...wrong }];
  if (typeof value === "string") {
    if (isBroken(value)) return told(UNREADABLE);
    return isStrayDay(value) ? told(OUT_OF_RANGE) : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(isBroken(key) ? told(UNREADABLE) : []),
    ...findUnkeepable(where, inner, [...path, key]),
  ]);
}

function isBroken(text: string): boolean {
  return text.includes("\0") || !text.isWellFormed();
}

function isStrayDay(text: string): boolean {
  const year = text.slice(0, 4);
  return DAY.test(text) && (year < FIRST_YEAR || year > LAST_YEAR);
}
