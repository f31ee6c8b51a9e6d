import type { Need } from "@dual-high/lists";
import { assign, assignGreedy, type AssignmentProblem } from "@dual-high/matching";
import type { MatchPlan, NeedMatch, PlanLine, Suggestion, Supplier } from "./types.ts";

/** A way in which a supplier could serve a need: its best free suggestion for it. */
interface Offer {
  readonly supplier: Supplier;
  readonly suggestion: Suggestion;
}

/**
 * Decides who takes which need: every supplier at most its capacity, every need at most one, the sum of relevance as
 * large as it can be. What is not free to use is no offer, whatever it scores.
 */
export function planNeeds(
  matches: readonly { readonly match: NeedMatch; readonly offers: readonly Suggestion[] }[],
  suppliers: ReadonlyMap<string, Supplier>,
): MatchPlan {
  const offersByNeed = new Map<string, Map<string, Offer>>();
  for (const { match, offers } of matches) {
    const bySupplier = new Map<string, Offer>();
    for (const suggestion of offers) {
      const supplier = suppliers.get(suggestion.partner.supplier);
      if (supplier && !bySupplier.has(supplier.key)) bySupplier.set(supplier.key, { supplier, suggestion });
    }
    offersByNeed.set(match.need.id, bySupplier);
  }
  // Ids may hold the character that the assignment's own format reserves, so positions stand for them.
  const keys = [...new Set([...offersByNeed.values()].flatMap((offers) => [...offers.keys()]))].sort();
  const position = new Map(keys.map((key, index) => [key, index]));
  const needIds = matches.map(({ match }) => match.need.id);
  const problem: AssignmentProblem = {
    needs: needIds.map((_, index) => ({ id: `n${index}` })),
    suppliers: keys.map((key, index) => ({ id: `s${index}`, max: suppliers.get(key)?.capacity ?? 0 })),
    edges: needIds.flatMap((id, index) =>
      [...(offersByNeed.get(id)?.values() ?? [])].map(
        (offer) => [`n${index}`, `s${position.get(offer.supplier.key)}`, offer.suggestion.relevance] as const,
      ),
    ),
  };
  const solved = assign(problem);
  const supplierByNeed = new Map(
    solved.pairs.map(([need, supplier]) => [
      needIds[Number(need.slice(1))] ?? "",
      keys[Number(supplier.slice(1))] ?? "",
    ]),
  );
  const needsBySupplier = new Map<string, Need[]>();
  for (const { match } of matches) {
    const key = supplierByNeed.get(match.need.id);
    if (key !== undefined) needsBySupplier.set(key, [...(needsBySupplier.get(key) ?? []), match.need]);
  }
  const lines = matches.map(({ match }): PlanLine => {
    const offers = offersByNeed.get(match.need.id) ?? new Map<string, Offer>();
    const [best] = [...offers.values()].sort((a, b) => b.suggestion.score - a.suggestion.score);
    const given = offers.get(supplierByNeed.get(match.need.id) ?? "");
    const isFirst = best === undefined || best === given;
    return {
      match,
      supplier: given?.supplier ?? null,
      ...(given === undefined ? {} : { suggestion: given.suggestion }),
      ...(isFirst ? {} : { firstChoice: best }),
      takenBy: isFirst ? [] : (needsBySupplier.get(best.supplier.key) ?? []),
    };
  });
  const loads = [...needsBySupplier].map(([key, needs]) => ({ supplier: suppliers.get(key) as Supplier, needs }));
  loads.sort((a, b) => b.needs.length - a.needs.length || (a.supplier.key < b.supplier.key ? -1 : 1));
  return { lines, loads, total: solved.total, greedyTotal: assignGreedy(problem).total };
}
