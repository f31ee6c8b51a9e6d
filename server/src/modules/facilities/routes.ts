import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import {
  anyOf,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../platform/listing/index.ts";
import type { ChargeSources } from "./costs/charge.ts";
import { bookingRoutes } from "./booking/routes.ts";
import { spaceRoutes } from "./space/routes.ts";
import { campaignRoutes } from "./campaign/routes.ts";
import { utilisationRoutes } from "./usage/routes.ts";
import { exportFacilities, exportInstruments } from "./export.ts";
import {
  changeFacility,
  changeInstrument,
  createFacility,
  createInstrument,
  getFacility,
  getInstrument,
  listFacilities,
  listInstruments,
} from "./service.ts";
import {
  Facility,
  FACILITY_KINDS,
  FACILITY_SORTS,
  FacilityChange,
  FacilityDraft,
  Instrument,
  INSTRUMENT_SORTS,
  InstrumentChange,
  InstrumentDraft,
} from "./types.ts";

const scopeParams = z.object({ scopeId: z.uuid() });
const facilityParams = z.object({ facilityId: z.uuid() });
const instrumentParams = z.object({ instrumentId: z.uuid() });

const FacilityListQuery = listQuery(FACILITY_SORTS).extend({ kind: anyOf(FACILITY_KINDS) });
const InstrumentListQuery = listQuery(INSTRUMENT_SORTS).extend({
  unit: z.string().max(1000).optional().describe("Any of these units, separated by commas"),
  facilityId: z.uuid().optional(),
});

function filterOf({ unit, facilityId }: { unit?: string | undefined; facilityId?: string | undefined }) {
  return { units: unit?.split(",") ?? null, facilityId: facilityId ?? null };
}

/** `charges`: what hours, campaigns and rooms are charged to; later modules know it. */
export function facilitiesRoutes(api: Router, charges: ChargeSources): void {
  facilityRoutes(api);
  instrumentRoutes(api);
  bookingRoutes(api, charges);
  spaceRoutes(api, charges);
  campaignRoutes(api, charges);
  utilisationRoutes(api);
}

function facilityRoutes(api: Router): void {
  const tag = "facilities";
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/facilities",
      access: { permission: "facility.read", in: "path" },
      id: "listFacilities",
      tag,
      summary: "The shared platforms of a pair",
      params: scopeParams,
      query: FacilityListQuery,
      answer: listPageSchema(Facility),
    },
    async ({ ctx, params, query }) =>
      listFacilities(ctx, params.scopeId, readListing("facilities", query), query.kind ?? null),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/facilities",
      access: { permission: "facility.create", in: "path" },
      id: "createFacility",
      tag,
      summary: "Enter a shared platform",
      params: scopeParams,
      body: FacilityDraft,
      answer: Facility,
      status: 201,
    },
    async ({ ctx, params, body }) => createFacility(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/facilities/export",
      access: { permission: "facility.export", in: "path" },
      id: "exportFacilities",
      tag,
      summary: "The list of shared platforms as a file",
      params: scopeParams,
      query: exportQuery(FacilityListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportFacilities(ctx, params.scopeId, wholeListing("facilities", query), query.kind ?? null, {
        ...query,
        language,
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/facilities/{facilityId}",
      access: { permission: "facility.read", in: "row" },
      id: "getFacility",
      tag,
      summary: "One shared platform",
      params: facilityParams,
      answer: Facility,
    },
    async ({ ctx, params }) => getFacility(ctx, params.facilityId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/facilities/{facilityId}",
      access: { permission: "facility.update", in: "row" },
      id: "changeFacility",
      tag,
      summary: "Change what is known of a shared platform",
      params: facilityParams,
      body: FacilityChange,
      answer: Facility,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeFacility(ctx, params.facilityId, body, version),
  );
}

function instrumentRoutes(api: Router): void {
  const tag = "instruments";
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/instruments",
      access: { permission: "facility.read", in: "path" },
      id: "listInstruments",
      tag,
      summary: "The shared instruments of a pair",
      params: scopeParams,
      query: InstrumentListQuery,
      answer: listPageSchema(Instrument),
    },
    async ({ ctx, params, query }) =>
      listInstruments(ctx, params.scopeId, readListing("instruments", query), filterOf(query)),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/instruments",
      access: { permission: "facility.create", in: "path" },
      id: "createInstrument",
      tag,
      summary: "Enter a shared instrument",
      params: scopeParams,
      body: InstrumentDraft,
      answer: Instrument,
      status: 201,
    },
    async ({ ctx, params, body }) => createInstrument(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/instruments/export",
      access: { permission: "facility.export", in: "path" },
      id: "exportInstruments",
      tag,
      summary: "The list of shared instruments as a file",
      params: scopeParams,
      query: exportQuery(InstrumentListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportInstruments(ctx, params.scopeId, wholeListing("instruments", query), filterOf(query), {
        ...query,
        language,
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/instruments/{instrumentId}",
      access: { permission: "facility.read", in: "row" },
      id: "getInstrument",
      tag,
      summary: "One shared instrument",
      params: instrumentParams,
      answer: Instrument,
    },
    async ({ ctx, params }) => getInstrument(ctx, params.instrumentId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/instruments/{instrumentId}",
      access: { permission: "facility.update", in: "row" },
      id: "changeInstrument",
      tag,
      summary: "Change what is known of a shared instrument",
      params: instrumentParams,
      body: InstrumentChange,
      answer: Instrument,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeInstrument(ctx, params.instrumentId, body, version),
  );
}
