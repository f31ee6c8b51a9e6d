import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import { type Whole, whole } from "../whole.ts";

export type Bid = Whole<Schemas["Bid"]>;
export type BidContent = Bid["content"];
export type OpenBid = Whole<Schemas["OpenBid"]>;
export type BidTalk = Schemas["BidTalk"];
export type JointApplication = Schemas["JointApplication"];

/** What a paper is scanned to. */
export const SCANS = ".pdf,.jpg,.jpeg,.png";

export const ownBidsQuery = queryOptions({
  queryKey: ["bids", "own"],
  queryFn: async () => (await api.get("/api/me/bids", {})).items,
});

export function bidQuery(bidId: string) {
  return queryOptions({
    queryKey: ["bids", "one", bidId],
    queryFn: async () => whole(await api.get("/api/bids/{bidId}", { params: { path: { bidId } } })),
  });
}

export function openBidsQuery(challengeId: string) {
  return queryOptions({
    queryKey: ["bids", "open", challengeId],
    queryFn: async () =>
      whole((await api.get("/api/challenges/{challengeId}/bids", { params: { path: { challengeId } } })).items),
  });
}

export function talksQuery(bidId: string) {
  return queryOptions({
    queryKey: ["bids", "talks", bidId],
    queryFn: async () => (await api.get("/api/bids/{bidId}/talks", { params: { path: { bidId } } })).items,
  });
}

export function applicationQuery(bidId: string) {
  return queryOptions({
    queryKey: ["bids", "application", bidId],
    queryFn: async () => api.get("/api/bids/{bidId}/application", { params: { path: { bidId } } }),
  });
}
