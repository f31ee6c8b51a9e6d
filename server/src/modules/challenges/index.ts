export { teamAnswered } from "./events.ts";
export { challengesPersonalData } from "./personal-data.ts";
export { challengesWaiting } from "./waiting.ts";
export { describeChallengeStates } from "./notice/rules.ts";
export { type AwardedBid, type ChallengeAward, challengeAwarded } from "./evaluation/events.ts";
export { bidMoved, bidTalked } from "./bids/events.ts";
export { listBidders } from "./bids/queries.ts";
export { addendumPublished, challengeMoved } from "./notice/events.ts";
export { cancelOfArchived } from "./notice/service/end.ts";
