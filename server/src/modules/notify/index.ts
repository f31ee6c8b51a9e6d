export { deliverChallenges } from "./deliver-challenges.ts";
export { deliverEvents } from "./deliver.ts";
export { notifyPersonalData, type WorkbenchSources } from "./service.ts";
