import { describe, expect, it } from "vitest";
import { measureLoss, type Part, partOf } from "./reviewers-loss.ts";

const rated = [
  { paper: "a", expertise: 5 },
  { paper: "b", expertise: 3 },
  { paper: "c", expertise: 3 },
  { paper: "d", expertise: 1 },
];

describe("the loss of a researcher's scores", () => {
  it.each<[string, Record<string, number>, Part]>([
    ["nothing when the order is right", { a: 4, b: 3, c: 2, d: 1 }, { lost: 0, whole: 12 }],
    ["everything when it is turned round", { a: 1, b: 2, c: 3, d: 4 }, { lost: 12, whole: 12 }],
    ["half where scores are equal", { a: 1, b: 1, c: 1, d: 1 }, { lost: 6, whole: 12 }],
    ["the distance of the ratings where two are exchanged", { a: 3, b: 4, c: 2, d: 1 }, { lost: 2, whole: 12 }],
  ])("is %s", (_, scores, expected) => {
    expect(partOf(rated, new Map(Object.entries(scores)))).toEqual(expected);
  });

  it("is taken over all researchers of a draw, then over the draws", () => {
    const draws = [
      [
        { lost: 1, whole: 2 },
        { lost: 1, whole: 6 },
      ],
      [
        { lost: 0, whole: 2 },
        { lost: 3, whole: 6 },
      ],
    ];
    expect(measureLoss(draws)).toBeCloseTo((2 / 8 + 3 / 8) / 2, 12);
    expect(measureLoss(draws, [0, 0])).toBeCloseTo((2 / 4 + 0) / 2, 12);
  });
});
