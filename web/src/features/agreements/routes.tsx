import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { agreementQuery } from "./data.ts";

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

export const agreementsRoutes = {
  scope: [agreementsRoute, newAgreementRoute, agreementRoute, editAgreementRoute],
} as const;

export const agreementsPages: readonly Page[] = [
  {
    key: "agreements",
    label: { zh: "合同", en: "Agreements" },
    to: "/p/$scopeId/agreements",
    permission: "agreement.read",
    kinds: ["pair", "enterprise"],
    order: 370,
    words: "hetong ht xieyi contract 协议",
  },
];

export const agreementsRecords: RecordKinds = {
  agreement: {
    label: { zh: "合同", en: "Agreement" },
    addressOf: ({ id }, scopeId) => `/p/${scopeId}/agreements/${id}`,
  },
};
