export type { InputFile, RunFacts } from "./about.ts";
export { checkClarity, type Clarity, NEED_PARTS, triageListed } from "./clarity.ts";
export { cutBlocks, type NeedBlock } from "./blocks.ts";
export { type ComposeOptions, composeMatchList, countOutcomes, listOfFound, type Progress } from "./compose.ts";
export { writeFound } from "./found-line.ts";
export { type Judgement, type Learning, readLearning, tellsOrder, writeLearning } from "./learning.ts";
export {
  type MakeMatcher,
  makeEngine,
  makeEngineWith,
  makeMatcherOn,
  type Matcher,
  nameOfTerm,
  type Reasons,
  type SharedTerm,
} from "./matcher.ts";
export { gatherPartners, type Partners, splitPeople } from "./partners.ts";
export { type Findings, type MatchLines, planMatchLines } from "./match-lines.ts";
export { type Groundwork, layGroundwork, type Matching, openMatching } from "./match-need.ts";
export { openPlan, plannedNeed, type PlanWriter, solvePlan } from "./plan.ts";
export type { Placing, PlannedNeed } from "./plan-problem.ts";
export { type BrokenWish, type PlanTally, tallyPlacings } from "./plan-tally.ts";
export {
  findingsOf,
  listOf,
  openFindings,
  openRecord,
  type OpenRecord,
  readRecord,
  writeRecord,
  writeRecordHead,
  writeRecordLines,
} from "./record.ts";
export {
  CAUTIONS,
  type Caution,
  type DecisionNote,
  type MatchCounts,
  type MatchList,
  type MatchOptions,
  type MatchPlan,
  type NeedFound,
  type NeedMatch,
  OUTCOMES,
  type Outcome,
  type PairLists,
  type Partner,
  type PlanLine,
  type PlanRevision,
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
} from "./wording.ts";
export { openWhyNot, type WhyNotPartner } from "./why-not.ts";
export { writeMatchList } from "./write.ts";
