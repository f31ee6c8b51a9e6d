import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign } from "./assign.ts";
import { assignGreedy } from "./assign-greedy.ts";
import { refuseViolations } from "./assignment-plan.ts";
import type { AssignmentProblem, Pair, Plan, ScoredPair } from "./assignment-types.ts";
import { MatchingError } from "./errors.ts";

/** The best plan by trying every set of pairs. Null when the locked pairs do not fit. */
function bestByTrying(problem: AssignmentProblem): { total: number; count: number } | null {
  const isMinimum = problem.sense === "minimize";
  const has = (list: readonly Pair[] | undefined, [n, s]: ScoredPair): boolean =>
    list?.some((pair) => pair[0] === n && pair[1] === s) ?? false;
  const weight = new Map(problem.needs.map((need) => [need.id, need.weight ?? 1]));
  const room = new Map<string, number>([
    ...problem.needs.map(({ id, max }) => [`need ${id}`, max ?? 1] as const),
    ...problem.suppliers.map(({ id, max }) => [`supplier ${id}`, max] as const),
  ]);
  let best: { total: number; count: number } | null = null;
  const tryFrom = (at: number, total: number, count: number): void => {
    const edge = problem.edges[at];
    if (edge === undefined) {
      const isBetter =
        best === null ||
        (isMinimum ? count > best.count || (count === best.count && total < best.total) : total > best.total);
      if (isBetter) best = { total, count };
      return;
    }
    const places = [`need ${edge[0]}`, `supplier ${edge[1]}`];
    if (!has(problem.locked, edge)) tryFrom(at + 1, total, count);
    if (has(problem.forbidden, edge) || places.some((place) => room.get(place)! <= 0)) return;
    for (const place of places) room.set(place, room.get(place)! - 1);
    tryFrom(at + 1, total + weight.get(edge[0])! * edge[2], count + 1);
    for (const place of places) room.set(place, room.get(place)! + 1);
  };
  tryFrom(0, 0, 0);
  return best;
}

const score = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.double({ min: -1, max: 1, noNaN: true }));

/** Problems of up to 7 needs, 5 suppliers and 11 edges, small enough to try everything. */
const smallProblem: fc.Arbitrary<AssignmentProblem> = fc
  .record({
    sense: fc.constantFrom("maximize", "minimize"),
    needMax: fc.array(fc.record({ max: fc.nat(3), weight: fc.constantFrom(0, 0.5, 1, 3) }), { maxLength: 7 }),
    supplierMax: fc.array(fc.nat(3), { maxLength: 5 }),
    grid: fc.uniqueArray(
      fc.record({ n: fc.nat(6), s: fc.nat(4), score, state: fc.constantFrom("", "", "", "", "forbidden", "locked") }),
      { selector: ({ n, s }) => `${n}|${s}`, maxLength: 11 },
    ),
  })
  .map(({ sense, needMax, supplierMax, grid }) => {
    const edges = grid.filter(({ n, s }) => n < needMax.length && s < supplierMax.length);
    const inState = (wanted: string): Pair[] =>
      edges.filter(({ state }) => state === wanted).map(({ n, s }) => [`n${n}`, `s${s}`]);
    return {
      sense,
      needs: needMax.map(({ max, weight }, n) => ({ id: `n${n}`, max, weight })),
      suppliers: supplierMax.map((max, s) => ({ id: `s${s}`, max })),
      edges: edges.map((edge): ScoredPair => [`n${edge.n}`, `s${edge.s}`, edge.score]),
      forbidden: inState("forbidden"),
      locked: inState("locked"),
    };
  });

