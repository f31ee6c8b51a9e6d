import type { Achievement, Instrument, ListReading, Need, Team } from "@dual-high/lists";
import type { Band, WeighedEvidence, Weights } from "@dual-high/matching";
import type { Clarity } from "./clarity.ts";
import type { SharedTerm } from "./matcher.ts";

/** The lists of one pair, as read. Needs are the only list that a match list cannot do without. */
export interface PairLists {
  readonly needs: ListReading<"needs">;
  readonly achievements?: ListReading<"achievements">;
  readonly instruments?: ListReading<"instruments">;
  readonly teams?: ListReading<"teams">;
}

export interface MatchOptions {
  /** How many partners each need is shown at most. */
  readonly top: number;
  /** How many needs a team takes when its list does not say. */
  readonly capacity: number;
  /** The day on which rights are looked at, `YYYY-MM-DD`. */
  readonly today: string;
  /** How texts are weighed, where somebody put other weights than the engine's own in force. */
  readonly weights?: Weights;
}

/**
 * What stands in the way of using an achievement. `lapsed` and `exclusive` are never suggested silently: they lose their
 * place to what is free and say so.
 */
export const CAUTIONS = ["lapsed", "exclusive", "expiring", "pending", "status_unknown", "co_owned"] as const;
export type Caution = (typeof CAUTIONS)[number];

interface PartnerBase {
  /** Unique among all partners of the run. */
  readonly key: string;
  readonly name: string;
  /** University and college, as far as the list says. */
  readonly unit: string;
  /** The people to talk to: inventors or the team's lead. */
  readonly people: string;
  readonly contact: string;
  /** Who would do the work: achievements of one person or team share a supplier. */
  readonly supplier: string;
  readonly cautions: readonly Caution[];
}

export interface AchievementPartner extends PartnerBase {
  readonly kind: "achievement";
  readonly record: Achievement;
}

export interface TeamPartner extends PartnerBase {
  readonly kind: "team";
  readonly record: Team;
}

export type Partner = AchievementPartner | TeamPartner;

/** Who can take needs on: a team of the list, or the people behind achievements that no team of the list covers. */
export interface Supplier {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly contact: string;
  readonly capacity: number;
}

export interface Suggestion {
  readonly partner: Partner;
  /** That of the texts plus what each piece of evidence adds. */
  readonly score: number;
  /** What the lists say beside the texts, each with its part of the score. */
  readonly evidence: readonly WeighedEvidence[];
  /** Probability that a person finds the pair relevant. */
  readonly relevance: number;
  readonly band: Band;
  /** Phrases that both texts share, heaviest first. */
  readonly terms: readonly string[];
  /** The same phrases with their part of the score; what is left of it comes from wording that says nothing by itself. */
  readonly shared: readonly SharedTerm[];
  /** For a team: the title of the result that fits best. */
  readonly bestItem?: string;
  /** Other achievements of the same people that fit this need too, best first. */
  readonly others: readonly Partner[];
}

export interface InstrumentSuggestion {
  readonly instrument: Instrument;
  readonly score: number;
  readonly terms: readonly string[];
}

export const OUTCOMES = ["matched", "to_clarify", "unmatched"] as const;
/** Every need has exactly one outcome. */
export type Outcome = (typeof OUTCOMES)[number];

export interface NeedMatch {
  readonly need: Need;
  readonly clarity: Clarity;
  readonly outcome: Outcome;
  /** Believable partners, best first; empty unless matched. */
  readonly suggestions: readonly Suggestion[];
  /** The best partner that there is, believable or not; absent when nothing has anything in common with the need. */
  readonly nearest?: Suggestion;
  /** What the need asks for and its nearest partner lacks. */
  readonly lacks: readonly string[];
  readonly instruments: readonly InstrumentSuggestion[];
}

/** What was found for one need: its outcome with the reasons, and all that a plan may choose from. */
export interface NeedFound {
  readonly match: NeedMatch;
  readonly offers: readonly Suggestion[];
}

/** A way in which a supplier could serve a need, whether or not it is among those shown. */
export interface Offer {
  readonly needId: string;
  readonly suggestion: Suggestion;
}

/** What people want of a plan. Suppliers go by their key, needs by their id. */
export interface PlanWishes {
  /** How many needs a supplier takes, where it is not what the list says. */
  readonly capacities?: ReadonlyMap<string, number>;
  /** Pairs that stay as they are. */
  readonly locked?: readonly (readonly [needId: string, supplierKey: string])[];
  /** Pairs that no plan may hold. */
  readonly forbidden?: readonly (readonly [needId: string, supplierKey: string])[];
  /** A plan that is to change little: its pairs, as far as they still can be, and the share of them that may go, 0 to 1. */
  readonly keep?: {
    readonly previous: readonly (readonly [needId: string, supplierKey: string])[];
    readonly changeAtMost: number;
  };
}

/** A need or supplier to which more is locked than it can take. */
export interface PlanConflict {
  readonly kind: "need" | "supplier";
  /** The need's id or the supplier's key. */
  readonly id: string;
  readonly name: string;
  readonly max: number;
  readonly locked: number;
}

/** How a plan differs from the one that it was to keep, in pairs. */
export interface PlanRevision {
  readonly kept: number;
  readonly dropped: number;
  readonly added: number;
  /** Whether no more went than was asked; where locks and capacities leave no choice, as few go as can. */
  readonly isWithinLimit: boolean;
}

/** One need in the plan. */
export interface PlanLine {
  readonly match: NeedMatch;
  readonly supplier: Supplier | null;
  /** The suggestion by which the supplier serves the need; absent when nobody is left. */
  readonly suggestion?: Suggestion;
  /** The supplier the need would have had alone, when it is another one. */
  readonly firstChoice?: { readonly supplier: Supplier; readonly suggestion: Suggestion };
  /** The needs that took the first choice's capacity. */
  readonly takenBy: readonly Need[];
}

export interface MatchPlan {
  readonly lines: readonly PlanLine[];
  /** Needs per supplier, busiest first; suppliers without any are left out. */
  readonly loads: readonly { readonly supplier: Supplier; readonly needs: readonly Need[] }[];
  /** Sum of the pairs' relevance, and what serving needs one after the other would have given. */
  readonly total: number;
  readonly greedyTotal: number;
  /** What stands in the way of the locked pairs; when there is any, nobody is placed. */
  readonly conflicts: readonly PlanConflict[];
}

export interface MatchList {
  readonly lists: PairLists;
  readonly options: MatchOptions;
  readonly matches: readonly NeedMatch[];
  /** All that the plan could choose from. */
  readonly offers: readonly Offer[];
  readonly plan: MatchPlan;
}

/** What people decided on a need and a partner, in words; null while nobody has. */
export type DecisionNote = (needId: string, partnerKey: string) => string | null;

export interface MatchCounts {
  readonly matched: number;
  readonly toClarify: number;
  readonly unmatched: number;
}
