// Routes and menu entries of challenges and bids; those of formed teams are in routes.tsx.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { bidQuery, openBidsQuery, ownBidsQuery } from "./bids/data.ts";
import { askedNeedsOf, challengeQuery, needQuery, posableNeedsQuery } from "./notice/data.ts";

const listRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges",
  component: lazyRouteComponent(() => import("./notice/challenges-page.tsx"), "ChallengesPage"),
});

const newRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges/new",
  loaderDeps: ({ search }) => ({ needIds: askedNeedsOf(search as { readonly needs?: string }) }),
  loader: async ({ context, params, deps: { needIds } }) => {
    await context.queryClient.ensureQueryData(posableNeedsQuery(params.scopeId));
    await Promise.all(needIds.map(async (needId) => context.queryClient.ensureQueryData(needQuery(needId))));
  },
  component: lazyRouteComponent(() => import("./notice/new-challenge-page.tsx"), "NewChallengePage"),
});

const challengeRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges/$challengeId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(challengeQuery(params.challengeId)),
  component: lazyRouteComponent(() => import("./notice/challenge-page.tsx"), "ChallengePage"),
});

const editRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges/$challengeId/edit",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(challengeQuery(params.challengeId)),
  component: lazyRouteComponent(() => import("./notice/edit-challenge-page.tsx"), "EditChallengePage"),
});

const compareRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges/$challengeId/bids",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(challengeQuery(params.challengeId));
    await context.queryClient.ensureQueryData(openBidsQuery(params.challengeId));
  },
  component: lazyRouteComponent(() => import("./bids/compare-page.tsx"), "ComparePage"),
});

const paperBidRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "challenges/$challengeId/paper-bid",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(challengeQuery(params.challengeId)),
  component: lazyRouteComponent(() => import("./bids/paper-bid-page.tsx"), "PaperBidPage"),
});

const ownBidsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bids",
  loader: async ({ context }) => context.queryClient.ensureQueryData(ownBidsQuery),
  component: lazyRouteComponent(() => import("./bids/own-bids-page.tsx"), "OwnBidsPage"),
});

const bidRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "bids/$bidId",
  loader: async ({ context, params }) => {
    const bid = await context.queryClient.ensureQueryData(bidQuery(params.bidId));
    await context.queryClient.ensureQueryData(challengeQuery(bid.challengeId));
  },
  component: lazyRouteComponent(() => import("./bids/bid-page.tsx"), "BidPage"),
});

export const courseRoutes = [
  listRoute,
  newRoute,
  challengeRoute,
  editRoute,
  compareRoute,
  paperBidRoute,
  ownBidsRoute,
  bidRoute,
] as const;

export const coursePages: readonly Page[] = [
  {
    key: "challenges",
    label: { zh: "揭榜", en: "Challenges" },
    to: "/p/$scopeId/challenges",
    permission: "challenge.read",
    kinds: ["pair", "zone", "university", "enterprise", "province"],
    words: "jiebang jb bangdan fabang 揭榜挂帅 榜单 challenge",
  },
  {
    key: "bids",
    label: { zh: "我的揭榜书", en: "My bids" },
    to: "/p/$scopeId/bids",
    permission: "bid.write",
    kinds: ["university"],
    words: "jiebangshu jbs wode bid 投标",
  },
];
