export { transformationBrief } from "./brief.ts";
export { gateApplied, gateDecided, projectMoved, readinessApplied, readinessDecided } from "./events.ts";
export { projectsFunnel, projectTraces } from "./funnel.ts";
export { projectsPersonalData } from "./personal-data.ts";
export { projectsWaiting } from "./waiting.ts";
export { stageName } from "./stages/types.ts";
