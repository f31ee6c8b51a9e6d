import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";

const usersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "users",
  component: lazyRouteComponent(() => import("./users-page.tsx"), "UsersPage"),
});

const membersRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "members",
  component: lazyRouteComponent(() => import("./members-page.tsx"), "MembersPage"),
});

export const peopleRoutes = { own: [usersRoute], scope: [membersRoute] } as const;

export const peoplePages: readonly Page[] = [
  {
    key: "users",
    label: { zh: "账号", en: "Accounts" },
    to: "/users",
    permission: "user.read",
    order: 900,
    words: "zhanghao zh users yonghu 用户",
  },
  {
    key: "members",
    label: { zh: "成员", en: "Members" },
    to: "/p/$scopeId/members",
    permission: "member.read",
    order: 800,
    words: "chengyuan cy invite yaoqing 邀请",
  },
];
