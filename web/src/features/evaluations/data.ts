import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export type Evaluation = Schemas["Evaluation"];
export type Expert = Evaluation["experts"][number];
export type Conflict = Expert["conflicts"][number];
export type JudgedBid = Evaluation["bids"][number];
export type Objection = Evaluation["objections"][number];
export type ExpertEvaluation = Schemas["ExpertEvaluation"];
export type BidForExpert = ExpertEvaluation["bids"][number];
export type PublicNotice = Schemas["PublicNotice"];

export function evaluationQuery(challengeId: string) {
  return queryOptions({
    queryKey: ["evaluations", challengeId],
    queryFn: async () => api.get("/api/challenges/{challengeId}/evaluation", { params: { path: { challengeId } } }),
  });
}

export const ownEvaluationsQuery = queryOptions({
  queryKey: ["own-evaluations"],
  queryFn: async () => (await api.get("/api/me/evaluations")).items,
});

export function ownEvaluationQuery(challengeId: string) {
  return queryOptions({
    queryKey: ["own-evaluations", challengeId],
    queryFn: async () => api.get("/api/me/evaluations/{challengeId}", { params: { path: { challengeId } } }),
  });
}

export function resultQuery(bidId: string) {
  return queryOptions({
    queryKey: ["bid-result", bidId],
    queryFn: async () => api.get("/api/bids/{bidId}/result", { params: { path: { bidId } } }),
  });
}

export function noticeQuery(challengeId: string) {
  return queryOptions({
    queryKey: ["public-notice", challengeId],
    queryFn: async () => api.get("/api/public-notices/{challengeId}", { params: { path: { challengeId } } }),
    retry: false,
  });
}
