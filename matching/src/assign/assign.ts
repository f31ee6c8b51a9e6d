/** Who takes which need, when capacities are short: the best plan, proven. */
import { MatchingError } from "../errors.ts";
import { buildFlowModel, type FlowModel, isAllPaid } from "./flow-model.ts";
import { makeFair } from "./fair-flow.ts";
import { liftWeakest } from "./fair-lift.ts";
import { findFairest, searchFair } from "./fair-search.ts";
import { NetworkSimplex } from "./network-simplex.ts";
import { giveHeadStart } from "./head-start.ts";
import { buildLoadModel, type LoadModel } from "./load-problem.ts";
import { searchLoads, USUAL_EFFORT } from "./load-search.ts";
import { makeInfeasible, makePlan, makeUnknown, refuseViolations } from "./plan.ts";
import { isProvenOptimal, type Stage } from "./prove.ts";
import { type AssignmentGraph, EDGE, readProblem } from "./read-problem.ts";
import { findRelaxations } from "./relax.ts";
import { countLocked, findLockConflicts, leaveRoom, type Room } from "./room.ts";
import type { AssignmentProblem, Plan } from "./types.ts";

// Scores that are no decimal fractions are tried with so many bits less, should sums along a path leave the range of
// exact whole numbers. No problem met so far needs more than the first.
const COARSER = [0, 12, 24];

// A step of the search for fairness is a look at one edge, with its needs sorted again and again beside it.
const FAIR_STEP = 40;
const ROUNDING = 1e-12;

export interface AssignOptions {
  /**
   * Problems that no flow can express (loads; fairness among needs that take several partners) are searched: how many steps
   * to spend before answering with `bound`. Default 1e9, some seconds of one core.
   */
  readonly effort?: number;
}

/**
 * The best plan under all limits, with locked pairs in and forbidden pairs out; what best means is said by `sense` and
 * `objective`. The answer depends on ids and numbers only, not on the order in which they are written.
 *
 * Cost: network simplex, see network-simplex.ts; docs/assign.md has figures.
 *
 * @returns status `infeasible`, without pairs but with the smallest `relaxations`, when no plan keeps all limits.
 * @throws MatchingError when the problem is malformed; the codes are listed at `readProblem`.
 */
export function assign(problem: AssignmentProblem, { effort = USUAL_EFFORT }: AssignOptions = {}): Plan {
  const graph = readProblem(problem);
  const locked = countLocked(graph);
  const room = leaveRoom(graph, locked);
  const found = room === null ? null : findBest(graph, room, effort);
  if (found === null) {
    const relaxations = findRelaxations(graph, effort);
    return makeInfeasible({ conflicts: findLockConflicts(graph, locked), relaxations });
  }
  if (found.used === null) return makeUnknown();
  const plan = makePlan(graph, found.used, found.short, found.isProven);
  refuseViolations(problem, plan);
  return plan;
}

interface Best {
  /** 1 for each edge of the plan, locked ones included; null when the search ended before it found any. */
  readonly used: Uint8Array | null;
  /** How far its value may be from the best, in the units of scores; null where no bound is known. */
  readonly short: number | null;
  /** Absent where that follows from `short`. */
  readonly isProven?: boolean;
}

/** Null when the limits exclude each other. */
function findBest(graph: AssignmentGraph, room: Room, effort: number): Best | null {
  if (graph.objective === "fair" && (graph.edgeLoad !== null || room.needMax.some((max) => max > 1))) {
    return searchFairest(graph, room, effort);
  }
  if (graph.edgeLoad !== null) return searchBest(graph, buildLoadModel(graph, room), effort);
  const used = findBestEdges(graph, room);
  return used === null ? null : { used, short: 0 };
}

function searchBest(graph: AssignmentGraph, model: LoadModel, effort: number): Best | null {
  const { problem, scale, placeValue } = model;
  const found = searchLoads(problem, effort);
  if (found.used === null) return found.bound === -Infinity ? null : { used: null, short: null };
  const short = found.bound - found.value;
  // Where a place more may still be found, costs cannot be compared.
  const isComparable = placeValue === 0 || short < placeValue / 2;
  return { used: withChosen(graph, model, found.used), short: isComparable ? short / scale : null };
}

