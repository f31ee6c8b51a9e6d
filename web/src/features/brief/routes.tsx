import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";

const briefRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "brief",
  component: lazyRouteComponent(() => import("./brief-page.tsx"), "BriefPage"),
});

const briefRowsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "brief/rows",
  component: lazyRouteComponent(() => import("./rows-page.tsx"), "BriefRowsPage"),
});

export const briefRoutes = { scope: [briefRoute, briefRowsRoute] } as const;

export const briefPages: readonly Page[] = [
  {
    key: "brief",
    label: { zh: "专报", en: "Brief" },
    to: "/p/$scopeId/brief",
    permission: "brief.read",
    kinds: ["pair"],
    words: "zhuanbao zb brief report 简报 报告",
  },
];
