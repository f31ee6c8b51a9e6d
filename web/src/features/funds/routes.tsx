import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { applicationQuery, fundQuery } from "./data.ts";

const fundsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds",
  component: lazyRouteComponent(() => import("./funds-page.tsx"), "FundsPage"),
});

const newFundRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/new",
  component: lazyRouteComponent(() => import("./form-pages.tsx"), "NewFundPage"),
});

const fundRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/$fundId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(fundQuery(params.fundId)),
  component: lazyRouteComponent(() => import("./fund-page.tsx"), "FundPage"),
});

const editFundRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/$fundId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(fundQuery(params.fundId)),
  component: lazyRouteComponent(() => import("./form-pages.tsx"), "EditFundPage"),
});

const ledgerRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/$fundId/ledger",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(fundQuery(params.fundId)),
  component: lazyRouteComponent(() => import("./ledger-page.tsx"), "LedgerPage"),
});

const statementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/$fundId/statement",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(fundQuery(params.fundId)),
  component: lazyRouteComponent(() => import("./statement-page.tsx"), "StatementPage"),
});

const fundApplicationsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/$fundId/applications",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(fundQuery(params.fundId)),
  component: lazyRouteComponent(() => import("./applications-page.tsx"), "FundApplicationsPage"),
});

const commitmentsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/$fundId/commitments",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(fundQuery(params.fundId)),
  component: lazyRouteComponent(() => import("./commitments-page.tsx"), "CommitmentsPage"),
});

const reconciliationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "funds/$fundId/reconciliation",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(fundQuery(params.fundId)),
  component: lazyRouteComponent(() => import("./reconciliation-page.tsx"), "ReconciliationPage"),
});

const applicationsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "fund-applications",
  component: lazyRouteComponent(() => import("./applications-page.tsx"), "ApplicationsPage"),
});

const newApplicationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "fund-applications/new",
  component: lazyRouteComponent(() => import("./application-form-pages.tsx"), "NewApplicationPage"),
});

const applicationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "fund-applications/$applicationId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(applicationQuery(params.applicationId)),
  component: lazyRouteComponent(() => import("./application-page.tsx"), "ApplicationPage"),
});

const editApplicationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "fund-applications/$applicationId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(applicationQuery(params.applicationId)),
  component: lazyRouteComponent(() => import("./application-form-pages.tsx"), "EditApplicationPage"),
});

export const fundsRoutes = {
  scope: [
    fundsRoute,
    newFundRoute,
    fundRoute,
    editFundRoute,
    fundApplicationsRoute,
    commitmentsRoute,
    ledgerRoute,
    statementRoute,
    reconciliationRoute,
    applicationsRoute,
    newApplicationRoute,
    applicationRoute,
    editApplicationRoute,
  ],
} as const;

export const fundsPages: readonly Page[] = [
  {
    key: "funds",
    label: { zh: "转化基金", en: "Funds" },
    to: "/p/$scopeId/funds",
    permission: "fund.read",
    kinds: ["pair", "zone", "fund"],
    words: "zhuanhuajijin zhjj jijin fund 拨投结合",
  },
  {
    key: "fund-applications",
    label: { zh: "基金申请", en: "Applications to funds" },
    to: "/p/$scopeId/fund-applications",
    permission: "fund.read_application",
    kinds: ["pair", "zone", "fund", "enterprise"],
    words: "jijinshenqing jjsq application 申请资金",
  },
];

export const fundsRecords: RecordKinds = {
  fund: {
    label: { zh: "转化基金", en: "Fund" },
    addressOf: ({ id }, scopeId) => `/p/${scopeId}/funds/${id}`,
  },
};
