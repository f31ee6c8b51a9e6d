import type { QueryClient } from "@tanstack/react-query";
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";
import { scopeQuery } from "../../frame/scopes.ts";
import {
  copiedNeedQuery,
  needHistoryQuery,
  needOfficesQuery,
  needQuery,
  needTriageQuery,
  readersQuery,
  readingQuery,
  statementQuery,
} from "./queries.ts";

const needsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs",
  component: lazyRouteComponent(() => import("./needs-page.tsx"), "NeedsPage"),
});

const newNeedRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/new",
  loaderDeps: ({ search }) => ({ from: (search as { readonly from?: string }).from }),
  loader: async ({ context: { queryClient }, params: { scopeId }, deps }) => {
    const { kind } = await queryClient.ensureQueryData(scopeQuery(scopeId));
    if (kind !== "enterprise") return;
    await queryClient.ensureQueryData(needOfficesQuery(scopeId));
    await queryClient.ensureQueryData(copiedNeedQuery(deps.from));
  },
  component: lazyRouteComponent(() => import("./new-need-page.tsx"), "NewNeedPage"),
});

interface Params {
  readonly scopeId: string;
  readonly needId: string;
}

/** The need of an address; the address of one that was merged becomes that of the need that stayed. */
async function readNeed(
  queryClient: QueryClient,
  params: Params,
  to: "/p/$scopeId/needs/$needId" | `/p/$scopeId/needs/$needId/${"edit" | "triage" | "rewrite"}`,
) {
  const need = await queryClient.ensureQueryData(needQuery(params.needId));
  if (need.id !== params.needId) throw redirect({ to, params: { ...params, needId: need.id }, replace: true });
  return need;
}

const needRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId",
  loader: async ({ context, params }) => {
    await readNeed(context.queryClient, params, "/p/$scopeId/needs/$needId");
    await context.queryClient.ensureQueryData(needHistoryQuery(params.needId));
  },
  component: lazyRouteComponent(() => import("./need-page.tsx"), "NeedPage"),
});

const editNeedRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/edit",
  loader: async ({ context, params }) => {
    await readNeed(context.queryClient, params, "/p/$scopeId/needs/$needId/edit");
  },
  component: lazyRouteComponent(() => import("./edit-need-page.tsx"), "EditNeedPage"),
});

async function readForTriage(queryClient: QueryClient, params: Params, page: "triage" | "rewrite") {
  const { id, version } = await readNeed(queryClient, params, `/p/$scopeId/needs/$needId/${page}`);
  await queryClient.ensureQueryData(needTriageQuery(id, version));
}

const triageRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/triage",
  loader: async ({ context, params }) => readForTriage(context.queryClient, params, "triage"),
  component: lazyRouteComponent(() => import("./triage-page.tsx"), "TriagePage"),
});

const rewriteRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/rewrite",
  loader: async ({ context, params }) => readForTriage(context.queryClient, params, "rewrite"),
  component: lazyRouteComponent(() => import("./rewrite-page.tsx"), "RewritePage"),
});

const readersRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/readers",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(needQuery(params.needId));
    await context.queryClient.ensureQueryData(readersQuery(params.needId));
  },
  component: lazyRouteComponent(() => import("./readers-page.tsx"), "ReadersPage"),
});

const openNeedsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "open-needs",
  component: lazyRouteComponent(() => import("./open-needs-page.tsx"), "OpenNeedsPage"),
});

const statementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "confidentiality",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(statementQuery(params.scopeId)),
  component: lazyRouteComponent(() => import("./statement-page.tsx"), "StatementPage"),
});

const readingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "needs/$needId/reading",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(readingQuery(params.needId)),
  component: lazyRouteComponent(() => import("./reading-page.tsx"), "ReadingPage"),
});

export const needsRoutes = {
  own: [readingRoute],
  scope: [
    needsRoute,
    newNeedRoute,
    needRoute,
    editNeedRoute,
    triageRoute,
    rewriteRoute,
    readersRoute,
    openNeedsRoute,
    statementRoute,
  ],
} as const;

export const needsPages: readonly Page[] = [
  {
    key: "needs",
    label: { zh: "需求", en: "Needs" },
    to: "/p/$scopeId/needs",
    permission: "need.read",
    kinds: ["pair", "enterprise"],
    onPhone: true,
    words: "xuqiu xq need qiye 企业技术需求",
  },
  {
    key: "new-need",
    label: { zh: "登记需求", en: "New need" },
    to: "/p/$scopeId/needs/new",
    permission: "need.create",
    kinds: ["pair"],
    words: "dengjixuqiu djxq new add xinzeng 新增需求",
  },
  {
    key: "state-need",
    label: { zh: "提需求", en: "State a need" },
    to: "/p/$scopeId/needs/new",
    permission: "need.create",
    kinds: ["enterprise"],
    words: "tixuqiu txq new add state need 新增需求 登记需求",
  },
  {
    key: "open-needs",
    label: { zh: "全省开放的需求", en: "Needs open to the province" },
    to: "/p/$scopeId/open-needs",
    permission: "need.read_open",
    kinds: ["pair", "zone", "university", "province", "department"],
    words: "quanshengkaifang qskf kaifangxuqiu open needs province 开放需求",
  },
  {
    key: "confidentiality",
    label: { zh: "保密声明", en: "Confidentiality statement" },
    to: "/p/$scopeId/confidentiality",
    permission: "confidential.handle",
    kinds: ["pair"],
    words: "baomishengming bmsm confidentiality statement",
  },
];

export const needsRecords: RecordKinds = {
  need: {
    label: { zh: "需求", en: "Need" },
    addressOf: ({ id, scopeId }, here) => `/p/${scopeId ?? here}/needs/${id}`,
  },
};
