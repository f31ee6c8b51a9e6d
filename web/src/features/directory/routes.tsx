import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { scopeRoute, signedInRoute } from "../../frame/routes.tsx";
import {
  achievementCalls,
  type DirectoryRecord,
  organisationCalls,
  personCalls,
  type RecordCalls,
  teamCalls,
} from "./kinds.ts";
import { DUPLICATE_KINDS, type DuplicateKind } from "./mergeable.ts";
import { chainNodesQuery, duplicatesQuery, historyQuery, mergesQuery, recordQuery } from "./queries.ts";

async function loadRecord<R extends DirectoryRecord>(queryClient: QueryClient, calls: RecordCalls<R>, id: string) {
  await Promise.all([
    queryClient.ensureQueryData(recordQuery(calls, id)),
    queryClient.ensureQueryData(historyQuery(calls, id)),
  ]);
}

const achievementsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "achievements",
  component: lazyRouteComponent(() => import("./achievements.tsx"), "AchievementsPage"),
});
const newAchievementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "achievements/new",
  component: lazyRouteComponent(() => import("./achievements.tsx"), "NewAchievementPage"),
});
const achievementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "achievements/$achievementId",
  loader: async ({ context, params }) => loadRecord(context.queryClient, achievementCalls, params.achievementId),
  component: lazyRouteComponent(() => import("./achievements.tsx"), "AchievementPage"),
});
const editAchievementRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "achievements/$achievementId/edit",
  loader: async ({ context, params }) => loadRecord(context.queryClient, achievementCalls, params.achievementId),
  component: lazyRouteComponent(() => import("./achievements.tsx"), "EditAchievementPage"),
});

const teamsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "teams",
  component: lazyRouteComponent(() => import("./teams.tsx"), "TeamsPage"),
});
const newTeamRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "teams/new",
  component: lazyRouteComponent(() => import("./teams.tsx"), "NewTeamPage"),
});
const teamRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "teams/$teamId",
  loader: async ({ context, params }) => loadRecord(context.queryClient, teamCalls, params.teamId),
  component: lazyRouteComponent(() => import("./teams.tsx"), "TeamPage"),
});
const editTeamRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "teams/$teamId/edit",
  loader: async ({ context, params }) => loadRecord(context.queryClient, teamCalls, params.teamId),
  component: lazyRouteComponent(() => import("./teams.tsx"), "EditTeamPage"),
});

const peopleRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "people",
  component: lazyRouteComponent(() => import("./people.tsx"), "PeoplePage"),
});
const newPersonRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "people/new",
  component: lazyRouteComponent(() => import("./people.tsx"), "NewPersonPage"),
});
const personRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "people/$personId",
  loader: async ({ context, params }) => loadRecord(context.queryClient, personCalls, params.personId),
  component: lazyRouteComponent(() => import("./people.tsx"), "PersonPage"),
});
const editPersonRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "people/$personId/edit",
  loader: async ({ context, params }) => loadRecord(context.queryClient, personCalls, params.personId),
  component: lazyRouteComponent(() => import("./people.tsx"), "EditPersonPage"),
});

const enterprisesRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "enterprises",
  component: lazyRouteComponent(() => import("./organisations.tsx"), "EnterprisesPage"),
});
const newEnterpriseRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "enterprises/new",
  component: lazyRouteComponent(() => import("./organisations.tsx"), "NewEnterprisePage"),
});
const enterpriseRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "enterprises/$organisationId",
  loader: async ({ context, params }) => loadRecord(context.queryClient, organisationCalls, params.organisationId),
  component: lazyRouteComponent(() => import("./organisations.tsx"), "EnterprisePage"),
});
const editEnterpriseRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "enterprises/$organisationId/edit",
  loader: async ({ context, params }) => loadRecord(context.queryClient, organisationCalls, params.organisationId),
  component: lazyRouteComponent(() => import("./organisations.tsx"), "EditEnterprisePage"),
});

const organisationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "organisations",
  component: lazyRouteComponent(() => import("./organisations.tsx"), "OrganisationsPage"),
});
const organisationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "organisations/$organisationId",
  loader: async ({ context, params }) => loadRecord(context.queryClient, organisationCalls, params.organisationId),
  component: lazyRouteComponent(() => import("./organisations.tsx"), "OrganisationPage"),
});

const chainsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "chains",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(chainNodesQuery(params.scopeId));
  },
  component: lazyRouteComponent(() => import("./chains.tsx"), "ChainsPage"),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "duplicates",
  validateSearch: ({ kind }: Readonly<Record<string, unknown>>): { readonly kind?: DuplicateKind } => {
    const known = DUPLICATE_KINDS.find((each) => each === kind);
    return known === undefined ? {} : { kind: known };
  },
  loaderDeps: ({ search }) => search,
  loader: async ({ context, params, deps }) => {
    await Promise.all([
      context.queryClient.ensureQueryData(duplicatesQuery(params.scopeId, deps.kind ?? "achievement")),
      context.queryClient.ensureQueryData(mergesQuery(params.scopeId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./duplicates-page.tsx"), "DuplicatesPage"),
});

export const directoryRoutes = {
  own: [organisationsRoute, organisationRoute],
  scope: [
    achievementsRoute,
    newAchievementRoute,
    achievementRoute,
    editAchievementRoute,
    teamsRoute,
    newTeamRoute,
    teamRoute,
    editTeamRoute,
    peopleRoute,
    newPersonRoute,
    personRoute,
    editPersonRoute,
    enterprisesRoute,
    newEnterpriseRoute,
    enterpriseRoute,
    editEnterpriseRoute,
    chainsRoute,
    duplicatesRoute,
  ],
} as const;

const inPair = { permission: "directory.read", kinds: ["pair"] } as const;

export const directoryPages: readonly Page[] = [
  {
    key: "achievements",
    label: { zh: "成果", en: "Achievements" },
    to: "/p/$scopeId/achievements",
    words: "chengguo cg patent zhuanli 专利",
    ...inPair,
  },
  {
    key: "teams",
    label: { zh: "团队", en: "Teams" },
    to: "/p/$scopeId/teams",
    words: "tuandui td team",
    ...inPair,
  },
  {
    key: "people",
    label: { zh: "人员", en: "People" },
    to: "/p/$scopeId/people",
    words: "renyuan ry zhuanjia expert 专家",
    ...inPair,
  },
  {
    key: "enterprises",
    label: { zh: "企业", en: "Enterprises" },
    to: "/p/$scopeId/enterprises",
    words: "qiye qy company 公司",
    ...inPair,
  },
  {
    key: "chains",
    label: { zh: "产业链", en: "Industrial chains" },
    to: "/p/$scopeId/chains",
    words: "chanyelian cyl chain",
    ...inPair,
  },
  {
    key: "duplicates",
    label: { zh: "查重", en: "Duplicates" },
    to: "/p/$scopeId/duplicates",
    words: "chachong cc chongfu hebing merge 重复 合并",
    ...inPair,
  },
  {
    key: "organisations",
    label: { zh: "单位名录", en: "Register" },
    to: "/organisations",
    words: "danweiminglu dwml gaoxinqu gaoxiao zone university 高新区 高校",
  },
];

export const directoryRecords: RecordKinds = {
  achievement: {
    label: { zh: "成果", en: "Achievement" },
    addressOf: ({ id, scopeId }, here) => `/p/${scopeId ?? here}/achievements/${id}`,
  },
  team: {
    label: { zh: "团队", en: "Team" },
    addressOf: ({ id, scopeId }, here) => `/p/${scopeId ?? here}/teams/${id}`,
  },
  person: {
    label: { zh: "人员", en: "Person" },
    addressOf: ({ id, scopeId }, here) => `/p/${scopeId ?? here}/people/${id}`,
  },
  organisation: {
    label: { zh: "单位", en: "Organisation" },
    addressOf: ({ id, scopeId }) => (scopeId === null ? `/organisations/${id}` : `/p/${scopeId}/enterprises/${id}`),
  },
  chain_node: {
    label: { zh: "产业链", en: "Chain node" },
    addressOf: ({ scopeId }, here) => `/p/${scopeId ?? here}/chains`,
  },
};
