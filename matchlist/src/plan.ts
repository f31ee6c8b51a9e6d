import type { Need } from "@dual-high/lists";
import { assign, assignGreedy, revisePlan } from "@dual-high/matching";
import { type PlannedNeed, PlanProblem, withCapacity } from "./plan-problem.ts";
import type {
  MatchPlan,
  NeedFound,
  NeedMatch,
  Offer,
  PlanConflict,
  PlanLine,
  PlanRevision,
  PlanWishes,
  Suggestion,
  Supplier,
} from "./types.ts";

/** Who takes which need, by ids and keys. */
export interface PlanSolution {
  readonly supplierOf: ReadonlyMap<string, string>;
  readonly needsOf: ReadonlyMap<string, readonly string[]>;
  readonly total: number;
  readonly greedyTotal: number;
  readonly conflicts: readonly PlanConflict[];
  /** What became of the plan that was to be kept; null where there was none. */
  readonly revision: PlanRevision | null;
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
  wishes: PlanWishes = {},
): MatchPlan {
  const offersByNeed = Map.groupBy(offers, ({ needId }) => needId);
  const planned = matches
    .filter(({ outcome }) => outcome === "matched")
    .map((match): NeedFound => {
      const own = offersByNeed.get(match.need.id) ?? [];
      return { match, offers: own.map(({ suggestion }) => suggestion) };
    });
  const solution = solvePlan(
    planned.map((found) => plannedNeed(found, suppliers)),
    suppliers,
    wishes,
  );
  const needById = new Map(planned.map(({ match: { need } }) => [need.id, need]));
  const writer = openPlan(solution, suppliers, needById, wishes);
  const { total, greedyTotal, conflicts } = solution;
  return { lines: planned.map(writer.lineOf), loads: writer.loads(), total, greedyTotal, conflicts };
}

/** What a plan has to know of a matched need. */
export function plannedNeed(found: NeedFound, suppliers: ReadonlyMap<string, Supplier>): PlannedNeed {
  const ways = waysOf(found, suppliers);
  const { id, title } = found.match.need;
  return { id, title, suppliers: [...ways.keys()], scores: [...ways.values()].map(({ score }) => score) };
}

/** How each supplier would serve the need: by its best free suggestion for it. */
function waysOf({ offers }: NeedFound, suppliers: ReadonlyMap<string, Supplier>): Map<string, Suggestion> {
  const ways = new Map<string, Suggestion>();
  for (const suggestion of offers) {
    const key = suppliers.get(suggestion.partner.supplier)?.key;
    if (key !== undefined && !ways.has(key)) ways.set(key, suggestion);
  }
  return ways;
}

/**
 * Who takes which need. With a plan to keep, at most so many of its pairs go; locked pairs, forbidden ones and capacities come
 * first.
 */
export function solvePlan(
  planned: readonly PlannedNeed[],
  suppliers: ReadonlyMap<string, Supplier>,
  wishes: PlanWishes = {},
): PlanSolution {
  const plan = new PlanProblem(planned, suppliers, wishes);
  const { solved, revision } = solve(plan, wishes.keep);
  const conflicts = solved.conflicts.map(({ kind, id, max, locked: count }): PlanConflict => {
    if (kind === "need") return { kind, id: plan.needOf(id).id, name: plan.needOf(id).title, max, locked: count };
    return { kind, id: plan.supplierOf(id).key, name: plan.supplierOf(id).name, max, locked: count };
  });
  const supplierOf = new Map(solved.pairs.map(([need, supplier]) => plan.placingOf([need, supplier])));
  const needsOf = new Map<string, string[]>();
  for (const { id } of planned) {
    const key = supplierOf.get(id);
    if (key === undefined) continue;
    const taken = needsOf.get(key);
    if (taken === undefined) needsOf.set(key, [id]);
    else taken.push(id);
  }
  const greedyTotal = assignGreedy(plan.problem).total;
  return { supplierOf, needsOf, total: solved.total, greedyTotal, conflicts, revision };
}

function solve(plan: PlanProblem, keep: PlanWishes["keep"]) {
  if (keep === undefined) return { solved: assign(plan.problem), revision: null };
  const previous = plan.pairsOf(keep.previous);
  const solved = revisePlan(plan.problem, { previous, changeAtMost: keep.changeAtMost });
  const { kept, dropped, added, isWithinLimit } = solved;
  return { solved, revision: { kept: kept.length, dropped: dropped.length, added: added.length, isWithinLimit } };
}

/** A plan that is told need by need. */
export interface PlanWriter {
  readonly lineOf: (found: NeedFound) => PlanLine;
  /** Needs per supplier, busiest first. */
  readonly loads: () => MatchPlan["loads"];
}

export function openPlan(
  { supplierOf, needsOf }: PlanSolution,
  suppliers: ReadonlyMap<string, Supplier>,
  needById: ReadonlyMap<string, Need>,
  { capacities = new Map(), forbidden = [] }: PlanWishes = {},
): PlanWriter {
  const isForbidden = new Set(forbidden.map(([id, key]) => `${id} ${key}`));
  const supplierAt = (key: string) => withCapacity(suppliers.get(key) as Supplier, capacities);
  const takenBy = (key: string) => (needsOf.get(key) ?? []).map((id) => needById.get(id) as Need);
  return {
    lineOf(found) {
      const { match } = found;
      const ways = waysOf(found, suppliers);
      const [best] = [...ways]
        .filter(([key]) => !isForbidden.has(`${match.need.id} ${key}`))
        .sort(([, a], [, b]) => b.score - a.score);
      const givenKey = supplierOf.get(match.need.id);
      const given = givenKey === undefined ? undefined : ways.get(givenKey);
      const isFirst = best === undefined || best[0] === givenKey;
      return {
        match,
        supplier: givenKey === undefined ? null : supplierAt(givenKey),
        ...(given === undefined ? {} : { suggestion: given }),
        ...(isFirst ? {} : { firstChoice: { supplier: supplierAt(best[0]), suggestion: best[1] } }),
        takenBy: isFirst ? [] : takenBy(best[0]),
      };
    },
    loads: () =>
      [...needsOf]
        .map(([key]) => ({ supplier: supplierAt(key), needs: takenBy(key) }))
        .sort((a, b) => b.needs.length - a.needs.length || (a.supplier.key < b.supplier.key ? -1 : 1)),
  };
}
