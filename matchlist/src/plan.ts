import type { Need } from "@dual-high/lists";
import { assign, assignGreedy, type AssignmentProblem } from "@dual-high/matching";
import type { MatchPlan, NeedMatch, Offer, PlanConflict, PlanLine, PlanWishes, Suggestion, Supplier } from "./types.ts";

/** How a supplier would serve a need: by its best free suggestion for it. */
interface Way {
  readonly supplier: Supplier;
  readonly suggestion: Suggestion;
}

/**
 * Decides who takes which need: every supplier at most its capacity, every need at most one, the sum of relevance as
 * large as it can be. What is not free to use is no offer, whatever it scores. Locked pairs hold and forbidden ones do not
 * occur; a locked pair without an offer is no pair and is left out.
 */
export function planNeeds(
  matches: readonly NeedMatch[],
  offers: readonly Offer[],
  suppliers: ReadonlyMap<string, Supplier>,
  { capacities = new Map(), locked = [], forbidden = [] }: PlanWishes = {},
): MatchPlan {
  const planned = matches.filter(({ outcome }) => outcome === "matched");
  const waysByNeed = new Map(planned.map(({ need }) => [need.id, new Map<string, Way>()]));
  for (const { needId, suggestion } of offers) {
    const ways = waysByNeed.get(needId);
    const known = suppliers.get(suggestion.partner.supplier);
    if (ways === undefined || known === undefined || ways.has(known.key)) continue;
    ways.set(known.key, { supplier: withCapacity(known, capacities), suggestion });
  }
  // Ids may hold the character that the assignment's own format reserves, so positions stand for them.
  const keys = [...new Set([...waysByNeed.values()].flatMap((ways) => [...ways.keys()]))].sort();
  const position = new Map(keys.map((key, index) => [key, index]));
  const needIds = planned.map(({ need }) => need.id);
  const needPosition = new Map(needIds.map((id, index) => [id, index]));
  const supplierOf = (key: string) => withCapacity(suppliers.get(key) as Supplier, capacities);
  const pairs = (wished: readonly (readonly [string, string])[]) =>
    wished
      .filter(([id, key]) => waysByNeed.get(id)?.has(key) === true)
      .map(([id, key]) => [`n${needPosition.get(id)}`, `s${position.get(key)}`] as const);
  const problem: AssignmentProblem = {
    needs: needIds.map((_, index) => ({ id: `n${index}` })),
    suppliers: keys.map((key, index) => ({ id: `s${index}`, max: supplierOf(key).capacity })),
    edges: needIds.flatMap((id, index) =>
      [...(waysByNeed.get(id)?.values() ?? [])].map(
        ({ supplier, suggestion }) => [`n${index}`, `s${position.get(supplier.key)}`, suggestion.relevance] as const,
      ),
    ),
    locked: pairs(locked),
    forbidden: pairs(forbidden),
  };
  const solved = assign(problem);
  const needAt = (id: string) => planned[Number(id.slice(1))] as NeedMatch;
  const conflicts = solved.conflicts.map(({ kind, id, max, locked: count }): PlanConflict => {
    const key = keys[Number(id.slice(1))] ?? "";
    return kind === "need"
      ? { kind, id: needAt(id).need.id, name: needAt(id).need.title, max, locked: count }
      : { kind, id: key, name: supplierOf(key).name, max, locked: count };
  });
  const supplierByNeed = new Map(
    solved.pairs.map(([need, supplier]) => [needAt(need).need.id, keys[Number(supplier.slice(1))] ?? ""]),
  );
  const needsBySupplier = new Map<string, Need[]>();
  for (const { need } of planned) {
    const key = supplierByNeed.get(need.id);
    if (key !== undefined) needsBySupplier.set(key, [...(needsBySupplier.get(key) ?? []), need]);
  }
  const isForbidden = new Set(forbidden.map(([id, key]) => `${id} ${key}`));
  const lines = planned.map((match): PlanLine => {
    const ways = waysByNeed.get(match.need.id) ?? new Map<string, Way>();
    const [best] = [...ways.values()]
      .filter(({ supplier }) => !isForbidden.has(`${match.need.id} ${supplier.key}`))
      .sort((a, b) => b.suggestion.score - a.suggestion.score);
    const given = ways.get(supplierByNeed.get(match.need.id) ?? "");
    const isFirst = best === undefined || best === given;
    return {
      match,
      supplier: given?.supplier ?? null,
      ...(given === undefined ? {} : { suggestion: given.suggestion }),
      ...(isFirst ? {} : { firstChoice: best }),
      takenBy: isFirst ? [] : (needsBySupplier.get(best.supplier.key) ?? []),
    };
  });
  const loads = [...needsBySupplier].map(([key, needs]) => ({ supplier: supplierOf(key), needs }));
  loads.sort((a, b) => b.needs.length - a.needs.length || (a.supplier.key < b.supplier.key ? -1 : 1));
  return { lines, loads, total: solved.total, greedyTotal: assignGreedy(problem).total, conflicts };
}

function withCapacity(supplier: Supplier, capacities: ReadonlyMap<string, number>): Supplier {
  const capacity = capacities.get(supplier.key);
  return capacity === undefined ? supplier : { ...supplier, capacity };
}
