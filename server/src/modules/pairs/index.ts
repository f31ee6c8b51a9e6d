export { openPairs, type PairFact } from "./facts.ts";
export { pairCreated } from "./events.ts";
