export {
  dayAnswered,
  lineAssigned,
  lineMoved,
  matchAccepted,
  matchAnswered,
  matchShown,
  matchPostponed,
  matchRefused,
  matchTakenBack,
  runCompleted,
} from "./events.ts";
export { matchmakingJobs } from "./jobs.ts";
export { matchmakingPersonalData } from "./personal-data.ts";
export { keepLinesFindable } from "./service/lines.ts";
export { matchmakingTraces } from "./queries/need-traces.ts";
export { matchmakingWaiting } from "./waiting.ts";
export { meetingDaysWaiting } from "./meeting-days/waiting.ts";
export { tidyRuns } from "./service/tidy-runs.ts";
export { listContractedPeople } from "./queries/ledger.ts";
export { listSharedTerms } from "./queries/runs.ts";
export { matchmakingBrief } from "./brief.ts";
