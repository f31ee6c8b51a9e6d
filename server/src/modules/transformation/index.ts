export { transformationBrief } from "./brief.ts";
export { gateApplied, gateDecided, projectMoved, readinessApplied, readinessDecided } from "./events.ts";
export { findPassedGates } from "./gates/queries.ts";
export { projectsFunnel, projectTraces } from "./funnel.ts";
export { projectsPersonalData } from "./personal-data.ts";
export { projectsWaiting } from "./waiting.ts";
export { stageName } from "./stages/types.ts";
export { changeStage, createProject, getProject, linkAgreement, listProjects } from "./service/projects.ts";
export { addEvidence, applyForLevel, judgeLevel } from "./readiness/service.ts";
export { applyForGate, decide as decideGate, statePermits } from "./gates/service.ts";
export { confirmDelivery, promiseSupport } from "./support/service.ts";
export type { DeliveryDraft, SupportDraft } from "./support/types.ts";
export type { EvidenceKind } from "./readiness/types.ts";
export type { GateStage } from "./gates/types.ts";
export type { Project } from "./types.ts";
export { carryOutGrants } from "./proof/grants/carry-out.ts";
export { findProjectRow as findProject, listAgreementsOfProjects } from "./queries.ts";
export { getProjectRow } from "./service/found.ts";
export {
  proofCallExtended,
  proofCallMoved,
  proofDecided,
  proofReportMoved,
  proofConflictSettled,
  proofReviewerNamed,
} from "./proof/events.ts";
export { proofDeadlines } from "./proof/deadlines.ts";
export { indexUnfoundCalls } from "./proof/calls/search.ts";
export { proofWaiting } from "./proof/waiting.ts";
export { projectCharge } from "./costs/charge.ts";
