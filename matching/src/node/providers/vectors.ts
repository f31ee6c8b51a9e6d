import { badAnswer } from "./bad-answer.ts";

/** A copy of length 1. @throws MatchingError `provider_bad_answer` for what is no finite number, or all zeros */
export function unitVector(values: ArrayLike<unknown>, provider: string): Float32Array {
  let squares = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (typeof value !== "number" || !Number.isFinite(value)) throw badAnswer(provider, "not_a_number");
    squares += value * value;
  }
  if (squares === 0) throw badAnswer(provider, "zero_vector");
  const length = Math.sqrt(squares);
  return Float32Array.from(values as ArrayLike<number>, (value) => value / length);
}
