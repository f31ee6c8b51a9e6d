import { z } from "@hono/zod-openapi";
import { ACCOUNT_KEYS, ACCOUNT_TYPES, ENTRY_KINDS, FUND_STAGES, PLAIN_ENTRIES, SOURCES } from "./types.ts";

const id = z.uuid();
export const instant = z.string().describe("Instant, ISO 8601 in UTC");
export const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
export const Text = (most: number) => z.string().trim().max(most);
/** Read by a rule, which tells the field: what is no amount is not a matter of form. */
export const Amount = z.string().trim().max(40).describe("Amount in fen above zero, as a decimal string");
export const Fen = z.string().describe("Amount in fen, as a decimal string");
export const Named = z.object({ zh: z.string(), en: z.string() });
export const Person = z.object({ id, name: z.string() });

const FIELDS = {
  name: Text(300).min(1),
  purpose: Text(20_000),
  sizeFen: Amount,
  startsOn: Day,
  endsOn: Day,
  stagePlan: z
    .array(z.strictObject({ key: z.enum(FUND_STAGES), amountFen: Amount }))
    .max(FUND_STAGES.length)
    .describe("What is planned for each stage; together no more than the size"),
  sourcePlan: z
    .array(z.strictObject({ key: z.enum(SOURCES), amountFen: Amount }))
    .max(SOURCES.length)
    .describe("What is to come from each source; together no more than the size"),
  committeeLeast: z.number().int().min(1).max(30).describe("Members with a vote that an approval takes at least"),
  pairIds: z.array(id).max(50).describe("Pairs that may apply besides its own scope"),
  managerScopeId: id.nullable().describe("Scope whose fund managers look after it"),
} as const;

export const ContributorDraft = z
  .strictObject({ name: Text(300).min(1), source: z.enum(SOURCES), committedFen: Amount })
  .openapi("FundContributorDraft");
export type ContributorDraft = z.output<typeof ContributorDraft>;

export const FundDraft = z
  .strictObject({
    ...FIELDS,
    purpose: FIELDS.purpose.default(""),
    stagePlan: FIELDS.stagePlan.default([]),
    sourcePlan: FIELDS.sourcePlan.default([]),
    committeeLeast: FIELDS.committeeLeast.default(1),
    pairIds: FIELDS.pairIds.default([]),
    managerScopeId: FIELDS.managerScopeId.default(null),
    contributors: z
      .array(ContributorDraft)
      .max(50)
      .default([])
      .describe("Committed on the day on which the fund starts, or today where that is to come"),
  })
  .openapi("FundDraft");
export type FundDraft = z.output<typeof FundDraft>;
export type FundContent = Omit<FundDraft, "contributors">;

export const FundChange = z.strictObject(FIELDS).partial().openapi("FundChange");
export type FundChange = z.output<typeof FundChange>;

export const ContributorEntry = ContributorDraft.extend({ on: Day }).openapi("FundContributorEntry");
export type ContributorEntry = z.output<typeof ContributorEntry>;

export const ContributorCommitment = z
  .strictObject({ committedFen: Amount, on: Day })
  .openapi("FundContributorCommitment");
export type ContributorCommitment = z.output<typeof ContributorCommitment>;

export const voucher = Text(200).default("").describe("Number of the bank's advice or of the document");

export const ContributionPayment = z
  .strictObject({ amountFen: Amount, on: Day, voucher })
  .openapi("FundContributionPayment");
export type ContributionPayment = z.output<typeof ContributionPayment>;

export const PlainEntryDraft = z
  .strictObject({ kind: z.enum(PLAIN_ENTRIES), amountFen: Amount, on: Day, voucher, text: Text(2000).default("") })
  .openapi("FundPlainEntryDraft");
export type PlainEntryDraft = z.output<typeof PlainEntryDraft>;

export const Reversal = z.strictObject({ on: Day, reason: Text(2000).min(1) }).openapi("FundReversal");
export type Reversal = z.output<typeof Reversal>;

export const FUND_SORTS = ["number", "name", "size", "startsOn", "endsOn", "updatedAt"] as const;

const FundMoney = z
  .object({
    subscribedFen: Fen.describe("What contributors committed"),
    paidInFen: Fen.describe("Of that, what they paid in"),
    committedFen: Fen.describe("What is promised to projects"),
    uncommittedFen: Fen.describe("What may still be promised: contributions and returns less fees and commitments"),
    paidOutFen: Fen.describe("What was paid to projects"),
    returnedFen: Fen.describe("What came back from projects, and interest"),
    feesFen: Fen,
    bankFen: Fen,
  })
  .openapi("FundMoney");
