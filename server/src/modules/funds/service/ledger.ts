import { type Ctx, transact } from "../../../platform/access/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findNamesOnRecord } from "../../identity/index.ts";
import { undoByReversal } from "../commitments/queries.ts";
import { type Line, payContribution, payFee, receiveInterest, reverseLines } from "../ledger/posting.ts";
import { type FundRow, findFundOf, listContributors } from "../queries/funds.ts";
import { type EntryFilter, type EntryListing, type EntryRow, findEntry, listEntryRows } from "../queries/ledger.ts";
import { FIELD, fundError, readFen, refuseDayToCome, refuseReversal } from "../rules.ts";
import type {
  ContributionPayment,
  ContributorCommitment,
  ContributorEntry,
  Fund,
  FundEntry,
  PlainEntryDraft,
  Reversal,
} from "../shapes.ts";
import type { EntryKind } from "../types.ts";
import { changeFund, type Done, post } from "./change.ts";
import { getFundRow, mayAt, required } from "./found.ts";
import { commitMore, subscribe } from "./funds.ts";

export async function addContributor(ctx: Ctx, fundId: string, { on, ...draft }: ContributorEntry): Promise<Fund> {
  return changeFund(ctx, fundId, "fund.manage", async (tx, fund) => {
    const known = (await listContributors(tx, fundId)).find(
      ({ name }) => name.toLowerCase() === draft.name.toLowerCase(),
    );
    if (known !== undefined) throw fundError("funds.contributor_known", { name: draft.name });
    refuseDayToCome(on, await findToday(tx));
    const { amount, entry } = await subscribe(ctx, tx, fund, draft, on);
    return posted("contribution_committed", amount, entry, draft.name);
  });
}

export async function addCommitment(ctx: Ctx, contributorId: string, commitment: ContributorCommitment): Promise<Fund> {
  const fundId = await transact(ctx, async (tx) => required(await findFundOf(tx, "fund_contributors", contributorId)));
  return changeFund(ctx, fundId, "fund.manage", async (tx, fund) => {
    const { name } = required((await listContributors(tx, fundId)).find(({ id }) => id === contributorId));
    const { amount, entry } = await commitMore(ctx, tx, fund, contributorId, commitment);
    return posted("contribution_committed", amount, entry, name);
  });
}

export async function payIn(ctx: Ctx, contributorId: string, payment: ContributionPayment): Promise<Fund> {
  const fundId = await transact(ctx, async (tx) => required(await findFundOf(tx, "fund_contributors", contributorId)));
  return changeFund(ctx, fundId, "fund.pay", async (tx, fund) => {
    const { name } = required((await listContributors(tx, fundId)).find(({ id }) => id === contributorId));
    const amount = readFen(FIELD.amount, payment.amountFen);
    const { number } = await post(tx, ctx.caller, fund, {
      kind: "contribution_paid",
      onDay: payment.on,
      voucher: payment.voucher,
      contributorId,
      lines: payContribution(amount),
    });
    return posted("contribution_paid", amount, number, name);
  });
}

const PLAIN = { interest: receiveInterest, fee: payFee } as const;

export async function enterPlain(ctx: Ctx, fundId: string, draft: PlainEntryDraft): Promise<Fund> {
  return changeFund(ctx, fundId, "fund.pay", async (tx, fund) => {
    const { kind, on, voucher, text } = draft;
    const amount = readFen(FIELD.amount, draft.amountFen);
    const entry = { kind, onDay: on, voucher, text, lines: PLAIN[kind](amount) };
    const { number } = await post(tx, ctx.caller, fund, entry);
    return posted(kind, amount, number, text);
  });
}

/** What the history and the audit say of an entry. */
export function posted(kind: EntryKind, amount: bigint, entry: number, about: string): Done {
  const amountFen = String(amount);
  return { action: kind, details: { amountFen, entry, about }, audited: { amountFen, entry } };
}

/** An error is not edited: the same is entered with the signs turned, and both stay. */
export async function reverseEntry(ctx: Ctx, entryId: string, { on, reason }: Reversal): Promise<Fund> {
  const fundId = await transact(ctx, async (tx) => required(await findFundOf(tx, "fund_entries", entryId)));
  return changeFund(ctx, fundId, "fund.pay", async (tx, fund) => {
    // After the fund's row is held, so that of two who reverse it the second sees what the first did.
    const entry = required(await findEntry(tx, entryId));
    refuseReversal(entry, on);
    const { id: reversalId, number } = await post(tx, ctx.caller, fund, {
      kind: "reversal",
      onDay: on,
      text: reason,
      contributorId: entry.contributorId,
      commitmentId: entry.commitmentId,
      reversesId: entry.id,
      lines: reverseLines(linesOf(entry)),
    });
    await undoByReversal(tx, entry.id, reversalId);
    const details = { reverses: entry.number, entry: number, reason };
    return { action: "reversed", details, audited: { reverses: entry.number, entry: number } };
  });
}

function linesOf({ lines }: EntryRow): Line[] {
  return lines.map(({ key, fen }) => ({ account: key, amount: BigInt(fen) }));
}

export async function listEntries(
  ctx: Ctx,
  fundId: string,
  listing: EntryListing,
  filter: EntryFilter,
): Promise<TotalledPage<FundEntry>> {
  return transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, "fund.read", fundId);
    const { rows, total } = await listEntryRows(tx, fundId, listing, filter);
    const shown = await showEntries(tx, ctx, fund, rows);
    return listPageOf(
      listing,
      shown.map((entry, index) => ({ ...entry, sortKey: rows[index]?.sortKey ?? "" })),
      total,
    );
  });
}

export async function showEntries(tx: Tx, ctx: Ctx, fund: FundRow, rows: readonly EntryRow[]): Promise<FundEntry[]> {
  const names = await findNamesOnRecord(tx, [...new Set(rows.map(({ createdBy }) => createdBy))]);
  const mayPay = mayAt(ctx.caller, "fund.pay", fund);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    onDay: row.onDay,
    text: row.text,
    voucher: row.voucher,
    about: row.about,
    lines: row.lines.map(({ account, zh, en, fen }) => ({
      account,
      accountName: { zh, en },
      debitFen: fen.startsWith("-") ? "0" : fen,
      creditFen: fen.startsWith("-") ? fen.slice(1) : "0",
    })),
    reverses: row.reverses,
    reversedBy: row.reversedBy,
    createdBy: { id: row.createdBy, name: names.get(row.createdBy) ?? "" },
    createdAt: row.createdAt,
    mayReverse: mayPay && row.reverses === null && row.reversedBy === null,
  }));
}
