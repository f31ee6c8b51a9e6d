/** Small assignment problems with every kind of limit, for properties to be tried on. */
import fc from "fast-check";
import type { AssignmentProblem, Pair, ScoredPair } from "../src/index.ts";

const GROUPS = ["g", "h"];
const range = (most: number) => fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);

export interface SmallOptions {
  /** At most so many suppliers for one need. */
  readonly needMax: number;
  readonly scores: fc.Arbitrary<number>;
  readonly hasLoads?: boolean;
  readonly objective?: "total" | "fair";
  readonly edges?: number;
}

/** Up to 7 needs and 5 suppliers. */
export function smallProblem(options: SmallOptions): fc.Arbitrary<AssignmentProblem> {
  const { needMax, scores, hasLoads = false, objective = "total", edges: most = 11 } = options;
  return fc
    .record({
      sense: fc.constantFrom("maximize" as const, "minimize" as const),
      withMinimums: fc.constantFrom(false, true, true),
      needs: fc.array(
        fc.record({
          limits: range(needMax),
          isOwed: fc.constantFrom(false, false, true),
          weight: fc.constantFrom(0, 0.5, 1, 1, 3),
        }),
        { maxLength: 7 },
      ),
      suppliers: fc.array(
        fc.record({
          limits: range(hasLoads ? 8 : 3),
          isOwed: fc.constantFrom(false, false, false, true),
          group: fc.constantFrom(undefined, ...GROUPS),
        }),
        { maxLength: 5 },
      ),
      groups: fc.array(fc.record({ limits: range(hasLoads ? 9 : 4), isOwed: fc.boolean() }), { maxLength: 2 }),
      grid: fc.uniqueArray(
        fc.record({
          n: fc.nat(6),
          s: fc.nat(4),
          score: scores,
          load: fc.nat(5),
          state: fc.constantFrom("", "", "", "", "", "forbidden", "locked"),
        }),
        { selector: ({ n, s }) => `${n}|${s}`, maxLength: most },
      ),
    })
    .map(({ sense, withMinimums, needs, suppliers, groups, grid }): AssignmentProblem => {
      const edges = grid.filter(({ n, s }) => n < needs.length && s < suppliers.length);
      const inState = (wanted: string): Pair[] =>
        edges.filter(({ state }) => state === wanted).map(({ n, s }) => [`n${n}`, `s${s}`]);
      const limits = ({ limits: [min = 0, max = 0], isOwed }: { limits: number[]; isOwed: boolean }) =>
        withMinimums && isOwed ? { min, max } : { max };
      return {
        sense,
        objective,
        needs: needs.map((need, n) => ({ id: `n${n}`, weight: need.weight, ...limits(need) })),
        suppliers: suppliers.map((supplier, s) => ({
          id: `s${s}`,
          ...limits(supplier),
          ...(supplier.group === undefined ? {} : { group: supplier.group }),
        })),
        edges: edges.map(({ n, s, score }): ScoredPair => [`n${n}`, `s${s}`, score]),
        forbidden: inState("forbidden"),
        locked: inState("locked"),
        groupLimits: Object.fromEntries(groups.map((group, at) => [GROUPS[at], limits(group)])),
        ...(hasLoads
          ? {
              loads: Object.fromEntries(edges.filter(({ load }) => load !== 1).map((e) => [`n${e.n}|s${e.s}`, e.load])),
            }
          : {}),
      };
    });
}

/** The same problem written down in another order. */
export function shuffled(problem: AssignmentProblem): fc.Arbitrary<AssignmentProblem> {
  const anyOrder = <T>(list: readonly T[] = []): fc.Arbitrary<T[]> =>
    fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
  return fc
    .record({
      needs: anyOrder(problem.needs),
      suppliers: anyOrder(problem.suppliers),
      edges: anyOrder(problem.edges),
      forbidden: anyOrder(problem.forbidden),
      locked: anyOrder(problem.locked),
    })
    .map((lists) => ({ ...problem, ...lists }));
}
