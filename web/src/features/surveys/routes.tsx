import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { coverageQuery, officersQuery, packageQuery, questionnaireQuery, roundQuery, visitQuery } from "./queries.ts";

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
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId/walk",
  loader: async ({ context: { queryClient }, params: { roundId } }) => {
    await Promise.all([
      queryClient.ensureQueryData(roundQuery(roundId)),
      queryClient.ensureQueryData(packageQuery(roundId)),
    ]);
  },
  component: lazyRouteComponent(() => import("./walk-page.tsx"), "WalkPage"),
});
const doorRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "surveys/$roundId/walk/$siteId",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(packageQuery(params.roundId));
  },
  component: lazyRouteComponent(() => import("./door-page.tsx"), "DoorPage"),
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
    walkRoute,
    doorRoute,
  ],
} as const;

export const surveysPages: readonly Page[] = [
  {
    key: "surveys",
    label: { zh: "摸排", en: "Surveys" },
    to: "/p/$scopeId/surveys",
    permission: "survey.read",
    kinds: ["pair", "zone"],
    order: 90,
    words: "mopai mp zoufang zf survey visit 走访 扫楼 楼层",
  },
];
