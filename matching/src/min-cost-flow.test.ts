import fc from "fast-check";
import { expect, it } from "vitest";
import { type FlowProblem, isProvenOptimal, maximiseFlow } from "./min-cost-flow.ts";

/** Needs and suppliers with capacities up to 4, and a value from 0 (no edge) to 20 for each pair. */
const flowProblem: fc.Arbitrary<FlowProblem> = fc
  .record({ needs: fc.integer({ min: 1, max: 25 }), suppliers: fc.integer({ min: 1, max: 12 }) })
  .chain(({ needs, suppliers }) =>
    fc.record({
      needMax: fc.array(fc.nat(4), { minLength: needs, maxLength: needs }),
      supplierMax: fc.array(fc.nat(4), { minLength: suppliers, maxLength: suppliers }),
      values: fc.array(fc.array(fc.nat(20), { minLength: suppliers, maxLength: suppliers }), {
        minLength: needs,
        maxLength: needs,
      }),
    }),
  )
  .map(({ needMax, supplierMax, values }) => {
    const rows = values.map((row) => row.flatMap((value, supplier) => (value > 0 ? [{ supplier, value }] : [])));
    const edgeStart = new Uint32Array(rows.length + 1);
    rows.forEach((row, n) => {
      edgeStart[n + 1] = edgeStart[n]! + row.length;
    });
    return {
      needMax: Float64Array.from(needMax),
      supplierMax: Float64Array.from(supplierMax),
      edgeStart,
      edgeSupplier: Uint32Array.from(rows.flat(), ({ supplier }) => supplier),
      edgeValue: Float64Array.from(rows.flat(), ({ value }) => value),
    };
  });

/**
 * A flow is optimal exactly when its residual graph has no cycle that gains (Klein 1967). Looks for one with Bellman
 * and Ford's algorithm, knowing nothing of prices. Node 0 is where unused capacity of either side ends.
 */
function canBeImproved(problem: FlowProblem, used: Uint8Array): boolean {
  const needs = problem.needMax.length;
  const supplierNode = (s: number): number => 1 + needs + s;
  const needUsed = new Float64Array(needs);
  const supplierUsed = new Float64Array(problem.supplierMax.length);
  const arcs: { from: number; to: number; cost: number }[] = [];
  for (let n = 0; n < needs; n++) {
    for (let e = problem.edgeStart[n]!; e < problem.edgeStart[n + 1]!; e++) {
      const s = problem.edgeSupplier[e]!;
      const cost = -problem.edgeValue[e]!;
      if (used[e] === 1) {
        needUsed[n]! += 1;
        supplierUsed[s]! += 1;
        arcs.push({ from: supplierNode(s), to: 1 + n, cost: -cost });
      } else {
        arcs.push({ from: 1 + n, to: supplierNode(s), cost });
      }
    }
  }
  problem.needMax.forEach((max, n) => {
    expect(needUsed[n]).toBeLessThanOrEqual(max);
    if (needUsed[n]! < max) arcs.push({ from: 0, to: 1 + n, cost: 0 });
    if (needUsed[n]! > 0) arcs.push({ from: 1 + n, to: 0, cost: 0 });
  });
  problem.supplierMax.forEach((max, s) => {
    expect(supplierUsed[s]).toBeLessThanOrEqual(max);
    if (supplierUsed[s]! < max) arcs.push({ from: supplierNode(s), to: 0, cost: 0 });
    if (supplierUsed[s]! > 0) arcs.push({ from: 0, to: supplierNode(s), cost: 0 });
  });
  const nodes = 1 + needs + problem.supplierMax.length;
  const distance = new Float64Array(nodes);
  let changed = true;
  for (let round = 0; round < nodes && changed; round++) {
    changed = false;
    for (const { from, to, cost } of arcs) {
      if (distance[from]! + cost >= distance[to]!) continue;
      distance[to] = distance[from]! + cost;
      changed = true;
    }
  }
  return changed;
}

it("leaves no cycle of moves that would gain, and no capacity exceeded", () => {
  fc.assert(
    fc.property(flowProblem, (problem) => {
      expect(canBeImproved(problem, maximiseFlow(problem).used)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it("proves every plan optimal by its prices", () => {
  fc.assert(
    fc.property(flowProblem, (problem) => {
      expect(isProvenOptimal(problem, maximiseFlow(problem))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it("the checks themselves find what is not optimal", () => {
  const problem: FlowProblem = {
    needMax: Float64Array.of(1, 1),
    supplierMax: Float64Array.of(1, 1),
    edgeStart: Uint32Array.of(0, 2, 3),
    edgeSupplier: Uint32Array.of(0, 1, 0),
    edgeValue: Float64Array.of(9, 8, 7),
  };
  const solution = maximiseFlow(problem);
  const greedy = Uint8Array.of(1, 0, 0);
  expect([...solution.used]).toEqual([0, 1, 1]);
  expect(canBeImproved(problem, greedy)).toBe(true);
  expect(isProvenOptimal(problem, { ...solution, used: greedy })).toBe(false);
  expect(isProvenOptimal(problem, { ...solution, price: Float64Array.of(0, 0) })).toBe(false);
});
