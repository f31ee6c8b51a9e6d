import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";
import { applicationQuery, callQuery, ownCallsQuery, ownReviewsQuery, reportQuery } from "./data.ts";

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

const reportRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "proof-applications/$applicationId/report",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(reportQuery(params.applicationId)),
  component: lazyRouteComponent(() => import("./report-page.tsx"), "ReportPage"),
});

const ownCallsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "proof-reviews",
  loader: async ({ context }) => context.queryClient.ensureQueryData(ownCallsQuery),
  component: lazyRouteComponent(() => import("./own-calls-page.tsx"), "OwnCallsPage"),
});

const ownReviewsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "proof-reviews/$callId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(ownReviewsQuery(params.callId)),
  component: lazyRouteComponent(() => import("./own-reviews-page.tsx"), "OwnReviewsPage"),
});

export const proofRoutes = {
  own: [ownCallsRoute, ownReviewsRoute],
  scope: [callsRoute, newCallRoute, callRoute, editCallRoute, applicationRoute, editApplicationRoute, reportRoute],
} as const;

export const proofRecords: RecordKinds = {
  proof_call: {
    label: { zh: "概念验证征集", en: "Call for proofs of concept" },
    addressOf: ({ id, scopeId }, here) => `/p/${here ?? scopeId}/proof-calls/${id}`,
  },
};

export const proofPages: readonly Page[] = [
  {
    key: "proof-calls",
    label: { zh: "概念验证", en: "Proof of concept" },
    to: "/p/$scopeId/proof-calls",
    permission: "proof.read",
    kinds: ["pair", "university", "facility"],
    words: "gainianyanzheng gnyz zhengji 征集 poc call",
  },
  {
    key: "proof-reviews",
    label: { zh: "概念验证评审", en: "Proofs of concept to judge" },
    to: "/proof-reviews",
    permission: "evaluation.score",
    words: "gainianyanzheng pingshen gnyzps judge",
  },
];
