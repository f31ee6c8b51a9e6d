/**
 * A plan made anew that changes little: the best one that keeps at least so many pairs of the plan before.
 *
 * Keeping pairs gets a price, the same for each. At the right price some best flow keeps too few pairs and another enough
 * (Lagrangian relaxation of one constraint); the two differ by cycles that are worth nothing at that price, and some of them
 * lead from the second to just enough. Where no selection of cycles hits the number, a branch and bound closes what is left.
 */
import { MatchingError } from "../errors.ts";
import { buildFlowModel, type FlowModel, isAllPaid } from "./flow-model.ts";
import { giveHeadStart } from "./head-start.ts";
import { makeInfeasible, makePlan, refuseViolations } from "./plan.ts";
import { NetworkSimplex } from "./network-simplex.ts";
import { type AssignmentGraph, EDGE, readProblem } from "./read-problem.ts";
import { readNumber } from "../read-values.ts";
import { findRelaxations } from "./relax.ts";
import { countLocked, findLockConflicts, leaveRoom } from "./room.ts";
import { indexEdges } from "./tally.ts";
import type { AssignmentProblem, Pair, Plan } from "./types.ts";

// Value times a number of pairs has to be exact.
const LARGEST_PRODUCT = 2 ** 50;
/** Edges looked at by all branches together: 100 branches for 10,000 edges, none for a million. */
const MOST_WORK = 1_000_000;
const ROUNDING = 1e-12;

export interface RevisionWishes {
  readonly previous: readonly Pair[];
  /** How many of the previous pairs may go, as a share of them: 0 to 1. */
  readonly changeAtMost: number;
}

export interface Revision extends Plan {
  readonly kept: readonly Pair[];
  /** Previous pairs that the plan gives up; those that the problem no longer allows are among them. */
  readonly dropped: readonly Pair[];
  /** Pairs that the previous plan did not have. */
  readonly added: readonly Pair[];
  /** Whether no more pairs went than was asked. Where limits leave no choice, as few go as can. */
  readonly isWithinLimit: boolean;
}

/**
 * The best plan that drops at most a share of the pairs of the previous one. New pairs for needs that had none are no change.
 * Limits, locked and forbidden pairs come first; under `minimize`, so do places of needs that ask for them.
 *
 * @throws MatchingError as `assign`; `invalid_value` for a share outside 0 to 1; `revision_unsupported` for problems with
 * loads or the objective `fair`.
 */
export function revisePlan(problem: AssignmentProblem, { previous, changeAtMost }: RevisionWishes): Revision {
  readNumber(changeAtMost, "changeAtMost", 0, 1);
  const graph = readProblem(problem);
  if (graph.edgeLoad !== null) throw new MatchingError("revision_unsupported", { field: "loads" });
  if (graph.objective === "fair") throw new MatchingError("revision_unsupported", { field: "objective" });

  const edgeOf = indexEdges(graph);
  const isPrevious = new Uint8Array(graph.edgeState.length);
  for (const [need, supplier] of previous) {
    const edge = edgeOf.get(`${need}|${supplier}`);
    if (edge !== undefined) isPrevious[edge] = 1;
  }
  const mayGo = Math.floor(changeAtMost * previous.length + ROUNDING);
  const best = searchRevision(graph, isPrevious, previous.length - mayGo);
  if (best === null) {
    const conflicts = findLockConflicts(graph, countLocked(graph));
    const plan = makeInfeasible({ conflicts, relaxations: findRelaxations(graph, 0) });
    return { ...plan, kept: [], dropped: [...previous], added: [], isWithinLimit: previous.length <= mayGo };
  }
  const plan = makePlan(graph, best.used, best.short);
  refuseViolations(problem, plan);
  const now = new Set(plan.pairs.map(([need, supplier]) => `${need}|${supplier}`));
  const before = new Set(previous.map(([need, supplier]) => `${need}|${supplier}`));
  const kept = previous.filter(([need, supplier]) => now.has(`${need}|${supplier}`));
  const dropped = previous.filter(([need, supplier]) => !now.has(`${need}|${supplier}`));
  const added = plan.pairs.flatMap(([need, supplier]): Pair[] =>
    before.has(`${need}|${supplier}`) ? [] : [[need, supplier]],
  );
  return { ...plan, kept, dropped, added, isWithinLimit: dropped.length <= mayGo };
}

/** A plan, and how much better one could be that keeps as many previous pairs, in the units of scores. */
interface Relaxed {
  /** 1 for each edge, locked ones included. */
  readonly used: Uint8Array;
  readonly merit: number;
  readonly short: number;
  readonly kept: number;
  /** A previous pair on which the two flows differ that the price cannot decide between; -1 where nothing is open. */
  readonly disputed: number;
}

/**
 * Where cycles do not hit the number: branch and bound, locking a disputed pair in one branch and forbidding it in the other.
 * Null when limits exclude each other.
 */
