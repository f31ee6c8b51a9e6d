export { teamAnswered } from "./events.ts";
export { challengesPersonalData } from "./personal-data.ts";
export { challengesWaiting } from "./waiting.ts";
