import { z } from "@hono/zod-openapi";
import type { Router } from "../../../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../../../platform/listing/index.ts";
import { getVisit, listVisits, readVisitFile, settle, takeVisit, takeVisitFile } from "../service/visits.ts";
import {
  OUTCOMES,
  Visit,
  VISIT_SORTS,
  VISIT_STATES,
  VisitReceipt,
  VisitSettlement,
  VisitSummary,
  VisitUpload,
} from "../types.ts";

const roundParams = z.object({ roundId: z.uuid() });
const visitParams = z.object({ roundId: z.uuid(), visitId: z.uuidv7().describe("UUIDv7, made on the phone") });
const fileParams = visitParams.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const tag = "surveys";
const read = { permission: "survey.read", in: "row" } as const;
const visit = { permission: "survey.visit", in: "row" } as const;

const VisitListQuery = listQuery(VISIT_SORTS).extend({
  outcome: anyOf(OUTCOMES),
  state: anyOf(VISIT_STATES),
  hasConflict: z.enum(["true", "false"]).optional(),
  siteId: z.uuid().optional(),
});

export function visitRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/visits",
      access: read,
      id: "listSurveyVisits",
      tag,
      summary: "The visits of a round",
      params: roundParams,
      query: VisitListQuery,
      answer: listPageSchema(VisitSummary),
    },
    async ({ ctx, params, query }) =>
      listVisits(ctx, params.roundId, readListing("survey-visits", query), {
        outcomes: query.outcome ?? null,
        states: query.state ?? null,
        hasConflict: query.hasConflict === undefined ? null : query.hasConflict === "true",
        siteId: query.siteId ?? null,
      }),
  );
  api.route(
    {
      method: "put",
      path: "/api/survey-rounds/{roundId}/visits/{visitId}",
      access: visit,
      id: "sendSurveyVisit",
      tag,
      summary:
        "Send a visit, as often as it takes: it is taken once. Another content under its id is kept beside the first",
      params: visitParams,
      body: VisitUpload,
      answer: VisitReceipt,
    },
    async ({ ctx, params, body }) => takeVisit(ctx, params.roundId, params.visitId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/visits/{visitId}",
      access: read,
      id: "getSurveyVisit",
      tag,
      summary: "One visit with every version that was sent, its needs and files",
      params: visitParams,
      answer: Visit,
    },
    async ({ ctx, params }) => getVisit(ctx, params.roundId, params.visitId),
  );
  api.route(
    {
      method: "post",
      path: "/api/survey-rounds/{roundId}/visits/{visitId}/settlement",
      access: { permission: "survey.manage", in: "row" },
      id: "settleSurveyVisit",
      tag,
      summary: "Confirm a late visit, set it aside, or choose which of two versions stands",
      params: visitParams,
      body: VisitSettlement,
      answer: Visit,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => settle(ctx, params.roundId, params.visitId, body, version),
  );
  api.route(
    {
      method: "put",
      path: "/api/survey-rounds/{roundId}/visits/{visitId}/files/{sha256}",
      access: visit,
      id: "sendSurveyVisitFile",
      tag,
      summary: "Send a photo or file that a visit names, as often as it takes",
      params: fileParams,
      body: "file",
      answer: Visit.shape.files.element,
    },
    async ({ ctx, params, file }) => takeVisitFile(ctx, params.roundId, params.visitId, params.sha256, file),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/visits/{visitId}/files/{sha256}",
      access: read,
      id: "getSurveyVisitFile",
      tag,
      summary: "A photo or file of a visit",
      params: fileParams,
      answer: "file",
    },
    async ({ ctx, params }) => readVisitFile(ctx, params.roundId, params.visitId, params.sha256),
  );
}
