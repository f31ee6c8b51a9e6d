import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../frame/routes.tsx";

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search["next"] === "string" ? { next: search["next"] } : {},
  component: lazyRouteComponent(() => import("./sign-in-page.tsx"), "SignInPage"),
});
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "invitation",
  component: lazyRouteComponent(() => import("./invitation-page.tsx"), "InvitationPage"),
});
// The address that invitations have been sent with.
const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "join",
  component: lazyRouteComponent(() => import("./invitation-page.tsx"), "InvitationPage"),
});
const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "reset",
  component: lazyRouteComponent(() => import("./reset-pages.tsx"), "ResetPage"),
});
const resetRequestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "reset/request",
  component: lazyRouteComponent(() => import("./reset-pages.tsx"), "ResetRequestPage"),
});

export const sessionRoutes = {
  open: [signInRoute, invitationRoute, joinRoute, resetRoute, resetRequestRoute],
} as const;