function searchRevision(graph: AssignmentGraph, isPrevious: Uint8Array, wanted: number): Relaxed | null {
  const root = relaxRevision(graph, isPrevious, wanted);
  if (root === null) return null;
  // Where so many cannot be kept, as many as can.
  const least = Math.min(wanted, root.kept);
  let best = root;
  const open = [{ graph, relaxed: root }];
  let bound = -Infinity;
  const mostSolved = MOST_WORK / (graph.edgeState.length + 1);
  const isBetter = (hope: number): boolean => hope > best.merit + ROUNDING * Math.max(1, Math.abs(best.merit));
  for (let solved = 1; open.length > 0; ) {
    const node = open.pop()!;
    const hope = node.relaxed.merit + node.relaxed.short;
    if (node.relaxed.disputed < 0 || !isBetter(hope)) continue;
    if (solved >= mostSolved) {
      bound = Math.max(bound, hope);
      continue;
    }
    for (const state of [EDGE.forbidden, EDGE.locked]) {
      const edgeState = node.graph.edgeState.slice();
      edgeState[node.relaxed.disputed] = state;
      const child = { ...node.graph, edgeState };
      const relaxed = relaxRevision(child, isPrevious, least);
      solved += 1;
      if (relaxed === null || relaxed.kept < least) continue;
      if (relaxed.merit > best.merit) best = relaxed;
      open.push({ graph: child, relaxed });
    }
  }
  return { ...best, short: isBetter(bound) ? bound - best.merit : 0 };
}

interface Point {
  readonly flow: Float64Array;
  readonly value: number;
  readonly kept: number;
}

/** The best plan that keeps so many previous pairs or, where that is impossible, as many as it can. */
function relaxRevision(graph: AssignmentGraph, isPrevious: Uint8Array, wantedInAll: number): Relaxed | null {
  const room = leaveRoom(graph, countLocked(graph));
  if (room === null) return null;
  let coarser = 0;
  let model = buildFlowModel(graph, room, coarser, isPrevious);
  const mostKept = model.edges.reduce((sum, edge) => sum + isPrevious[edge]!, 1);
  while (model.value.some((value) => Math.abs(value) * mostKept * 2 > LARGEST_PRODUCT)) {
    coarser += 6;
    model = buildFlowModel(graph, room, coarser, isPrevious);
  }
  const { network, value } = model;
  const isKept = model.edges.map((edge) => isPrevious[edge]!);
  const lockedKept = graph.edgeState.reduce((sum, state, e) => sum + (state === EDGE.locked ? isPrevious[e]! : 0), 0);
  const wanted = wantedInAll - lockedKept;
  const costOf = (perValue: number, perKept: number): Float64Array => {
    const cost = new Float64Array(network.source.length);
    value.forEach((amount, arc) => {
      cost[arc] = -(amount * perValue + isKept[arc]! * perKept);
    });
    return cost;
  };
  const answer = ({ flow, kept }: Point, short: number, disputed: number): Relaxed => {
    const used = graph.edgeState.map((state) => (state === EDGE.locked ? 1 : 0));
    model.edges.forEach((edge, arc) => {
      if (flow[arc] === 1) used[edge] = 1;
    });
    return { used, merit: meritOf(graph, used), short: short / model.scale, kept: kept + lockedKept, disputed };
  };

  /** A flow that is already best by what comes before values and kept pairs; null when limits exclude each other. */
  const begin = (): NetworkSimplex | null => {
    const fresh = buildFlowModel(graph, room, coarser, isPrevious);
    giveHeadStart(graph, fresh);
    const simplex = new NetworkSimplex(fresh.network, fresh.flow, graph.seed);
    for (const cost of [model.owedCost, model.askCost]) {
      if (cost === null) continue;
      simplex.minimise(cost);
      if (cost === model.owedCost && !isAllPaid(fresh, fresh.flow)) return null;
      simplex.keepOptimal(cost);
    }
    return simplex;
  };
  const simplex = begin();
  if (simplex === null) return null;
  const solve = (perValue: number, perKept: number): Point => {
    simplex.minimise(costOf(perValue, perKept));
    return pointOf(simplex.flow.slice(), value, isKept);
  };

  // The best plan of all, and among equally good ones the one that keeps most.
  let few = solve(mostKept, 1);
  if (few.kept >= wanted) return answer(few, 0, -1);
  let enough = keepMost(begin()!, costOf, (flow) => pointOf(flow, value, isKept));
  if (enough.kept <= wanted) return answer(enough, 0, -1);
  for (;;) {
    const pairs = enough.kept - few.kept;
    const price = few.value - enough.value;
    const between = solve(pairs, price);
    if (!isAbove(between, few, pairs, price)) {
      const nearest = moveAlongCycles(network, enough, few, isKept, value, enough.kept - wanted);
      const short = ((nearest.kept - wanted) * price) / pairs;
      const arc = short === 0 ? -1 : isKept.findIndex((kept, at) => kept === 1 && enough.flow[at] !== few.flow[at]);
      return answer(nearest, short, arc < 0 ? -1 : model.edges[arc]!);
    }
    if (between.kept >= wanted) enough = between;
    else few = between;
  }
}

