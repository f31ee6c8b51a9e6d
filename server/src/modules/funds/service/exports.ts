// Funds and their ledgers as office files.
import { type Bilingual, said } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { type AskedExport, type ExportColumn, exportList } from "../../../platform/listing/index.ts";
import { amountColumn } from "../export-parts.ts";
import { type FundListing, listFundRows } from "../queries/funds.ts";
import { type EntryFilter, type EntryListing, listEntryRows } from "../queries/ledger.ts";
import type { FundEntry, FundSummary } from "../shapes.ts";
import { ENTRY_KIND_NAMES } from "../types.ts";
import { auditBy, getFundRow, summarise } from "./found.ts";
import { showEntries } from "./ledger.ts";

const money = (key: keyof NonNullable<FundSummary["money"]>, header: Bilingual): ExportColumn<FundSummary> =>
  amountColumn(key, header, (fund) => fund.money?.[key] ?? null);

const FUND_COLUMNS: readonly ExportColumn<FundSummary>[] = [
  { key: "number", header: said("编号", "Number"), width: 18, value: ({ number }) => number },
  { key: "name", header: said("基金名称", "Name"), width: 36, value: ({ name }) => name },
  amountColumn("size", said("规模（元）", "Size (CNY)"), ({ sizeFen }) => sizeFen),
  money("subscribedFen", said("认缴（元）", "Committed by contributors (CNY)")),
  money("paidInFen", said("实缴（元）", "Paid in (CNY)")),
  money("committedFen", said("已承诺（元）", "Committed to projects (CNY)")),
  money("uncommittedFen", said("可承诺余额（元）", "Uncommitted (CNY)")),
  money("paidOutFen", said("已拨付（元）", "Paid out (CNY)")),
  money("returnedFen", said("已收回（元）", "Returned (CNY)")),
  money("bankFen", said("银行余额（元）", "Bank (CNY)")),
  { key: "startsOn", header: said("设立日", "Starts on"), width: 12, value: ({ startsOn }) => startsOn },
  { key: "endsOn", header: said("到期日", "Ends on"), width: 12, value: ({ endsOn }) => endsOn },
];

export async function exportFunds(
  ctx: Ctx,
  scopeId: string,
  listing: FundListing,
  asked: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "fund.export", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const listed = await listFundRows(tx, scopeId, listing);
    const details = { rows: listed.rows.length, format: asked.format };
    await audit(tx, { scopeId, action: "fund.exported", subjectKind: "scope", subjectId: scopeId, details });
    return listed.rows.map((row) => summarise(ctx.caller, row));
  });
  const title = said("转化基金清单", "Transformation funds");
  return exportList({ title, columns: FUND_COLUMNS, rows, query: asked, language: asked.language, madeAt: new Date() });
}

/** One line of an entry in a row, as ledgers are read. */
type LedgerRow = Pick<FundEntry, "number" | "kind" | "onDay" | "text" | "voucher" | "about" | "reverses"> &
  FundEntry["lines"][number] & { readonly by: string };

const LEDGER_COLUMNS: readonly ExportColumn<LedgerRow>[] = [
  { key: "number", header: said("分录号", "Entry"), width: 8, value: ({ number }) => number },
  { key: "onDay", header: said("日期", "Day"), width: 12, value: ({ onDay }) => onDay },
  {
    key: "kind",
    header: said("业务", "Kind"),
    width: 16,
    value: ({ kind }, language) => ENTRY_KIND_NAMES[kind][language],
  },
  { key: "about", header: said("对象", "About"), width: 30, value: ({ about }) => about },
  {
    key: "account",
    header: said("科目", "Account"),
    width: 26,
    value: ({ account, accountName }, language) => `${account} ${accountName[language]}`,
  },
  amountColumn("debit", said("借方（元）", "Debit (CNY)"), ({ debitFen }) => shown(debitFen)),
  amountColumn("credit", said("贷方（元）", "Credit (CNY)"), ({ creditFen }) => shown(creditFen)),
  { key: "voucher", header: said("凭证号", "Voucher"), width: 18, value: ({ voucher }) => voucher },
  { key: "text", header: said("摘要", "Text"), width: 30, value: ({ text }) => text },
  { key: "reverses", header: said("冲销分录", "Reverses"), width: 10, value: ({ reverses }) => reverses },
  { key: "by", header: said("登记人", "Entered by"), width: 12, value: ({ by }) => by },
];

const shown = (fen: string) => (fen === "0" ? null : fen);

export async function exportLedger(
  ctx: Ctx,
  fundId: string,
  listing: EntryListing,
  filter: EntryFilter,
  asked: AskedExport,
): Promise<FileAnswer> {
  const { rows, number } = await transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, "fund.export", fundId);
    const listed = await listEntryRows(tx, fundId, listing, filter);
    const details = { number: fund.number, entries: listed.rows.length, format: asked.format };
    await audit(tx, { ...auditBy(ctx.caller, fund), action: "fund.ledger_exported", details });
    const entries = await showEntries(tx, ctx, fund, listed.rows);
    return {
      number: fund.number,
      rows: entries.flatMap(({ lines, createdBy, ...entry }) =>
        lines.map((line) => ({ ...entry, ...line, by: createdBy.name })),
      ),
    };
  });
  const title = said(`账簿 ${number}`, `Ledger ${number}`);
  return exportList({
    title,
    columns: LEDGER_COLUMNS,
    rows,
    query: asked,
    language: asked.language,
    madeAt: new Date(),
  });
}
