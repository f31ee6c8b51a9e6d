/** The question and the answer of {@link assign}. Both are plain JSON. */

/** A need that looks for partners. */
export interface NeedCapacity {
  /** Not empty, without `|`. */
  readonly id: string;
  /** How many suppliers it takes at most, each once. Default 1. */
  readonly max?: number;
  /** What a unit of its scores is worth beside those of other needs. Default 1; 0 to 1e12. */
  readonly weight?: number;
}

/** A team, expert or facility that can serve needs. */
export interface SupplierCapacity {
  /** Not empty, without `|`. */
  readonly id: string;
  /** How many needs it serves at most. */
  readonly max: number;
}

/** Need and supplier. */
export type Pair = readonly [needId: string, supplierId: string];
/** The score is a number from -1e12 to 1e12. */
export type ScoredPair = readonly [needId: string, supplierId: string, score: number];

/**
 * Who could serve whom, and how well. The value of a plan is the sum of weight x score over its pairs; a need left
 * unassigned counts 0.
 */
export interface AssignmentProblem {
  /**
   * `maximize` (default): scores are merits. A pair of value 0 or less is never used, unless locked.
   * `minimize`: scores are costs. As nobody assigned would cost nothing, a plan first serves as many needs as it can,
   * and among such plans has the least total.
   */
  readonly sense?: "maximize" | "minimize";
  readonly objective?: "total";
  readonly needs: readonly NeedCapacity[];
  readonly suppliers: readonly SupplierCapacity[];
  readonly edges: readonly ScoredPair[];
  /** Pairs that no plan may contain, whatever they score. */
  readonly forbidden?: readonly Pair[];
  /** Pairs that every plan must contain. Each needs an edge. */
  readonly locked?: readonly Pair[];
}

/**
 * Why a need has nobody: no edge names it; all its edges are forbidden; no allowed one has a value above 0; or others
 * make better use of every seat it could take.
 */
export type UnassignedReason = "no_edges" | "all_forbidden" | "not_worth" | "capacity";

/** What a need would have scored with the same number of partners of its own choice, and what it gets. */
export interface GivenUp {
  readonly id: string;
  readonly best: number;
  readonly got: number;
  /** How far `got` falls short of `best`, never negative. */
  readonly givenUp: number;
}

/** A need or supplier to which more pairs are locked than it can take. */
export interface LockConflict {
  readonly kind: "need" | "supplier";
  readonly id: string;
  readonly max: number;
  readonly locked: number;
}

/** All lists are in the order of their ids. */
export interface Plan {
  /** `optimal`: proven best. `feasible`: keeps all rules, not proven best. `infeasible`: the locked pairs exclude each other. */
  readonly status: "optimal" | "feasible" | "infeasible";
  /** Sum of weight x score. */
  readonly total: number;
  readonly pairs: readonly ScoredPair[];
  readonly unassigned: readonly { readonly id: string; readonly reason: UnassignedReason }[];
  /** One entry for each need that has an edge it may use. */
  readonly givenUp: readonly GivenUp[];
  /** What stands in the way when `infeasible`; else empty. */
  readonly conflicts: readonly LockConflict[];
}
