import type { Bilingual } from "@dual-high/kernel";
import { z } from "@hono/zod-openapi";
import { AID_KINDS, EquityTerms } from "../applications/types.ts";
import { Amount, Day, Fen, instant, Person, Text, voucher } from "../shapes.ts";
import { ShareTransfer } from "../shares/types.ts";
import { FUND_STAGES } from "../types.ts";

const id = z.uuid();

export const TranchePayment = z.strictObject({ on: Day, voucher }).openapi("FundTranchePayment");
export type TranchePayment = z.output<typeof TranchePayment>;

const RETURN_KINDS = ["repayment", "dividend", "exit"] as const;
export const ReturnDraft = z
  .strictObject({
    kind: z.enum(RETURN_KINDS),
    amountFen: Amount,
    costFen: Amount.nullable()
      .default(null)
      .describe("Of an exit: what the equity that was sold is held at; the difference is gain or loss"),
    on: Day,
    voucher,
    text: Text(2000).default(""),
  })
  .openapi("FundReturnDraft");
export type ReturnDraft = z.output<typeof ReturnDraft>;

export const ConversionDraft = z
  .strictObject({
    on: Day,
    event: Text(2000).min(1).describe("What happened that the terms name: the round, the day"),
    valuationFen: Amount.describe("What the company was valued at"),
    fundShareBp: z.number().int().min(1).max(10_000),
    teamShareBp: z.number().int().min(0).max(10_000).describe("At most 9,000"),
  })
  .openapi("FundConversionDraft");
export type ConversionDraft = z.output<typeof ConversionDraft>;

export const WriteOffDraft = z
  .strictObject({ amountFen: Amount, reason: Text(2000).min(1) })
  .openapi("FundWriteOffDraft");
export type WriteOffDraft = z.output<typeof WriteOffDraft>;

export const WriteOffApproval = z.strictObject({ on: Day }).openapi("FundWriteOffApproval");

export const WriteOffDropping = z.strictObject({ reason: Text(2000).min(1) }).openapi("FundWriteOffDropping");

export const CommitmentClosing = z
  .strictObject({ on: Day, reason: Text(2000).min(1) })
  .openapi("FundCommitmentClosing");
export type CommitmentClosing = z.output<typeof CommitmentClosing>;

export const TRANCHE_STATES = ["paid", "payable", "waits_gate", "planned", "released"] as const;
export type TrancheState = (typeof TRANCHE_STATES)[number];
export const TRANCHE_STATE_NAMES: Readonly<Record<TrancheState, Bilingual>> = {
  paid: { zh: "已拨付", en: "Paid" },
  payable: { zh: "可拨付", en: "Payable" },
  waits_gate: { zh: "等关口", en: "Waits for its gate" },
  planned: { zh: "未到日期", en: "Its day is to come" },
  released: { zh: "已释放", en: "Released" },
};

const Tranche = z.object({
  id,
  position: z.number().int(),
  amountFen: Fen,
  plannedOn: Day,
  gate: z.enum(FUND_STAGES).nullable(),
  state: z.enum(TRANCHE_STATES).describe("`planned`: its day is to come; `released`: the commitment was closed"),
  paidOn: Day.nullable(),
  mayPay: z.boolean(),
});

export const Commitment = z
  .object({
    id,
    fundId: id,
    scopeId: id,
    applicationId: id,
    applicationNumber: z.string(),
    applicant: z.string(),
    projectId: id.nullable(),
    projectScopeId: id.nullable(),
    title: z.string(),
    stage: z.enum(FUND_STAGES),
    kind: z.enum(AID_KINDS),
    terms: EquityTerms.nullable(),
    amountFen: Fen,
    releasedFen: Fen,
    paidFen: Fen,
    heldFen: Fen.describe("What the ledger still holds of it: grants to be converted, and equity"),
    returnedFen: Fen,
    committedOn: Day,
    closedOn: Day.nullable(),
    closedReason: z.string().nullable(),
    tranches: z.array(Tranche),
    conversion: z
      .object({
        on: Day,
        event: z.string(),
        amountFen: Fen,
        valuationFen: Fen,
        fundShareBp: z.number().int(),
        teamShareBp: z.number().int(),
        lockedUntil: Day.nullable().describe("The last day on which the team's shares are not transferred"),
        teamHeldBp: z.number().int().describe("What is left of the team's share"),
        transfers: z.array(ShareTransfer),
      })
      .nullable(),
    writeOffs: z.array(
      z.object({
        id,
        amountFen: Fen,
        reason: z.string(),
        proposedBy: Person,
        proposedAt: instant,
        approvedBy: Person.nullable(),
        dropped: z
          .object({ as: z.enum(["withdrawn", "declined"]), by: Person, reason: z.string() })
          .nullable()
          .describe("Taken back by whoever proposed it, or declined by somebody else"),
        isReversed: z.boolean().describe("Its entry was reversed: nothing is written off by it"),
        mayApprove: z.boolean().describe("Or decline it"),
        mayWithdraw: z.boolean(),
      }),
    ),
    mayTransfer: z
      .boolean()
      .describe("Whether the team's shares are free of their lock, and the caller may say where they go"),
    mayConvert: z.boolean(),
    mayReturn: z.boolean(),
    mayWriteOff: z.boolean(),
    mayClose: z.boolean(),
  })
  .openapi("FundCommitment");
export type Commitment = z.output<typeof Commitment>;
