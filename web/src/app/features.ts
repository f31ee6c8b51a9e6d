// The features of the interface: a new one adds a line to each list here and its routes in router.tsx.
import { agreementsPages, agreementsRecords } from "../features/agreements/routes.tsx";
import { auditPages } from "../features/audit/routes.tsx";
import { briefPages } from "../features/brief/routes.tsx";
import { challengesPages, challengesRecords } from "../features/challenges/routes.tsx";
import { consortiaPages, consortiaRecords } from "../features/consortia/routes.tsx";
import { directoryPages, directoryRecords } from "../features/directory/routes.tsx";
import { evaluationsPages } from "../features/evaluations/routes.tsx";
import { facilitiesPages, facilitiesRecords } from "../features/facilities/routes.tsx";
import { fundsPages, fundsRecords } from "../features/funds/routes.tsx";
import { importsPages } from "../features/imports/routes.tsx";
import { inboxPages } from "../features/inbox/routes.tsx";
import { matchmakingPages, matchmakingRecords } from "../features/matchmaking/routes.tsx";
import { meetingDaysPages } from "../features/meeting-days/routes.tsx";
import { needsPages, needsRecords } from "../features/needs/routes.tsx";
import { pairsPages, pairsRecords } from "../features/pairs/routes.tsx";
import { peoplePages } from "../features/people/routes.tsx";
import { projectsPages, projectsRecords } from "../features/projects/routes.tsx";
import { proofPages, proofRecords } from "../features/proof/routes.tsx";
import { settingsPages } from "../features/settings/routes.tsx";
import { surveysPages } from "../features/surveys/routes.tsx";
import { workbenchPages } from "../features/workbench/routes.tsx";
import type { Page, RecordKinds } from "../frame/feature.ts";

export { agreementsRoutes } from "../features/agreements/routes.tsx";
export { auditRoutes } from "../features/audit/routes.tsx";
export { briefRoutes } from "../features/brief/routes.tsx";
export { challengesRoutes } from "../features/challenges/routes.tsx";
export { consortiaRoutes } from "../features/consortia/routes.tsx";
export { directoryRoutes } from "../features/directory/routes.tsx";
export { evaluationsRoutes } from "../features/evaluations/routes.tsx";
export { facilitiesRoutes } from "../features/facilities/routes.tsx";
export { fundsRoutes } from "../features/funds/routes.tsx";
export { importsRoutes } from "../features/imports/routes.tsx";
export { inboxRoutes } from "../features/inbox/routes.tsx";
export { matchmakingRoutes } from "../features/matchmaking/routes.tsx";
export { meetingDaysRoutes } from "../features/meeting-days/routes.tsx";
export { needsRoutes } from "../features/needs/routes.tsx";
export { pairsRoutes } from "../features/pairs/routes.tsx";
export { peopleRoutes } from "../features/people/routes.tsx";
export { projectsRoutes } from "../features/projects/routes.tsx";
export { proofRoutes } from "../features/proof/routes.tsx";
export { sessionRoutes } from "../features/session/routes.tsx";
export { settingsRoutes } from "../features/settings/routes.tsx";
export { surveysRoutes } from "../features/surveys/routes.tsx";
export { workbenchRoutes } from "../features/workbench/routes.tsx";

export const PAGES: readonly Page[] = [
  workbenchPages,
  inboxPages,
  importsPages,
  matchmakingPages,
  meetingDaysPages,
  challengesPages,
  evaluationsPages,
  agreementsPages,
  consortiaPages,
  proofPages,
  projectsPages,
  fundsPages,
  briefPages,
  facilitiesPages,
  directoryPages,
  needsPages,
  surveysPages,
  pairsPages,
  peoplePages,
  auditPages,
  settingsPages,
  // One to a line.
].flat();

/** Where the records that the palette finds are opened, by the kind that the server's search gives. */
export const RECORDS: RecordKinds = {
  // One to a line.
  ...agreementsRecords,
  ...challengesRecords,
  ...consortiaRecords,
  ...matchmakingRecords,
  ...directoryRecords,
  ...facilitiesRecords,
  ...fundsRecords,
  ...needsRecords,
  ...pairsRecords,
  ...projectsRecords,
  ...proofRecords,
};
