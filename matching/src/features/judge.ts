import { judgeBudget } from "./budget.ts";
import { judgeChain } from "./chain.ts";
import type { CandidateFacts, Judge, NeedFacts } from "./facts.ts";
import { judgeLoad } from "./load.ts";
import { judgePlace } from "./place.ts";
import { judgeReadiness } from "./readiness.ts";
import { judgeRecord } from "./record.ts";

/** Evidence beside the texts, in the order in which it is told. */
export const EVIDENCE = ["chain", "readiness", "budget", "place", "record", "load"] as const;
export type Evidence = (typeof EVIDENCE)[number];

const JUDGES: Readonly<Record<Evidence, Judge>> = {
  chain: judgeChain,
  readiness: judgeReadiness,
  budget: judgeBudget,
  place: judgePlace,
  record: judgeRecord,
  load: judgeLoad,
};

/** What each piece of evidence may add to, or take from, the log-odds of relevance at most. */
export type EvidenceWeights = Readonly<Record<Evidence, number>>;

/**
 * Set by judgement, not fitted: no judged data has these facts. Small, so that evidence orders what the texts call equal: .4
 * moves a probability of .5 to .6, all of it together one of .5 to .83. `dualhigh train` may change them.
 */
export const EVIDENCE_WEIGHTS: EvidenceWeights = {
  chain: 0.4,
  readiness: 0.3,
  budget: 0.2,
  place: 0.2,
  record: 0.3,
  load: 0.2,
};

/** One piece of evidence about a pair. */
export interface JudgedEvidence {
  readonly name: Evidence;
  /** -1 to 1; null where it is not known, and then it adds nothing. */
  readonly value: number | null;
  /** Its weight times its value, on the scale of log-odds. */
  readonly logOdds: number;
}

/**
 * Judges a pair by all that is known beside the texts.
 * @param today `YYYY-MM-DD`, against which deadlines are read
 */
export function judgeEvidence(
  need: NeedFacts,
  candidate: CandidateFacts,
  today: string,
  weights: EvidenceWeights = EVIDENCE_WEIGHTS,
): JudgedEvidence[] {
  return EVIDENCE.map((name) => {
    const value = JUDGES[name](need, candidate, today);
    return { name, value, logOdds: value === null ? 0 : weights[name] * value };
  });
}
