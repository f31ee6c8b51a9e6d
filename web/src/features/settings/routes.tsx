import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { signedInRoute } from "../../frame/routes.tsx";

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "settings",
  component: lazyRouteComponent(() => import("./settings-page.tsx"), "SettingsPage"),
});

export const settingsRoutes = { own: [settingsRoute] } as const;

export const settingsPages: readonly Page[] = [
  {
    key: "settings",
    label: { zh: "设置", en: "Settings" },
    to: "/settings",
    words: "shezhi sz password mima 密码 theme",
  },
];
