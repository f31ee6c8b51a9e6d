import { z } from "@hono/zod-openapi";
import type { Router } from "../../../../platform/http/index.ts";
import { exportOptions } from "../../../../platform/listing/index.ts";
import { addSite, assignFloor, changeSite, claimSite, listSites, releaseSite } from "../service/sites.ts";
import { exportSites, importSites } from "../service/site-lists.ts";
import { Floor, Site, SiteDraft, SiteImport } from "../types.ts";

const roundParams = z.object({ roundId: z.uuid() });
const siteParams = z.object({ siteId: z.uuid() });
const tag = "surveys";
const visit = { permission: "survey.visit", in: "row" } as const;
const manage = { permission: "survey.manage", in: "row" } as const;

export function siteRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/sites",
      access: { permission: "survey.read", in: "row" },
      id: "listSurveySites",
      tag,
      summary: "Every door of a round in walking order, with who is on the way there and who was there",
      params: roundParams,
      answer: z.array(Site),
    },
    async ({ ctx, params }) => listSites(ctx, params.roundId),
  );
  api.route(
    {
      method: "post",
      path: "/api/survey-rounds/{roundId}/sites",
      access: visit,
      id: "addSurveySite",
      tag,
      summary: "Add a door to a round",
      params: roundParams,
      body: SiteDraft,
      answer: Site,
      status: 201,
    },
    async ({ ctx, params, body }) => addSite(ctx, params.roundId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/survey-rounds/{roundId}/sites/import",
      access: manage,
      id: "importSurveySites",
      tag,
      summary: "A list of doors as a workbook or CSV: what it would add, or takes it in",
      params: roundParams,
      query: z.object({ apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: SiteImport,
    },
    async ({ ctx, params, query, file }) => importSites(ctx, params.roundId, file, query.apply === "true"),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/sites/export",
      access: { permission: "survey.export", in: "row" },
      id: "exportSurveySites",
      tag,
      summary: "The doors of a round as a file, in the columns that are taken in",
      params: roundParams,
      query: z.object(exportOptions),
      answer: "file",
    },
    async ({ ctx, params, query, language }) => exportSites(ctx, params.roundId, { query, language }),
  );
  api.route(
    {
      method: "patch",
      path: "/api/survey-sites/{siteId}",
      access: manage,
      id: "changeSurveySite",
      tag,
      summary: "Take a door off the list, or put it back",
      params: siteParams,
      body: z.strictObject({ isArchived: z.boolean() }),
      answer: Site,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeSite(ctx, params.siteId, body.isArchived, version),
  );
  api.route(
    {
      method: "put",
      path: "/api/survey-sites/{siteId}/claim",
      access: visit,
      id: "claimSurveySite",
      tag,
      summary: "Say that one is on the way to a door; the answer says who else is, and who was there",
      params: siteParams,
      answer: Site,
    },
    async ({ ctx, params }) => claimSite(ctx, params.siteId),
  );
  api.route(
    {
      method: "delete",
      path: "/api/survey-sites/{siteId}/claim",
      access: visit,
      id: "releaseSurveySite",
      tag,
      summary: "No longer on the way",
      params: siteParams,
      answer: null,
      status: 204,
    },
    async ({ ctx, params }) => releaseSite(ctx, params.siteId),
  );
  api.route(
    {
      method: "put",
      path: "/api/survey-floors/{floorId}/officers",
      access: manage,
      id: "assignSurveyFloor",
      tag,
      summary: "Say who walks a floor",
      params: z.object({ floorId: z.uuid() }),
      body: z.strictObject({ officerIds: z.array(z.uuid()).max(20) }),
      answer: Floor,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => assignFloor(ctx, params.floorId, body.officerIds, version),
  );
}
