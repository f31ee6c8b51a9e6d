import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { rootRoute, scopeRoute } from "../../frame/routes.tsx";
import { coursePages, courseRoutes } from "./course-routes.tsx";
import { teamQuery } from "./data.ts";
import { suggestionQuery } from "./origin.ts";

const teamsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "formed-teams",
  component: lazyRouteComponent(() => import("./teams-page.tsx"), "TeamsPage"),
});

const teamRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "formed-teams/$teamId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(teamQuery(params.teamId)),
  component: lazyRouteComponent(() => import("./team-page.tsx"), "TeamPage"),
});

const teamForNeedRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "needs/$needId/team",
  loader: async ({ context, params: { scopeId, needId } }) =>
    context.queryClient.ensureQueryData(suggestionQuery({ kind: "need", id: needId, scopeId })),
  component: lazyRouteComponent(() => import("./form-team-page.tsx"), "TeamForNeedPage"),
});

const teamForChallengeRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges/$challengeId/team",
  loader: async ({ context, params: { scopeId, challengeId } }) =>
    context.queryClient.ensureQueryData(suggestionQuery({ kind: "challenge", id: challengeId, scopeId })),
  component: lazyRouteComponent(() => import("./form-team-page.tsx"), "TeamForChallengePage"),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "t",
  component: lazyRouteComponent(() => import("./invitation-page.tsx"), "InvitationPage"),
});

export const challengesRoutes = {
  open: [invitationRoute],
  scope: [teamsRoute, teamRoute, teamForNeedRoute, teamForChallengeRoute, ...courseRoutes],
} as const;

export const challengesPages: readonly Page[] = [
  ...coursePages,
  {
    key: "formed-teams",
    label: { zh: "组队", en: "Teams formed" },
    to: "/p/$scopeId/formed-teams",
    permission: "team.read",
    kinds: ["pair"],
    words: "zudui zd team tuandui 组建团队",
  },
];

/** Read where the reader works: whom a challenge is published for has no part in the pair that posted it. */
export const challengesRecords: RecordKinds = {
  challenge: {
    label: { zh: "揭榜", en: "Challenge" },
    addressOf: ({ id, scopeId }, here) => `/p/${here ?? scopeId}/challenges/${id}`,
  },
};
