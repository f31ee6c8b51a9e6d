import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallProblem } from "../../test/small-problems.ts";
import { assign } from "./assign.ts";
import { assignGreedy } from "./greedy.ts";
import { refuseViolations } from "./plan.ts";
import type { AssignmentProblem, Plan, ScoredPair } from "./types.ts";
import { MatchingError } from "../errors.ts";

const problems = smallProblem({ needMax: 3, scores: fc.integer({ min: -3, max: 9 }) });

describe("assign", () => {
  it("never does worse than greedy, and both keep every rule", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const plan = assign(problem);
        const greedy = assignGreedy(problem);
        fc.pre(plan.status !== "infeasible");
        refuseViolations(problem, plan);
        // Greedy knows nothing of minimums.
        const { needs, suppliers, groupLimits = {} } = problem;
        fc.pre([...needs, ...suppliers, ...Object.values(groupLimits)].every(({ min = 0 }) => min === 0));
        refuseViolations(problem, greedy);
        const asking = new Set(problem.needs.filter(({ min }) => min === undefined).map(({ id }) => id));
        const worth = ({ total, pairs }: Plan): number =>
          problem.sense === "minimize" ? pairs.filter(([need]) => asking.has(need)).length : total;
        expect(worth(plan)).toBeGreaterThanOrEqual(worth(greedy) - 1e-9);
      }),
    );
  });

  it("accounts for every need: pairs or a reason, and what it gave up", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { status, pairs, unassigned, givenUp } = assign(problem);
        fc.pre(status !== "infeasible");
        const served = new Set(pairs.map(([need]) => need));
        expect([...served, ...unassigned.map(({ id }) => id)].sort()).toEqual(problem.needs.map(({ id }) => id).sort());
        for (const entry of givenUp) expect(entry.givenUp).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("moves a need to its second choice when that serves all better", () => {
    const plan = assign({
      needs: [{ id: "A" }, { id: "B" }],
      suppliers: [
        { id: "X", max: 1 },
        { id: "Y", max: 1 },
      ],
      edges: [
        ["A", "X", 0.9],
        ["A", "Y", 0.8],
        ["B", "X", 0.7],
      ],
    });
    expect(plan.pairs).toEqual([
      ["A", "Y", 0.8],
      ["B", "X", 0.7],
    ]);
    expect(plan.total).toBeCloseTo(1.5, 12);
    expect(plan.givenUp[0]).toMatchObject({ id: "A", best: 0.9, got: 0.8 });
    expect(plan.givenUp[1]).toEqual({ id: "B", best: 0.7, got: 0.7, givenUp: 0 });
  });

  it("says why a need has nobody", () => {
    const plan = assign({
      needs: ["alone", "barred", "late", "poor", "served"].map((id) => ({ id })),
      suppliers: [{ id: "X", max: 1 }],
      edges: [
        ["barred", "X", 1],
        ["late", "X", 0.5],
        ["poor", "X", -0.1],
        ["served", "X", 0.9],
      ],
      forbidden: [["barred", "X"]],
    });
    expect(plan.unassigned).toEqual([
      { id: "alone", reason: "no_edges" },
      { id: "barred", reason: "all_forbidden" },
      { id: "late", reason: "capacity" },
      { id: "poor", reason: "not_worth" },
    ]);
  });

  it("when costs are minimised, serves as many needs as it can before it saves", () => {
    const plan = assign({
      sense: "minimize",
      needs: [{ id: "A" }, { id: "B" }],
      suppliers: [
        { id: "X", max: 1 },
        { id: "Y", max: 1 },
      ],
      edges: [
        ["A", "X", 1],
        ["A", "Y", 1000],
        ["B", "X", 2],
      ],
    });
    expect(plan.total).toBe(1002);
  });

  it("keeps locked pairs, even where they cost", () => {
    const plan = assign({
      needs: [{ id: "A" }, { id: "B" }],
      suppliers: [{ id: "X", max: 1 }],
      edges: [
        ["A", "X", -0.2],
        ["B", "X", 0.9],
      ],
      locked: [["A", "X"]],
    });
    expect(plan.pairs).toEqual([["A", "X", -0.2]]);
  });

  it("names who cannot take all that is locked to them", () => {
    const plan = assign({
      needs: [{ id: "A" }, { id: "B" }],
      suppliers: [{ id: "X", max: 1 }],
      edges: [
        ["A", "X", 1],
        ["B", "X", 1],
      ],
      locked: [
        ["A", "X"],
        ["B", "X"],
      ],
    });
    expect(plan).toMatchObject({
      status: "infeasible",
      pairs: [],
      conflicts: [{ kind: "supplier", id: "X", max: 1, locked: 2 }],
    });
  });

  it("when costs are minimised and minimums stated, serves nobody beyond them", () => {
    const plan = assign({
      sense: "minimize",
      needs: [
        { id: "A", min: 1 },
        { id: "B", min: 0 },
      ],
      suppliers: [{ id: "X", max: 2 }],
      edges: [
        ["A", "X", 4],
        ["B", "X", 1],
      ],
    });
    expect(plan).toMatchObject({ status: "optimal", total: 4, weakest: 4, gap: 0 });
  });

  it("takes from a university no more than its quota, and no less", () => {
    const problem: AssignmentProblem = {
      needs: ["A", "B", "C"].map((id) => ({ id })),
      suppliers: [
        { id: "X", max: 2, group: "one" },
        { id: "Y", max: 2, group: "one" },
        { id: "Z", max: 3, group: "other" },
      ],
      edges: ["A", "B", "C"].flatMap((need): ScoredPair[] => [
        [need, "X", 0.9],
        [need, "Y", 0.8],
        [need, "Z", 0.1],
      ]),
    };
    expect(assign(problem).total).toBeCloseTo(2.6, 12);
    expect(assign({ ...problem, groupLimits: { one: { max: 1 } } }).total).toBeCloseTo(1.1, 12);
    expect(assign({ ...problem, groupLimits: { other: { min: 1 } } }).total).toBeCloseTo(1.9, 12);
  });

  it("fair lifts the weakest need at the price of the total", () => {
    const problem: AssignmentProblem = {
      needs: [{ id: "A" }, { id: "B" }],
      suppliers: [
        { id: "X", max: 1 },
        { id: "Y", max: 1 },
      ],
      edges: [
        ["A", "X", 0.9],
        ["A", "Y", 0.5],
        ["B", "X", 0.6],
        ["B", "Y", 0.3],
      ],
    };
    expect(assign(problem)).toMatchObject({ total: 1.2, weakest: 0.3 });
    expect(assign({ ...problem, objective: "fair" })).toMatchObject({ total: 1.1, weakest: 0.5 });
  });

  it("gives a fair plan with a bound where needs of several partners are too many to prove it", () => {
    const count = 3000;
    const plan = assign({
      objective: "fair",
      needs: Array.from({ length: count }, (_, at) => ({ id: `n${at}`, max: 2 })),
      suppliers: Array.from({ length: count }, (_, at) => ({ id: `s${at}`, max: 1 })),
      edges: Array.from({ length: 2 * count }, (_, at): ScoredPair => {
        const need = at % count;
        return [`n${need}`, `s${at < count ? need : (need + 1) % count}`, 1 + (at % 7)];
      }),
    });
    expect(plan).toMatchObject({ status: "bound", pairs: { length: count } });
    expect(plan.weakest).toBeGreaterThan(0);
    expect(plan.gap).toBeGreaterThan(0);
  });

  it("says in both languages what has to give way", () => {
    const { relaxations } = assign({
      needs: [{ id: "A", min: 1 }, { id: "B" }],
      suppliers: [{ id: "X", max: 1 }],
      edges: [["B", "X", 1]],
    });
    expect(relaxations).toEqual([
      {
        kind: "need_min",
        id: "A",
        from: 1,
        to: 0,
        units: 1,
        text: {
          zh: "把需求“A”的最少供方数从 1 降低到 0",
          en: 'lower the minimum of the need "A" from 1 to 0',
        },
      },
    ]);
  });

  it("plans nothing for nobody", () => {
    expect(assign({ needs: [], suppliers: [], edges: [] })).toMatchObject({ status: "optimal", total: 0, pairs: [] });
  });
});

