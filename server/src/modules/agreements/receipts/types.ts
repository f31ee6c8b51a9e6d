import { z } from "@hono/zod-openapi";
import { PAYMENT_KINDS } from "../types.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Fen = z.string().describe("Amount in fen, as a decimal string");
// The service says which field is wrong and how to mend it, so that every door gives the same answer.
const TypedFen = z.string().trim().max(40).describe("Whole fen as a decimal string: 12.50 yuan is 1250");
const Text = (most: number) => z.string().trim().max(most);
const Position = z.number().int().min(1).max(50).describe("The payment's place in the schedule");

const match = {
  paymentPosition: Position.nullable().default(null).describe("Null: not held against a payment yet"),
  salesFen: TypedFen.nullable().default(null).describe("The sales stated, for a royalty"),
  salesPeriod: Text(100).default("").describe("Of which period the sales are"),
  royaltyReason: Text(500)
    .default("")
    .describe("Of a royalty that is not what its sales come to, or is a second one of its period: why"),
};

export const ReceiptDraft = z
  .strictObject({
    receivedOn: Day,
    amountFen: TypedFen,
    payer: Text(300).min(1),
    voucher: Text(100).min(1).describe("Number of the bank's or the finance office's voucher"),
    recognitionFeeFen: TypedFen.nullable()
      .default(null)
      .describe("The registrar's recognition fee (认定服务费) that it bears; null as long as nobody has said"),
    vatFen: TypedFen.nullable()
      .default(null)
      .describe("Value-added tax (增值税) in it; null as long as nobody has said"),
    earlyReason: Text(500).default("").describe("Of money that came in before the signing, as an advance: why"),
    ...match,
  })
  .openapi("ReceiptDraft");
export type ReceiptDraft = z.output<typeof ReceiptDraft>;

export const ReceiptMatch = z.strictObject(match).openapi("ReceiptMatch");
export type ReceiptMatch = z.output<typeof ReceiptMatch>;

export const ReceiptReversal = z.strictObject({ reason: Text(2000) }).openapi("ReceiptReversal");

export const Receipt = z
  .object({
    id,
    scopeId: id,
    agreementId: id,
    agreementNumber: z.string(),
    agreementTitle: z.string(),
    number: z.string(),
    receivedOn: Day,
    amountFen: Fen,
    payer: z.string(),
    voucher: z.string(),
    recognitionFeeFen: Fen.nullable().describe("The registrar's fee that was stated; null, too, for the other party"),
    vatFen: Fen.nullable().describe("Value-added tax that was stated; null, too, for the other party"),
    paymentPosition: z.number().int().nullable(),
    isRoyalty: z.boolean(),
    salesFen: Fen.nullable(),
    salesPeriod: z.string(),
    royaltyBp: z.number().int().nullable().describe("Of a royalty: the rate when it was held against its line"),
    royaltyReason: z.string().describe("Why a royalty differs from what is expected, or is a second one; else empty"),
    earlyReason: z.string().describe("Why it came in before the signing; empty where it did not"),
    expectedFen: Fen.nullable().describe("What the sales that were stated come to at the rate of that time"),
    file: z.object({ id, name: z.string() }).nullable(),
    createdBy: z.object({ id, name: z.string() }),
    createdAt: instant,
    reversal: z
      .object({ at: instant, by: z.object({ id, name: z.string() }), reason: z.string() })
      .nullable()
      .describe("Set once it was taken back; it counts no more"),
    version: z.number().int(),
  })
  .openapi("Receipt");
export type Receipt = z.output<typeof Receipt>;

const MoneyLine = z.object({
  position: z.number().int(),
  kind: z.enum(PAYMENT_KINDS),
  condition: z.string(),
  dueOn: Day.nullable(),
  agreedFen: Fen.nullable().describe("Null for a royalty"),
  royaltyBp: z.number().int().nullable(),
  receivedFen: Fen,
  openFen: Fen.nullable(),
  isOverdue: z.boolean(),
});

export const AgreementMoney = z
  .object({
    agreementId: id,
    signedOn: Day.nullable(),
    agreedFen: Fen.nullable().describe("The amount, or what the payments come to; null where neither is stated"),
    receivedFen: Fen.describe("Without royalties"),
    royaltyFen: Fen.describe("Royalties received, which have no upper sum"),
    openFen: Fen.nullable().describe("Agreed, not received and still to come"),
    lapsedFen: Fen.describe("Agreed, not received and no longer to come, for the agreement has ended"),
    dueFen: Fen.describe("Due until today by the schedule"),
    overdueFen: Fen.describe("Due before today and not received"),
    looseFen: Fen.describe("Received and not held against a payment yet"),
    lines: z.array(MoneyLine),
    receipts: z.array(Receipt),
    mayReceive: z.boolean().describe("Whether the caller may enter receipts now"),
  })
  .openapi("AgreementMoney");
export type AgreementMoney = z.output<typeof AgreementMoney>;

export const RECEIPT_SORTS = ["receivedOn", "number", "amount", "payer"] as const;
export const RECEIPT_STATES = ["kept", "reversed", "unmatched"] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

export const ReceiptImport = z
  .object({
    rows: z.array(
      z.object({
        row: z.number().int().describe("The row that Excel shows"),
        agreement: z.string(),
        amount: z.string().describe("As it is written"),
        number: z.string().nullable().describe("The receipt's, once it was taken in"),
        problem: z.object({ zh: z.string(), en: z.string() }).nullable(),
      }),
    ),
    taken: z.number().int(),
    refused: z.number().int(),
    isApplied: z.boolean(),
  })
  .openapi("ReceiptImport");
export type ReceiptImport = z.output<typeof ReceiptImport>;
