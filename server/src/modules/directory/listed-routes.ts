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
import { listHistory } from "./service/history.ts";
import {
  archiveListed,
  changeListed,
  createListed,
  findScopeOfListed,
  getListed,
  listListed,
  listWholeRecords,
  revealContact,
} from "./service/listed-records.ts";
import { sql } from "kysely";
import {
  Achievement,
  ACHIEVEMENT_SORTS,
  AchievementChange,
  AchievementDraft,
  AchievementItem,
  HistoryEntry,
  LEGAL_STATUSES,
  RevealedContact,
  Team,
  TEAM_SORTS,
  TeamChange,
  TeamDraft,
  TeamItem,
} from "./types.ts";

const scopeParams = z.object({ scopeId: z.uuid() });
const read = { permission: "directory.read", in: "row" } as const;
const write = { permission: "directory.write", in: "row" } as const;

const Names = z
  .string()
  .max(2000)
  .transform((text) => text.split(",").filter((part) => part !== ""))
  .optional()
  .describe("Any of these, separated by commas");
const Archived = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true")
  .describe("Those that were archived instead");

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
  const params = z.object({ achievementId: z.uuid() });
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
      listListed(ctx, achievements, scopeId, readListing("achievements", query), wantedAchievements(scopeId, query)),
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
      const rows = await listWholeRecords(ctx, achievements, scopeId, wholeListing("achievements", query), wanted);
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
    async ({ ctx, params: { scopeId }, body }) => createListed(ctx, achievements, scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/achievements/{achievementId}",
      access: read,
      id: "getAchievement",
      tag,
      summary: "One achievement; an id that was merged answers the survivor",
      params,
      answer: Achievement,
    },
    async ({ ctx, params: { achievementId } }) => getListed(ctx, achievements, achievementId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/achievements/{achievementId}",
      access: write,
      id: "changeAchievement",
      tag,
      summary: "Change an achievement; null takes a field out",
      params,
      body: AchievementChange,
      answer: Achievement,
      ifMatch: true,
    },
    async ({ ctx, params: { achievementId }, body, version }) =>
      changeListed(ctx, achievements, achievementId, body, version),
  );
  for (const [action, isArchived] of [
    ["archive", true],
    ["restore", false],
  ] as const) {
    api.route(
      {
        method: "post",
        path: `/api/achievements/{achievementId}/${action}`,
        access: write,
        id: `${action}Achievement`,
        tag,
        summary: isArchived ? "Put an achievement away" : "Bring an archived achievement back",
        params,
        answer: Achievement,
        ifMatch: true,
      },
      async ({ ctx, params: { achievementId }, version }) =>
        archiveListed(ctx, achievements, achievementId, version, isArchived),
    );
  }
  api.route(
    {
      method: "get",
      path: "/api/achievements/{achievementId}/history",
      access: read,
      id: "listAchievementHistory",
      tag,
      summary: "What people and lists did to an achievement",
      params,
      answer: z.object({ items: z.array(HistoryEntry) }),
    },
    async ({ ctx, params: { achievementId } }) =>
      listHistory(ctx, achievementId, async (tx) => findScopeOfListed(tx, achievements, achievementId)),
  );
  api.route(
    {
      method: "post",
      path: "/api/achievements/{achievementId}/contact",
      access: { permission: "contact.reveal", in: "row" },
      id: "revealAchievementContact",
      tag,
      summary: "How to reach its contact; that somebody asked is noted",
      params,
      answer: RevealedContact,
    },
    async ({ ctx, params: { achievementId } }) => revealContact(ctx, achievements, achievementId),
  );
}

export function teamRoutes(api: Router): void {
  const tag = "teams";
  const params = z.object({ teamId: z.uuid() });
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
      listListed(ctx, teams, scopeId, readListing("teams", query), wantedTeams(scopeId, query)),
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
      const rows = await listWholeRecords(
        ctx,
        teams,
        scopeId,
        wholeListing("teams", query),
        wantedTeams(scopeId, query),
      );
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
    async ({ ctx, params: { scopeId }, body }) => createListed(ctx, teams, scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/teams/{teamId}",
      access: read,
      id: "getTeam",
      tag,
      summary: "One team; an id that was merged answers the survivor",
      params,
      answer: Team,
    },
    async ({ ctx, params: { teamId } }) => getListed(ctx, teams, teamId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/teams/{teamId}",
      access: write,
      id: "changeTeam",
      tag,
      summary: "Change a team; null takes a field out",
      params,
      body: TeamChange,
      answer: Team,
      ifMatch: true,
    },
    async ({ ctx, params: { teamId }, body, version }) => changeListed(ctx, teams, teamId, body, version),
  );
  for (const [action, isArchived] of [
    ["archive", true],
    ["restore", false],
  ] as const) {
    api.route(
      {
        method: "post",
        path: `/api/teams/{teamId}/${action}`,
        access: write,
        id: `${action}Team`,
        tag,
        summary: isArchived ? "Put a team away" : "Bring an archived team back",
        params,
        answer: Team,
        ifMatch: true,
      },
      async ({ ctx, params: { teamId }, version }) => archiveListed(ctx, teams, teamId, version, isArchived),
    );
  }
  api.route(
    {
      method: "get",
      path: "/api/teams/{teamId}/history",
      access: read,
      id: "listTeamHistory",
      tag,
      summary: "What people and lists did to a team",
      params,
      answer: z.object({ items: z.array(HistoryEntry) }),
    },
    async ({ ctx, params: { teamId } }) => listHistory(ctx, teamId, async (tx) => findScopeOfListed(tx, teams, teamId)),
  );
  api.route(
    {
      method: "post",
      path: "/api/teams/{teamId}/contact",
      access: { permission: "contact.reveal", in: "row" },
      id: "revealTeamContact",
      tag,
      summary: "How to reach its contact; that somebody asked is noted",
      params,
      answer: RevealedContact,
    },
    async ({ ctx, params: { teamId } }) => revealContact(ctx, teams, teamId),
  );
}
