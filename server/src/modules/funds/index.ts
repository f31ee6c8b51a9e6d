export { fundsBrief } from "./brief.ts";
export { applicationDecided, applicationMoved, tranchePaid } from "./events.ts";
export { fundsPersonalData } from "./personal-data.ts";
export { fundsWaiting } from "./waiting.ts";
