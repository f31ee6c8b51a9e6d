/**
 * Finds, explains and assigns partners for needs. Pure functions: no files, no clock, no randomness; the same input
 * gives the same bytes, in whatever order it comes.
 */
export { assign } from "./assign/assign.ts";
export { assignGreedy } from "./assign/greedy.ts";
export { type Revision, type RevisionWishes, revisePlan } from "./assign/revise.ts";
export { ASSIGNMENT_SCHEMA } from "./assign/schema.ts";
export { type BrokenRule, type Tally, tallyPlan } from "./assign/tally.ts";
export type { AssignmentProblem, Pair, Plan, Relaxation, ScoredPair } from "./assign/types.ts";
export { BAND_THRESHOLDS, BANDS, type Band, bandOf, relevanceOf } from "./bands.ts";
export { type Language, MatchingError, type MatchingErrorCode } from "./errors.ts";
export {
  type CountedEvidence,
  type Explanation,
  explain,
  type FeatureContribution,
} from "./explain/explain.ts";
export type { LackingTerm } from "./explain/lacks.ts";
export type { CandidateSpan, ExplainedTerm, RelatedTerm } from "./explain/share-out.ts";
export type { TextField, TextSpan } from "./explain/shared-phrases.ts";
export { type WhyNot, whyNot } from "./explain/why-not.ts";
export { scoreWithout, withoutSpans } from "./explain/without.ts";
export { compileTerms, mergeTerms, technicalTerms, type TermList, type TermPair } from "./bilingual/term-list.ts";
export type { CandidateFacts, NeedFacts, Place } from "./features/facts.ts";
export { EVIDENCE, type Evidence, judgeEvidence } from "./features/judge.ts";
export { type WeighedEvidence, weighEvidence } from "./features/weigh.ts";
export { openNeed } from "./open-need.ts";
export { describePair } from "./sentences/describe-pair.ts";
export { rank, rankAll, scoreOf } from "./rank.ts";
export { findTeam } from "./team/find-team.ts";
export type { Team, TeamProblem } from "./team/types.ts";
export { findRemedy, planTimetable } from "./timetable/plan-timetable.ts";
export {
  type Timetable,
  type TimetableMeeting,
  type TimetablePlace,
  type TimetableProblem,
  type TimetableRemedy,
  type UnplacedMeeting,
  UNPLACED_REASONS,
} from "./timetable/types.ts";
export { triageNeed } from "./triage/triage.ts";
export {
  type Triage,
  TRIAGE_PARTS,
  type TriagePart,
  type TriageSpan,
  type TriageText,
} from "./triage/types.ts";
export { askFor, describeLack, nameOfPart } from "./triage/words.ts";
export { loadWords } from "./segment.ts";
export { gramsOf } from "./text.ts";
export type { CandidateText, NeedText, RankedCandidate, TextItem } from "./types.ts";
export { buildIndex, type CandidateIndex, type IndexOptions } from "./candidate-index.ts";
export { openSharedIndex, type SharedIndex, shareIndex } from "./shared-index.ts";
export { type Decision, type Training, trainMeaning } from "./train.ts";
export {
  type HeldBack,
  isSameWeights,
  readTrainedWeights,
  type TrainedWeights,
  writeTrainedWeights,
} from "./trained-weights.ts";
export { NEED_WEIGHTS, PAPER_WEIGHTS, type Weights } from "./weights.ts";
