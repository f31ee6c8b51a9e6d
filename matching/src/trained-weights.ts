/** The file that training writes and everything that ranks can be given: weights, and how they stood against others. */
import { MatchingError } from "./errors.ts";
import { checkWeights, NEED_WEIGHTS, type Weights } from "./weights.ts";

/** How often pairs that were not learnt from were ordered rightly. */
export interface HeldBack {
  readonly pairs: number;
  /** Parts of the pairs, 0 to 1: with the present weights, and with those learnt. */
  readonly before: number;
  readonly after: number;
}

export interface TrainedWeights {
  readonly weights: Weights;
  /** What they were compared with, and how: null where somebody wrote the file by hand. */
  readonly comparison: { readonly present: Weights; readonly heldBack: HeldBack } | null;
}

/** As JSON. */
export function writeTrainedWeights({ weights, comparison }: TrainedWeights): object {
  return { weights, ...comparison };
}

/**
 * Reads what {@link writeTrainedWeights} gave, or what somebody wrote by hand: a weight that is left out is the engine's own.
 *
 * @throws MatchingError that names the field and what it should be.
 */
export function readTrainedWeights(value: unknown): TrainedWeights {
  const { weights, present, heldBack } = readObject(value, "", ["weights", "present", "heldBack"]);
  const comparison =
    present === undefined && heldBack === undefined
      ? null
      : { present: readWeights(present, "present"), heldBack: readHeldBack(heldBack) };
  return { weights: readWeights(weights, "weights"), comparison };
}

export function isSameWeights(one: Weights, other: Weights): boolean {
  return FIELDS.every((field) => one[field] === other[field]);
}

const FIELDS = Object.keys(NEED_WEIGHTS) as (keyof Weights)[];

function readWeights(value: unknown, where: string): Weights {
  const given = readObject(value, where, FIELDS) as Partial<Weights>;
  return checkWeights({ ...NEED_WEIGHTS, ...given });
}

function readHeldBack(value: unknown): HeldBack {
  const { pairs, before, after } = readObject(value, "heldBack", ["pairs", "before", "after"]);
  return {
    pairs: readNumber(pairs, "heldBack.pairs", Number.MAX_SAFE_INTEGER),
    before: readNumber(before, "heldBack.before", 1),
    after: readNumber(after, "heldBack.after", 1),
  };
}

function readObject(value: unknown, where: string, fields: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MatchingError("problem_not_an_object", { where: where === "" ? "weights file" : where });
  }
  const unknown = Object.keys(value).find((field) => !fields.includes(field));
  if (unknown !== undefined)
    throw new MatchingError("unknown_field", { where: where || "weights file", field: unknown });
  return value as Readonly<Record<string, unknown>>;
}

function readNumber(value: unknown, where: string, most: number): number {
  if (typeof value === "number" && value >= 0 && value <= most) return value;
  throw new MatchingError("invalid_value", {
    where,
    value: JSON.stringify(value) ?? "undefined",
    expected_zh: `0 到 ${most} 之间的数`,
    expected_en: `a number from 0 to ${most}`,
  });
}
