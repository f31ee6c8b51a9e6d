export { openPairs, type PairFact } from "./facts.ts";
export { findPairRow as findPair, isSamplePair } from "./queries.ts";
export { pairCreated } from "./events.ts";
