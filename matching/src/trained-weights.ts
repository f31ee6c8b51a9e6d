/** The file that training writes and everything that ranks can be given: weights, and how they stood against others. */
import { readNumber, readObject, readWhole } from "./read-values.ts";
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
  const { weights, present, heldBack } = readObject(value, "weights file", ["weights", "present", "heldBack"]);
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
    pairs: readWhole(pairs, "heldBack.pairs"),
    before: readNumber(before, "heldBack.before", 0, 1),
    after: readNumber(after, "heldBack.after", 0, 1),
  };
}
