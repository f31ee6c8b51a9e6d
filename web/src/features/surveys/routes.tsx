import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { rootRoute, scopeRoute } from "../../frame/routes.tsx";
import { coverageQuery, officersQuery, questionnaireQuery, roundQuery, visitQuery } from "./queries.ts";
import { startWalk } from "./walk/walk-state.ts";

const surveysRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys",
  component: lazyRouteComponent(() => import("./surveys-page.tsx"), "SurveysPage"),
});
const newSurveyRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/new",
  component: lazyRouteComponent(() => import("./survey-form.tsx"), "NewSurveyPage"),
});
const coverageRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId",
  loader: async ({ context: { queryClient }, params: { roundId } }) => {
    await Promise.all([
      queryClient.ensureQueryData(roundQuery(roundId)),
      queryClient.ensureQueryData(coverageQuery(roundId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./coverage-page.tsx"), "CoveragePage"),
});
const editSurveyRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId/edit",
  loader: async ({ context: { queryClient }, params: { roundId } }) => {
    await Promise.all([
      queryClient.ensureQueryData(roundQuery(roundId)),
      queryClient.ensureQueryData(officersQuery(roundId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./survey-form.tsx"), "EditSurveyPage"),
});
const doorsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId/doors",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(roundQuery(params.roundId));
  },
  component: lazyRouteComponent(() => import("./doors-page.tsx"), "DoorsPage"),
});
const questionnaireRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId/questionnaire",
  loader: async ({ context: { queryClient }, params: { roundId } }) => {
    await Promise.all([
      queryClient.ensureQueryData(roundQuery(roundId)),
      queryClient.ensureQueryData(questionnaireQuery(roundId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./questionnaire-page.tsx"), "QuestionnairePage"),
});
const visitsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId/visits",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(roundQuery(params.roundId));
  },
  component: lazyRouteComponent(() => import("./visits-page.tsx"), "VisitsPage"),
});
const visitRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId/visits/$visitId",
  loader: async ({ context: { queryClient }, params: { roundId, visitId } }) => {
    const visit = await queryClient.ensureQueryData(visitQuery(roundId, visitId));
    const number = visit.versions[0]?.content.questionnaireNumber ?? 0;
    await queryClient.ensureQueryData(questionnaireQuery(roundId, number));
  },
  component: lazyRouteComponent(() => import("./visit-page.tsx"), "VisitPage"),
});

const walkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "walk",
  beforeLoad: async ({ location, preload }) => {
    // A link that the pointer only meets is no way taken: starting for another person leads there.
    if (preload) return;
    if ((await startWalk(location.href)) === "nobody")
      throw redirect({ to: "/sign-in", search: { next: location.href } });
  },
  component: lazyRouteComponent(() => import("./walk/walk-frame.tsx"), "WalkFrame"),
});
const walkHomeRoute = createRoute({
  getParentRoute: () => walkRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./walk/home-page.tsx"), "WalkHomePage"),
});
const walkRoundRoute = createRoute({
  getParentRoute: () => walkRoute,
  path: "$roundId",
  component: lazyRouteComponent(() => import("./walk/round-page.tsx"), "WalkRoundPage"),
});
const newDoorRoute = createRoute({
  getParentRoute: () => walkRoute,
  path: "$roundId/new",
  component: lazyRouteComponent(() => import("./walk/new-door-page.tsx"), "NewDoorPage"),
});
const walkDoorRoute = createRoute({
  getParentRoute: () => walkRoute,
  path: "$roundId/$siteId",
  component: lazyRouteComponent(() => import("./walk/door-page.tsx"), "WalkDoorPage"),
});

export const surveysRoutes = {
  scope: [
    surveysRoute,
    newSurveyRoute,
    coverageRoute,
    editSurveyRoute,
    doorsRoute,
    questionnaireRoute,
    visitsRoute,
    visitRoute,
  ],
  /** Outside of the frame: a phone without a network has neither its menu nor its search. */
  open: [walkRoute.addChildren([walkHomeRoute, walkRoundRoute, newDoorRoute, walkDoorRoute])],
} as const;

export const surveysPages: readonly Page[] = [
  {
    key: "surveys",
    label: { zh: "摸排", en: "Surveys" },
    to: "/p/$scopeId/surveys",
    permission: "survey.read",
    kinds: ["pair", "zone"],
    words: "mopai mp zoufang zf survey visit 走访 扫楼 楼层",
  },
];
