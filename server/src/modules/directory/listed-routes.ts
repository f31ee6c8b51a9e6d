import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import {
  anyOf,
  exportList,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../platform/listing/index.ts";
import { ACHIEVEMENT_COLUMNS, TEAM_COLUMNS } from "./export-columns.ts";
import { achievements, teams } from "./listed.ts";
import { inScope, isAnyOf } from "./queries.ts";
import { Archived, Names, scopeParams } from "./query-shapes.ts";
import { rowRoutes } from "./row-routes.ts";
import { createRecord, listRecords, listWhole } from "./service/records.ts";
import { sql } from "kysely";
import {
  Achievement,
  ACHIEVEMENT_SORTS,
  AchievementChange,
  AchievementDraft,
  AchievementItem,
  LEGAL_STATUSES,
  Team,
  TEAM_SORTS,
  TeamChange,
  TeamDraft,
  TeamItem,
} from "./types.ts";

const AchievementListQuery = listQuery(ACHIEVEMENT_SORTS).extend({
  legalStatus: anyOf(LEGAL_STATUSES),
  unit: Names,
  college: Names,
  field: Names,
  kind: Names,
  archived: Archived,
});
const TeamListQuery = listQuery(TEAM_SORTS).extend({ unit: Names, college: Names, field: Names, archived: Archived });
const AchievementExportQuery = exportQuery(AchievementListQuery);
const TeamExportQuery = exportQuery(TeamListQuery);

type AchievementFilter = Omit<z.output<typeof AchievementExportQuery>, "format" | "columns">;
type TeamFilter = Omit<z.output<typeof TeamExportQuery>, "format" | "columns">;

function wantedAchievements(scopeId: string, query: AchievementFilter) {
  return sql`${inScope("achievement", { search: query.search || null }, { scopeId, isArchived: query.archived })}
    AND ${isAnyOf(sql`t.legal_status`, query.legalStatus ?? null)} AND ${isAnyOf(sql`t.unit`, query.unit ?? null)}
    AND ${isAnyOf(sql`t.college`, query.college ?? null)} AND ${isAnyOf(sql`t.field`, query.field ?? null)}
    AND ${isAnyOf(sql`t.kind`, query.kind ?? null)}`;
}

function wantedTeams(scopeId: string, query: TeamFilter) {
  return sql`${inScope("team", { search: query.search || null }, { scopeId, isArchived: query.archived })}
    AND ${isAnyOf(sql`t.unit`, query.unit ?? null)} AND ${isAnyOf(sql`t.college`, query.college ?? null)}
    AND ${isAnyOf(sql`t.field`, query.field ?? null)}`;
}

export function achievementRoutes(api: Router): void {
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
    async ({ ctx, params: { scopeId }, query }) =>
      listRecords(ctx, achievements, scopeId, readListing("achievements", query), wantedAchievements(scopeId, query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/achievements/export",
      access: { permission: "directory.read", in: "path" },
      id: "exportAchievements",
      tag,
      summary: "The same list, whole, as a file",
      params: scopeParams,
      query: AchievementExportQuery,
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) => {
      const wanted = wantedAchievements(scopeId, query);
      const rows = await listWhole(ctx, achievements, scopeId, wholeListing("achievements", query), wanted);
      const title = { zh: "成果清单", en: "Achievements" };
      return exportList({ title, columns: ACHIEVEMENT_COLUMNS, rows, query, language, madeAt: new Date() });
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/achievements",
      access: { permission: "directory.write", in: "path" },
      id: "createAchievement",
      tag,
      summary: "Enter an achievement",
      params: scopeParams,
      body: AchievementDraft,
      answer: Achievement,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createRecord(ctx, achievements, scopeId, body),
  );
  rowRoutes(api, {
    kind: achievements,
    path: tag,
    name: "Achievement",
    noun: "achievement",
    answer: Achievement,
    change: AchievementChange,
    hasContact: true,
  });
}

export function teamRoutes(api: Router): void {
  const tag = "teams";
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/teams",
      access: { permission: "directory.read", in: "path" },
      id: "listTeams",
      tag,
      summary: "Teams and experts of a pair",
      params: scopeParams,
      query: TeamListQuery,
      answer: listPageSchema(TeamItem),
    },
    async ({ ctx, params: { scopeId }, query }) =>
      listRecords(ctx, teams, scopeId, readListing("teams", query), wantedTeams(scopeId, query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/teams/export",
      access: { permission: "directory.read", in: "path" },
      id: "exportTeams",
      tag,
      summary: "The same list, whole, as a file",
      params: scopeParams,
      query: TeamExportQuery,
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) => {
      const rows = await listWhole(ctx, teams, scopeId, wholeListing("teams", query), wantedTeams(scopeId, query));
      const title = { zh: "团队清单", en: "Teams" };
      return exportList({ title, columns: TEAM_COLUMNS, rows, query, language, madeAt: new Date() });
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/teams",
      access: { permission: "directory.write", in: "path" },
      id: "createTeam",
      tag,
      summary: "Enter a team",
      params: scopeParams,
      body: TeamDraft,
      answer: Team,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createRecord(ctx, teams, scopeId, body),
  );
  rowRoutes(api, {
    kind: teams,
    path: tag,
    name: "Team",
    noun: "team",
    answer: Team,
    change: TeamChange,
    hasContact: true,
  });
}
