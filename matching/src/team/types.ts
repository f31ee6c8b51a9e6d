/** The question and the answer of `findTeam`. Both are plain JSON. */

export interface TeamCapability {
  readonly id: string;
  /** How many members must have it. Default 1. */
  readonly times?: number;
}

export interface TeamCandidate {
  readonly id: string;
  /** Ids of capabilities; those that are not required count nothing. */
  readonly capabilities: readonly string[];
  /** What `groupLimits` speak of, such as a university. */
  readonly group?: string;
  /** In any unit; default 0. Whole numbers compare exactly. */
  readonly cost?: number;
}

/** From `min` (default 0) to `max` (default: no limit). */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

export interface TeamProblem {
  readonly required: readonly TeamCapability[];
  readonly candidates: readonly TeamCandidate[];
  readonly size?: Range;
  /** How many members of a group, by its name. */
  readonly groupLimits?: Readonly<Record<string, Range>>;
  readonly maxCost?: number;
  /** Candidates who are in every team. */
  readonly include?: readonly string[];
  /** Candidates who are in no team, such as those with a conflict of interest. */
  readonly exclude?: readonly string[];
}

/** All lists are in the order of ids. */
export interface Team {
  /**
   * `optimal`: no smaller team covers all, and no cheaper one of that size. `bound`: covers all, but the search ended before it
   * was proven smallest. `infeasible`: no team within the limits covers all; `members` are then one that lacks least.
   * `unknown`: the search ended before it found a team that covers all, and before it knew that there is none.
   */
  readonly status: "optimal" | "bound" | "infeasible" | "unknown";
  readonly members: readonly string[];
  readonly cost: number;
  /** No team that covers all is smaller. */
  readonly sizeBound: number;
  readonly covered: readonly { readonly id: string; readonly by: readonly string[] }[];
  /** What the members lack. */
  readonly missing: readonly {
    readonly id: string;
    readonly lacks: number;
    readonly text: { readonly zh: string; readonly en: string };
  }[];
}