export type FundMoney = z.output<typeof FundMoney>;

const summary = {
  id,
  scopeId: id,
  number: z.string(),
  name: z.string(),
  sizeFen: Fen,
  startsOn: Day,
  endsOn: Day,
  money: FundMoney.nullable().describe("Null for whoever may apply to it and does not see its ledger"),
  updatedAt: instant,
  version: z.number().int(),
};

export const FundSummary = z.object(summary).openapi("FundSummary");
export type FundSummary = z.output<typeof FundSummary>;

const Contributor = z.object({
  id,
  name: z.string(),
  source: z.enum(SOURCES),
  committedFen: Fen,
  paidInFen: Fen,
  openFen: Fen,
});

export const Fund = z
  .object({
    ...summary,
    purpose: z.string(),
    stagePlan: z.array(z.object({ key: z.enum(FUND_STAGES), amountFen: Fen })),
    sourcePlan: z.array(z.object({ key: z.enum(SOURCES), amountFen: Fen })),
    contributors: z.array(Contributor),
    committeeLeast: FIELDS.committeeLeast,
    pairIds: z.array(id),
    managerScopeId: id.nullable(),
    steps: z.array(z.object({ at: instant, actor: Person, action: z.string(), text: Named })),
    closedUntil: Day.nullable().describe("The last day that is closed: no entry is dated on it or before"),
    mayManage: z.boolean(),
    mayPay: z.boolean(),
  })
  .openapi("Fund");
export type Fund = z.output<typeof Fund>;

export const ENTRY_SORTS = ["number", "onDay"] as const;

const EntryLine = z.object({
  account: z.string(),
  accountName: Named,
  debitFen: Fen,
  creditFen: Fen,
});

export const FundEntry = z
  .object({
    id,
    number: z.number().int(),
    kind: z.enum(ENTRY_KINDS),
    onDay: Day,
    text: z.string(),
    voucher: z.string(),
    about: z.string().describe("The contributor or the project that it is about"),
    lines: z.array(EntryLine),
    reverses: z.number().int().nullable().describe("The number of the entry that it reverses"),
    reversedBy: z.number().int().nullable(),
    createdBy: Person,
    createdAt: instant,
    mayReverse: z.boolean(),
  })
  .openapi("FundEntry");
export type FundEntry = z.output<typeof FundEntry>;

export const PeriodQuery = z.object({
  from: Day.optional().describe("The first day; unset, the first of the last day's year"),
  until: Day.optional().describe("The last day; unset, today"),
});
export type PeriodQuery = z.output<typeof PeriodQuery>;

const AccountLine = z.object({
  code: z.string(),
  key: z.enum(ACCOUNT_KEYS),
  name: Named,
  type: z.enum(ACCOUNT_TYPES),
  openingFen: Fen.describe("Debit above zero, credit below"),
  debitFen: Fen,
  creditFen: Fen,
  closingFen: Fen,
});

const dividedMoney = {
  plannedFen: Fen,
  committedFen: Fen.describe("Promised to projects, less what was released"),
  paidFen: Fen.describe("Paid to projects and not reversed"),
  heldFen: Fen.describe("Grants to be converted and equity, at what was paid for them"),
  returnedFen: Fen.describe("Repayments, dividends and exits"),
} as const;

const StageMoney = z.object({ key: z.enum(FUND_STAGES), ...dividedMoney });
const SourceMoney = z.object({
  key: z.enum(SOURCES),
  subscribedFen: Fen,
  paidInFen: Fen,
  ...dividedMoney,
});

export const FundStatement = z
  .object({
    fundId: id,
    from: Day,
    until: Day,
    accounts: z
      .array(AccountLine)
      .describe("The trial balance: the sums of every column but the accounts' come to nothing"),
    totals: z.object({ openingFen: Fen, debitFen: Fen, creditFen: Fen, closingFen: Fen }),
    bank: z
      .object({
        openingFen: Fen,
        movements: z.array(z.object({ kind: z.enum(ENTRY_KINDS), name: Named, inFen: Fen, outFen: Fen })),
        closingFen: Fen,
      })
      .describe("What moved the fund's money in the period, by kind; a reversal counts with what it reverses"),
    byStage: z.array(StageMoney).describe("How it stands on the evening of the last day, by stage"),
    bySource: z
      .array(SourceMoney)
      .describe(
        "The same by source, each amount shared by what was paid in until then; where nothing was, by what was committed",
      ),
  })
  .openapi("FundStatement");
export type FundStatement = z.output<typeof FundStatement>;
