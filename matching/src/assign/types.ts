/** The question and the answer of `assign`. Both are plain JSON; schema.ts says the same for other languages. */

/** A need that looks for partners. */
export interface NeedCapacity {
  /** Not empty, without `|`. */
  readonly id: string;
  /**
   * How many suppliers it must get. Default 0; but when costs are minimised, a need that states none asks to be served:
   * as many such pairs as possible are made before costs are looked at.
   */
  readonly min?: number;
  /** How many suppliers it takes at most, each once. Default 1. */
  readonly max?: number;
  /** What a unit of its scores is worth beside those of other needs. Default 1; 0 to 1e12. */
  readonly weight?: number;
}

/** A team, expert or facility that can serve needs. Units are pairs, or load where the problem has `loads`. */
export interface SupplierCapacity {
  /** Not empty, without `|`. */
  readonly id: string;
  /** How much it must serve. Default 0. */
  readonly min?: number;
  /** How much it serves at most. */
  readonly max: number;
  /** What `groupLimits` speak of, such as a university. */
  readonly group?: string;
}

/** What the suppliers of a group must and may serve together. */
export interface GroupLimit {
  /** Default 0. */
  readonly min?: number;
  /** Default: no limit. */
  readonly max?: number;
}

/** Need and supplier. */
export type Pair = readonly [needId: string, supplierId: string];
/** The score is a number from -1e12 to 1e12. */
export type ScoredPair = readonly [needId: string, supplierId: string, score: number];

/**
 * Who could serve whom, and how well. The value of a need is the sum of weight x score over its pairs, 0 without any;
 * the value of a plan is the sum over its needs.
 */
export interface AssignmentProblem {
  /** `maximize` (default): scores are merits. `minimize`: scores are costs. */
  readonly sense?: "maximize" | "minimize";
  /**
   * `total` (default): the best value of the plan. `fair`: the value of the weakest need as good as it can be, then that
   * of the next weakest, and so on (leximin); needs, not the sum, are what it looks at.
   */
  readonly objective?: "total" | "fair";
  readonly needs: readonly NeedCapacity[];
  readonly suppliers: readonly SupplierCapacity[];
  readonly edges: readonly ScoredPair[];
  /** Pairs that no plan may contain, whatever they score. */
  readonly forbidden?: readonly Pair[];
  /** Pairs that every plan must contain. Each needs an edge. */
  readonly locked?: readonly Pair[];
  /** By the name of a group. */
  readonly groupLimits?: Readonly<Record<string, GroupLimit>>;
  /** What a pair takes of its supplier's and group's capacity, by `need|supplier`: whole numbers, 1 where absent. */
  readonly loads?: Readonly<Record<string, number>>;
  /** Chooses among equally good plans. A whole number; default 1. */
  readonly seed?: number;
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

/** A need or supplier to which more is locked than it can take. */
export interface LockConflict {
  readonly kind: "need" | "supplier";
  readonly id: string;
  readonly max: number;
  readonly locked: number;
}

/** The same sentence in both languages. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

export const RELAXATION_KINDS = [
  "need_min",
  "need_max",
  "supplier_min",
  "supplier_max",
  "group_min",
  "group_max",
  "unlock",
] as const;

/** One change that, with the others of its list, makes an impossible problem possible. */
export interface Relaxation {
  readonly kind: (typeof RELAXATION_KINDS)[number];
  /** The need, supplier or group whose limit changes; for `unlock` the two ids of the pair. */
  readonly id: string | Pair;
  /** The limit as it is and as it has to be; for `unlock` 1 and 0. */
  readonly from: number;
  readonly to: number;
  /** By how much it changes. */
  readonly units: number;
  readonly text: Wording;
}

/** All lists are in the order of their ids. */
export interface Plan {
  /**
   * `optimal`: proven best. `bound`: keeps all rules, and is at most `gap` short of the best; the search ended at its
   * stated amount of work, without pairs if it had found no plan by then. `infeasible`: no plan keeps the minimums and locked pairs. `feasible`: keeps all
   * rules, nobody looked for a better one (greedy).
   */
  readonly status: "optimal" | "bound" | "infeasible" | "feasible";
  /** Sum of weight x score. */
  readonly total: number;
  /** The value of the need that gets least (when costs are minimised: costs most); null without needs. */
  readonly weakest: number | null;
  /**
   * How much better the best plan can be at most, as a share of `total` (of `weakest` when the objective is `fair`): 0 when
   * `optimal`. A fair plan with status `bound` may have 0: the weakest need is proven then, the next ones are not. Null
   * where no bound is known.
   */
  readonly gap: number | null;
  readonly pairs: readonly ScoredPair[];
  readonly unassigned: readonly { readonly id: string; readonly reason: UnassignedReason }[];
  /** One entry for each need that has an edge it may use. */
  readonly givenUp: readonly GivenUp[];
  /** Which locked pairs stand in the way when `infeasible`; else empty. */
  readonly conflicts: readonly LockConflict[];
  /** When `infeasible`: a smallest set of changes, of least total units, after which a plan exists. */
  readonly relaxations?: readonly Relaxation[];
}
