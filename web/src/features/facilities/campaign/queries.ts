import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Campaign = Schemas["Campaign"];
export type CampaignSummary = Schemas["CampaignSummary"];
export type CampaignStep = Schemas["CampaignStep"];
export type CampaignAction = Campaign["actions"][number];
export const campaignsKey = ["campaigns"] as const;

export function campaignQuery(campaignId: string) {
  return queryOptions({
    queryKey: [...campaignsKey, "one", campaignId],
    queryFn: async () => api.get("/api/campaigns/{campaignId}", { params: { path: { campaignId } } }),
  });
}
