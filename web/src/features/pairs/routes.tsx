import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Page, RecordKinds } from "../../frame/feature.ts";
import { signedInRoute } from "../../frame/routes.tsx";

const pairsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "pairs",
  component: lazyRouteComponent(() => import("./pairs-page.tsx"), "PairsPage"),
});

export const pairsRoutes = { own: [pairsRoute] } as const;

export const pairsPages: readonly Page[] = [
  {
    key: "pairs",
    label: { zh: "全部结对", en: "All pairs" },
    to: "/pairs",
    permission: "pair.read",
    words: "jiedui jd quanbu",
  },
];

export const pairsRecords: RecordKinds = {
  pair: { label: { zh: "结对", en: "Pair" }, addressOf: ({ id }) => `/p/${id}` },
};