describe("assign", () => {
  it("finds what trying everything finds", () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const best = bestByTrying(problem);
        const plan = assign(problem);
        expect(plan.status).toBe(best === null ? "infeasible" : "optimal");
        fc.pre(best !== null);
        expect(plan.total).toBeCloseTo(best.total, 9);
        // Where only the total counts, plans of different length may be equally good.
        expect(plan.pairs.length).toBeGreaterThanOrEqual(problem.sense === "minimize" ? best.count : 0);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same bytes whatever the order of the input", () => {
    const shuffled = <T>(list: readonly T[] = []): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    const pair = smallProblem.chain((problem) =>
      fc.record({
        problem: fc.constant(problem),
        other: fc.record({
          sense: fc.constant(problem.sense ?? "maximize"),
          needs: shuffled(problem.needs),
          suppliers: shuffled(problem.suppliers),
          edges: shuffled(problem.edges),
          forbidden: shuffled(problem.forbidden),
          locked: shuffled(problem.locked),
        }),
      }),
    );
    fc.assert(
      fc.property(pair, ({ problem, other }) => {
        expect(JSON.stringify(assign(other))).toBe(JSON.stringify(assign(problem)));
        expect(JSON.stringify(assignGreedy(other))).toBe(JSON.stringify(assignGreedy(problem)));
      }),
    );
  });

  it("never does worse than greedy, and both keep every rule", () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const plan = assign(problem);
        const greedy = assignGreedy(problem);
        fc.pre(plan.status !== "infeasible");
        refuseViolations(problem, plan);
        refuseViolations(problem, greedy);
        const worth = ({ total, pairs }: Plan): number => (problem.sense === "minimize" ? pairs.length : total);
        expect(worth(plan)).toBeGreaterThanOrEqual(worth(greedy) - 1e-9);
      }),
    );
  });

  it("accounts for every need: pairs or a reason, and what it gave up", () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
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
    ["an unknown field of a need", { ...good, needs: [{ id: "A", min: 1 }] }, 'needs[0] has the unknown field "min"'],
    ["an unknown sense", { ...good, sense: "max" }, 'sense is "max", but must be maximize or minimize'],
    ["an unknown objective", { ...good, objective: "fair" }, 'objective is "fair", but must be total'],
    ["an id with |", { ...good, needs: [{ id: "A|B" }] }, 'needs[0].id is "A|B"'],
    ["an empty id", { ...good, suppliers: [{ id: "", max: 1 }] }, 'suppliers[0].id is ""'],
    ["a capacity that is NaN", { ...good, suppliers: [{ id: "X", max: Number.NaN }] }, "suppliers[0].max is NaN"],
    ["a negative capacity", { ...good, needs: [{ id: "A", max: -1 }] }, "needs[0].max is -1"],
    ["a missing capacity", { ...good, suppliers: [{ id: "X" }] }, "suppliers[0].max is undefined"],
    ["half a capacity", { ...good, suppliers: [{ id: "X", max: 1.5 }] }, "suppliers[0].max is 1.5"],
    ["a negative weight", { ...good, needs: [{ id: "A", weight: -1 }] }, "needs[0].weight is -1"],
    ["an id twice", { ...good, needs: [{ id: "A" }, { id: "A" }] }, 'the need id "A" occurs more than once'],
    ["an edge without a score", { ...good, edges: [["A", "X"]] }, 'edges[0] is ["A","X"]'],
    ["an endless score", { ...good, edges: [["A", "X", Infinity]] }, "edges[0][2] is Infinity"],
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
    needs: ["A", "B", "C"].map((id) => ({ id })),
    suppliers: [{ id: "X", max: 1 }],
    edges: ["A", "B", "C"].map((id): ScoredPair => [id, "X", 1]),
    forbidden: [["B", "X"]],
    locked: [["A", "X"]],
  };

  it.each<[string, string[]]>([
    ["forbidden", ["B"]],
    ["needs.max", ["A", "A"]],
    ["suppliers.max", ["A", "C"]],
    ["locked", ["C"]],
  ])("stops a plan that breaks the rule %s", (rule, served) => {
    const plan = { ...assign(problem), pairs: served.map((need): ScoredPair => [need, "X", 1]) };
    expect(() => refuseViolations(problem, plan)).toThrow(`the plan violates "${rule}"`);
  });
});

// OR-Library (Beasley 1990), https://people.brunel.ac.uk/~mastjjb/jeb/orlib/assigninfo.html; not part of this repository.
const DATA = process.env["DUAL_HIGH_DATA"] ?? resolve(import.meta.dirname, "../../../shared/data");

describe.each([
  ["assign100", 305],
  ["assign500", 991],
])("OR-Library %s", (name, optimum) => {
  const file = resolve(DATA, `assignment/${name}.txt`);
  it.skipIf(!existsSync(file))(`has the optimum ${optimum} (needs ${file})`, () => {
    const [size = 0, ...costs] = readFileSync(file, "utf8").trim().split(/\s+/).map(Number);
    const ids = (prefix: string) => Array.from({ length: size }, (_, at) => ({ id: `${prefix}${at}`, max: 1 }));
    const edges = costs.map((cost, at): ScoredPair => [`r${Math.floor(at / size)}`, `c${at % size}`, cost]);
    const plan = assign({ sense: "minimize", needs: ids("r"), suppliers: ids("c"), edges });
    expect(plan.total).toBe(optimum);
    expect(plan.pairs).toHaveLength(size);
  });
});
