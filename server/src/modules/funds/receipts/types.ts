import { z } from "@hono/zod-openapi";
import { Amount, Day, Fen, Named } from "../shapes.ts";

const id = z.uuid();

const Payment = z.object({
  paymentId: id,
  commitmentId: id,
  title: z.string(),
  applicant: z.string(),
  position: z.number().int().describe("Which tranche of the commitment it paid"),
  paidOn: Day,
  amountFen: Fen,
  openFen: Fen.describe("Of that, what is matched with no receipt yet"),
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
  openFen: Fen.describe("Of that, what is matched with no payment yet"),
  payer: z.string(),
  voucher: z.string(),
});
export type Arrival = z.output<typeof Arrival>;

export const MATCH_STATES = ["equal", "open", "payment_reversed", "receipt_reversed", "not_seen"] as const;
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
          amountFen: Fen.describe("How much of the payment arrived with this receipt"),
        }),
      )
      .describe("How much of which payment was found to have arrived with which receipt"),
    paidOnly: z
      .array(Payment.extend({ candidates: z.array(Arrival), remedy: Named }))
      .describe(
        "Payments of which a part is matched with none, with the receipts that have a part free, the same amount first",
      ),
    receivedOnly: z
      .array(Arrival.extend({ remedy: Named }))
      .describe("Receipts of those agreements whose payer is the fund, of which a part is no payment of it"),
    mayMatch: z.boolean(),
  })
  .openapi("FundReceipts");
export type FundReceipts = z.output<typeof FundReceipts>;

export const MatchedAmount = z
  .strictObject({ amountFen: Amount.nullable().describe("How much in fen; null: not matched after all") })
  .openapi("FundMatchedAmount");
