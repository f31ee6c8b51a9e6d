import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { rootRoute, scopeRoute } from "../../frame/routes.tsx";
import { dayQuery, myMeetingsQuery } from "./data.ts";

const daysRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "meeting-days",
  component: lazyRouteComponent(() => import("./days-page.tsx"), "DaysPage"),
});
const newDayRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "meeting-days/new",
  component: lazyRouteComponent(() => import("./day-form.tsx"), "NewDayPage"),
});
const editDayRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "meeting-days/$dayId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(dayQuery(params.dayId)),
  component: lazyRouteComponent(() => import("./day-form.tsx"), "EditDayPage"),
});
const timetableRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "meeting-days/$dayId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(dayQuery(params.dayId)),
  component: lazyRouteComponent(() => import("./timetable-page.tsx"), "TimetablePage"),
});
const peopleRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "meeting-days/$dayId/people",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(dayQuery(params.dayId)),
  component: lazyRouteComponent(() => import("./people-page.tsx"), "PeoplePage"),
});
const todayRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "meeting-days/$dayId/today",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(dayQuery(params.dayId)),
  component: lazyRouteComponent(() => import("./today-page.tsx"), "TodayPage"),
});
const printRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "meeting-days/$dayId/print",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(dayQuery(params.dayId)),
  component: lazyRouteComponent(() => import("./print-page.tsx"), "PrintPage"),
});
const myMeetingsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "my-meetings",
  loader: async ({ context }) => context.queryClient.ensureQueryData(myMeetingsQuery),
  component: lazyRouteComponent(() => import("./my-meetings-page.tsx"), "MyMeetingsPage"),
});
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "d",
  component: lazyRouteComponent(() => import("./invitation-page.tsx"), "DayInvitationPage"),
});

export const meetingDaysRoutes = {
  open: [invitationRoute],
  scope: [daysRoute, newDayRoute, editDayRoute, timetableRoute, peopleRoute, todayRoute, printRoute, myMeetingsRoute],
} as const;

export const meetingDaysPages: readonly Page[] = [
  {
    key: "meeting-days",
    label: { zh: "对接会", en: "Meeting days" },
    to: "/p/$scopeId/meeting-days",
    permission: "meeting_day.read",
    kinds: ["pair"],
    words: "duijiehui djh qiatan event timetable 时间表 签到",
  },
  {
    key: "my-meetings",
    label: { zh: "我的洽谈", en: "My meetings" },
    to: "/p/$scopeId/my-meetings",
    permission: "scope.read",
    kinds: ["enterprise", "university"],
    words: "wodeqiatan wdqt duijiehui 对接会",
  },
];
