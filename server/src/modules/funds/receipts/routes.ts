import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { getFundReceipts, matchReceipt } from "./service.ts";
import { FundReceipts, ReceiptOfPayment } from "./types.ts";

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
      path: "/api/fund-payments/{paymentId}/receipt",
      access: { permission: "fund.pay", in: "row" },
      id: "matchFundPayment",
      tag,
      summary: "Say which receipt a payment arrived as, or that it is not known after all",
      params: z.object({ paymentId: z.uuid() }),
      body: ReceiptOfPayment,
      answer: FundReceipts,
    },
    async ({ ctx, params: { paymentId }, body }) => matchReceipt(ctx, paymentId, body.receiptId),
  );
}
