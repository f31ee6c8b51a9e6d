import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { Commitment } from "../commitments/types.ts";
import { recordTransfer, withdrawTransfer } from "./service.ts";
import { ShareTransferDraft, ShareTransferTakingBack } from "./types.ts";

const tag = "funds";
const pay = { permission: "fund.pay", in: "row" } as const;

export function shareRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/fund-commitments/{commitmentId}/share-transfers",
      access: pay,
      id: "recordFundShareTransfer",
      tag,
      summary: "The team transferred a part of its shares: not before the end of their lock",
      params: z.object({ commitmentId: z.uuid() }),
      body: ShareTransferDraft,
      answer: Commitment,
      status: 201,
    },
    async ({ ctx, params: { commitmentId }, body }) => recordTransfer(ctx, commitmentId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-share-transfers/{transferId}/taking-back",
      access: pay,
      id: "takeBackFundShareTransfer",
      tag,
      summary: "Take back a transfer that was recorded by mistake",
      params: z.object({ transferId: z.uuid() }),
      body: ShareTransferTakingBack,
      answer: Commitment,
    },
    async ({ ctx, params: { transferId }, body }) => withdrawTransfer(ctx, transferId, body.reason),
  );
}
