import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { bookingPages, bookingRoutes } from "./booking/routes.tsx";
import { facilitiesQuery, facilityQuery, instrumentQuery } from "./queries.ts";
import { spaceQuery } from "./space/queries.ts";

const instrumentsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "instruments",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(facilitiesQuery(params.scopeId));
  },
  component: lazyRouteComponent(() => import("./instruments.tsx"), "InstrumentsPage"),
});
const newInstrumentRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "instruments/new",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(facilitiesQuery(params.scopeId));
  },
  component: lazyRouteComponent(() => import("./instruments.tsx"), "NewInstrumentPage"),
});
const instrumentRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "instruments/$instrumentId",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(instrumentQuery(params.instrumentId));
  },
  component: lazyRouteComponent(() => import("./instruments.tsx"), "InstrumentPage"),
});
const editInstrumentRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "instruments/$instrumentId/edit",
  loader: async ({ context, params }) => {
    await Promise.all([
      context.queryClient.ensureQueryData(instrumentQuery(params.instrumentId)),
      context.queryClient.ensureQueryData(facilitiesQuery(params.scopeId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./instruments.tsx"), "EditInstrumentPage"),
});

const facilitiesRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "facilities",
  component: lazyRouteComponent(() => import("./facilities.tsx"), "FacilitiesPage"),
});
const newFacilityRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "facilities/new",
  component: lazyRouteComponent(() => import("./facilities.tsx"), "NewFacilityPage"),
});
const facilityRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "facilities/$facilityId",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(facilityQuery(params.facilityId));
  },
  component: lazyRouteComponent(() => import("./facilities.tsx"), "FacilityPage"),
});
const editFacilityRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "facilities/$facilityId/edit",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(facilityQuery(params.facilityId));
  },
  component: lazyRouteComponent(() => import("./facilities.tsx"), "EditFacilityPage"),
});

const spaceRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "facilities/$facilityId/space",
  loaderDeps: ({ search }) => ({ on: (search as { readonly on?: string }).on }),
  loader: async ({ context, params, deps }) => {
    await Promise.all([
      context.queryClient.ensureQueryData(facilityQuery(params.facilityId)),
      context.queryClient.ensureQueryData(spaceQuery(params.facilityId, deps.on)),
    ]);
  },
  component: lazyRouteComponent(() => import("./space/space-page.tsx"), "SpacePage"),
});

export const facilitiesRoutes = {
  scope: [
    instrumentsRoute,
    newInstrumentRoute,
    instrumentRoute,
    editInstrumentRoute,
    facilitiesRoute,
    newFacilityRoute,
    facilityRoute,
    editFacilityRoute,
    spaceRoute,
    ...bookingRoutes,
  ],
} as const;

export const facilitiesPages: readonly Page[] = [
  {
    key: "instruments",
    label: { zh: "仪器", en: "Instruments" },
    to: "/p/$scopeId/instruments",
    permission: "facility.read",
    kinds: ["pair"],
    words: "yiqi yq shebei sb equipment 设备 大型仪器",
  },
  {
    key: "facilities",
    label: { zh: "共享平台", en: "Platforms" },
    to: "/p/$scopeId/facilities",
    permission: "facility.read",
    kinds: ["pair"],
    words: "pingtai pt zhongshi fuhuaqi 中试 孵化器 概念验证",
  },
  ...bookingPages,
];

export const facilitiesRecords: RecordKinds = {
  instrument: {
    label: { zh: "仪器", en: "Instrument" },
    addressOf: ({ id, scopeId }, here) => `/p/${scopeId ?? here}/instruments/${id}`,
  },
  facility: {
    label: { zh: "共享平台", en: "Platform" },
    addressOf: ({ id, scopeId }, here) => `/p/${scopeId ?? here}/facilities/${id}`,
  },
};
