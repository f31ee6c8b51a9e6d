import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { rootRoute, scopeRoute } from "../../frame/routes.tsx";
import { runQuery } from "./data.ts";

const runsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "runs",
  component: lazyRouteComponent(() => import("./runs/runs-page.tsx"), "RunsPage"),
});

const runRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "runs/$runId",
  loader: async ({ context, params }) => context.queryClient.ensureQueryData(runQuery(params.runId)),
  component: lazyRouteComponent(() => import("./run/run-page.tsx"), "RunPage"),
});

const compareRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "runs/$runId/compare/$otherId",
  component: lazyRouteComponent(() => import("./compare/compare-page.tsx"), "ComparePage"),
});

const ledgerRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "ledger",
  component: lazyRouteComponent(() => import("./ledger/ledger-page.tsx"), "LedgerPage"),
});

const ledgerImportRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "ledger/import",
  component: lazyRouteComponent(() => import("./ledger/import-page.tsx"), "LedgerImportPage"),
});

const linksRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "links",
  component: lazyRouteComponent(() => import("./outreach/links-page.tsx"), "LinksPage"),
});

const weightsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "weights",
  component: lazyRouteComponent(() => import("./weights/weights-page.tsx"), "WeightsPage"),
});

const answerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "l",
  component: lazyRouteComponent(() => import("./open/answer-page.tsx"), "AnswerPage"),
});

export const matchmakingRoutes = {
  open: [answerRoute],
  scope: [runsRoute, runRoute, compareRoute, ledgerRoute, ledgerImportRoute, linksRoute, weightsRoute],
} as const;

export const matchmakingRecords: RecordKinds = {
  ledger_line: {
    label: { zh: "台账", en: "Ledger" },
    addressOf: ({ id, scopeId }) => `/p/${scopeId ?? ""}/ledger?line=${id}`,
  },
};

export const matchmakingPages: readonly Page[] = [
  {
    key: "runs",
    label: { zh: "对接", en: "Matching" },
    to: "/p/$scopeId/runs",
    permission: "match.read",
    kinds: ["pair"],
    onPhone: true,
    words: "duijie dj match run 匹配",
  },
  {
    key: "ledger",
    label: { zh: "台账", en: "Ledger" },
    to: "/p/$scopeId/ledger",
    permission: "ledger.read",
    kinds: ["pair"],
    onPhone: true,
    words: "taizhang tz ledger 跟进",
  },
  {
    key: "links",
    label: { zh: "发出的链接", en: "Links sent" },
    to: "/p/$scopeId/links",
    permission: "ledger.read",
    kinds: ["pair"],
    words: "lianjie lj links wechat 微信",
  },
  {
    key: "weights",
    label: { zh: "权重", en: "Weights" },
    to: "/p/$scopeId/weights",
    permission: "match.read",
    kinds: ["pair"],
    words: "quanzhong qz weights train 学习",
  },
];
