import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { rootRoute, scopeRoute, signedInRoute } from "../../frame/routes.tsx";
import { evaluationQuery, ownEvaluationQuery, ownEvaluationsQuery, resultQuery } from "./data.ts";

const evaluationRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges/$challengeId/evaluation",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(evaluationQuery(params.challengeId)),
  component: lazyRouteComponent(() => import("./evaluation-page.tsx"), "EvaluationPage"),
});

const ownEvaluationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "evaluations",
  loader: async ({ context }) => context.queryClient.ensureQueryData(ownEvaluationsQuery),
  component: lazyRouteComponent(() => import("./own-evaluations-page.tsx"), "OwnEvaluationsPage"),
});

const expertRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "evaluations/$challengeId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(ownEvaluationQuery(params.challengeId)),
  component: lazyRouteComponent(() => import("./expert-page.tsx"), "ExpertPage"),
});

const resultRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "bids/$bidId/result",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(resultQuery(params.bidId)),
  component: lazyRouteComponent(() => import("./result-page.tsx"), "ResultPage"),
});

const noticeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "public-notices/$challengeId",
  component: lazyRouteComponent(() => import("./notice-page.tsx"), "NoticePage"),
});

export const evaluationsRoutes = {
  open: [noticeRoute],
  own: [ownEvaluationsRoute, expertRoute, resultRoute],
  scope: [evaluationRoute],
} as const;

export const evaluationsPages: readonly Page[] = [
  {
    key: "evaluations",
    label: { zh: "我的评审", en: "Evaluations" },
    to: "/evaluations",
    permission: "evaluation.score",
    onPhone: true,
    words: "pingshen ps wodepingshen judge 评审",
  },
];
