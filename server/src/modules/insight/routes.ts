import { z } from "@hono/zod-openapi";
import type { Config } from "../../platform/config.ts";
import type { Router } from "../../platform/http/index.ts";
import { getBrief, listBriefRows, writeBrief } from "./service.ts";
import { Brief, BriefRows } from "./types.ts";

const params = z.object({ scopeId: z.uuid() });
const PeriodQuery = z.object({
  from: z.iso.date().describe("The first day that is counted"),
  until: z.iso.date().describe("The first day that is no longer counted"),
});

/** `origin` of links in a file: the public address, or the one by which it was asked for. */
export function insightRoutes(api: Router, config: Config): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/brief",
      access: { permission: "brief.read", in: "path" },
      id: "getBrief",
      tag: "insight",
      summary: "What moved in a period, in figures that lead to their rows; what is stuck; what is asked of whom",
      params,
      query: PeriodQuery,
      answer: Brief,
    },
    async ({ ctx, params: { scopeId }, query }) => getBrief(ctx, scopeId, query),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/brief/document",
      access: { permission: "brief.read", in: "path" },
      id: "getBriefDocument",
      tag: "insight",
      summary: "The brief on one page as a Word document, in Chinese",
      params,
      query: PeriodQuery,
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, c }) =>
      writeBrief(ctx, scopeId, query, config.PUBLIC_URL ?? new URL(c.req.url).origin),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/brief/rows",
      access: { permission: "brief.read", in: "path" },
      id: "listBriefRows",
      tag: "insight",
      summary: "The rows behind one figure of the brief that count in a period",
      params,
      query: PeriodQuery.extend({ figure: z.string().max(60).describe("Key of the figure") }),
      answer: BriefRows,
    },
    async ({ ctx, params: { scopeId }, query: { figure, ...period } }) => listBriefRows(ctx, scopeId, figure, period),
  );
}
