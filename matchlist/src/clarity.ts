import type { Need } from "@dual-high/lists";
import { TRIAGE_PARTS, type Triage, type TriagePart, triageNeed } from "@dual-high/matching";

/** What a need must say before someone travels for it, after the form that pair offices send out. */
export const NEED_PARTS = TRIAGE_PARTS;
export type NeedPart = TriagePart;

/** How clear a need is as written. */
export interface Clarity {
  readonly missing: readonly NeedPart[];
  /** Hardly anything specific is left once phrases that fit every need are taken away, for the little else that it states. */
  readonly isTooShort: boolean;
  /** Separate topics named in one need; empty when it has one. */
  readonly topics: readonly string[];
  /** Too vague to match: asking first costs less than a visit in vain. */
  readonly mustClarify: boolean;
}

/** What triage finds in a need's texts and in the fields of its own. */
export function triageListed(need: Need): Triage {
  return triageNeed({
    title: need.title,
    content: need.content,
    indicators: need.indicators,
    basis: need.basis,
    hasBudget: need.budget !== undefined,
    hasDeadline: need.deadline !== undefined,
  });
}

export function checkClarity(need: Need): Clarity {
  const { parts, isTooShort, topics, isList } = triageListed(need);
  const missing = parts.filter(({ isThere }) => !isThere).map(({ part }) => part);
  return {
    missing,
    isTooShort,
    topics: topics.map(({ start, end }) => need.content.slice(start, end)),
    // Several topics of one field find partners together; a mere list of them finds none.
    mustClarify: isTooShort || missing.includes("problem") || isList,
  };
}
