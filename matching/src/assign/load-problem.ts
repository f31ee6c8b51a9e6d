/** Assignment with loads as a search sees it: whole numbers in arrays. */
import { type AssignmentGraph, EDGE } from "./read-problem.ts";
import { loadOf, type Room } from "./room.ts";
import { findScale } from "./whole-values.ts";

/** Limits of one kind of thing; `max` may be Infinity. */
export interface Limits {
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** Edge e may be used once: it counts 1 for its need, `load[e]` for its supplier and group, and is worth `value[e]`. */
export interface LoadProblem {
  readonly needs: Limits;
  readonly suppliers: Limits;
  readonly groups: Limits;
  readonly groupOf: Int32Array;
  readonly needOf: Int32Array;
  readonly supplierOf: Int32Array;
  readonly load: Float64Array;
  /** Whole numbers, larger is better. */
  readonly value: Float64Array;
  /** What breaking a limit by one unit costs; Infinity where no limit may be broken. */
  readonly penalty: number;
}

// Sums of values have to be exact.
const LARGEST_SUM = 2 ** 50;

export interface LoadModel {
  readonly problem: LoadProblem;
  /** The edge of the graph that each edge of the problem stands for. */
  readonly edges: readonly number[];
  readonly scale: number;
  /** What one place for an asking need counts beyond its value, see `NeedCapacity.min`. */
  readonly placeValue: number;
}

/** The problem that locked pairs leave. */
export function buildLoadModel(graph: AssignmentGraph, room: Room): LoadModel {
  const { edges, needOf } = listEdges(graph, (state) => state === EDGE.free);
  const worth = Float64Array.from(
    edges,
    (e, at) => (graph.sense === "maximize" ? 1 : -1) * graph.needWeight[needOf[at]!]! * graph.edgeScore[e]!,
  );
  const asks = graph.needAsks.some((ask) => ask === 1);
  // A place has to outweigh what all others could lose by it.
  const sums = (scale: number) => worth.reduce((sum, value) => sum + Math.round(Math.abs(value) * scale), 1);
  const fits = (scale: number) => sums(scale) * (asks ? 2 * edges.length : 1) <= LARGEST_SUM;
  let scale = findScale(worth);
  for (let coarser = 6; !fits(scale); coarser += 6) scale = findScale(worth, coarser);
  const placeValue = asks ? 2 * sums(scale) : 0;
  return {
    edges,
    scale,
    placeValue,
    problem: {
      ...structureOf(graph, edges, needOf),
      needs: { min: room.needMin, max: room.needMax },
      suppliers: { min: room.supplierMin, max: room.supplierMax },
      groups: { min: room.groupMin, max: room.groupMax },
      value: worth.map((value, at) => Math.round(value * scale) + placeValue * graph.needAsks[needOf[at]!]!),
      penalty: Infinity,
    },
  };
}

/** The problem in which every limit and every lock may be broken at the price of one unit; locks come first in the list. */
export function buildSoftModel(graph: AssignmentGraph): LoadModel {
  const { edges, needOf } = listEdges(graph, (state) => state !== EDGE.forbidden);
  return {
    edges,
    scale: 1,
    placeValue: 0,
    problem: {
      ...structureOf(graph, edges, needOf),
      needs: { min: graph.needMin, max: graph.needMax },
      suppliers: { min: graph.supplierMin, max: graph.supplierMax },
      groups: { min: graph.groupMin, max: graph.groupMax },
      value: Float64Array.from(edges, (e) => (graph.edgeState[e] === EDGE.locked ? 1 : 0)),
      penalty: 1,
    },
  };
}

function structureOf(graph: AssignmentGraph, edges: readonly number[], needOf: readonly number[]) {
  return {
    groupOf: graph.supplierGroup,
    needOf: Int32Array.from(needOf),
    supplierOf: Int32Array.from(edges, (e) => graph.edgeSupplier[e]!),
    load: Float64Array.from(edges, (e) => loadOf(graph, e)),
  };
}

function listEdges(graph: AssignmentGraph, isWanted: (state: number) => boolean) {
  const edges: number[] = [];
  const needOf: number[] = [];
  graph.needIds.forEach((_, n) => {
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      if (!isWanted(graph.edgeState[e]!)) continue;
      edges.push(e);
      needOf.push(n);
    }
  });
  return { edges, needOf };
}
