export {
  lineAssigned,
  lineMoved,
  matchAccepted,
  matchAnswered,
  matchPostponed,
  matchRefused,
  matchTakenBack,
  runCompleted,
} from "./events.ts";
export { matchmakingJobs } from "./jobs.ts";
export type { MatchSources } from "./sources.ts";