describe("a malformed problem is refused by name", () => {
  const good = {
    needs: [{ id: "A" }],
    suppliers: [{ id: "X", max: 1 }],
    edges: [["A", "X", 1]],
  };
  it.each<[string, unknown, string]>([
    ["not an object", [], "problem must be a JSON object"],
    ["a missing list", { ...good, edges: undefined }, "edges must be a list"],
    ["an unknown field", { ...good, forbiden: [] }, 'problem has the unknown field "forbiden"'],
    ["an unknown field of a need", { ...good, needs: [{ id: "A", most: 1 }] }, 'needs[0] has the unknown field "most"'],
    ["an unknown sense", { ...good, sense: "max" }, 'sense is "max", but must be maximize or minimize'],
    ["an unknown objective", { ...good, objective: "best" }, 'objective is "best", but must be total or fair'],
    ["an id with |", { ...good, needs: [{ id: "A|B" }] }, 'needs[0].id is "A|B"'],
    ["an empty id", { ...good, suppliers: [{ id: "", max: 1 }] }, 'suppliers[0].id is ""'],
    ["a capacity that is NaN", { ...good, suppliers: [{ id: "X", max: Number.NaN }] }, 'suppliers[0].max ("X") is NaN'],
    ["a negative capacity", { ...good, needs: [{ id: "A", max: -1 }] }, 'needs[0].max ("A") is -1'],
    ["a missing capacity", { ...good, suppliers: [{ id: "X" }] }, 'suppliers[0].max ("X") is undefined'],
    [
      "a minimum above the maximum",
      { ...good, needs: [{ id: "A", min: 2 }] },
      'needs[0].min ("A") is 2, above the maximum 1; lower the minimum or raise the maximum',
    ],
    [
      "a group's minimum above its maximum",
      { ...good, groupLimits: { U: { min: 3, max: 2 } } },
      'groupLimits["U"].min is 3, above the maximum 2',
    ],
    ["an unknown limit of a group", { ...good, groupLimits: { U: { most: 2 } } }, 'has the unknown field "most"'],
    [
      "a group that is no text",
      { ...good, suppliers: [{ id: "X", max: 1, group: 7 }] },
      'suppliers[0].group ("X") is 7',
    ],
    ["half a seed", { ...good, seed: 0.5 }, "seed is 0.5"],
    ["half a load", { ...good, loads: { "A|X": 0.5 } }, 'loads["A|X"] is 0.5, but must be an integer from 0'],
    ["a load of no pair", { ...good, loads: { A: 1 } }, 'must be a key of the form "need|supplier"'],
    ["a load of nobody", { ...good, loads: { "A|Y": 1 } }, 'loads["A|Y"] names the supplier "Y"'],
    ["half a capacity", { ...good, suppliers: [{ id: "X", max: 1.5 }] }, 'suppliers[0].max ("X") is 1.5'],
    ["a negative weight", { ...good, needs: [{ id: "A", weight: -1 }] }, 'needs[0].weight ("A") is -1'],
    ["an id twice", { ...good, needs: [{ id: "A" }, { id: "A" }] }, 'the need id "A" occurs more than once'],
    ["an edge without a score", { ...good, edges: [["A", "X"]] }, 'edges[0] is ["A","X"]'],
    ["an endless score", { ...good, edges: [["A", "X", Infinity]] }, 'edges[0][2] ("A" - "X") is Infinity'],
    ["an edge of nobody", { ...good, edges: [["B", "X", 1]] }, 'edges[0] names the need "B", which does not exist'],
    ["an edge twice", { ...good, edges: [...good.edges, ["A", "X", 2]] }, 'edges[1] repeats an earlier one: "A" - "X"'],
    ["a forbidden nobody", { ...good, forbidden: [["A", "Y"]] }, 'forbidden[0] names the supplier "Y"'],
    [
      "a locked pair without an edge",
      { ...good, edges: [], locked: [["A", "X"]] },
      'the locked pair "A" - "X" has no edge',
    ],
    [
      "a pair locked and forbidden",
      { ...good, locked: [["A", "X"]], forbidden: [["A", "X"]] },
      'the pair "A" - "X" is both locked and forbidden',
    ],
  ])("%s", (_, problem, message) => {
    expect(() => assign(problem as AssignmentProblem)).toThrow(message);
    expect(() => assign(problem as AssignmentProblem)).toThrow(MatchingError);
  });
});

