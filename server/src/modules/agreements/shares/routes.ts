import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { enterRule, getMoneyRules } from "./money-rules.ts";
import { approveDistribution, drawDistribution, endDistribution, listDistributions } from "./service.ts";
import {
  AgreementDistributions,
  Distribution,
  DistributionDraft,
  DistributionEnd,
  MoneyRuleDraft,
  MoneyRules,
} from "./types.ts";

const tag = "income shares";
const scopeParams = z.object({ scopeId: z.uuid() });
const agreementParams = z.object({ agreementId: z.uuid() });
const receiptParams = z.object({ receiptId: z.uuid() });
const distributionParams = z.object({ distributionId: z.uuid() });

export function sharesRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/money-rules",
      access: { permission: "income.read", in: "path" },
      id: "getMoneyRules",
      tag,
      summary: "The rules that money follows in a pair, every version with its source and day, and which are missing",
      params: scopeParams,
      answer: MoneyRules,
    },
    async ({ ctx, params }) => getMoneyRules(ctx, params.scopeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/money-rules",
      access: { permission: "income.rule", in: "path" },
      id: "enterMoneyRule",
      tag,
      summary: "Enter a version of a rule, with its source and the day from which it is in force",
      params: scopeParams,
      body: MoneyRuleDraft,
      answer: MoneyRules,
      status: 201,
    },
    async ({ ctx, params, body }) => enterRule(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/distributions",
      access: { permission: "income.read", in: "row" },
      id: "listDistributions",
      tag,
      summary: "How the receipts of an agreement are divided",
      params: agreementParams,
      answer: AgreementDistributions,
    },
    async ({ ctx, params }) => listDistributions(ctx, params.agreementId),
  );
  api.route(
    {
      method: "post",
      path: "/api/receipts/{receiptId}/distributions",
      access: { permission: "income.draw", in: "row" },
      id: "drawDistribution",
      tag,
      summary: "Divide a receipt by the rules in force on its day, exactly to the fen; somebody else approves it",
      params: receiptParams,
      body: DistributionDraft,
      answer: Distribution,
      status: 201,
    },
    async ({ ctx, params, body }) => drawDistribution(ctx, params.receiptId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/distributions/{distributionId}/approval",
      access: { permission: "income.approve", in: "row" },
      id: "approveDistribution",
      tag,
      summary: "Approve a distribution that somebody else drew up, once its public notice is over",
      params: distributionParams,
      answer: Distribution,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => approveDistribution(ctx, params.distributionId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/distributions/{distributionId}/end",
      access: { permission: "income.draw", in: "row" },
      id: "endDistribution",
      tag,
      summary: "Withdraw a proposal, or reverse what was approved, with a reason",
      params: distributionParams,
      body: DistributionEnd,
      answer: Distribution,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => endDistribution(ctx, params.distributionId, body.reason, version),
  );
}
