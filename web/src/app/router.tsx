import { createRouter } from "@tanstack/react-router";
import { queryClient } from "../data/api.ts";
import { NoSuchPage, PageFailure } from "../frame/failures.tsx";
import { rootRoute, scopeRoute, signedInRoute } from "../frame/routes.tsx";
import * as features from "./features.ts";
import { PageSkeleton } from "../ui/skeleton.tsx";

const routeTree = rootRoute.addChildren([
  ...features.sessionRoutes.open,
  ...features.matchmakingRoutes.open,
  signedInRoute.addChildren([
    ...features.workbenchRoutes.own,
    ...features.settingsRoutes.own,
    ...features.pairsRoutes.own,
    ...features.peopleRoutes.own,
    ...features.auditRoutes.own,
    scopeRoute.addChildren([
      ...features.workbenchRoutes.scope,
      ...features.importsRoutes.scope,
      ...features.matchmakingRoutes.scope,
      ...features.needsRoutes.scope,
      ...features.peopleRoutes.scope,
      ...features.auditRoutes.scope,
    ]),
  ]),
]);

/** Addresses are read and written as plain text: `?search=发酵&state=accepted,matched`. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") params.set(name, value);
  }
  // Commas and slashes need no escape in a query and are easier to read.
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return text === "" ? "" : `?${text}`;
}

export const router = createRouter({
  routeTree,
  context: { queryClient, pages: features.PAGES, records: features.RECORDS },
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
