import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { applicationQuery, callQuery } from "./data.ts";

const callsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "proof-calls",
  component: lazyRouteComponent(() => import("./calls-page.tsx"), "CallsPage"),
});

const newCallRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "proof-calls/new",
  component: lazyRouteComponent(() => import("./call-form-pages.tsx"), "NewCallPage"),
});

const callRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "proof-calls/$callId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(callQuery(params.callId)),
  component: lazyRouteComponent(() => import("./call-page.tsx"), "CallPage"),
});

const editCallRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "proof-calls/$callId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(callQuery(params.callId)),
  component: lazyRouteComponent(() => import("./call-form-pages.tsx"), "EditCallPage"),
});

const applicationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "proof-applications/$applicationId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(applicationQuery(params.applicationId)),
  component: lazyRouteComponent(() => import("./application-page.tsx"), "ApplicationPage"),
});

const editApplicationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "proof-applications/$applicationId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(applicationQuery(params.applicationId)),
  component: lazyRouteComponent(() => import("./edit-application-page.tsx"), "EditApplicationPage"),
});

export const proofRoutes = {
  scope: [callsRoute, newCallRoute, callRoute, editCallRoute, applicationRoute, editApplicationRoute],
} as const;

export const proofPages: readonly Page[] = [
  {
    key: "proof-calls",
    label: { zh: "概念验证", en: "Proof of concept" },
    to: "/p/$scopeId/proof-calls",
    permission: "proof.read",
    kinds: ["pair", "university", "facility"],
    order: 376,
    words: "gainianyanzheng gnyz zhengji 征集 poc call",
  },
];
