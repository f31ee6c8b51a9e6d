import { createRouter } from "@tanstack/react-router";
import { queryClient } from "../data/api.ts";
import { NoSuchPage, PageFailure } from "../frame/failures.tsx";
import { rootRoute, scopeRoute, signedInRoute } from "../frame/routes.tsx";
import { importsRoutes, PAGES, peopleRoutes, sessionRoutes, settingsRoutes, workbenchRoutes } from "./features.ts";
import { PageSkeleton } from "../ui/skeleton.tsx";

const routeTree = rootRoute.addChildren([
  ...sessionRoutes.open,
  signedInRoute.addChildren([
    ...workbenchRoutes.own,
    ...settingsRoutes.own,
    ...peopleRoutes.own,
    scopeRoute.addChildren([...workbenchRoutes.scope, ...importsRoutes.scope, ...peopleRoutes.scope]),
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
  context: { queryClient, pages: PAGES },
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
