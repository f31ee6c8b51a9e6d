import { createRouter } from "@tanstack/react-router";
import { queryClient } from "../data/api.ts";
import { NoSuchPage, PageFailure } from "../frame/failures.tsx";
import { rootRoute, scopeRoute, signedInRoute } from "../frame/routes.tsx";
import { parseSearch, stringifySearch } from "./address.ts";
import * as features from "./features.ts";
import { MENU } from "./menu.ts";
import { PageSkeleton } from "../ui/skeleton.tsx";

const routeTree = rootRoute.addChildren([
  ...features.sessionRoutes.open,
  ...features.matchmakingRoutes.open,
  ...features.meetingDaysRoutes.open,
  ...features.challengesRoutes.open,
  ...features.surveysRoutes.open,
  ...features.evaluationsRoutes.open,
  signedInRoute.addChildren([
    ...features.workbenchRoutes.own,
    ...features.inboxRoutes.own,
    ...features.settingsRoutes.own,
    ...features.pairsRoutes.own,
    ...features.peopleRoutes.own,
    ...features.auditRoutes.own,
    ...features.directoryRoutes.own,
    ...features.needsRoutes.own,
    ...features.evaluationsRoutes.own,
    ...features.proofRoutes.own,
    scopeRoute.addChildren([
      ...features.workbenchRoutes.scope,
      ...features.importsRoutes.scope,
      ...features.matchmakingRoutes.scope,
      ...features.meetingDaysRoutes.scope,
      ...features.challengesRoutes.scope,
      ...features.evaluationsRoutes.scope,
      ...features.agreementsRoutes.scope,
      ...features.consortiaRoutes.scope,
      ...features.fundsRoutes.scope,
      ...features.proofRoutes.scope,
      ...features.projectsRoutes.scope,
      ...features.briefRoutes.scope,
      ...features.facilitiesRoutes.scope,
      ...features.directoryRoutes.scope,
      ...features.needsRoutes.scope,
      ...features.surveysRoutes.scope,
      ...features.peopleRoutes.scope,
      ...features.settingsRoutes.scope,
      ...features.auditRoutes.scope,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient, pages: features.PAGES, menu: MENU, records: features.RECORDS },
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  // The data is the query cache's business.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 300,
  defaultPendingMinMs: 300,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NoSuchPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
