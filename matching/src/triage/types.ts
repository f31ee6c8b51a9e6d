import type { TextItem } from "../types.ts";

/** What a need has to say before a team can act on it, in the order in which an office asks. */
export const TRIAGE_PARTS = ["problem", "indicators", "conditions", "basis", "budget", "deadline"] as const;
export type TriagePart = (typeof TRIAGE_PARTS)[number];

/** The fields of a need in which a part may stand. */
export const TRIAGE_FIELDS = ["title", "content", "indicators", "basis"] as const;
export type TriageField = (typeof TRIAGE_FIELDS)[number];

/** A need as it is to be judged: its texts, and what its form states outside of them. */
export interface TriageText extends TextItem {
  /** What the field for indicators of a form says. */
  readonly indicators?: string | undefined;
  /** What the field for the existing basis says. */
  readonly basis?: string | undefined;
  /** A sum of money stands in a field of its own. */
  readonly hasBudget?: boolean;
  /** A day stands in a field of its own. */
  readonly hasDeadline?: boolean;
}

/** A stretch of one field: code units from `start` up to, not including, `end`. */
export interface TriageSpan {
  readonly field: TriageField;
  readonly start: number;
  readonly end: number;
}

export interface PartFinding {
  readonly part: TriagePart;
  readonly isThere: boolean;
  /** Where it stands, in reading order; empty where a field of its own says it, or nothing does. */
  readonly spans: readonly TriageSpan[];
}

export interface Triage {
  /** One for each of `TRIAGE_PARTS`, in that order. */
  readonly parts: readonly PartFinding[];
  /** Hardly anything specific is left once phrases that fit every need are taken away, for the little else that it states. */
  readonly isTooShort: boolean;
  /** The separate topics of a need that asks for several; empty when it asks for one. */
  readonly topics: readonly TriageSpan[];
  /** Those topics have nothing in common, so that no partner could answer the need as a whole. */
  readonly isList: boolean;
  /** 0 to 100, see `scoreOf`. */
  readonly score: number;
}
