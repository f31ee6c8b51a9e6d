/**
 * The best way to fill seats: maximum-value b-matching in a sparse bipartite graph, exact.
 *
 * Successive shortest augmenting paths with dual prices (Edmonds and Karp 1972; Tomizawa 1971), one unit of one need at
 * a time, as in the Hungarian method, but sparse: Dijkstra's algorithm with a binary heap looks only as far as it must.
 *
 *     need 7 ──wants──▸ seat of A (taken by need 3) ──3 moves──▸ seat of B (free)      a path that ends in a free seat
 *     need 7 ──wants──▸ seat of A (taken by need 5) ──5 gives up                       a path that ends with a loser
 *     need 7 ──gives up                                                               not worth anyone's move
 *
 * Each path is the cheapest, so the flow is optimal for the needs placed so far, by induction for all of them.
 * Invariant on the duals: utility[n] + price[s] >= value for unused edges, <= value for used ones; both duals are >= 0;
 * a supplier with a free seat has price 0; a need that gave up a unit has utility 0.
 *
 * Cost: at most one Dijkstra run, O(E log V), for each unit of need; usually each touches a few nodes.
 */
import { IndexedHeap } from "./indexed-heap.ts";

/** Needs on the left, suppliers on the right. Edges of need n: edgeStart[n] .. edgeStart[n + 1]. */
export interface FlowProblem {
  readonly needMax: Float64Array;
  readonly supplierMax: Float64Array;
  readonly edgeStart: Uint32Array;
  readonly edgeSupplier: Uint32Array;
  /** Positive integers of at most 2^51, so that sums along a path stay exact in a double. */
  readonly edgeValue: Float64Array;
}

/** An optimal plan and the dual numbers that prove it, see {@link isProvenOptimal}. */
export interface FlowSolution {
  /** 1 for each edge of the plan. */
  readonly used: Uint8Array;
  /** What each need gains beyond the prices it pays. */
  readonly utility: Float64Array;
  /** What one more seat of each supplier would add to the total. */
  readonly price: Float64Array;
}

