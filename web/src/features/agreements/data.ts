import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export type Agreement = Schemas["Agreement"];
export type AgreementSummary = Schemas["AgreementSummary"];
export type AgreementState = Agreement["state"];
export type AgreementKind = Agreement["kind"];
export type Party = Agreement["parties"][number];
export type Milestone = Agreement["milestones"][number];
export type Payment = Agreement["payments"][number];

export type Paper = Schemas["AgreementPaper"];

export function facilityCostsQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "facility-costs", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/facility-costs", { params: { path: { agreementId } } }),
  });
}

export function agreementQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "one", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}", { params: { path: { agreementId } } }),
  });
}
