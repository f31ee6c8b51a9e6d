export { openPairs, type PairFact } from "./facts.ts";
export { findPairOf, findPairRow as findPair, isSamplePair, putSampleNote } from "./queries.ts";
export { pairCreated } from "./events.ts";
