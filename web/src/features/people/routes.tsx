import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";
import { userQuery } from "./user-query.ts";

const usersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "users",
  component: lazyRouteComponent(() => import("./users-page.tsx"), "UsersPage"),
});

const userRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "users/$userId",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(userQuery(params.userId));
  },
  component: lazyRouteComponent(() => import("./user-page.tsx"), "UserPage"),
});

const scopesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "scopes",
  component: lazyRouteComponent(() => import("./scopes-page.tsx"), "ScopesPage"),
});

const membersRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "members",
  component: lazyRouteComponent(() => import("./members-page.tsx"), "MembersPage"),
});

export const peopleRoutes = { own: [usersRoute, userRoute, scopesRoute], scope: [membersRoute] } as const;

export const peoplePages: readonly Page[] = [
  {
    key: "users",
    label: { zh: "账号", en: "Accounts" },
    to: "/users",
    permission: "user.read",
    words: "zhanghao zh users yonghu 用户",
  },
  {
    key: "scopes",
    label: { zh: "范围", en: "Scopes" },
    to: "/scopes",
    permission: "scope.create",
    words: "fanwei fw pairs jiedui 结对 zones",
  },
  {
    key: "members",
    label: { zh: "成员", en: "Members" },
    to: "/p/$scopeId/members",
    permission: "member.read",
    words: "chengyuan cy invite yaoqing 邀请",
  },
];
