import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";

const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "audit",
  component: lazyRouteComponent(() => import("./audit-page.tsx"), "AuditPage"),
});

const scopeAuditRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "audit",
  component: lazyRouteComponent(() => import("./scope-audit-page.tsx"), "ScopeAuditPage"),
});

export const auditRoutes = { own: [auditRoute], scope: [scopeAuditRoute] } as const;

export const auditPages: readonly Page[] = [
  {
    key: "audit",
    label: { zh: "审计记录", en: "Audit" },
    to: "/audit",
    permission: "audit.read",
    words: "shenji sj log",
  },
  {
    key: "scope-audit",
    label: { zh: "操作记录", en: "What was done" },
    to: "/p/$scopeId/audit",
    permission: "scope_audit.read",
    words: "caozuo jilu czjl audit shenji 审计",
  },
];
