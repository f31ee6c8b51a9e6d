import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../../frame/feature.ts";
import { scopeRoute } from "../../../frame/routes.tsx";
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

export const bookingRoutes = [
  bookablesRoute,
  calendarRoute,
  settingsRoute,
  openInstrumentRoute,
  openFacilityRoute,
  bookingsRoute,
  bookingRoute,
] as const;

export const bookingPages: readonly Page[] = [
  {
    key: "bookables",
    label: { zh: "预约", en: "Bookings" },
    to: "/p/$scopeId/bookables",
    permission: "booking.read",
    kinds: ["pair", "enterprise", "university", "zone", "facility"],
    order: 410,
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
];
