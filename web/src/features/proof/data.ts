import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export type ProofCall = Schemas["ProofCall"];
export type ProofCallSummary = Schemas["ProofCallSummary"];
export type CallAction = ProofCall["actions"][number];
export type ProofApplication = Schemas["ProofApplication"];
export type ProofContent = Schemas["ProofContent"];

export const CALL_STATES = ["draft", "open", "closed", "decided", "cancelled"] as const;

export function callQuery(callId: string) {
  return queryOptions({
    queryKey: ["proof", "call", callId],
    queryFn: async () => api.get("/api/proof-calls/{callId}", { params: { path: { callId } } }),
  });
}

export function applicationsQuery(callId: string) {
  return queryOptions({
    queryKey: ["proof", "applications", callId],
    queryFn: async () =>
      (await api.get("/api/proof-calls/{callId}/applications", { params: { path: { callId } } })).items,
  });
}

export function applicationQuery(applicationId: string) {
  return queryOptions({
    queryKey: ["proof", "application", applicationId],
    queryFn: async () => api.get("/api/proof-applications/{applicationId}", { params: { path: { applicationId } } }),
  });
}
