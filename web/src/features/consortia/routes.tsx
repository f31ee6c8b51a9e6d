import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { consortiumQuery } from "./data.ts";

const consortiaRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "consortia",
  component: lazyRouteComponent(() => import("./consortia-page.tsx"), "ConsortiaPage"),
});

const newConsortiumRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "consortia/new",
  component: lazyRouteComponent(() => import("./form-pages.tsx"), "NewConsortiumPage"),
});

const consortiumRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "consortia/$consortiumId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(consortiumQuery(params.consortiumId)),
  component: lazyRouteComponent(() => import("./consortium-page.tsx"), "ConsortiumPage"),
});

const editConsortiumRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "consortia/$consortiumId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(consortiumQuery(params.consortiumId)),
  component: lazyRouteComponent(() => import("./form-pages.tsx"), "EditConsortiumPage"),
});

export const consortiaRoutes = {
  scope: [consortiaRoute, newConsortiumRoute, consortiumRoute, editConsortiumRoute],
} as const;

export const consortiaPages: readonly Page[] = [
  {
    key: "consortia",
    label: { zh: "创新联合体", en: "Consortia" },
    to: "/p/$scopeId/consortia",
    permission: "consortium.read",
    kinds: ["pair", "zone", "consortium", "enterprise"],
    words: "lianheti lht chuangxinlianheti consortium 联盟",
  },
];

export const consortiaRecords: RecordKinds = {
  consortium: {
    label: { zh: "创新联合体", en: "Consortium" },
    addressOf: ({ id }, scopeId) => `/p/${scopeId}/consortia/${id}`,
  },
};
