import { expect, it } from "vitest";
import type { Network } from "./network-simplex.ts";
import { NetworkSimplex } from "./network-simplex.ts";
import { isProvenOptimal } from "./prove.ts";

/** Two needs (0, 1) and two suppliers (2, 3) of one seat each; the last four arcs lead to the root. */
const network: Network = {
  nodeCount: 4,
  source: Int32Array.of(0, 0, 1, 0, 1, 2, 3),
  target: Int32Array.of(2, 3, 2, 4, 4, 4, 4),
  upper: Float64Array.of(1, 1, 1, Infinity, Infinity, 1, 1),
  supply: Float64Array.of(1, 1, 0, 0),
  parentArc: Int32Array.of(3, 4, 5, 6),
};
const cost = Float64Array.of(-9, -8, -7, 0, 0, 0, 0);
const nobody = Float64Array.of(0, 0, 0, 1, 1, 0, 0);

function solve() {
  const simplex = new NetworkSimplex(network, nobody.slice());
  simplex.minimise(cost);
  return simplex;
}

it("passes the best flow with its prices", () => {
  const { flow, potential } = solve();
  expect([...flow]).toEqual([0, 1, 1, 0, 0, 1, 1]);
  expect(isProvenOptimal(network, flow, [{ cost, potential }])).toBe(true);
});

it.each<[string, (flow: Float64Array, potential: Float64Array) => void]>([
  ["what greedy would do", (flow) => flow.set([1, 0, 0, 0, 1, 1, 0])],
  ["a flow that gets lost on its way", (flow) => flow.set([0, 1, 1, 0, 0, 1, 0])],
  ["more than an arc holds", (flow) => flow.set([2, 0, 0, -1, 1, 2, 0])],
  ["half a pair", (flow) => flow.set([0.5, 0.5, 0.5, 0, 0.5, 1, 0.5])],
  ["the best flow with other prices", (_, potential) => potential.fill(0)],
  ["prices that are no longer exact", (_, potential) => potential.set([2 ** 53], 0)],
])("does not pass %s", (_, spoil) => {
  const { flow, potential } = solve();
  spoil(flow, potential);
  expect(isProvenOptimal(network, flow, [{ cost, potential }])).toBe(false);
});

it("among the cheapest flows finds the one that is best by a second objective, and proves both", () => {
  const simplex = new NetworkSimplex(network, nobody.slice());
  const even = Float64Array.of(-5, -5, -5, 0, 0, 0, 0);
  const second = Float64Array.of(0, 3, 0, 0, 0, 0, 0);
  simplex.minimise(even);
  const first = { cost: even, potential: simplex.potential.slice() };
  simplex.keepOptimal(even);
  simplex.minimise(second);
  const stages = [first, { cost: second, potential: simplex.potential.slice() }];
  expect([...simplex.flow]).toEqual([0, 1, 1, 0, 0, 1, 1]);
  expect(isProvenOptimal(network, simplex.flow, stages)).toBe(true);
  expect(isProvenOptimal(network, Float64Array.of(1, 0, 0, 0, 1, 1, 0), stages)).toBe(false);
});
