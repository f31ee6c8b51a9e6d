import { describe, expect, test } from "vitest";
import { isSameWeights, readTrainedWeights, writeTrainedWeights } from "./trained-weights.ts";
import { NEED_WEIGHTS } from "./weights.ts";

const heldBack = { pairs: 40, before: 0.6, after: 0.7 };

describe("a file of weights", () => {
  test("is read as it was written", () => {
    const trained = {
      weights: { ...NEED_WEIGHTS, meaning: 0.3 },
      comparison: { present: NEED_WEIGHTS, heldBack },
    };
    expect(readTrainedWeights(JSON.parse(JSON.stringify(writeTrainedWeights(trained))))).toEqual(trained);
  });

  test("may be written by hand: what it leaves out is the engine's own, and nothing was compared", () => {
    const { weights, comparison } = readTrainedWeights({ weights: { meaning: 0 } });
    expect(weights).toEqual({ ...NEED_WEIGHTS, meaning: 0 });
    expect(comparison).toBe(null);
    expect(isSameWeights(weights, NEED_WEIGHTS)).toBe(false);
    expect(isSameWeights(weights, { ...weights })).toBe(true);
  });

  test.each<[string, unknown, RegExp]>([
    ["no object", [], /weights file/],
    ["no weights", {}, /weights/],
    ["an unknown field", { weights: {}, colour: 1 }, /colour/],
    ["an unknown weight", { weights: { meening: 0.2 } }, /meening/],
    ["a weight that is no number", { weights: { meaning: "0.2" } }, /weights\.meaning/],
    ["a weight out of range", { weights: { meaning: 2 } }, /weights\.meaning/],
    ["half a comparison", { weights: {}, present: {} }, /heldBack/],
    [
      "a comparison out of range",
      { weights: {}, present: {}, heldBack: { ...heldBack, after: 70 } },
      /heldBack\.after/,
    ],
  ])("is refused with %s", (_name, value, culprit) => {
    expect(() => readTrainedWeights(value)).toThrow(culprit);
  });
});
