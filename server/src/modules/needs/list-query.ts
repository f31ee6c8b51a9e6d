import { z } from "@hono/zod-openapi";
import { anyOf, listQuery } from "../../platform/listing/index.ts";
import type { NeedFilter } from "./queries.ts";
import { NEED_SORTS, NEED_STATES, NEED_VISIBILITIES } from "./types.ts";

export const NeedListQuery = listQuery(NEED_SORTS).extend({
  state: anyOf(NEED_STATES),
  field: z.string().max(1000).optional().describe("Any of these fields, separated by commas"),
  enterpriseId: z.uuid().optional(),
  mustClarify: z.enum(["true", "false"]).optional().describe("Only those that are, or are not, too vague to match"),
  dueBefore: z.iso.date().optional().describe("Wanted before this day"),
  visibility: anyOf(NEED_VISIBILITIES),
});

type FilterQuery = Pick<
  z.output<typeof NeedListQuery>,
  "state" | "field" | "enterpriseId" | "mustClarify" | "dueBefore" | "visibility"
>;

export function filterOf(query: FilterQuery): NeedFilter {
  return {
    states: query.state ?? null,
    fields: query.field?.split(",") ?? null,
    enterpriseId: query.enterpriseId ?? null,
    mustClarify: query.mustClarify === undefined ? null : query.mustClarify === "true",
    dueBefore: query.dueBefore ?? null,
    visibilities: query.visibility ?? null,
  };
}
