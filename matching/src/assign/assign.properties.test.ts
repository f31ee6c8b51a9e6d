import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tryAllPlans } from "../../test/all-plans.ts";
import { shuffled, smallProblem } from "../../test/small-problems.ts";
import { assign } from "./assign.ts";
import { assignGreedy } from "./greedy.ts";
import type { AssignmentProblem, Plan } from "./types.ts";

const anyScore = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  fc.double({ min: -1, max: 1, noNaN: true }),
);
const capacities = smallProblem({ needMax: 3, scores: anyScore });
// Scores that are equal or clearly different, for the slow version compares with a tolerance.
const distinctScore = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  fc.integer({ min: -(2 ** 20), max: 2 ** 20 }).map((score) => score / 2 ** 20),
);
const fair = fc.oneof(
  smallProblem({ needMax: 1, scores: distinctScore, objective: "fair" }),
  smallProblem({ needMax: 3, scores: distinctScore, objective: "fair" }),
  smallProblem({ needMax: 2, scores: distinctScore, objective: "fair", hasLoads: true, edges: 10 }),
);

/** Values of needs from the weakest on. */
function valuesOf(problem: AssignmentProblem, plan: Plan): number[] {
  const isMinimum = problem.sense === "minimize";
  const values = problem.needs.map(({ id, weight = 1 }) =>
    plan.pairs.filter(([need]) => need === id).reduce((sum, [, , score]) => sum + weight * score, 0),
  );
  return values.sort((a, b) => (isMinimum ? b - a : a - b));
}

describe("a plan of greatest total", () => {
  it("is what trying everything finds", () => {
    fc.assert(
      fc.property(capacities, (problem) => {
        const tried = tryAllPlans(problem);
        const plan = assign(problem);
        expect(plan.status).toBe(tried.total === null ? "infeasible" : "optimal");
        expect(plan.total).toBeCloseTo(tried.total ?? 0, 9);
      }),
      { numRuns: 1500 },
    );
  });

  it("where limits exclude each other, needs the fewest changes, and with them there is a plan", () => {
    fc.assert(
      fc.property(capacities, (problem) => {
        const { fewestUnits } = tryAllPlans(problem);
        fc.pre(fewestUnits > 0);
        const { relaxations = [] } = assign(problem);
        expect(relaxations.reduce((sum, { units }) => sum + units, 0)).toBe(fewestUnits);
        expect(assign(relax(problem, relaxations)).status).toBe("optimal");
      }),
      { numRuns: 1500 },
    );
  });
});

describe("a plan under loads", () => {
  const loads = smallProblem({ needMax: 2, scores: anyScore, hasLoads: true, edges: 10 });

  it("is what trying everything finds, or the fewest changes are", () => {
    fc.assert(
      fc.property(loads, (problem) => {
        const tried = tryAllPlans(problem);
        const plan = assign(problem);
        expect(plan.status).toBe(tried.total === null ? "infeasible" : "optimal");
        expect(plan.total).toBeCloseTo(tried.total ?? 0, 6);
        expect((plan.relaxations ?? []).reduce((sum, { units }) => sum + units, 0)).toBe(tried.fewestUnits);
      }),
      { numRuns: 1500 },
    );
  });
});

describe("a fair plan", () => {
  it("is what trying everything finds", () => {
    fc.assert(
      fc.property(fair, (problem) => {
        const { fairest } = tryAllPlans(problem);
        const plan = assign(problem);
        expect(plan.status).toBe(fairest === null ? "infeasible" : "optimal");
        fc.pre(fairest !== null);
        const values = valuesOf(problem, plan);
        fairest.forEach((value, at) => expect(values[at]).toBeCloseTo(value, 9));
        expect(plan.weakest ?? 0).toBeCloseTo(fairest[0] ?? 0, 9);
      }),
      { numRuns: 1500 },
    );
  });
});

it("gives the same bytes whatever the order of the input", () => {
  for (const problems of [capacities, fair]) {
    const pair = problems.chain((problem) => fc.record({ problem: fc.constant(problem), other: shuffled(problem) }));
    fc.assert(
      fc.property(pair, ({ problem, other }) => {
        expect(JSON.stringify(assign(other))).toBe(JSON.stringify(assign(problem)));
        expect(JSON.stringify(assignGreedy(other))).toBe(JSON.stringify(assignGreedy(problem)));
      }),
      { numRuns: 300 },
    );
  }
});

/** The problem with its limits changed as proposed. */
function relax(problem: AssignmentProblem, relaxations: Plan["relaxations"] = []): AssignmentProblem {
  const changed = (kind: string, id: string) => relaxations.find((one) => one.kind === kind && one.id === id)?.to;
  const limits = (kind: string, id: string) => ({
    ...(changed(`${kind}_min`, id) === undefined ? {} : { min: changed(`${kind}_min`, id) as number }),
    ...(changed(`${kind}_max`, id) === undefined ? {} : { max: changed(`${kind}_max`, id) as number }),
  });
  const unlocked = relaxations.filter(({ kind }) => kind === "unlock").map(({ id }) => String(id));
  return {
    ...problem,
    needs: problem.needs.map((need) => ({ ...need, ...limits("need", need.id) })),
    suppliers: problem.suppliers.map((supplier) => ({ ...supplier, ...limits("supplier", supplier.id) })),
    groupLimits: Object.fromEntries(
      Object.entries(problem.groupLimits ?? {}).map(([id, limit]) => [id, { ...limit, ...limits("group", id) }]),
    ),
    locked: (problem.locked ?? []).filter((pair) => !unlocked.includes(String(pair))),
  };
}

it("10,000 problems of all kinds: nothing forbidden, nobody overfull, nothing locked lost, every answer repeatable", () => {
  const kinds = [false, true].flatMap((hasLoads) =>
    (["total", "fair"] as const).flatMap((objective) =>
      [1, 3].map((needMax) => smallProblem({ needMax, hasLoads, objective, scores: anyScore, edges: 20 })),
    ),
  );
  fc.assert(
    fc.property(fc.oneof(...kinds), (problem) => {
      const plan = assign(problem);
      expect(JSON.stringify(assign(problem))).toBe(JSON.stringify(plan));
      const forbidden = new Set(problem.forbidden?.map(String));
      const taken = new Map<string, number>();
      const add = (key: string, amount: number) => taken.set(key, (taken.get(key) ?? 0) + amount);
      for (const [need, supplier] of plan.pairs) {
        const load = problem.loads?.[`${need}|${supplier}`] ?? 1;
        expect(forbidden.has(`${need},${supplier}`)).toBe(false);
        add(need, 1);
        add(supplier, load);
        add(problem.suppliers.find(({ id }) => id === supplier)?.group ?? "", load);
      }
      fc.pre(plan.status !== "infeasible");
      for (const { id, min = 0, max = 1 } of [...problem.needs, ...problem.suppliers]) {
        expect(taken.get(id) ?? 0).toBeLessThanOrEqual(max);
        expect(taken.get(id) ?? 0).toBeGreaterThanOrEqual(min);
      }
      for (const [id, { min = 0, max = Infinity }] of Object.entries(problem.groupLimits ?? {})) {
        expect(taken.get(id) ?? 0).toBeLessThanOrEqual(max);
        expect(taken.get(id) ?? 0).toBeGreaterThanOrEqual(min);
      }
      const pairs = new Set(plan.pairs.map(([need, supplier]) => `${need},${supplier}`));
      for (const pair of problem.locked ?? []) expect(pairs.has(String(pair))).toBe(true);
    }),
    { numRuns: 10_000, maxSkipsPerRun: 20 },
  );
});
