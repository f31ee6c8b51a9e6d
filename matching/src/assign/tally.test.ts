import fc from "fast-check";
import { expect, it } from "vitest";
import { smallProblem } from "../../test/small-problems.ts";
import { assign } from "./assign.ts";
import { tallyPlan } from "./tally.ts";
import type { AssignmentProblem, Pair } from "./types.ts";

const problem: AssignmentProblem = {
  needs: [{ id: "A", min: 1 }, { id: "B" }, { id: "C", weight: 2 }],
  suppliers: [
    { id: "X", max: 1, group: "U" },
    { id: "Y", max: 2, group: "U" },
  ],
  edges: [
    ["A", "X", 0.5],
    ["B", "X", 0.4],
    ["B", "Y", 0.3],
    ["C", "Y", 0.25],
  ],
  groupLimits: { U: { max: 2 } },
  forbidden: [["B", "Y"]],
  locked: [["C", "Y"]],
};

it("counts what a plan takes and is worth", () => {
  expect(
    tallyPlan(problem, [
      ["A", "X"],
      ["C", "Y"],
    ]),
  ).toEqual({
    total: 1,
    weakest: 0,
    needs: [
      { id: "A", taken: 1, min: 1, max: 1, value: 0.5 },
      { id: "B", taken: 0, min: 0, max: 1, value: 0 },
      { id: "C", taken: 1, min: 0, max: 1, value: 0.5 },
    ],
    suppliers: [
      { id: "X", taken: 1, min: 0, max: 1 },
      { id: "Y", taken: 1, min: 0, max: 2 },
    ],
    groups: [{ id: "U", taken: 2, min: 0, max: 2 }],
    broken: [],
  });
});

it.each<[string, Pair[], string[]]>([
  [
    "a pair without a score",
    [
      ["A", "X"],
      ["A", "Y"],
      ["C", "Y"],
    ],
    ["unknown_pair A,Y"],
  ],
  [
    "a pair twice",
    [
      ["A", "X"],
      ["A", "X"],
      ["C", "Y"],
    ],
    ["twice A,X"],
  ],
  [
    "a forbidden pair",
    [
      ["A", "X"],
      ["B", "Y"],
      ["C", "Y"],
    ],
    ["forbidden B,Y", "above_max U"],
  ],
  ["a lost lock", [["A", "X"]], ["lock_missing C,Y"]],
  [
    "an overfull supplier",
    [
      ["A", "X"],
      ["B", "X"],
      ["C", "Y"],
    ],
    ["above_max X", "above_max U"],
  ],
  ["a need that is owed", [["C", "Y"]], ["below_min A"]],
])("names %s", (_, pairs, expected) => {
  expect(tallyPlan(problem, pairs).broken.map(({ rule, id }) => `${rule} ${String(id)}`)).toEqual(expected);
});

it("says in both languages what to do", () => {
  const [broken] = tallyPlan(problem, [
    ["A", "X"],
    ["B", "X"],
    ["C", "Y"],
  ]).broken;
  expect(broken?.text).toEqual({
    zh: "供方“X”占用 2，超过上限 1；请减去 1",
    en: 'the supplier "X" has 2, above its maximum 1; take away 1',
  });
});

it("finds nothing broken in what assign gives, and the same value", () => {
  const problems = fc
    .boolean()
    .chain((hasLoads) => smallProblem({ needMax: 3, hasLoads, scores: fc.integer({ min: -3, max: 9 }) }));
  fc.assert(
    fc.property(problems, (small) => {
      const plan = assign(small);
      fc.pre(plan.status !== "infeasible");
      const tally = tallyPlan(
        small,
        plan.pairs.map(([need, supplier]): Pair => [need, supplier]),
      );
      expect(tally.broken).toEqual([]);
      expect(tally).toMatchObject({ total: plan.total, weakest: plan.weakest });
    }),
  );
});
