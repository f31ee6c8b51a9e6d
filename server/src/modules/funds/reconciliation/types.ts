import { z } from "@hono/zod-openapi";
import { Day, Fen, Named, Text } from "../shapes.ts";
import { ENTRY_KINDS } from "../types.ts";

const id = z.uuid();

const BankLine = z.object({
  id,
  onDay: Day,
  amountFen: Fen.describe("Received above zero, paid below"),
  counterparty: z.string(),
  reference: z.string(),
});
const LedgerLine = z.object({
  entryId: id,
  number: z.number().int(),
  kind: z.enum(ENTRY_KINDS),
  onDay: Day,
  amountFen: Fen,
  about: z.string(),
  voucher: z.string(),
});
export type LedgerLine = z.output<typeof LedgerLine>;

export const Reconciliation = z
  .object({
    fundId: id,
    bankFen: Fen.describe("What the lines of the bank's statements come to"),
    ledgerFen: Fen.describe("What the ledger's bank account holds"),
    differenceFen: Fen.describe("Bank less ledger"),
    matched: z.array(z.object({ line: BankLine, entry: LedgerLine })),
    bankOnly: z
      .array(BankLine.extend({ remedy: Named, candidates: z.array(LedgerLine) }))
      .describe("Lines of the bank that the ledger does not have, with the entries of the same amount"),
    ledgerOnly: z
      .array(LedgerLine.extend({ remedy: Named }))
      .describe("Entries that the bank does not show; what was reversed before it reached the bank is left out"),
    mayMatch: z.boolean(),
  })
  .openapi("FundReconciliation");
export type Reconciliation = z.output<typeof Reconciliation>;

export const BankImport = z
  .object({
    isApplied: z.boolean(),
    added: z.number().int(),
    same: z.number().int().describe("Lines that are there already"),
    matched: z.number().int().describe("Matched at once, because exactly one entry has the amount within five days"),
    refused: z.array(z.object({ row: z.number().int(), text: Named })),
  })
  .openapi("FundBankImport");
export type BankImport = z.output<typeof BankImport>;

export const BankMatch = z
  .strictObject({ entryId: id.nullable().describe("Null: not matched after all") })
  .openapi("FundBankMatch");

export const BankLineTakingBack = z.strictObject({ reason: Text(2000).min(1) }).openapi("FundBankLineTakingBack");
