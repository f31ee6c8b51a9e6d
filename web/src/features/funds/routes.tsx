import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { fundQuery } from "./data.ts";

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

export const fundsRoutes = {
  scope: [fundsRoute, newFundRoute, fundRoute, editFundRoute, ledgerRoute, statementRoute],
} as const;

export const fundsPages: readonly Page[] = [
  {
    key: "funds",
    label: { zh: "转化基金", en: "Funds" },
    to: "/p/$scopeId/funds",
    permission: "fund.read",
    kinds: ["pair", "zone", "fund"],
    order: 385,
    words: "zhuanhuajijin zhjj jijin fund 拨投结合",
  },
];

export const fundsRecords: RecordKinds = {
  fund: {
    label: { zh: "转化基金", en: "Fund" },
    addressOf: ({ id }, scopeId) => `/p/${scopeId}/funds/${id}`,
  },
};
