import fc from "fast-check";
import { expect, it } from "vitest";
import { shuffled, smallProblem } from "../../test/small-problems.ts";
import { assign } from "./assign.ts";
import { revisePlan } from "./revise.ts";
import { tallyPlan } from "./tally.ts";
import type { AssignmentProblem, Pair } from "./types.ts";

const score = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
);
const problems = smallProblem({ needMax: 2, scores: score, edges: 10 });

/** A problem, and a plan that somebody had before: any pairs, some of which may be impossible by now. */
const revisions = problems.chain((problem) =>
  fc.record({
    problem: fc.constant(problem),
    previous: fc.subarray(problem.edges.map(([need, supplier]): Pair => [need, supplier])),
    changeAtMost: fc.constantFrom(0, 0.1, 0.3, 0.5, 1),
  }),
);

/** The best total of plans that drop at most so many previous pairs, by trying all sets of edges. */
function bestByTrying(problem: AssignmentProblem, previous: readonly Pair[], mayGo: number) {
  const edges = problem.edges.map(([need, supplier]): Pair => [need, supplier]);
  const before = new Set(previous.map(String));
  const plans: { kept: number; places: number; merit: number }[] = [];
  for (let set = 0; set < 2 ** edges.length; set++) {
    const pairs = edges.filter((_, at) => (set & (1 << at)) !== 0);
    const tally = tallyPlan(problem, pairs);
    if (tally.broken.length > 0) continue;
    const isMinimum = problem.sense === "minimize";
    const asks = new Set(problem.needs.filter(({ min }) => isMinimum && min === undefined).map(({ id }) => id));
    plans.push({
      kept: pairs.filter((pair) => before.has(String(pair))).length,
      places: pairs.filter(([need]) => asks.has(need)).length,
      merit: (isMinimum ? -1 : 1) * tally.total,
    });
  }
  if (plans.length === 0) return null;
  const places = Math.max(...plans.map((plan) => plan.places));
  const served = plans.filter((plan) => plan.places === places);
  const wanted = Math.min(previous.length - mayGo, Math.max(...served.map(({ kept }) => kept)));
  return { wanted, merit: Math.max(...served.filter(({ kept }) => kept >= wanted).map(({ merit }) => merit)) };
}

it("is the best plan that keeps enough of the one before", () => {
  fc.assert(
    fc.property(revisions, ({ problem, previous, changeAtMost }) => {
      const mayGo = Math.floor(changeAtMost * previous.length + 1e-12);
      const best = bestByTrying(problem, previous, mayGo);
      const revision = revisePlan(problem, { previous, changeAtMost });
      expect(revision.status === "infeasible").toBe(best === null);
      fc.pre(best !== null);
      const merit = (problem.sense === "minimize" ? -1 : 1) * revision.total;
      expect(revision.kept.length).toBeGreaterThanOrEqual(best.wanted);
      expect(revision.isWithinLimit).toBe(revision.dropped.length <= mayGo);
      expect(merit).toBeCloseTo(best.merit, 9);
      expect(revision.status).toBe("optimal");
    }),
    { numRuns: 600 },
  );
});

it("gives the same plan whatever the order of the input", () => {
  const pair = revisions.chain((revision) =>
    fc.record({ revision: fc.constant(revision), other: shuffled(revision.problem) }),
  );
  fc.assert(
    fc.property(pair, ({ revision: { problem, ...wishes }, other }) => {
      expect(JSON.stringify(revisePlan(other, wishes))).toBe(JSON.stringify(revisePlan(problem, wishes)));
    }),
    { numRuns: 200 },
  );
});

it("may everything change, the plan is what assign gives", () => {
  fc.assert(
    fc.property(revisions, ({ problem, previous }) => {
      const plan = assign(problem);
      expect(revisePlan(problem, { previous, changeAtMost: 1 })).toMatchObject({ status: plan.status });
      expect(revisePlan(problem, { previous, changeAtMost: 1 }).total).toBeCloseTo(plan.total, 9);
    }),
    { numRuns: 200 },
  );
});

const market: AssignmentProblem = {
  needs: ["A", "B", "C"].map((id) => ({ id })),
  suppliers: ["X", "Y", "Z"].map((id) => ({ id, max: 1 })),
  edges: [
    ["A", "X", 0.5],
    ["A", "Y", 0.9],
    ["B", "Y", 0.5],
    ["B", "X", 0.9],
    ["C", "Z", 0.5],
  ],
};
const before: Pair[] = [
  ["A", "X"],
  ["B", "Y"],
  ["C", "Z"],
];

it("leaves a plan as it is where nothing may change, though a better one exists", () => {
  const revision = revisePlan(market, { previous: before, changeAtMost: 0.4 });
  expect(revision).toMatchObject({ status: "optimal", kept: before, dropped: [], added: [], isWithinLimit: true });
  expect(revision.total).toBeCloseTo(1.5, 12);
  expect(revisePlan(market, { previous: before, changeAtMost: 0.7 }).dropped).toEqual(before.slice(0, 2));
});

it("drops what has become impossible, and says that more went than was asked", () => {
  const revision = revisePlan({ ...market, forbidden: [["C", "Z"]] }, { previous: before, changeAtMost: 0 });
  expect(revision).toMatchObject({ dropped: [["C", "Z"]], isWithinLimit: false });
});

it("keeps locked pairs whatever that changes", () => {
  const revision = revisePlan({ ...market, locked: [["A", "Y"]] }, { previous: before, changeAtMost: 0 });
  expect(revision.pairs.map(String)).toContain("A,Y,0.9");
});

it.each<[string, Partial<AssignmentProblem>, number, string]>([
  ["a share above 1", {}, 1.5, "changeAtMost is 1.5, but must be a number from 0 to 1"],
  ["loads", { loads: {} }, 0.1, "a limit of changes cannot be combined with loads"],
  ["fairness", { objective: "fair" }, 0.1, "a limit of changes cannot be combined with objective"],
])("refuses %s", (_, more, changeAtMost, message) => {
  expect(() => revisePlan({ ...market, ...more }, { previous: before, changeAtMost })).toThrow(message);
});
