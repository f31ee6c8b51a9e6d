import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { signedInRoute } from "../../frame/routes.tsx";
import { UnreadBadge } from "./unread-badge.tsx";

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "inbox",
  component: lazyRouteComponent(() => import("./inbox-page.tsx"), "InboxPage"),
});

export const inboxRoutes = { own: [inboxRoute] } as const;

export const inboxPages: readonly Page[] = [
  {
    key: "inbox",
    label: { zh: "消息", en: "Messages" },
    to: "/inbox",
    words: "xiaoxi xx tongzhi inbox unread 通知 收件箱",
    Badge: UnreadBadge,
  },
];
