export { openPairs, type PairFact } from "./facts.ts";
export { isSamplePair } from "./queries.ts";
export { pairCreated } from "./events.ts";
