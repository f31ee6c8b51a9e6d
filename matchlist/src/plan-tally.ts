import type { Bilingual } from "@dual-high/kernel";
import { type BrokenRule, tallyPlan } from "@dual-high/matching";
import { type Placing, type PlannedNeed, PlanProblem, withCapacity } from "./plan-problem.ts";
import type { PlanWishes, Supplier } from "./types.ts";

/** What a plan that somebody edits by hand uses, is worth and breaks. */
export interface PlanTally {
  /** Sum of the pairs' relevance. */
  readonly total: number;
  /** Needs that have somebody. */
  readonly placed: number;
  /** Suppliers with a need, by their keys. */
  readonly loads: readonly { readonly supplier: Supplier; readonly taken: number; readonly locked: number }[];
  readonly broken: readonly BrokenWish[];
}

export interface BrokenWish {
  readonly rule: BrokenRule["rule"];
  readonly needId: string | null;
  readonly supplierKey: string | null;
  readonly text: Bilingual;
}

/** Counts pairs against capacities and wishes, without planning anything. */
export function tallyPlacings(
  planned: readonly PlannedNeed[],
  suppliers: ReadonlyMap<string, Supplier>,
  placings: readonly Placing[],
  wishes: PlanWishes,
): PlanTally {
  const plan = new PlanProblem(planned, suppliers, wishes);
  const unknown = placings.filter((placing) => plan.pairsOf([placing]).length === 0);
  const tally = tallyPlan(plan.problem, plan.pairsOf(placings));
  const lockedOf = Map.groupBy(plan.problem.locked ?? [], ([, supplierId]) => supplierId);
  const titleOf = new Map(planned.map(({ id, title }) => [id, title]));
  const nameOf = (key: string) => suppliers.get(key)?.name ?? key;
  const ofPair = (rule: BrokenWish["rule"], [needId, supplierKey]: Placing): BrokenWish => {
    const need = `${needId} ${titleOf.get(needId) ?? ""}`.trim();
    return { rule, needId, supplierKey, text: sayPair(rule, need, nameOf(supplierKey)) };
  };
  const capacities = wishes.capacities ?? new Map<string, number>();
  return {
    total: tally.total,
    placed: tally.needs.filter(({ taken }) => taken > 0).length,
    loads: tally.suppliers.flatMap(({ id, taken }) => {
      const locked = lockedOf.get(id)?.length ?? 0;
      if (taken === 0 && locked === 0) return [];
      return [{ supplier: withCapacity(plan.supplierOf(id), capacities), taken, locked }];
    }),
    broken: [
      ...unknown.map((placing) => ofPair("unknown_pair", placing)),
      ...tally.broken.map((broken): BrokenWish => {
        if (typeof broken.id !== "string") return ofPair(broken.rule, plan.placingOf(broken.id));
        const id = broken.id;
        if (broken.kind === "need") {
          const { id: needId, title } = plan.needOf(id);
          const taken = tally.needs.find((counter) => counter.id === id)?.taken ?? 0;
          return { rule: broken.rule, needId, supplierKey: null, text: sayNeed(`${needId} ${title}`, taken) };
        }
        const supplier = plan.supplierOf(id);
        const taken = tally.suppliers.find((counter) => counter.id === id)?.taken ?? 0;
        return { rule: broken.rule, needId: null, supplierKey: supplier.key, text: sayFull(supplier, taken) };
      }),
    ],
  };
}

function sayPair(rule: BrokenWish["rule"], need: string, supplier: string): Bilingual {
  switch (rule) {
    case "unknown_pair":
      return {
        zh: `需求 ${need} 不能由“${supplier}”承接：没有找到可用的成果。请换一个伙伴`,
        en: `Need ${need} cannot be taken by “${supplier}”: nothing of theirs is free to use for it. Choose another`,
      };
    case "forbidden":
      return {
        zh: `需求 ${need} 已不要“${supplier}”，重排时会换掉`,
        en: `Need ${need} may not go to “${supplier}”; planning anew will take it away`,
      };
    case "lock_missing":
      return {
        zh: `需求 ${need} 要留给“${supplier}”，重排时会换过来`,
        en: `Need ${need} is to stay with “${supplier}”; planning anew will give it back`,
      };
    default:
      return {
        zh: `需求 ${need} 与“${supplier}”写了不止一次，只算一次`,
        en: `Need ${need} and “${supplier}” occur more than once and count once`,
      };
  }
}

function sayNeed(need: string, taken: number): Bilingual {
  return {
    zh: `需求 ${need} 给了 ${taken} 个伙伴，只能有一个。请留下一个`,
    en: `Need ${need} was given to ${taken} partners and takes one. Keep one`,
  };
}

function sayFull({ name, capacity }: Supplier, taken: number): Bilingual {
  return {
    zh: `“${name}”承接 ${taken} 条，名额 ${capacity}：多 ${taken - capacity} 条，重排时会移走没有锁定的`,
    en: `“${name}” has ${taken} needs and room for ${capacity}, ${taken - capacity} too many; planning anew moves those that are not locked`,
  };
}
