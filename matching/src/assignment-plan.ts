/** From chosen edges to a plan a person can read, and the last look at it before it leaves. */
import { type AssignmentGraph, EDGE } from "./assignment-graph.ts";
import type { AssignmentProblem, GivenUp, Plan, ScoredPair, UnassignedReason } from "./assignment-types.ts";
import { MatchingError } from "./errors.ts";

/** Writes down a plan. `used` holds 1 for each edge of the graph that the plan contains. */
export function makePlan(graph: AssignmentGraph, used: Uint8Array, status: "optimal" | "feasible"): Plan {
  const pairs: ScoredPair[] = [];
  const unassigned: { id: string; reason: UnassignedReason }[] = [];
  const givenUp: GivenUp[] = [];
  let total = 0;
  graph.needIds.forEach((id, n) => {
    const edges = Array.from(
      { length: graph.edgeStart[n + 1]! - graph.edgeStart[n]! },
      (_, at) => graph.edgeStart[n]! + at,
    );
    const scores = edges.filter((e) => used[e] === 1).map((e) => graph.edgeScore[e]!);
    for (const e of edges) {
      if (used[e] !== 1) continue;
      pairs.push([id, graph.supplierIds[graph.edgeSupplier[e]!]!, graph.edgeScore[e]!]);
      total += graph.needWeight[n]! * graph.edgeScore[e]!;
    }
    const choices = edges.filter((e) => isChoice(graph, n, e)).map((e) => graph.edgeScore[e]!);
    if (scores.length === 0) unassigned.push({ id, reason: reasonFor(graph, edges, choices.length) });
    if (choices.length > 0) givenUp.push({ id, ...compareWithOwnChoice(graph, n, choices, scores) });
  });
  return { status, total, pairs, unassigned, givenUp, conflicts: [] };
}

/** Whether a need, asked alone, could take an edge and gain by it. */
function isChoice(graph: AssignmentGraph, n: number, e: number): boolean {
  if (graph.edgeState[e] !== EDGE.free) return graph.edgeState[e] === EDGE.locked;
  return graph.sense === "minimize" || graph.needWeight[n]! * graph.edgeScore[e]! > 0;
}

function reasonFor(graph: AssignmentGraph, edges: readonly number[], choices: number): UnassignedReason {
  if (edges.length === 0) return "no_edges";
  if (edges.every((e) => graph.edgeState[e] === EDGE.forbidden)) return "all_forbidden";
  return choices === 0 ? "not_worth" : "capacity";
}

function compareWithOwnChoice(
  graph: AssignmentGraph,
  n: number,
  choices: readonly number[],
  scores: readonly number[],
): Omit<GivenUp, "id"> {
  const isCost = graph.sense === "minimize";
  // Costs are compared for equal numbers of partners; a need with fewer partners would otherwise look like a bargain.
  const count = isCost ? scores.length : Math.min(graph.needMax[n]!, choices.length);
  const ordered = [...choices].sort((a, b) => (isCost ? a - b : b - a));
  const best = sum(ordered.slice(0, count));
  const got = sum(scores);
  // The two sums run in different orders, so equal ones may differ in the last bit.
  return { best, got, givenUp: Math.max(0, isCost ? got - best : best - got) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Checks a plan against the problem as it was written, without using anything that produced the plan: a conflict of
 * interest must not slip through, whatever else goes wrong.
 *
 * @throws MatchingError `plan_violates` naming the rule and the pair.
 */
export function refuseViolations(problem: AssignmentProblem, plan: Plan): void {
  const keyOf = (pair: readonly [string, string, ...unknown[]]): string => `${pair[0]}|${pair[1]}`;
  const forbidden = new Set(problem.forbidden?.map(keyOf));
  const missing = new Map(problem.locked?.map((pair) => [keyOf(pair), pair]));
  const needRoom = new Map(problem.needs.map(({ id, max }) => [id, max ?? 1]));
  const supplierRoom = new Map(problem.suppliers.map(({ id, max }) => [id, max]));
  const take = (room: Map<string, number>, id: string): boolean => {
    const left = room.get(id) ?? 0;
    room.set(id, left - 1);
    return left > 0;
  };
  for (const pair of plan.pairs) {
    const [need, supplier] = pair;
    const refuse = (rule: string): never => {
      throw new MatchingError("plan_violates", { rule, need, supplier });
    };
    if (forbidden.has(keyOf(pair))) refuse("forbidden");
    if (!take(needRoom, need)) refuse("needs.max");
    if (!take(supplierRoom, supplier)) refuse("suppliers.max");
    missing.delete(keyOf(pair));
  }
  for (const [need, supplier] of missing.values())
    throw new MatchingError("plan_violates", { rule: "locked", need, supplier });
}
