/**
 * What has to give way when minimums and locked pairs ask for more than there is: a change of limits of least total units,
 * exact. As a flow in which every limit may be broken at the price of one unit; among equally small changes it lowers
 * minimums rather than raising maximums, and lets go of locked pairs last. With loads, a search in place of the flow.
 */
import { makeArcs } from "./flow-model.ts";
import { buildSoftModel } from "./load-problem.ts";
import { searchLoads } from "./load-search.ts";
import { NetworkSimplex } from "./network-simplex.ts";
import { type AssignmentGraph, EDGE } from "./read-problem.ts";
import { describeRelaxation } from "./relaxation-texts.ts";
import { countUsage } from "./room.ts";
import type { Pair, Relaxation } from "./types.ts";

/**
 * Empty when nothing has to give way.
 *
 * @param effort for problems with loads: see {@link searchLoads}. What is found when it ends is enough, but perhaps not least.
 */
export function findRelaxations(graph: AssignmentGraph, effort: number): Relaxation[] {
  return listBroken(graph, graph.edgeLoad === null ? breakLeastByFlow(graph) : breakLeastBySearch(graph, effort));
}

/** The changes after which a plan keeps all limits. */
function listBroken(graph: AssignmentGraph, used: Uint8Array): Relaxation[] {
  const usage = countUsage(graph, (edge) => used[edge] === 1);
  const found: Relaxation[] = [];
  const report = (kind: Relaxation["kind"], id: string | Pair, from: number, to: number): void => {
    if (from !== to) found.push(describeRelaxation({ kind, id, from, to, units: Math.abs(to - from) }));
  };
  const compare = (
    kind: "need" | "supplier" | "group",
    ids: readonly string[],
    [min, max]: readonly [Float64Array, Float64Array],
    taken: Float64Array,
  ): void =>
    ids.forEach((id, at) => {
      report(`${kind}_min`, id, min[at]!, Math.min(min[at]!, taken[at]!));
      report(`${kind}_max`, id, max[at]!, Math.max(max[at]!, taken[at]!));
    });
  compare("need", graph.needIds, [graph.needMin, graph.needMax], usage.needs);
  compare("supplier", graph.supplierIds, [graph.supplierMin, graph.supplierMax], usage.suppliers);
  compare("group", graph.groupIds, [graph.groupMin, graph.groupMax], usage.groups);
  graph.needIds.forEach((id, n) => {
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      const isLost = graph.edgeState[e] === EDGE.locked && used[e] === 0;
      if (isLost) report("unlock", [id, graph.supplierIds[graph.edgeSupplier[e]!]!], 1, 0);
    }
  });
  return found;
}

function breakLeastBySearch(graph: AssignmentGraph, effort: number): Uint8Array {
  const { problem, edges } = buildSoftModel(graph);
  const used = new Uint8Array(graph.edgeState.length);
  searchLoads(problem, effort).used?.forEach((isUsed, at) => {
    used[edges[at]!] = isUsed;
  });
  return used;
}

function breakLeastByFlow(graph: AssignmentGraph): Uint8Array {
  const { needIds, supplierIds, groupIds, edgeStart, edgeSupplier, edgeState, supplierGroup } = graph;
  const needs = needIds.length;
  const suppliers = supplierIds.length;
  const nodeCount = needs + suppliers + groupIds.length;
  const arcs = makeArcs(edgeSupplier.length + 3 * nodeCount);
  const costs: number[] = [];
  const add = (from: number, to: number, upper: number, flow: number, cost: number): number => {
    costs.push(cost);
    return arcs.add(from, to, upper, flow);
  };

  // One unit of change always outweighs the preferences between kinds of change.
  const mostUnits =
    sumOf(graph.needMin) + sumOf(graph.supplierMin) + sumOf(graph.groupMin) + 4 * edgeState.filter(isLocked).length;
  const unit = 2 * mostUnits + 3;
  const price = { min: unit, max: unit + 1, unlock: unit + 2 };

  const supply = new Float64Array(nodeCount);
  const parentArc = new Int32Array(nodeCount);
  const edgeArcs: { edge: number; arc: number }[] = [];
  for (let n = 0; n < needs; n++) {
    for (let edge = edgeStart[n]!; edge < edgeStart[n + 1]!; edge++) {
      if (edgeState[edge] === EDGE.forbidden) continue;
      const cost = isLocked(edgeState[edge]!) ? -price.unlock : 0;
      edgeArcs.push({ edge, arc: add(n, needs + edgeSupplier[edge]!, 1, 0, cost) });
    }
  }
  // The units of a need that stay unplaced: those above its maximum, those between its limits, those that it is owed.
  for (let n = 0; n < needs; n++) {
    const min = graph.needMin[n]!;
    const most = Math.max(edgeStart[n + 1]! - edgeStart[n]!, min);
    const above = Math.max(0, most - graph.needMax[n]!);
    supply[n] = most;
    add(n, nodeCount, above, above, -price.max);
    add(n, nodeCount, most - above - min, most - above - min, 0);
    parentArc[n] = add(n, nodeCount, Infinity, min, price.min);
  }
  const passOn = (node: number, to: number, min: number, max: number): void => {
    add(node, to, min, 0, -price.min);
    add(node, to, max - min, 0, 0);
    parentArc[node] = add(node, to, Infinity, 0, price.max);
  };
  supplierIds.forEach((_, s) => {
    const to = supplierGroup[s]! < 0 ? nodeCount : needs + suppliers + supplierGroup[s]!;
    passOn(needs + s, to, graph.supplierMin[s]!, graph.supplierMax[s]!);
  });
  groupIds.forEach((_, g) => passOn(needs + suppliers + g, nodeCount, graph.groupMin[g]!, graph.groupMax[g]!));

  const flow = arcs.startFlow();
  new NetworkSimplex(arcs.finish({ nodeCount, supply, parentArc }), flow, graph.seed).minimise(
    Float64Array.from(costs),
  );
  const used = new Uint8Array(edgeState.length);
  for (const { edge, arc } of edgeArcs) used[edge] = flow[arc]!;
  return used;
}

function isLocked(state: number): boolean {
  return state === EDGE.locked;
}

function sumOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
