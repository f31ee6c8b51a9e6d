/** Who takes which need, when capacities are short: the best plan, proven. */
import { type AssignmentGraph, EDGE, readProblem } from "./assignment-graph.ts";
import { makePlan, refuseViolations } from "./assignment-plan.ts";
import type { AssignmentProblem, LockConflict, Plan } from "./assignment-types.ts";
import { MatchingError } from "./errors.ts";
import { type FlowProblem, isProvenOptimal, maximiseFlow } from "./min-cost-flow.ts";

// Values are rounded to a grid of this many bits, so that the solver computes with whole numbers and never meets a
// rounding error. Integers below 2^50 are kept exactly; for other scores the grid is 15 decimal digits.
const GRID_BITS = 50;

/**
 * The plan of greatest value (or least cost) under all capacities, with locked pairs in and forbidden pairs out.
 * A need may stay unassigned, which counts 0. The answer depends on ids and numbers only, not on the order in which
 * they are written; among equally good plans it is always the same one.
 *
 * Cost: 1,000 needs x 800 suppliers in milliseconds; see min-cost-flow.ts.
 *
 * @returns status `infeasible`, with no pairs, when more pairs are locked to a need or a supplier than it can take.
 * @throws MatchingError when the problem is malformed; the codes are listed at `readProblem`.
 */
export function assign(problem: AssignmentProblem): Plan {
  const graph = readProblem(problem);
  const conflicts = findLockConflicts(graph);
  if (conflicts.length > 0) {
    return { status: "infeasible", total: 0, pairs: [], unassigned: [], givenUp: [], conflicts };
  }
  const used = graph.edgeState.map((state) => (state === EDGE.locked ? 1 : 0));
  const { flow, edges } = withoutLocked(graph);
  const solution = maximiseFlow(flow);
  if (!isProvenOptimal(flow, solution)) {
    throw new MatchingError("plan_violates", { rule: "optimal", need: "*", supplier: "*" });
  }
  solution.used.forEach((isUsed, at) => {
    if (isUsed === 1) used[edges[at]!] = 1;
  });
  const plan = makePlan(graph, used, "optimal");
  refuseViolations(problem, plan);
  return plan;
}

/** Capacity taken by locked pairs, per need and per supplier. */
export function countLocked(graph: AssignmentGraph): { needs: Float64Array; suppliers: Float64Array } {
  const needs = new Float64Array(graph.needIds.length);
  const suppliers = new Float64Array(graph.supplierIds.length);
  needs.forEach((_, n) => {
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      if (graph.edgeState[e] !== EDGE.locked) continue;
      needs[n]! += 1;
      suppliers[graph.edgeSupplier[e]!]! += 1;
    }
  });
  return { needs, suppliers };
}

/** Needs and suppliers with more locked pairs than they can take. */
export function findLockConflicts(graph: AssignmentGraph): LockConflict[] {
  const locked = countLocked(graph);
  const find = (kind: "need" | "supplier", ids: readonly string[], max: Float64Array, counts: Float64Array) =>
    ids.flatMap((id, at) => (counts[at]! > max[at]! ? [{ kind, id, max: max[at]!, locked: counts[at]! }] : []));
  return [
    ...find("need", graph.needIds, graph.needMax, locked.needs),
    ...find("supplier", graph.supplierIds, graph.supplierMax, locked.suppliers),
  ];
}

/** What is left to decide once locked pairs have taken their seats: the flow problem, and the graph's edge of each of its. */
function withoutLocked(graph: AssignmentGraph): { flow: FlowProblem; edges: number[] } {
  const locked = countLocked(graph);
  const edges: number[] = [];
  const values: number[] = [];
  const edgeStart = new Uint32Array(graph.needIds.length + 1);
  graph.needIds.forEach((_, n) => {
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      const value = graph.needWeight[n]! * graph.edgeScore[e]!;
      if (graph.edgeState[e] !== EDGE.free || (graph.sense === "maximize" && value <= 0)) continue;
      edges.push(e);
      values.push(value);
    }
    edgeStart[n + 1] = edges.length;
  });
  const flow = {
    needMax: graph.needMax.map((max, n) => max - locked.needs[n]!),
    supplierMax: graph.supplierMax.map((max, s) => max - locked.suppliers[s]!),
    edgeStart,
    edgeSupplier: Uint32Array.from(edges, (e) => graph.edgeSupplier[e]!),
    edgeValue: graph.sense === "maximize" ? gridMerits(values) : gridCosts(values, graph),
  };
  return { flow, edges };
}

function gridMerits(values: readonly number[]): Float64Array {
  const scale = 2 ** (GRID_BITS - exponentOf(maximum(values)));
  return Float64Array.from(values, (value) => Math.max(1, Math.round(value * scale)));
}

// A cost c becomes the merit M - c, with M so large that one more pair always outweighs what it makes others pay: an
// augmenting path gains at most `pathLength` costs more than it drops.
function gridCosts(values: readonly number[], graph: AssignmentGraph): Float64Array {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const pathLength = Math.min(graph.needIds.length, graph.supplierIds.length) + 1;
  const range = maximum(values) - least;
  const scale = 2 ** (GRID_BITS - exponentOf(range * pathLength));
  const merit = Math.round(range * scale) * pathLength + 1;
  return Float64Array.from(values, (value) => merit - Math.round((value - least) * scale));
}

// Not Math.max(...values), which overflows the stack on long lists.
function maximum(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), -Infinity);
}

/** The smallest whole e with value <= 2^e, at least -900 so that 2^-e stays finite; 0 for values not above 0. */
function exponentOf(value: number): number {
  return value > 0 ? Math.max(-900, Math.ceil(Math.log2(value))) : 0;
}
