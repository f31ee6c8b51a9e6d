import type { Need } from "@dual-high/lists";
import { assign, assignGreedy, type AssignmentProblem, relevanceOf } from "@dual-high/matching";
import type {
  MatchPlan,
  NeedFound,
  NeedMatch,
  Offer,
  PlanConflict,
  PlanLine,
  PlanWishes,
  Suggestion,
  Supplier,
} from "./types.ts";

/** A need as the plan sees it: who could serve it and how well. Of the reasons it needs none. */
export interface PlannedNeed {
  readonly id: string;
  readonly title: string;
  /** Each supplier once. */
  readonly suppliers: readonly string[];
  /** Of each supplier's best suggestion. */
  readonly scores: readonly number[];
}

/** Who takes which need, by ids and keys. */
export interface PlanSolution {
  readonly supplierOf: ReadonlyMap<string, string>;
  readonly needsOf: ReadonlyMap<string, readonly string[]>;
  readonly total: number;
  readonly greedyTotal: number;
  readonly conflicts: readonly PlanConflict[];
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

/** In a plan of more needs than this, each is planned with its best so many ways: memory stays within bounds. */
const MANY_NEEDS = 10_000;
const MOST_WAYS = 20;

/** Places of a need's best ways, in their order, and of those that have to be there. */
function bestWays({ suppliers, scores }: PlannedNeed, most: number, isHeld: (key: string) => boolean): number[] {
  const ways = suppliers.map((_, way) => way);
  if (ways.length <= most) return ways;
  const best = new Set(ways.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, most));
  return ways.filter((way) => best.has(way) || isHeld(suppliers[way] ?? ""));
}

export function solvePlan(
  planned: readonly PlannedNeed[],
  suppliers: ReadonlyMap<string, Supplier>,
  { capacities = new Map(), locked = [], forbidden = [] }: PlanWishes = {},
): PlanSolution {
  // Ids may hold the character that the assignment's own format reserves, so positions stand for them.
  const keys = [...new Set(planned.flatMap((need) => need.suppliers))].sort();
  const position = new Map(keys.map((key, index) => [key, index]));
  const needPosition = new Map(planned.map(({ id }, index) => [id, index]));
  const supplierAt = (key: string) => withCapacity(suppliers.get(key) as Supplier, capacities);
  const lockedOf = new Map<string, Set<string>>();
  for (const [id, key] of locked) lockedOf.set(id, (lockedOf.get(id) ?? new Set()).add(key));
  const pairs = (wished: readonly (readonly [string, string])[]) =>
    wished
      .filter(([id, key]) => planned[needPosition.get(id) ?? -1]?.suppliers.includes(key) === true)
      .map(([id, key]) => [`n${needPosition.get(id)}`, `s${position.get(key)}`] as const);
  const supplierIds = keys.map((_, index) => `s${index}`);
  const most = planned.length > MANY_NEEDS ? MOST_WAYS : Number.POSITIVE_INFINITY;
  const problem: AssignmentProblem = {
    needs: planned.map((_, index) => ({ id: `n${index}` })),
    suppliers: keys.map((key, index) => ({ id: `s${index}`, max: supplierAt(key).capacity })),
    edges: planned.flatMap((need, index) => {
      const held = lockedOf.get(need.id);
      return bestWays(need, most, (key) => held?.has(key) === true).map(
        (way) =>
          [
            `n${index}`,
            supplierIds[position.get(need.suppliers[way] ?? "") ?? 0] ?? "",
            relevanceOf(need.scores[way] ?? 0),
          ] as const,
      );
    }),
    locked: pairs(locked),
    forbidden: pairs(forbidden),
  };
  const solved = assign(problem);
  const needAt = (id: string) => planned[Number(id.slice(1))] as PlannedNeed;
  const keyAt = (id: string) => keys[Number(id.slice(1))] ?? "";
  const conflicts = solved.conflicts.map(({ kind, id, max, locked: count }): PlanConflict => {
    const [key, name] = kind === "need" ? [needAt(id).id, needAt(id).title] : [keyAt(id), supplierAt(keyAt(id)).name];
    return { kind, id: key, name, max, locked: count };
  });
  const supplierOf = new Map(solved.pairs.map(([need, supplier]) => [needAt(need).id, keyAt(supplier)]));
  const needsOf = new Map<string, string[]>();
  for (const { id } of planned) {
    const key = supplierOf.get(id);
    if (key === undefined) continue;
    const taken = needsOf.get(key);
    if (taken === undefined) needsOf.set(key, [id]);
    else taken.push(id);
  }
  return { supplierOf, needsOf, total: solved.total, greedyTotal: assignGreedy(problem).total, conflicts };
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

function withCapacity(supplier: Supplier, capacities: ReadonlyMap<string, number>): Supplier {
  const capacity = capacities.get(supplier.key);
  return capacity === undefined ? supplier : { ...supplier, capacity };
}
