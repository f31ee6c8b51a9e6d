import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../../platform/listing/index.ts";
import type { ChargeSources } from "../costs/charge.ts";
import { getCampaign, listCampaigns, requestCampaign, stepCampaign } from "./service.ts";
import { Campaign, CAMPAIGN_SORTS, CAMPAIGN_STATES, CampaignDraft, CampaignStep, CampaignSummary } from "./types.ts";

const tag = "campaigns";
const scopeParams = z.object({ scopeId: z.uuid() });
const campaignParams = z.object({ campaignId: z.uuid() });

/** Whoever may book hours may apply for a campaign, and whoever runs the hours runs campaigns. */
export function campaignRoutes(api: Router, charges: ChargeSources): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/campaigns",
      access: { permission: "booking.read", in: "path" },
      id: "listCampaigns",
      tag,
      summary: "Pilot campaigns that a scope applied for, and those of what it runs",
      params: scopeParams,
      query: listQuery(CAMPAIGN_SORTS).extend({ state: anyOf(CAMPAIGN_STATES) }),
      answer: listPageSchema(CampaignSummary),
    },
    async ({ ctx, params, query }) =>
      listCampaigns(ctx, params.scopeId, readListing("campaigns", query), query.state ?? null),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/campaigns",
      access: { permission: "booking.request", in: "path" },
      id: "requestCampaign",
      tag,
      summary: "Apply for a campaign on a pilot line",
      params: scopeParams,
      body: CampaignDraft,
      answer: Campaign,
      status: 201,
    },
    async ({ ctx, params, body }) => requestCampaign(ctx, params.scopeId, body, charges),
  );
  api.route(
    {
      method: "get",
      path: "/api/campaigns/{campaignId}",
      access: { permission: "booking.read", in: "row" },
      id: "getCampaign",
      tag,
      summary: "A campaign with its quotes, its review and its batches",
      params: campaignParams,
      answer: Campaign,
    },
    async ({ ctx, params }) => getCampaign(ctx, params.campaignId),
  );
  api.route(
    {
      method: "post",
      path: "/api/campaigns/{campaignId}/steps",
      access: { permission: "booking.request", in: "row" },
      id: "stepCampaign",
      tag,
      summary:
        "Quote, accept, review, schedule, report a batch, amend, answer an amendment, settle, refuse or withdraw",
      params: campaignParams,
      body: CampaignStep,
      answer: Campaign,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => stepCampaign(ctx, params.campaignId, body, { version, sources: charges }),
  );
}
