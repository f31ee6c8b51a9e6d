/**
 * An assignment as a flow. Each need sends out as many units as it may take; a unit that finds nobody goes to the root.
 *
 *     need  --edge, 0..1-->  supplier --0..max-->  group --0..max-->  root
 *       \____________________unplaced_____________________________/
 *
 * A limit with a minimum is two arcs side by side, one for the part that is owed and one for the rest; owed parts that stay
 * empty cost 1 in an objective of their own, which is minimised before all others.
 */
import type { Network } from "./network-simplex.ts";
import { type AssignmentGraph, EDGE } from "./read-problem.ts";
import type { Room } from "./room.ts";
import { findScale } from "./whole-values.ts";

export interface FlowModel {
  readonly network: Network;
  /** A feasible flow to start from: nobody is placed. */
  readonly flow: Float64Array;
  /** The edge of the graph that each of the first arcs stands for. */
  readonly edges: Uint32Array;
  /** For each need the arcs on which its units go unplaced: the free part, and the part that is owed (-1 without one). */
  readonly unplaced: readonly (readonly [free: number, owed: number])[];
  /** For each supplier the arcs on which it passes on what it takes: what it owes first. */
  readonly passing: readonly (readonly number[])[];
  /** Value of each edge arc as a whole number, larger is better. */
  readonly value: Float64Array;
  /** What the values were multiplied with. */
  readonly scale: number;
  /** What to minimise first: owed parts that stay empty. Null where nothing is owed. */
  readonly owedCost: Float64Array | null;
  /** What to minimise next: places that asking needs do not get. Null where none asks. */
  readonly askCost: Float64Array | null;
  /** Pairs that are worth nothing, to be avoided in the end; null where there is none that could be used. */
  readonly idleCost: Float64Array | null;
}

/**
 * @param coarser see {@link findScale}.
 * @param isWanted 1 for edges to be used even where they are worth nothing.
 */
export function buildFlowModel(graph: AssignmentGraph, room: Room, coarser = 0, isWanted?: Uint8Array): FlowModel {
  const owed = [room.needMin, room.supplierMin, room.groupMin].reduce((all, list) => all + sum(list), 0);
  const { edges, needOf, worth } = listUsableEdges(graph, room, (edge) => owed > 0 || isWanted?.[edge] === 1);
  const scale = findScale(worth, coarser);
  const needs = graph.needIds.length;
  const suppliers = graph.supplierIds.length;
  const nodeCount = needs + suppliers + graph.groupIds.length;
  const arcs = makeArcs(edges.length + 2 * nodeCount);
  edges.forEach((edge, at) => arcs.add(needOf[at]!, needs + graph.edgeSupplier[edge]!, 1));

  const supply = new Float64Array(nodeCount);
  const parentArc = new Int32Array(nodeCount);
  const owedArcs: { arc: number; cost: 1 | -1 }[] = [];
  const unplaced = graph.needIds.map((_, need): readonly [number, number] => {
    const min = room.needMin[need]!;
    const max = room.needMax[need]!;
    supply[need] = max;
    const free = arcs.add(need, nodeCount, min > 0 ? max - min : Infinity, max - min);
    // The arc in the tree has no upper bound: its flow can always grow, as strong feasibility asks.
    const short = min > 0 ? arcs.add(need, nodeCount, Infinity, min) : -1;
    if (short >= 0) owedArcs.push({ arc: short, cost: 1 });
    parentArc[need] = short >= 0 ? short : free;
    return [free, short];
  });
  const passOn = (node: number, to: number, min: number, max: number): number[] => {
    const paid = min > 0 ? [arcs.add(node, to, min)] : [];
    for (const arc of paid) owedArcs.push({ arc, cost: -1 });
    const all = paid.length > 0 && max === min ? paid : [...paid, arcs.add(node, to, max - min)];
    parentArc[node] = all.at(-1)!;
    return all;
  };
  const passing = graph.supplierIds.map((_, s) => {
    const group = graph.supplierGroup[s]!;
    const to = group < 0 ? nodeCount : needs + suppliers + group;
    return passOn(needs + s, to, room.supplierMin[s]!, room.supplierMax[s]!);
  });
  graph.groupIds.forEach((_, g) => passOn(needs + suppliers + g, nodeCount, room.groupMin[g]!, room.groupMax[g]!));

  const network = arcs.finish({ nodeCount, supply, parentArc });
  /** A cost for the edges that a test picks; null when it picks none. */
  const costOf = (isCharged: (at: number) => boolean, cost: number): Float64Array | null => {
    let costs: Float64Array | null = null;
    for (let at = 0; at < edges.length; at++) {
      if (!isCharged(at)) continue;
      costs ??= new Float64Array(network.source.length);
      costs[at] = cost;
    }
    return costs;
  };
  const value = worth.map((amount) => {
    const merit = graph.sense === "maximize" ? amount : -amount;
    // What is worth anything stays worth something, however small beside the largest.
    return Math.round(merit * scale) || Math.sign(merit);
  });
  const owedCost = owed === 0 ? null : new Float64Array(network.source.length);
  for (const { arc, cost } of owedArcs) owedCost![arc] = cost;
  return {
    network,
    flow: arcs.startFlow(),
    edges,
    unplaced,
    passing,
    value,
    scale,
    owedCost,
    askCost: costOf((at) => graph.needAsks[needOf[at]!] === 1, -1),
    idleCost: costOf((at) => value[at] === 0, 1),
  };
}

