import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { scopeQuery } from "../../frame/scopes.ts";

export type Fund = Schemas["Fund"];
export type FundSummary = Schemas["FundSummary"];
export type FundEntry = Schemas["FundEntry"];
export type Contributor = Fund["contributors"][number];
export type Source = Contributor["source"];
export type EntryKind = FundEntry["kind"];

export const SOURCES = ["zone", "university", "province", "enterprise", "other"] as const;
export const STAGES = ["proof_of_concept", "pilot_scale", "incubation", "industrialization"] as const;
export const ENTRY_KINDS = [
  "contribution_committed",
  "contribution_paid",
  "interest",
  "fee",
  "tranche_paid",
  "conversion",
  "repayment",
  "dividend",
  "exit",
  "write_off",
  "reversal",
] as const satisfies readonly EntryKind[];

export const fundsKey = (scopeId: string) => ["funds", scopeId];

export function fundQuery(fundId: string) {
  return queryOptions({
    queryKey: ["funds", "one", fundId],
    queryFn: async () => api.get("/api/funds/{fundId}", { params: { path: { fundId } } }),
  });
}

export const entriesKey = (fundId: string) => ["funds", "entries", fundId];

export function statementQuery(fundId: string, from: string, until: string) {
  return queryOptions({
    queryKey: ["funds", "statement", fundId, from, until],
    queryFn: async () =>
      api.get("/api/funds/{fundId}/statement", { params: { path: { fundId }, query: { from, until } } }),
  });
}

/** Pairs of the zone that the caller sees, besides the scope itself. */
export function neighboursQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["pairs", "beside", scopeId],
    queryFn: async ({ client }) => {
      const { kind } = await client.ensureQueryData(scopeQuery(scopeId));
      if (kind !== "zone") return [];
      const { items } = await api.get("/api/pairs", { params: { query: { zoneId: scopeId, limit: 50 } } });
      return items;
    },
    staleTime: 60_000,
  });
}
