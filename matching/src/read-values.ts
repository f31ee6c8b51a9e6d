/** Values of problems and files that people write: read with the place, what was expected, and the value as it is. */
import { MatchingError } from "./errors.ts";

/** @throws MatchingError `problem_not_an_object`, `unknown_field`. */
export function readObject(
  value: unknown,
  where: string,
  allowed: readonly string[],
): Readonly<Record<string, unknown>> {
  const object = readPlainObject(value, where);
  for (const field of Object.keys(object)) {
    // A misspelt "forbiden" must not pass silently: its pairs would be used.
    if (!allowed.includes(field)) throw new MatchingError("unknown_field", { where, field });
  }
  return object;
}

/** @throws MatchingError `problem_not_an_object`. */
export function readPlainObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MatchingError("problem_not_an_object", { where });
  }
  return value as Record<string, unknown>;
}

/** @throws MatchingError `problem_not_a_list`. */
export function readList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MatchingError("problem_not_a_list", { where });
  return value;
}

/** A whole number of at least 0. @throws MatchingError `invalid_value`. */
export function readWhole(value: unknown, where: string, largest = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || value > largest) {
    const to = largest === Number.MAX_SAFE_INTEGER ? null : largest;
    throw invalid(
      where,
      value,
      to === null ? "不小于 0 的整数" : `0 到 ${to} 之间的整数`,
      to === null ? "an integer of at least 0" : `an integer from 0 to ${to}`,
    );
  }
  return value;
}

/** @throws MatchingError `invalid_value`. */
export function readNumber(value: unknown, where: string, least: number, most = Number.MAX_VALUE): number {
  if (typeof value !== "number" || !(value >= least && value <= most)) {
    const to = most === Number.MAX_VALUE ? null : most;
    throw invalid(
      where,
      value,
      to === null ? `不小于 ${least} 的数` : `${least} 到 ${to} 之间的数`,
      to === null ? `a number of at least ${least}` : `a number from ${least} to ${to}`,
    );
  }
  return value;
}

/** @throws MatchingError `min_above_max`. */
export function refuseMinAboveMax(min: number, max: number, where: string): void {
  if (min > max) throw new MatchingError("min_above_max", { where, min, max });
}

export function invalid(where: string, value: unknown, expected_zh: string, expected_en: string): MatchingError {
  return new MatchingError("invalid_value", { where, value: show(value), expected_zh, expected_en });
}

/** JSON.stringify would show NaN, the very value worth naming, as null. */
export function show(value: unknown): string {
  return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "undefined").slice(0, 60);
}
