export type { InputFile, RunFacts } from "./about.ts";
export { type ComposeOptions, composeMatchList, countOutcomes, type Progress } from "./compose.ts";
export type { MakeMatcher, Matcher, Reasons } from "./matcher.ts";
export type { MatchCounts, MatchList, MatchOptions, PairLists } from "./types.ts";
export { writeMatchList } from "./write.ts";
