import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Distribution = Schemas["Distribution"];
export type RuleKey = Schemas["MoneyRules"]["keys"][number];

export function distributionsQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "distributions", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/distributions", { params: { path: { agreementId } } }),
  });
}

export function moneyRulesQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["money-rules", scopeId],
    queryFn: async () => api.get("/api/scopes/{scopeId}/money-rules", { params: { path: { scopeId } } }),
  });
}
