/** Looks at a flow from outside: whoever found it, what passes is the best. */
import type { Network } from "./network-simplex.ts";

/** An objective and, for each node, the price that proves the flow to be best by it. */
export interface Stage {
  readonly cost: Float64Array;
  readonly potential: Float64Array;
}

/**
 * Whether a flow keeps all bounds and is, in whole numbers, of least cost by the first stage, among such flows by the second,
 * and so on: no arc whose flow could grow has a negative reduced cost at the first stage where it has any, none whose flow
 * could shrink a positive one (complementary slackness; Schrijver, Combinatorial Optimization, §12). O(arcs x stages).
 */
export function isProvenOptimal(network: Network, flow: Float64Array, stages: readonly Stage[]): boolean {
  const { nodeCount, source, target, upper, supply } = network;
  const rest = Float64Array.from({ length: nodeCount + 1 }, (_, node) => supply[node] ?? 0);
  for (let arc = 0; arc < flow.length; arc++) {
    const amount = flow[arc]!;
    if (!Number.isInteger(amount) || amount < 0 || amount > upper[arc]!) return false;
    rest[source[arc]!]! -= amount;
    rest[target[arc]!]! += amount;
    for (const { cost, potential } of stages) {
      const from = potential[source[arc]!]!;
      const to = potential[target[arc]!]!;
      if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return false;
      const reduced = cost[arc]! + from - to;
      if (reduced < 0 && amount < upper[arc]!) return false;
      if (reduced > 0 && amount > 0) return false;
      if (reduced !== 0) break;
    }
  }
  return rest.subarray(0, nodeCount).every((amount) => amount === 0);
}
