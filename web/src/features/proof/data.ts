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
    queryFn: async ({ signal }) => {
      const items: Schemas["ProofApplicationSummary"][] = [];
      let cursor: string | undefined;
      do {
        const page = await api.get("/api/proof-calls/{callId}/applications", {
          params: { path: { callId }, query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        });
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return items;
    },
  });
}

export function applicationQuery(applicationId: string) {
  return queryOptions({
    queryKey: ["proof", "application", applicationId],
    queryFn: async () => api.get("/api/proof-applications/{applicationId}", { params: { path: { applicationId } } }),
  });
}

export type ReviewTable = Schemas["ProofReviewTable"];
export type OwnReviews = Schemas["OwnProofReviews"];
export type Judged = OwnReviews["applications"][number];
export type ProofReport = Schemas["ProofReport"];

export function reviewsQuery(callId: string) {
  return queryOptions({
    queryKey: ["proof", "reviews", callId],
    queryFn: async () => api.get("/api/proof-calls/{callId}/reviews", { params: { path: { callId } } }),
  });
}

export const ownCallsQuery = queryOptions({
  queryKey: ["proof", "own"],
  queryFn: async () => api.get("/api/me/proof-reviews"),
});

export function ownReviewsQuery(callId: string) {
  return queryOptions({
    queryKey: ["proof", "own", callId],
    queryFn: async () => api.get("/api/me/proof-reviews/{callId}", { params: { path: { callId } } }),
  });
}

export function reportQuery(applicationId: string) {
  return queryOptions({
    queryKey: ["proof", "report", applicationId],
    queryFn: async () =>
      api.get("/api/proof-applications/{applicationId}/report", { params: { path: { applicationId } } }),
  });
}
