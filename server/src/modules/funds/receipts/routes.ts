import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { getFundReceipts, matchReceipt } from "./service.ts";
import { FundReceipts, MatchedAmount } from "./types.ts";

const tag = "funds";

export function receiptRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/receipts",
      access: { permission: "fund.read", in: "row" },
      id: "getFundReceipts",
      tag,
      summary: "What the fund paid to projects beside what their agreements received, and what only one side has",
      params: z.object({ fundId: z.uuid() }),
      answer: FundReceipts,
    },
    async ({ ctx, params: { fundId } }) => getFundReceipts(ctx, fundId),
  );
  api.route(
    {
      method: "put",
      path: "/api/fund-payments/{paymentId}/receipts/{receiptId}",
      access: { permission: "fund.pay", in: "row" },
      id: "matchFundPayment",
      tag,
      summary: "Say how much of a payment arrived with a receipt, or that none of it did",
      params: z.object({ paymentId: z.uuid(), receiptId: z.uuid() }),
      body: MatchedAmount,
      answer: FundReceipts,
    },
    async ({ ctx, params, body }) => matchReceipt(ctx, { ...params, ...body }),
  );
}
