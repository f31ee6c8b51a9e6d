import { z } from "@hono/zod-openapi";
import { Day, Fen, Named } from "../shapes.ts";

const id = z.uuid();

const Payment = z.object({
  paymentId: id,
  commitmentId: id,
  title: z.string(),
  applicant: z.string(),
  position: z.number().int().describe("Which tranche of the commitment it paid"),
  paidOn: Day,
  amountFen: Fen,
  voucher: z.string(),
});

const Arrival = z.object({
  receiptId: id,
  scopeId: id,
  agreementId: id,
  agreementNumber: z.string(),
  agreementTitle: z.string(),
  number: z.string(),
  receivedOn: Day,
  amountFen: Fen,
  payer: z.string(),
  voucher: z.string(),
});
export type Arrival = z.output<typeof Arrival>;

export const MATCH_STATES = ["equal", "differs", "payment_reversed", "receipt_reversed", "not_seen"] as const;
export type MatchState = (typeof MATCH_STATES)[number];

export const FundReceipts = z
  .object({
    fundId: id,
    matched: z
      .array(
        z.object({
          payment: Payment,
          receipt: Arrival.nullable().describe("Null for whoever does not see the receipts of that pair"),
          state: z.enum(MATCH_STATES),
          differenceFen: Fen.nullable().describe("Received less paid; null where the receipt is not seen"),
        }),
      )
      .describe("Payments with the receipt that each was found to have arrived as"),
    paidOnly: z
      .array(Payment.extend({ candidates: z.array(Arrival), remedy: Named }))
      .describe("Payments without one, with the free receipts of the project's agreements, the same amount first"),
    receivedOnly: z
      .array(Arrival.extend({ remedy: Named }))
      .describe("Receipts of those agreements whose payer is the fund, without a payment of it"),
    mayMatch: z.boolean(),
  })
  .openapi("FundReceipts");
export type FundReceipts = z.output<typeof FundReceipts>;

export const ReceiptOfPayment = z
  .strictObject({ receiptId: id.nullable().describe("Null: not matched after all") })
  .openapi("FundReceiptOfPayment");
