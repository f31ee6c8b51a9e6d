export type { InputFile, RunFacts } from "./about.ts";
export { checkClarity, type Clarity, NEED_PARTS, type NeedPart } from "./clarity.ts";
export { type ComposeOptions, composeMatchList, countOutcomes, type Progress } from "./compose.ts";
export type { MakeMatcher, Matcher, Reasons, SharedTerm } from "./matcher.ts";
export { gatherPartners, type Partners } from "./partners.ts";
export { listOf, readRecord, writeRecord } from "./record.ts";
export {
  CAUTIONS,
  type Caution,
  type DecisionNote,
  type MatchCounts,
  type MatchList,
  type MatchOptions,
  type MatchPlan,
  type NeedMatch,
  OUTCOMES,
  type Outcome,
  type PairLists,
  type Partner,
  type PlanLine,
  type PlanWishes,
  type Suggestion,
} from "./types.ts";
export {
  askEnterprise,
  BAND_NAMES,
  describeCaution,
  describeKind,
  describeUnclear,
  explainPlanLine,
  explainSuggestion,
  explainUnmatched,
  PART_NAMES,
} from "./wording.ts";
export { openWhyNot, type WhyNotPartner } from "./why-not.ts";
export { writeMatchList } from "./write.ts";
