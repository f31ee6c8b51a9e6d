import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { amendmentsQuery } from "./amendments/data.ts";
import { flowQuery } from "./approval/data.ts";
import { agreementQuery } from "./data.ts";
import { moneyQuery } from "./receipts/data.ts";
import { registrationQuery } from "./registration/data.ts";
import { moneyRulesQuery } from "./shares/data.ts";
import { templatesQuery } from "./templates/data.ts";

const agreementsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreements",
  component: lazyRouteComponent(() => import("./agreements-page.tsx"), "AgreementsPage"),
});

const newAgreementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreements/new",
  component: lazyRouteComponent(() => import("./new-agreement-page.tsx"), "NewAgreementPage"),
});

const agreementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreements/$agreementId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(agreementQuery(params.agreementId)),
  component: lazyRouteComponent(() => import("./agreement-page.tsx"), "AgreementPage"),
});

const editAgreementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreements/$agreementId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(agreementQuery(params.agreementId)),
  component: lazyRouteComponent(() => import("./edit-agreement-page.tsx"), "EditAgreementPage"),
});

const moneyRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreements/$agreementId/money",
  loader: async ({ context, params }) =>
    Promise.all([
      context.queryClient.ensureQueryData(agreementQuery(params.agreementId)),
      context.queryClient.ensureQueryData(moneyQuery(params.agreementId)),
    ]),
  component: lazyRouteComponent(() => import("./receipts/money-page.tsx"), "MoneyPage"),
});

const receiptsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "receipts",
  component: lazyRouteComponent(() => import("./receipts/receipts-page.tsx"), "ReceiptsPage"),
});

const amendmentRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreements/$agreementId/amendments/$amendmentId",
  loader: async ({ context, params }) =>
    Promise.all([
      context.queryClient.ensureQueryData(agreementQuery(params.agreementId)),
      context.queryClient.ensureQueryData(amendmentsQuery(params.agreementId)),
    ]),
  component: lazyRouteComponent(() => import("./amendments/amendment-page.tsx"), "AmendmentPage"),
});

const moneyRulesRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "money-rules",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(moneyRulesQuery(params.scopeId)),
  component: lazyRouteComponent(() => import("./shares/rules-page.tsx"), "RulesPage"),
});

const flowRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreement-flow",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(flowQuery(params.scopeId)),
  component: lazyRouteComponent(() => import("./approval/flow-page.tsx"), "FlowPage"),
});

const templatesRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreement-templates",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(templatesQuery(params.scopeId)),
  component: lazyRouteComponent(() => import("./templates/templates-page.tsx"), "TemplatesPage"),
});

const registrationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "agreements/$agreementId/registration",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(registrationQuery(params.agreementId)),
  component: lazyRouteComponent(() => import("./registration/registration-page.tsx"), "RegistrationPage"),
});

const reportRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "transformation-report",
  component: lazyRouteComponent(() => import("./registration/report-page.tsx"), "ReportPage"),
});

export const agreementsRoutes = {
  scope: [
    agreementsRoute,
    newAgreementRoute,
    agreementRoute,
    editAgreementRoute,
    moneyRoute,
    receiptsRoute,
    amendmentRoute,
    moneyRulesRoute,
    flowRoute,
    templatesRoute,
    registrationRoute,
    reportRoute,
  ],
} as const;

export const agreementsPages: readonly Page[] = [
  {
    key: "agreements",
    label: { zh: "合同", en: "Agreements" },
    to: "/p/$scopeId/agreements",
    permission: "agreement.read",
    kinds: ["pair", "enterprise"],
    words: "hetong ht xieyi contract 协议",
  },
  {
    key: "agreement-flow",
    label: { zh: "合同审批流程", en: "Approval of agreements" },
    to: "/p/$scopeId/agreement-flow",
    permission: "agreement.set_flow",
    kinds: ["pair", "zone", "university"],
    words: "shenpi liucheng sp approval flow 审批 用印",
  },
  {
    key: "agreement-templates",
    label: { zh: "合同模板", en: "Agreement templates" },
    to: "/p/$scopeId/agreement-templates",
    permission: "agreement.set_template",
    kinds: ["pair", "zone", "university"],
    words: "hetong moban mb template word 范本",
  },
  {
    key: "receipts",
    label: { zh: "到款", en: "Receipts" },
    to: "/p/$scopeId/receipts",
    permission: "agreement.read",
    kinds: ["pair", "enterprise"],
    words: "daokuan dk daozhang receipt money 到账",
  },
  {
    key: "transformation-report",
    label: { zh: "年度报告", en: "Yearly report" },
    to: "/p/$scopeId/transformation-report",
    permission: "registration.read",
    kinds: ["university", "zone", "province"],
    words: "niandu baogao ndbg zhuanhua report year 成果转化 年报",
  },
];

export const agreementsRecords: RecordKinds = {
  agreement: {
    label: { zh: "合同", en: "Agreement" },
    addressOf: ({ id }, scopeId) => `/p/${scopeId}/agreements/${id}`,
  },
};