/** Finds the plan of greatest total value. The same input gives the same plan. */
export function maximiseFlow(problem: FlowProblem): FlowSolution {
  const { needMax, supplierMax, edgeStart, edgeSupplier, edgeValue } = problem;
  const needs = needMax.length;
  const suppliers = supplierMax.length;
  const used = new Uint8Array(edgeSupplier.length);
  const utility = new Float64Array(needs);
  const price = new Float64Array(suppliers);

  const edgeNeed = new Uint32Array(edgeSupplier.length);
  const degree = new Float64Array(suppliers);
  for (let n = 0; n < needs; n++) {
    for (let e = edgeStart[n]!; e < edgeStart[n + 1]!; e++) {
      edgeNeed[e] = n;
      degree[edgeSupplier[e]!]! += 1;
    }
  }
  // Seats of supplier s: seatStart[s] .. seatStart[s + 1], of which the first taken[s] hold the edge that took them.
  const seatStart = new Uint32Array(suppliers + 1);
  for (let s = 0; s < suppliers; s++) seatStart[s + 1] = seatStart[s]! + Math.min(supplierMax[s]!, degree[s]!);
  const seatEdge = new Uint32Array(seatStart[suppliers]!);
  const seatOfEdge = new Uint32Array(edgeSupplier.length);
  const taken = new Uint32Array(suppliers);

  // Nodes of the search: needs first, then suppliers. Reset after each run, and only where it went.
  const distance = new Float64Array(needs + suppliers).fill(Infinity);
  const arrivedBy = new Uint32Array(needs + suppliers);
  const heap = new IndexedHeap(distance);
  const touched: number[] = [];

  function reach(node: number, at: number, edge: number): void {
    if (at >= distance[node]!) return;
    if (distance[node] === Infinity) touched.push(node);
    distance[node] = at;
    arrivedBy[node] = edge;
    heap.pushOrRaise(node);
  }

  /** Places one more unit of a need. False when the best it can do is to give up. */
  function placeUnit(source: number): boolean {
    let best = utility[source]!;
    let end = source;
    distance[source] = 0;
    touched.push(source);
    heap.pushOrRaise(source);
    const settled: number[] = [];
    while (heap.size > 0) {
      const node = heap.pop();
      const at = distance[node]!;
      if (at >= best) break;
      settled.push(node);
      if (node < needs) {
        if (at + utility[node]! < best) {
          best = at + utility[node]!;
          end = node;
        }
        for (let e = edgeStart[node]!; e < edgeStart[node + 1]!; e++) {
          if (used[e] === 1) continue;
          const s = edgeSupplier[e]!;
          const arrival = at + (utility[node]! + price[s]! - edgeValue[e]!);
          if (arrival < best) reach(needs + s, arrival, e);
        }
      } else {
        const s = node - needs;
        const seats = seatStart[s]! + taken[s]!;
        if (seats < seatStart[s + 1]!) {
          best = at;
          end = node;
          break;
        }
        for (let seat = seatStart[s]!; seat < seats; seat++) {
          const e = seatEdge[seat]!;
          const n = edgeNeed[e]!;
          const arrival = at + (edgeValue[e]! - utility[n]! - price[s]!);
          if (arrival < best) reach(n, arrival, e);
        }
      }
    }
    for (const node of settled) {
      const slack = best - distance[node]!;
      if (node < needs) utility[node]! -= slack;
      else price[node - needs]! += slack;
    }
    for (const node of touched) distance[node] = Infinity;
    touched.length = 0;
    heap.clear();
    if (end !== source) walkBack(end, source);
    return end !== source;
  }

  /** Swaps used and unused edges along the path that ended in `end`. */
  function walkBack(end: number, source: number): void {
    let node = end;
    let seat = 0;
    if (node >= needs) {
      const s = node - needs;
      seat = seatStart[s]! + taken[s]!++;
    }
    while (node !== source) {
      const edge = arrivedBy[node]!;
      if (node < needs) {
        // This need leaves the seat of a supplier, which the need before it on the path takes over.
        used[edge] = 0;
        seat = seatOfEdge[edge]!;
        node = needs + edgeSupplier[edge]!;
      } else {
        used[edge] = 1;
        seatEdge[seat] = edge;
        seatOfEdge[edge] = seat;
        node = edgeNeed[edge]!;
      }
    }
  }

  for (let n = 0; n < needs; n++) {
    for (let e = edgeStart[n]!; e < edgeStart[n + 1]!; e++) {
      utility[n] = Math.max(utility[n]!, edgeValue[e]! - price[edgeSupplier[e]!]!);
    }
    const units = Math.min(needMax[n]!, edgeStart[n + 1]! - edgeStart[n]!);
    for (let unit = 0; unit < units && placeUnit(n); unit++);
  }
  return { used, utility, price };
}

/**
 * Checks capacities and complementary slackness, in whole numbers: a plan that passes is optimal, however it was found
 * (Schrijver: Combinatorial Optimization, §21). O(E).
 */
export function isProvenOptimal(problem: FlowProblem, { used, utility, price }: FlowSolution): boolean {
  const { needMax, supplierMax, edgeStart, edgeSupplier, edgeValue } = problem;
  const supplierUsed = new Float64Array(supplierMax.length);
  for (let n = 0; n < needMax.length; n++) {
    let needUsed = 0;
    for (let e = edgeStart[n]!; e < edgeStart[n + 1]!; e++) {
      const s = edgeSupplier[e]!;
      const slack = utility[n]! + price[s]! - edgeValue[e]!;
      if (used[e] === 1 ? slack > 0 : slack < 0) return false;
      needUsed += used[e]!;
      supplierUsed[s]! += used[e]!;
    }
    const most = Math.min(needMax[n]!, edgeStart[n + 1]! - edgeStart[n]!);
    if (needUsed > most || utility[n]! < 0 || (needUsed < most && utility[n] !== 0)) return false;
  }
  return supplierUsed.every((taken, s) => {
    const isFull = taken === supplierMax[s];
    return taken <= supplierMax[s]! && price[s]! >= 0 && (isFull || price[s] === 0);
  });
}