/** The flow that keeps most previous pairs, and among such the best. */
function keepMost(
  simplex: NetworkSimplex,
  costOf: (perValue: number, perKept: number) => Float64Array,
  look: (flow: Float64Array) => Point,
): Point {
  const keeping = costOf(0, 1);
  simplex.minimise(keeping);
  simplex.keepOptimal(keeping);
  simplex.minimise(costOf(1, 0));
  return look(simplex.flow.slice());
}

/** Whether a point lies above the line through another; in whole numbers of any size, for the products leave the exact range. */
function isAbove(a: Point, b: Point, perValue: number, perKept: number): boolean {
  const heightOf = ({ value, kept }: Point) => BigInt(value) * BigInt(perValue) + BigInt(kept) * BigInt(perKept);
  return heightOf(a) > heightOf(b);
}

function pointOf(flow: Float64Array, value: Float64Array, isKept: Uint32Array): Point {
  let worth = 0;
  let kept = 0;
  value.forEach((amount, arc) => {
    worth += amount * flow[arc]!;
    kept += isKept[arc]! * flow[arc]!;
  });
  return { flow, value: worth, kept };
}

function meritOf(graph: AssignmentGraph, used: Uint8Array): number {
  let merit = 0;
  graph.needWeight.forEach((weight, n) => {
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      if (used[e] === 1) merit += weight * graph.edgeScore[e]!;
    }
  });
  return graph.sense === "minimize" ? -merit : merit;
}

/**
 * From one flow towards another along cycles of their difference, as far as at most `budget` kept pairs go. The cycles do not
 * get into each other's way, so any of them may be chosen: those whose lost pairs add up to most (subset sums).
 */
function moveAlongCycles(
  network: FlowModel["network"],
  from: Point,
  to: Point,
  isKept: Uint32Array,
  value: Float64Array,
  budget: number,
): Point {
  const cycles = splitIntoCycles(network, from.flow, to.flow).map((arcs) => ({
    arcs,
    lost: -arcs.reduce((sum, { arc, change }) => sum + change * (isKept[arc] ?? 0), 0),
  }));
  const losing = cycles.filter(({ lost }) => lost > 0 && lost <= budget);
  // For each sum the cycle by which it was first reached; a sum is extended by later cycles only.
  const reachedBy = new Int32Array(budget + 1).fill(-1);
  losing.forEach(({ lost }, at) => {
    for (let sum = budget; sum >= lost; sum--) {
      const isOpen = sum === lost || reachedBy[sum - lost]! >= 0;
      if (reachedBy[sum]! < 0 && isOpen) reachedBy[sum] = at;
    }
  });
  let sum = budget;
  while (sum > 0 && reachedBy[sum]! < 0) sum -= 1;
  const flow = from.flow.slice();
  while (sum > 0) {
    const cycle = losing[reachedBy[sum]!]!;
    for (const { arc, change } of cycle.arcs) flow[arc]! += change;
    sum -= cycle.lost;
  }
  return pointOf(flow, value, isKept);
}

interface Step {
  readonly arc: number;
  /** 1 or -1. */
  readonly change: number;
}

/** Cycles of one unit each that together lead from one flow to the other, none of them undoing what another does. */
function splitIntoCycles(
  { nodeCount, source, target }: FlowModel["network"],
  from: Float64Array,
  to: Float64Array,
): Step[][] {
  const rest = to.map((amount, arc) => amount - from[arc]!);
  const leaving: number[][] = Array.from({ length: nodeCount + 1 }, () => []);
  rest.forEach((amount, arc) => {
    if (amount !== 0) leaving[amount > 0 ? source[arc]! : target[arc]!]!.push(arc);
  });
  const cycles: Step[][] = [];
  const path: (Step & { readonly node: number })[] = [];
  const placeOn = new Int32Array(nodeCount + 1).fill(-1);
  for (let start = 0; start <= nodeCount; start++) {
    let node = start;
    for (;;) {
      if (placeOn[node]! >= 0) {
        const cycle = path.splice(placeOn[node]!);
        for (const step of cycle) placeOn[step.node] = -1;
        cycles.push(cycle.map(({ arc, change }) => ({ arc, change })));
        continue;
      }
      const arcs = leaving[node]!;
      while (arcs.length > 0 && rest[arcs.at(-1)!] === 0) arcs.pop();
      const arc = arcs.at(-1);
      if (arc === undefined) break;
      const change = Math.sign(rest[arc]!);
      rest[arc]! -= change;
      placeOn[node] = path.length;
      path.push({ arc, change, node });
      node = change > 0 ? target[arc]! : source[arc]!;
    }
  }
  return cycles;
}
