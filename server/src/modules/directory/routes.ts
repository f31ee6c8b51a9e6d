import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../platform/listing/index.ts";
import { importRoutes } from "./import-routes.ts";
import { listAchievements } from "./service/achievements.ts";
import type { ImportDeps } from "./service/imports.ts";
import { ACHIEVEMENT_SORTS, AchievementItem, LEGAL_STATUSES } from "./types.ts";

const scopeParams = z.object({ scopeId: z.uuid() });
const names = (what: string) => z.string().max(2000).optional().describe(`Any of these ${what}, separated by commas`);
const Archived = z.enum(["true", "false"]).default("false").describe("Those that were archived instead");

const AchievementListQuery = listQuery(ACHIEVEMENT_SORTS).extend({
  legalStatus: anyOf(LEGAL_STATUSES),
  unit: names("units"),
  college: names("colleges"),
  field: names("fields"),
  archived: Archived,
});

export function directoryRoutes(api: Router, deps: ImportDeps): void {
  importRoutes(api, deps);
  achievementRoutes(api);
}

function achievementRoutes(api: Router): void {
  const tag = "achievements";
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/achievements",
      access: { permission: "directory.read", in: "path" },
      id: "listAchievements",
      tag,
      summary: "Achievements of a pair",
      params: scopeParams,
      query: AchievementListQuery,
      answer: listPageSchema(AchievementItem),
    },
    async ({ ctx, params, query }) =>
      listAchievements(ctx, params.scopeId, readListing("achievements", query), achievementFilter(query)),
  );
}

function achievementFilter(query: z.infer<typeof AchievementListQuery>) {
  return {
    legalStatuses: query.legalStatus ?? null,
    units: query.unit?.split(",") ?? null,
    colleges: query.college?.split(",") ?? null,
    fields: query.field?.split(",") ?? null,
    isArchived: query.archived === "true",
  };
}
