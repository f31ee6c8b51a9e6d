export { remindOfDeadlines } from "./reminders.ts";
export { deliverChallenges } from "./deliver-challenges.ts";
export { deliverEvents } from "./deliver.ts";
export { deliverProof } from "./deliver-proof.ts";
export { deliverProjects } from "./deliver-projects.ts";
export { deliverFunds } from "./deliver-funds.ts";
export { deliverEvaluations } from "./deliver-evaluations.ts";
export { notifyPersonalData, type WorkbenchSources } from "./service.ts";
export { addendaWaiting } from "./waiting.ts";
