/** From chosen edges to a plan a person can read, and the last look at it before it leaves. */
import { MatchingError } from "../errors.ts";
import { type AssignmentGraph, EDGE } from "./read-problem.ts";
import type { AssignmentProblem, GivenUp, Plan, ScoredPair, UnassignedReason } from "./types.ts";

/**
 * Writes down a plan.
 *
 * @param used 1 for each edge of the graph that the plan contains.
 * @param short how far its value may be from the best; null where no bound is known.
 * @param isProven whether it is the best. Of a fair plan the weakest need may be proven and the next ones not.
 */
export function makePlan(
  graph: AssignmentGraph,
  used: Uint8Array,
  short: number | null,
  isProven: boolean = short === 0,
): Plan {
  const pairs: ScoredPair[] = [];
  const unassigned: { id: string; reason: UnassignedReason }[] = [];
  const givenUp: GivenUp[] = [];
  const isCost = graph.sense === "minimize";
  let total = 0;
  let weakest: number | null = null;
  graph.needIds.forEach((id, n) => {
    const scores: number[] = [];
    const choices: number[] = [];
    let value = 0;
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      const score = graph.edgeScore[e]!;
      if (isChoice(graph, n, e)) choices.push(score);
      if (used[e] !== 1) continue;
      scores.push(score);
      pairs.push([id, graph.supplierIds[graph.edgeSupplier[e]!]!, score]);
      value += graph.needWeight[n]! * score;
    }
    total += value;
    if (weakest === null || (isCost ? value > weakest : value < weakest)) weakest = value;
    if (scores.length === 0) unassigned.push({ id, reason: reasonFor(graph, n, choices.length) });
    if (choices.length > 0) givenUp.push({ id, ...compareWithOwnChoice(graph, n, choices, scores) });
  });
  const measure = Math.abs(graph.objective === "fair" ? (weakest ?? 0) : total);
  const gap = short === null || short === 0 ? short : measure === 0 ? null : short / measure;
  const status = isProven ? "optimal" : "bound";
  return { status, gap, total, weakest, pairs, unassigned, givenUp, conflicts: [] };
}

/** The answer where no plan keeps all limits. */
export function makeInfeasible(reasons: Pick<Plan, "conflicts" | "relaxations">): Plan {
  return {
    status: "infeasible",
    total: 0,
    weakest: null,
    gap: null,
    pairs: [],
    unassigned: [],
    givenUp: [],
    ...reasons,
  };
}

/** The answer where a search ended before it found any plan, and before it knew that there is none. */
export function makeUnknown(): Plan {
  return { ...makeInfeasible({ conflicts: [] }), status: "bound" };
}

/** Whether a need, asked alone, could take an edge and gain by it. */
function isChoice(graph: AssignmentGraph, n: number, e: number): boolean {
  if (graph.edgeState[e] !== EDGE.free) return graph.edgeState[e] === EDGE.locked;
  return graph.sense === "minimize" || graph.needWeight[n]! * graph.edgeScore[e]! > 0;
}

function reasonFor(graph: AssignmentGraph, n: number, choices: number): UnassignedReason {
  const states = graph.edgeState.subarray(graph.edgeStart[n], graph.edgeStart[n + 1]);
  if (states.length === 0) return "no_edges";
  if (states.every((state) => state === EDGE.forbidden)) return "all_forbidden";
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
  // Most needs take one: the best of a hundred choices needs no sorting.
  const best =
    count === 1
      ? choices.reduce((a, b) => (isCost === a < b ? a : b))
      : sum(choices.toSorted((a, b) => (isCost ? a - b : b - a)).slice(0, count));
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
  const refuse = (rule: string, need: string, supplier: string): never => {
    throw new MatchingError("plan_violates", { rule, need, supplier });
  };
  const open = new Map<string, Map<string, number>>();
  for (const [need, supplier, score] of plan.pairs) {
    const known = open.get(need) ?? new Map<string, number>();
    if (known.has(supplier)) refuse("edges", need, supplier);
    open.set(need, known.set(supplier, score));
  }
  let partners: Map<string, number> | undefined;
  let lastNeed: string | null = null;
  for (const edge of problem.edges) {
    if (edge[0] !== lastNeed) partners = open.get((lastNeed = edge[0]));
    if (partners?.get(edge[1]) === edge[2]) partners.delete(edge[1]);
  }
  for (const [need, left] of open) for (const supplier of left.keys()) refuse("edges", need, supplier);
  const forbidden = new Set(problem.forbidden?.map(keyOf));
  const missing = new Map(problem.locked?.map((pair) => [keyOf(pair), pair]));
  const needUsed = new Map<string, number>();
  const supplierUsed = new Map<string, number>();
  const groupUsed = new Map<string, number>();
  const groupOf = new Map(problem.suppliers.map(({ id, group }) => [id, group]));
  const limitOf = (name: string | undefined) => (name === undefined ? undefined : problem.groupLimits?.[name]);
  const needMax = new Map(problem.needs.map(({ id, max }) => [id, max ?? 1]));
  const supplierMax = new Map(problem.suppliers.map(({ id, max }) => [id, max]));
  const take = (used: Map<string, number>, id: string, amount: number): number => {
    const now = (used.get(id) ?? 0) + amount;
    used.set(id, now);
    return now;
  };
  for (const pair of plan.pairs) {
    const [need, supplier] = pair;
    const key = keyOf(pair);
    const load = problem.loads?.[key] ?? 1;
    const group = groupOf.get(supplier);
    if (forbidden.has(key)) refuse("forbidden", need, supplier);
    if (take(needUsed, need, 1) > needMax.get(need)!) refuse("needs.max", need, supplier);
    if (take(supplierUsed, supplier, load) > supplierMax.get(supplier)!) refuse("suppliers.max", need, supplier);
    if (group !== undefined && take(groupUsed, group, load) > (limitOf(group)?.max ?? Infinity))
      refuse("groupLimits.max", need, supplier);
    missing.delete(key);
  }
  for (const [need, supplier] of missing.values()) refuse("locked", need, supplier);
  for (const { id, min = 0 } of problem.needs) if ((needUsed.get(id) ?? 0) < min) refuse("needs.min", id, "*");
  for (const { id, min = 0 } of problem.suppliers)
    if ((supplierUsed.get(id) ?? 0) < min) refuse("suppliers.min", "*", id);
  for (const [name, { min = 0 }] of Object.entries(problem.groupLimits ?? {}))
    if ((groupUsed.get(name) ?? 0) < min) refuse("groupLimits.min", "*", name);
}

function keyOf(pair: readonly [string, string, ...unknown[]]): string {
  return `${pair[0]}|${pair[1]}`;
}
