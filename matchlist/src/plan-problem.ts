import { type AssignmentProblem, type Pair, relevanceOf } from "@dual-high/matching";
import type { PlanWishes, Supplier } from "./types.ts";

/** A need as the plan sees it: who could serve it and how well. Of the reasons it needs none. */
export interface PlannedNeed {
  readonly id: string;
  readonly title: string;
  /** Each supplier once. */
  readonly suppliers: readonly string[];
  /** Of each supplier's best suggestion. */
  readonly scores: readonly number[];
}

/** A need's id and a supplier's key. */
export type Placing = readonly [needId: string, supplierKey: string];

/** In a plan of more needs than this, each is planned with its best so many ways: memory stays within bounds. */
const MANY_NEEDS = 10_000;
const MOST_WAYS = 20;

/**
 * Needs, suppliers and wishes as the engine's assignment takes them. Ids may hold the character that its format reserves, so
 * positions stand for them there.
 */
export class PlanProblem {
  readonly problem: AssignmentProblem;
  readonly #planned: readonly PlannedNeed[];
  readonly #keys: readonly string[];
  readonly #needPosition: ReadonlyMap<string, number>;
  readonly #position: ReadonlyMap<string, number>;
  readonly #supplierAt: (key: string) => Supplier;

  constructor(planned: readonly PlannedNeed[], suppliers: ReadonlyMap<string, Supplier>, wishes: PlanWishes) {
    const { capacities = new Map<string, number>(), locked = [], forbidden = [], keep } = wishes;
    this.#planned = planned;
    this.#keys = [...new Set(planned.flatMap((need) => need.suppliers))].sort();
    this.#position = new Map(this.#keys.map((key, index) => [key, index]));
    this.#needPosition = new Map(planned.map(({ id }, index) => [id, index]));
    this.#supplierAt = (key) => withCapacity(suppliers.get(key) as Supplier, capacities);
    const heldBy = Map.groupBy([...locked, ...(keep?.previous ?? [])], ([id]) => id);
    const most = planned.length > MANY_NEEDS ? MOST_WAYS : Number.POSITIVE_INFINITY;
    const supplierIds = this.#keys.map((_, index) => `s${index}`);
    this.problem = {
      needs: planned.map((_, index) => ({ id: `n${index}` })),
      suppliers: this.#keys.map((key, index) => ({ id: `s${index}`, max: this.#supplierAt(key).capacity })),
      edges: planned.flatMap((need, index) => {
        const held = new Set(heldBy.get(need.id)?.map(([, key]) => key));
        return bestWays(need, most, held).map(
          (way) =>
            [
              `n${index}`,
              supplierIds[this.#position.get(need.suppliers[way] ?? "") ?? 0] ?? "",
              relevanceOf(need.scores[way] ?? 0),
            ] as const,
        );
      }),
      locked: this.pairsOf(locked),
      forbidden: this.pairsOf(forbidden),
    };
  }

  /** Those of the pairs by which a need can be served at all. */
  pairsOf(placings: readonly Placing[]): Pair[] {
    return placings.flatMap(([id, key]): Pair[] => {
      const need = this.#needPosition.get(id);
      const canServe = need !== undefined && this.#planned[need]?.suppliers.includes(key) === true;
      return canServe ? [[`n${need}`, `s${this.#position.get(key)}`]] : [];
    });
  }

  placingOf([needId, supplierId]: Pair): Placing {
    return [this.needOf(needId).id, this.supplierOf(supplierId).key];
  }

  needOf(id: string): PlannedNeed {
    return this.#planned[Number(id.slice(1))] as PlannedNeed;
  }

  supplierOf(id: string): Supplier {
    return this.#supplierAt(this.#keys[Number(id.slice(1))] ?? "");
  }
}

/** Places of a need's best ways, in their order, and of those that have to be there. */
function bestWays({ suppliers, scores }: PlannedNeed, most: number, held: ReadonlySet<string>): number[] {
  const ways = suppliers.map((_, way) => way);
  if (ways.length <= most) return ways;
  const best = new Set(ways.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, most));
  return ways.filter((way) => best.has(way) || held.has(suppliers[way] ?? ""));
}

export function withCapacity(supplier: Supplier, capacities: ReadonlyMap<string, number>): Supplier {
  const capacity = capacities.get(supplier.key);
  return capacity === undefined ? supplier : { ...supplier, capacity };
}
