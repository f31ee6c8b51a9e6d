import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../../frame/feature.ts";
import { scopeRoute } from "../../../frame/routes.tsx";
import { campaignQuery } from "../campaign/queries.ts";
import { facilityQuery, instrumentQuery } from "../queries.ts";
import { bookableQuery, bookingQuery } from "./queries.ts";

const bookablesRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bookables",
  component: lazyRouteComponent(() => import("./bookables-page.tsx"), "BookablesPage"),
});
const calendarRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bookables/$bookableId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(bookableQuery(params.bookableId)),
  component: lazyRouteComponent(() => import("./calendar-page.tsx"), "CalendarPage"),
});
const settingsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bookables/$bookableId/settings",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(bookableQuery(params.bookableId)),
  component: lazyRouteComponent(() => import("./settings-page.tsx"), "EditBookablePage"),
});
const openInstrumentRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "instruments/$instrumentId/booking",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(instrumentQuery(params.instrumentId)),
  component: lazyRouteComponent(() => import("./settings-page.tsx"), "OpenInstrumentPage"),
});
const openFacilityRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "facilities/$facilityId/booking",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(facilityQuery(params.facilityId)),
  component: lazyRouteComponent(() => import("./settings-page.tsx"), "OpenFacilityPage"),
});
const bookingsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bookings",
  component: lazyRouteComponent(() => import("./bookings-page.tsx"), "BookingsPage"),
});
const bookingRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bookings/$bookingId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(bookingQuery(params.bookingId)),
  component: lazyRouteComponent(() => import("./booking-page.tsx"), "BookingPage"),
});

const applyRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bookables/$bookableId/campaign",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(bookableQuery(params.bookableId)),
  component: lazyRouteComponent(() => import("../campaign/apply-page.tsx"), "ApplyPage"),
});
const campaignsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "campaigns",
  component: lazyRouteComponent(() => import("../campaign/campaigns-page.tsx"), "CampaignsPage"),
});
const campaignRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "campaigns/$campaignId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(campaignQuery(params.campaignId)),
  component: lazyRouteComponent(() => import("../campaign/campaign-page.tsx"), "CampaignPage"),
});
const utilisationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "utilisation",
  component: lazyRouteComponent(() => import("../usage/utilisation-page.tsx"), "UtilisationPage"),
});

export const bookingRoutes = [
  bookablesRoute,
  calendarRoute,
  settingsRoute,
  openInstrumentRoute,
  openFacilityRoute,
  bookingsRoute,
  bookingRoute,
  applyRoute,
  campaignsRoute,
  campaignRoute,
  utilisationRoute,
] as const;

export const bookingPages: readonly Page[] = [
  {
    key: "bookables",
    label: { zh: "预约", en: "Bookings" },
    to: "/p/$scopeId/bookables",
    permission: "booking.read",
    kinds: ["pair", "enterprise", "university", "zone", "facility"],
    words: "yuyue yy book calendar 仪器预约 机时",
  },
  {
    key: "bookings",
    label: { zh: "预约记录", en: "Bookings made" },
    to: "/p/$scopeId/bookings",
    permission: "booking.read",
    kinds: ["pair", "enterprise", "university", "zone", "facility"],
    words: "wodeyuyue shenpi 审批 候补",
  },
  {
    key: "campaigns",
    label: { zh: "中试批次", en: "Pilot campaigns" },
    to: "/p/$scopeId/campaigns",
    permission: "booking.read",
    kinds: ["pair", "enterprise", "university", "zone", "facility"],
    words: "zhongshi zs pilot 中试 报价 安环",
  },
  {
    key: "utilisation",
    label: { zh: "使用率", en: "Utilisation" },
    to: "/p/$scopeId/utilisation",
    permission: "facility.read",
    kinds: ["pair", "zone", "university", "facility"],
    words: "shiyonglv syl 机时 统计",
  },
];
