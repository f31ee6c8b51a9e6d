/**
 * Leximin by flows, for needs that take one partner each: the weakest need as good as it can be, then the next.
 *
 * Among plans, fewer needs at the worst value is better, among those fewer at the next value, and so on (fair matchings:
 * Huang, Kavitha, Mehlhorn and Michail 2016). Each count is one objective of the network simplex, minimised among the
 * optima of those before it. Values that nobody has are passed over together with the next one that somebody has, so there
 * are at most as many objectives as needs.
 */
import type { FlowModel } from "./flow-model.ts";
import type { NetworkSimplex } from "./network-simplex.ts";

/**
 * Makes the flow of the simplex fair.
 *
 * @param before what the flow is already optimal by; null when by nothing.
 * @param valueWithout what each need has from locked pairs, in the units of `model.value`.
 */
export function makeFair(
  model: FlowModel,
  simplex: NetworkSimplex,
  before: Float64Array | null,
  valueWithout: Float64Array,
): void {
  const { network, flow, value, unplaced } = model;
  const level = new Float64Array(network.source.length);
  value.forEach((amount, arc) => {
    level[arc] = valueWithout[network.source[arc]!]! + amount;
  });
  const choices = [...value.keys()];
  unplaced.forEach((arcs, need) => {
    for (const arc of arcs.filter((candidate) => candidate >= 0)) {
      level[arc] = valueWithout[need]!;
      choices.push(arc);
    }
  });
  const byLevel = Uint32Array.from(choices).sort((a, b) => level[a]! - level[b]! || a - b);

  const cost = new Float64Array(network.source.length);
  // One need at a value that could do without anybody weighs more than all needs at the value to be counted.
  const never = unplaced.length + 1;
  if (before !== null) simplex.keepOptimal(before);
  for (let from = 0; from < byLevel.length; ) {
    let to = from;
    while (to < byLevel.length && flow[byLevel[to]!] === 0) to += 1;
    const counted = to < byLevel.length ? level[byLevel[to]!]! : Infinity;
    while (to < byLevel.length && level[byLevel[to]!] === counted) to += 1;
    const listed = byLevel.subarray(from, to);
    for (const arc of listed) cost[arc] = level[arc] === counted ? 1 : never;
    simplex.settle(cost, listed);
    for (const arc of listed) cost[arc] = 0;
    from = to;
  }
}
