export { teamAnswered } from "./events.ts";
export { challengesPersonalData } from "./personal-data.ts";
export { challengesWaiting } from "./waiting.ts";
export { challengeMoved } from "./notice/events.ts";
export { describeChallengeStates } from "./notice/rules.ts";
export { type AwardedBid, type ChallengeAward, challengeAwarded } from "./evaluation/events.ts";
