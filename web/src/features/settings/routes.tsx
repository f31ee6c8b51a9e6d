import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";
import { reminderDaysQuery } from "./reminder-query.ts";

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "settings",
  component: lazyRouteComponent(() => import("./settings-page.tsx"), "SettingsPage"),
});

const reminderDaysRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "reminder-days",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(reminderDaysQuery(params.scopeId)),
  component: lazyRouteComponent(() => import("./reminder-days-page.tsx"), "ReminderDaysPage"),
});

export const settingsRoutes = { own: [settingsRoute], scope: [reminderDaysRoute] } as const;

export const settingsPages: readonly Page[] = [
  {
    key: "settings",
    label: { zh: "设置", en: "Settings" },
    to: "/settings",
    words: "shezhi sz password mima 密码 theme",
  },
  {
    key: "reminder_days",
    label: { zh: "提醒日", en: "Reminders" },
    to: "/p/$scopeId/reminder-days",
    permission: "need.triage",
    kinds: ["pair"],
    words: "tixing tx tixingri deadline 期限 提醒",
  },
];
