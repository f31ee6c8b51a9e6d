import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { mayDo, meQuery } from "../../data/me.ts";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";
import { homeScopeOf } from "../../frame/scopes.ts";
import { TodayBadge } from "./today-badge.tsx";

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    const scopeId = homeScopeOf(me);
    if (scopeId !== null) throw redirect({ to: "/p/$scopeId", params: { scopeId }, replace: true });
    const isAdministrator = me.grants.some(({ scopeKind }) => scopeKind === "system");
    if (isAdministrator) throw redirect({ to: "/users", replace: true });
    // An expert sees no scope, not even that of the role.
    if (mayDo(me, "evaluation.score")) throw redirect({ to: "/evaluations", replace: true });
  },
  component: lazyRouteComponent(() => import("./home-page.tsx"), "HomePage"),
});

const workbenchRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./workbench-page.tsx"), "WorkbenchPage"),
});

export const workbenchRoutes = { own: [homeRoute], scope: [workbenchRoute] } as const;

export const workbenchPages: readonly Page[] = [
  {
    key: "workbench",
    label: { zh: "工作台", en: "Workbench" },
    to: "/p/$scopeId",
    onPhone: true,
    words: "gongzuotai gzt home",
  },
  {
    key: "today",
    label: { zh: "待办", en: "To do" },
    to: "/p/$scopeId",
    words: "daiban db today 今天",
    Badge: TodayBadge,
  },
];