function searchFairest(graph: AssignmentGraph, room: Room, effort: number): Best | null {
  const model = buildLoadModel(graph, room);
  const { problem, scale, placeValue, edges } = model;
  const fairProblem = {
    ...problem,
    value: problem.value.map((value, e) => value - placeValue * graph.needAsks[problem.needOf[e]!]!),
    valueWithout: valueOfLocked(graph, scale),
    asks: graph.needAsks,
  };
  // A plan of great total keeps all limits, and is soon made fairer; one that is fair with a partner each is often fairer.
  const first =
    graph.edgeLoad === null
      ? findBestEdges({ ...graph, objective: "total" }, room)
      : searchBest(graph, model, effort / 2);
  if (first === null) return null;
  const second = graph.edgeLoad === null ? fillFairSeats(graph, room) : null;
  const starts = [first instanceof Uint8Array ? first : first.used, second].flatMap((all) =>
    all === null ? [] : [Uint8Array.from(edges, (edge) => all[edge]!)],
  );
  let work = 0;
  for (const start of starts) work += liftWeakest(fairProblem, start, effort / FAIR_STEP / 2);
  const found = searchFair(fairProblem, findFairest(fairProblem, starts), (2 * effort) / FAIR_STEP - work);
  if (found.used === null) return found.isProven ? null : { used: null, short: null };
  const used = withChosen(graph, model, found.used);
  if (found.isProven) return { used, short: 0 };
  const { weakest } = makePlan(graph, used, null);
  const bound = (graph.sense === "maximize" ? 1 : -1) * (found.weakestBound / scale);
  const short = Math.abs(bound - (weakest ?? 0));
  return { used, short: short <= Math.abs(bound) * ROUNDING ? 0 : short, isProven: false };
}

/** One partner for each need, as fair as can be, and then the best that is left; null where that keeps not all limits. */
function fillFairSeats(graph: AssignmentGraph, room: Room): Uint8Array | null {
  if (room.needMin.some((min) => min > 1)) return null;
  const oneEach = findBestEdges(graph, { ...room, needMax: room.needMax.map((max) => Math.min(1, max)) });
  if (oneEach === null) return null;
  const edgeState = graph.edgeState.map((state, edge) => (oneEach[edge] === 1 ? EDGE.locked : state));
  const seated: AssignmentGraph = { ...graph, objective: "total", edgeState };
  const left = leaveRoom(seated, countLocked(seated));
  return left === null ? null : findBestEdges(seated, left);
}

function withChosen(graph: AssignmentGraph, { edges }: LoadModel, chosen: Uint8Array): Uint8Array {
  const used = withLocked(graph);
  chosen.forEach((isUsed, at) => {
    if (isUsed === 1) used[edges[at]!] = 1;
  });
  return used;
}

/** 1 for each edge of the best plan, locked ones included; null when the limits exclude each other. */
function findBestEdges(graph: AssignmentGraph, room: Room): Uint8Array | null {
  for (const coarser of COARSER) {
    const model = buildFlowModel(graph, room, coarser);
    giveHeadStart(graph, model);
    const simplex = new NetworkSimplex(model.network, model.flow, graph.seed);
    const stages: Stage[] = [];
    for (const cost of listObjectives(model, graph.objective)) {
      const before = stages.at(-1);
      if (before !== undefined) simplex.keepOptimal(before.cost);
      simplex.minimise(cost);
      stages.push({ cost, potential: simplex.potential.slice() });
      if (cost === model.owedCost && !isAllPaid(model, model.flow)) return null;
    }
    if (!isProvenOptimal(model.network, model.flow, stages)) continue;
    if (graph.objective === "fair") {
      makeFair(model, simplex, stages.at(-1)?.cost ?? null, valueOfLocked(graph, model.scale));
    }
    return markUsed(graph, model);
  }
  throw new MatchingError("plan_violates", { rule: "optimal", need: "*", supplier: "*" });
}

/** What to minimise one after the other; of a fair plan what comes before fairness. */
function listObjectives(model: FlowModel, objective: "total" | "fair"): Float64Array[] {
  const first = [model.owedCost, model.askCost].filter((cost) => cost !== null);
  if (objective === "fair") return first;
  const total = new Float64Array(model.network.source.length);
  model.value.forEach((value, arc) => {
    total[arc] = -value;
  });
  return [...first, total, ...(model.idleCost === null ? [] : [model.idleCost])];
}

/** For each need, in whole numbers of which more is better. */
function valueOfLocked(graph: AssignmentGraph, scale: number): Float64Array {
  const sign = graph.sense === "maximize" ? scale : -scale;
  return graph.needWeight.map((weight, n) => {
    let value = 0;
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      if (graph.edgeState[e] === EDGE.locked) value += Math.round(sign * weight * graph.edgeScore[e]!);
    }
    return value;
  });
}

function markUsed(graph: AssignmentGraph, model: FlowModel): Uint8Array {
  const used = withLocked(graph);
  model.edges.forEach((edge, arc) => {
    if (model.flow[arc] === 1) used[edge] = 1;
  });
  return used;
}

function withLocked(graph: AssignmentGraph): Uint8Array {
  return graph.edgeState.map((state) => (state === EDGE.locked ? 1 : 0));
}
