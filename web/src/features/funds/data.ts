import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { scopeQuery } from "../../frame/scopes.ts";

export type Fund = Schemas["Fund"];
export type FundSummary = Schemas["FundSummary"];
export type FundEntry = Schemas["FundEntry"];
export type Contributor = Fund["contributors"][number];
export type Stage = Fund["stagePlan"][number]["key"];
export type Source = Contributor["source"];
export type Application = Schemas["FundApplication"];
export type ApplicationSummary = Schemas["FundApplicationSummary"];
export type ApplicationState = Application["state"];
export type ApplicationAction = Application["actions"][number];
export type AidKind = Application["kind"];
export type Commitment = Schemas["FundCommitment"];
export type Tranche = Commitment["tranches"][number];
export type Reconciliation = Schemas["FundReconciliation"];
export type FundReceipts = Schemas["FundReceipts"];
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

export const APPLICATION_STATES = [
  "draft",
  "submitted",
  "due_diligence",
  "committee",
  "approved",
  "declined",
  "returned",
  "withdrawn",
] as const satisfies readonly ApplicationState[];
export const AID_KINDS = ["grant", "equity", "grant_to_equity"] as const;

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

export const applicationsKey = (scopeId: string, fundId: string | null) => ["funds", "applications", scopeId, fundId];

export function applicationQuery(applicationId: string) {
  return queryOptions({
    queryKey: ["funds", "application", applicationId],
    queryFn: async () => api.get("/api/fund-applications/{applicationId}", { params: { path: { applicationId } } }),
  });
}

/** Who may look into an application or sit in its committee. */
export function peopleQuery(applicationId: string) {
  return queryOptions({
    queryKey: ["funds", "people", applicationId],
    queryFn: async () =>
      (await api.get("/api/fund-applications/{applicationId}/people", { params: { path: { applicationId } } })).items,
  });
}

export function commitmentsQuery(fundId: string) {
  return queryOptions({
    queryKey: ["funds", "commitments", fundId],
    queryFn: async () => (await api.get("/api/funds/{fundId}/commitments", { params: { path: { fundId } } })).items,
  });
}

export function openFundsQuery(scopeId: string, projectId: string) {
  return queryOptions({
    queryKey: ["funds", "open", scopeId, projectId],
    queryFn: async () => {
      const query = projectId === "" ? {} : { projectId };
      return (await api.get("/api/scopes/{scopeId}/open-funds", { params: { path: { scopeId }, query } })).items;
    },
  });
}

export function projectsQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["projects", scopeId, "choice"],
    queryFn: async () => {
      const params = { path: { scopeId }, query: { limit: 100 } };
      return (await api.get("/api/scopes/{scopeId}/projects", { params })).items;
    },
    staleTime: 15_000,
  });
}

export function receiptsQuery(fundId: string) {
  return queryOptions({
    queryKey: ["funds", "receipts", fundId],
    queryFn: async () => api.get("/api/funds/{fundId}/receipts", { params: { path: { fundId } } }),
  });
}

export function reconciliationQuery(fundId: string) {
  return queryOptions({
    queryKey: ["funds", "reconciliation", fundId],
    queryFn: async () => api.get("/api/funds/{fundId}/reconciliation", { params: { path: { fundId } } }),
  });
}
