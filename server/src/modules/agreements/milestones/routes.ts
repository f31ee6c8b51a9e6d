import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { AgreementPaper } from "../papers/types.ts";
import { addDeliveryPaper, decideOnDelivery, listMilestones, recordDelivery } from "./service.ts";
import { DeliveryDecision, DeliveryDraft, MilestoneProgress } from "./types.ts";

const tag = "agreements";
const deliver = { permission: "agreement.deliver", in: "row" } as const;
const agreementParams = z.object({ agreementId: z.uuid() });
const milestoneParams = agreementParams.extend({ milestoneId: z.uuid() });

export function milestonesRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/milestones",
      access: { permission: "agreement.read", in: "row" },
      id: "listAgreementMilestones",
      tag,
      summary: "Milestones with what was delivered, what was said of it, and which are overdue",
      params: agreementParams,
      answer: z.array(MilestoneProgress),
    },
    async ({ ctx, params }) => listMilestones(ctx, params.agreementId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/milestones/{milestoneId}/deliveries",
      access: deliver,
      id: "recordAgreementDelivery",
      tag,
      summary: "Record what one side delivered for a milestone",
      params: milestoneParams,
      body: DeliveryDraft,
      answer: z.array(MilestoneProgress),
      status: 201,
    },
    async ({ ctx, params, body }) => recordDelivery(ctx, params.agreementId, params.milestoneId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/milestones/{milestoneId}/deliveries/{deliveryId}/decision",
      access: deliver,
      id: "decideOnAgreementDelivery",
      tag,
      summary: "Accept a delivery, or refuse it with reasons, for another party than delivered",
      params: milestoneParams.extend({ deliveryId: z.uuid() }),
      body: DeliveryDecision,
      answer: z.array(MilestoneProgress),
    },
    async ({ ctx, params, body }) =>
      decideOnDelivery(ctx, params.agreementId, params.milestoneId, params.deliveryId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/deliveries/{deliveryId}/papers",
      access: deliver,
      id: "addAgreementDeliveryPaper",
      tag,
      summary: "Add a file to a delivery, or to its acceptance",
      params: agreementParams.extend({ deliveryId: z.uuid() }),
      body: "file",
      answer: AgreementPaper,
      status: 201,
    },
    async ({ ctx, params, file }) => addDeliveryPaper(ctx, params.agreementId, params.deliveryId, file),
  );
}
