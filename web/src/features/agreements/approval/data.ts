import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Approval = Schemas["AgreementApproval"];
export type ApprovalStep = Approval["steps"][number];
export type StepDetails = NonNullable<NonNullable<ApprovalStep["entry"]>["details"]>;

export function approvalsQuery(agreementId: string) {
  return queryOptions({
    queryKey: ["agreements", "approvals", agreementId],
    queryFn: async () => api.get("/api/agreements/{agreementId}/approvals", { params: { path: { agreementId } } }),
  });
}

export type FlowStep = Schemas["AgreementFlowStep"];

export function flowQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["agreements", "flow", scopeId],
    queryFn: async () => api.get("/api/scopes/{scopeId}/agreement-flow", { params: { path: { scopeId } } }),
  });
}
