export { teamAnswered } from "./events.ts";
export { challengesPersonalData } from "./personal-data.ts";
export { challengeDeadlines } from "./deadlines.ts";
export { teamTraces } from "./need-traces.ts";
export { challengesWaiting } from "./waiting.ts";
export { describeChallengeStates } from "./notice/rules.ts";
export { bidMoved, bidTalked } from "./bids/events.ts";
export { listBidders } from "./bids/queries.ts";
export { addendumPublished, challengeMoved } from "./notice/events.ts";
export { findAwardedChallenge } from "./notice/queries.ts";
export { indexUnfoundChallenges } from "./notice/search.ts";
export { cancelOfArchived } from "./notice/service/end.ts";
export {
  type AwardedBid,
  type ChallengeAward,
  bidDecided,
  challengeAwarded,
  conflictCleared,
  expertAnswered,
  expertInvited,
  expertWithdrawn,
  objectionAnswered,
  objectionMade,
  resultAnnounced,
  scoresSetAside,
} from "./evaluation/events.ts";
export { bidsWaiting, windowsWaiting } from "./notice/waiting.ts";
export { evaluationsWaiting } from "./evaluation/waiting.ts";
export { challengesBrief } from "./brief.ts";
export { inBeijing, millisecondsOf } from "./instants.ts";
export { spreadOf, weightedTotal } from "./evaluation/rules.ts";
