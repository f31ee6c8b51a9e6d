import fc from "fast-check";
import { expect, it } from "vitest";
import { type Network, NetworkSimplex } from "./network-simplex.ts";
import { isProvenOptimal } from "./prove.ts";

interface Market {
  readonly network: Network;
  readonly flow: Float64Array;
  readonly edges: number;
}

/** Needs of one unit each, suppliers of a few; nobody is placed. */
function makeMarket(
  needs: number,
  suppliers: number,
  edges: readonly (readonly [number, number])[],
  seats: number,
): Market {
  const arcs = [
    ...edges.map(([need, supplier]) => [need, needs + supplier, 1, 0] as const),
    ...Array.from({ length: needs }, (_, need) => [need, needs + suppliers, Infinity, 1] as const),
    ...Array.from({ length: suppliers }, (_, supplier) => [needs + supplier, needs + suppliers, seats, 0] as const),
  ];
  return {
    edges: edges.length,
    flow: Float64Array.from(arcs, ([, , , start]) => start),
    network: {
      nodeCount: needs + suppliers,
      source: Int32Array.from(arcs, ([from]) => from),
      target: Int32Array.from(arcs, ([, to]) => to),
      upper: Float64Array.from(arcs, ([, , most]) => most),
      supply: Float64Array.from({ length: needs + suppliers }, (_, node) => (node < needs ? 1 : 0)),
      parentArc: Int32Array.from({ length: needs + suppliers }, (_, node) => edges.length + node),
    },
  };
}

const market = fc
  .record({
    needs: fc.integer({ min: 1, max: 120 }),
    suppliers: fc.integer({ min: 1, max: 30 }),
    seats: fc.integer({ min: 1, max: 6 }),
    degree: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer(),
  })
  .map(({ needs, suppliers, seats, degree, seed }) => {
    const drawn = Array.from({ length: needs * degree }, (_, at): [number, number] => [
      Math.floor(at / degree),
      (Math.imul(at + 1, 2654435761 ^ seed) >>> 8) % suppliers,
    ]);
    const edges = [...new Map(drawn.map((edge) => [String(edge), edge])).values()];
    return makeMarket(needs, suppliers, edges, seats);
  });

const worth = (flow: Float64Array, cost: Float64Array): number =>
  flow.reduce((sum, amount, arc) => sum + amount * (cost[arc] ?? 0), 0);

it("proves its flows on markets of a hundred needs", () => {
  fc.assert(
    fc.property(market, fc.integer({ min: 1, max: 1000 }), ({ network, flow, edges }, range) => {
      const cost = Float64Array.from(flow, (_, arc) =>
        arc < edges ? -((Math.imul(arc + 1, 40503) >>> 3) % range) : 0,
      );
      const simplex = new NetworkSimplex(network, flow.slice());
      simplex.minimise(cost);
      expect(isProvenOptimal(network, simplex.flow, [{ cost, potential: simplex.potential }])).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it("settles many small objectives in turn exactly as it would minimise them one by one", () => {
  fc.assert(
    fc.property(market, fc.integer({ min: 2, max: 40 }), ({ network, flow, edges }, levels) => {
      // As fairness does: unplaced first, then level by level of the edges.
      const level = Float64Array.from(flow, (_, arc) =>
        arc < edges ? 1 + ((Math.imul(arc + 7, 48271) >>> 5) % levels) : 0,
      );
      const quick = new NetworkSimplex(network, flow.slice());
      const slow = new NetworkSimplex(network, flow.slice());
      for (let now = 0; now <= levels; now++) {
        const charged = Uint32Array.from(flow.keys()).filter(
          (arc) =>
            level[arc] === now &&
            arc < edges + network.supply.length &&
            (arc < edges || network.supply[network.source[arc]!] === 1),
        );
        const cost = new Float64Array(flow.length);
        for (const arc of charged) cost[arc] = 1;
        quick.settle(cost, charged);
        slow.minimise(cost);
        slow.keepOptimal(cost);
        expect(worth(quick.flow, cost)).toBe(worth(slow.flow, cost));
      }
    }),
    { numRuns: 200 },
  );
});
