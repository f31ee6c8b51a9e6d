import { z } from "@hono/zod-openapi";
import { Day, Text } from "../shapes.ts";

export const ShareTransferDraft = z
  .strictObject({
    on: Day,
    shareBp: z.number().int().min(1).max(9_000).describe("Of the company, in basis points"),
    recipient: Text(300).min(1).describe("To whom"),
  })
  .openapi("FundShareTransferDraft");
export type ShareTransferDraft = z.output<typeof ShareTransferDraft>;

export const ShareTransferTakingBack = z
  .strictObject({ reason: Text(2000).min(1) })
  .openapi("FundShareTransferTakingBack");

export const ShareTransfer = z.object({
  id: z.uuid(),
  on: Day,
  shareBp: z.number().int(),
  recipient: z.string(),
});