/** Whether a flow leaves nothing owed. */
export function isAllPaid({ owedCost, network }: FlowModel, flow: Float64Array): boolean {
  return flow.every((amount, arc) => {
    const cost = owedCost?.[arc] ?? 0;
    return cost === 0 || amount === (cost > 0 ? 0 : network.upper[arc]!);
  });
}

function listUsableEdges(
  graph: AssignmentGraph,
  room: Room,
  isWantedAnyway: (edge: number) => boolean,
): { edges: Uint32Array; needOf: Uint32Array; worth: Float64Array } {
  const edges = new Uint32Array(graph.edgeSupplier.length);
  const needOf = new Uint32Array(graph.edgeSupplier.length);
  const worth = new Float64Array(graph.edgeSupplier.length);
  let count = 0;
  for (let n = 0; n < graph.needIds.length; n++) {
    if (room.needMax[n] === 0) continue;
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      const value = graph.needWeight[n]! * graph.edgeScore[e]!;
      const supplier = graph.edgeSupplier[e]!;
      const isWanted = value > 0 || graph.sense === "minimize" || isWantedAnyway(e);
      const isOpen = room.supplierMax[supplier]! > 0 && (room.groupMax[graph.supplierGroup[supplier]!] ?? 1) > 0;
      if (graph.edgeState[e] !== EDGE.free || !isOpen || !isWanted) continue;
      edges[count] = e;
      needOf[count] = n;
      worth[count] = value;
      count += 1;
    }
  }
  return { edges: edges.slice(0, count), needOf: needOf.slice(0, count), worth: worth.slice(0, count) };
}

/** Arcs in typed arrays, added one by one. */
export function makeArcs(most: number) {
  const source = new Int32Array(most);
  const target = new Int32Array(most);
  const upper = new Float64Array(most);
  const flow = new Float64Array(most);
  let count = 0;
  return {
    add(from: number, to: number, bound: number, start = 0): number {
      source[count] = from;
      target[count] = to;
      upper[count] = bound;
      flow[count] = start;
      return count++;
    },
    startFlow: () => flow.slice(0, count),
    finish: (rest: Pick<Network, "nodeCount" | "supply" | "parentArc">): Network => ({
      ...rest,
      source: source.subarray(0, count),
      target: target.subarray(0, count),
      upper: upper.subarray(0, count),
    }),
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
