import type { QueryClient } from "@tanstack/react-query";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { needHistoryQuery, needQuery, needTriageQuery } from "./queries.ts";

const needsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs",
  component: lazyRouteComponent(() => import("./needs-page.tsx"), "NeedsPage"),
});

const newNeedRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/new",
  component: lazyRouteComponent(() => import("./new-need-page.tsx"), "NewNeedPage"),
});

const needRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId",
  loader: async ({ context, params }) => {
    await Promise.all([
      context.queryClient.ensureQueryData(needQuery(params.needId)),
      context.queryClient.ensureQueryData(needHistoryQuery(params.needId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./need-page.tsx"), "NeedPage"),
});

const editNeedRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/edit",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(needQuery(params.needId));
  },
  component: lazyRouteComponent(() => import("./edit-need-page.tsx"), "EditNeedPage"),
});

const readForTriage = async (queryClient: QueryClient, needId: string) => {
  const need = await queryClient.ensureQueryData(needQuery(needId));
  await queryClient.ensureQueryData(needTriageQuery(needId, need.version));
};

const triageRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/triage",
  loader: async ({ context, params }) => readForTriage(context.queryClient, params.needId),
  component: lazyRouteComponent(() => import("./triage-page.tsx"), "TriagePage"),
});

const rewriteRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/rewrite",
  loader: async ({ context, params }) => readForTriage(context.queryClient, params.needId),
  component: lazyRouteComponent(() => import("./rewrite-page.tsx"), "RewritePage"),
});

export const needsRoutes = {
  scope: [needsRoute, newNeedRoute, needRoute, editNeedRoute, triageRoute, rewriteRoute],
} as const;

export const needsPages: readonly Page[] = [
  {
    key: "needs",
    label: { zh: "需求", en: "Needs" },
    to: "/p/$scopeId/needs",
    permission: "need.read",
    kinds: ["pair", "enterprise"],
    order: 100,
    onPhone: true,
    words: "xuqiu xq need qiye 企业技术需求",
  },
  {
    key: "new-need",
    label: { zh: "登记需求", en: "New need" },
    to: "/p/$scopeId/needs/new",
    permission: "need.create",
    kinds: ["pair", "enterprise"],
    words: "dengjixuqiu djxq new add xinzeng 新增需求",
  },
];

export const needsRecords: RecordKinds = {
  need: {
    label: { zh: "需求", en: "Need" },
    addressOf: ({ id, scopeId }, here) => `/p/${scopeId ?? here}/needs/${id}`,
  },
};
