import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { exportOptions } from "../../../platform/listing/index.ts";
import { exportUtilisation, getUtilisation } from "./service.ts";
import { Utilisation } from "./types.ts";

const tag = "utilisation";
const params = z.object({ scopeId: z.uuid() });
const Period = z.object({
  from: z.iso.date().optional().describe("Unset: the first day of last month"),
  until: z.iso.date().optional().describe("The first day that is no longer counted; unset: the first of next month"),
});
const isShort = ({ from, until }: z.output<typeof Period>) => {
  if (from === undefined || until === undefined) return from === until;
  const length = Date.parse(until) - Date.parse(from);
  return length > 0 && length <= 3 * 366 * 86_400_000;
};
const TOO_LONG = "Both days or neither; at most three years, until after from";

export function utilisationRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/utilisation",
      access: { permission: "facility.read", in: "path" },
      id: "getUtilisation",
      tag,
      summary: "Hours open, booked and used of what a scope runs, by thing and by user",
      params,
      query: Period.refine(isShort, TOO_LONG),
      answer: Utilisation,
    },
    async ({ ctx, params: { scopeId }, query }) => getUtilisation(ctx, scopeId, query),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/utilisation/export",
      access: { permission: "facility.export", in: "path" },
      id: "exportUtilisation",
      tag,
      summary: "The same as a file, a line for each thing and user",
      params,
      query: Period.extend(exportOptions).refine(isShort, TOO_LONG),
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) =>
      exportUtilisation(ctx, scopeId, query, { ...query, language }),
  );
}
