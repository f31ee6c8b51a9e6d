import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page } from "../../frame/feature.ts";
import { scopeRoute } from "../../frame/routes.tsx";
import { importsQuery } from "./queries.ts";

export interface ImportsSearch {
  /** The file that is looked at. */
  readonly open?: string;
  /** Which of its rows, or `columns`. */
  readonly show?: string;
}

function readSearch(search: Readonly<Record<string, unknown>>): ImportsSearch {
  const { open, show } = search;
  return {
    ...(typeof open === "string" ? { open } : {}),
    ...(typeof show === "string" ? { show } : {}),
  };
}

const importsRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "imports",
  validateSearch: readSearch,
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(importsQuery(params.scopeId));
  },
  component: lazyRouteComponent(() => import("./imports-page.tsx"), "ImportsPage"),
});

const historyRoute = createRoute({
  getParentRoute: () => scopeRoute,
  path: "imports/history",
  validateSearch: readSearch,
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(importsQuery(params.scopeId));
  },
  component: lazyRouteComponent(() => import("./history-page.tsx"), "ImportHistoryPage"),
});

export const importsRoutes = { scope: [importsRoute, historyRoute] } as const;

export const importsPages: readonly Page[] = [
  {
    key: "imports",
    label: { zh: "导入清单", en: "Import lists" },
    to: "/p/$scopeId/imports",
    kinds: ["pair"],
    permission: "import.manage",
    words: "daoru dr qingdan upload excel 上传 三张清单",
  },
  {
    key: "import-history",
    label: { zh: "导入记录", en: "Import history" },
    to: "/p/$scopeId/imports/history",
    kinds: ["pair"],
    permission: "import.read",
    words: "daorujilu drjl undo chexiao 撤销",
  },
];