describe("refuseViolations", () => {
  const problem: AssignmentProblem = {
    needs: ["A", "B", "C"].map((id) => ({ id, max: 2, ...(id === "A" ? { min: 1 } : {}) })),
    suppliers: [
      { id: "X", max: 1, group: "U" },
      { id: "Y", max: 3, group: "U" },
      { id: "Z", max: 3, min: 1 },
    ],
    edges: ["A", "B", "C"].flatMap((need) => ["X", "Y", "Z"].map((supplier): ScoredPair => [need, supplier, 1])),
    groupLimits: { U: { min: 1, max: 2 } },
    forbidden: [["B", "X"]],
    locked: [["A", "Z"]],
  };

  it.each<[string, string]>([
    ["forbidden", "AZ BX"],
    ["edges", "AZ AX AX"],
    ["edges", "AZ AW"],
    ["needs.max", "AZ AX AY"],
    ["needs.min", "BZ BY"],
    ["suppliers.max", "AZ AX CX"],
    ["suppliers.min", "AY"],
    ["groupLimits.max", "AZ AX BY CY"],
    ["groupLimits.min", "AZ"],
    ["locked", "AX BZ"],
  ])("stops a plan that breaks the rule %s: %s", (rule, pairs) => {
    const broken = pairs.split(" ").map(([need = "", supplier = ""]): ScoredPair => [need, supplier, 1]);
    const rules = { ...problem, ...(rule === "locked" ? {} : { locked: [] }) };
    expect(() => refuseViolations(rules, { ...assign(problem), pairs: broken })).toThrow(`the plan violates "${rule}"`);
  });

  it("stops a plan with another score than was asked", () => {
    const plan = assign(problem);
    const pairs = plan.pairs.map(([need, supplier]): ScoredPair => [need, supplier, 9]);
    expect(() => refuseViolations(problem, { ...plan, pairs })).toThrow('the plan violates "edges"');
  });
});
