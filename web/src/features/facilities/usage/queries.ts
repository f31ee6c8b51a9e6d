import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import type { Period } from "./usual-period.ts";

export type Utilisation = Schemas["Utilisation"];

export function utilisationQuery(scopeId: string, period: Period) {
  return queryOptions({
    queryKey: ["utilisation", scopeId, period.from, period.until],
    queryFn: async () =>
      api.get("/api/scopes/{scopeId}/utilisation", { params: { path: { scopeId }, query: { ...period } } }),
  });
}
