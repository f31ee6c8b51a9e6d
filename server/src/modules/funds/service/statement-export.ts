// A fund's statement as an office file: the trial balance, and its money by stage and by source.
import { said } from "@dual-high/kernel";
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import {
  type AskedExport,
  type ExportColumn,
  exportList,
  exportSheets,
  sheetOf,
} from "../../../platform/listing/index.ts";
import { amountColumn } from "../export-parts.ts";
import { STAGE_NAMES } from "../applications/types.ts";
import type { FundStatement, PeriodQuery } from "../shapes.ts";
import { SOURCE_NAMES } from "../types.ts";
import { auditBy, getFundRow } from "./found.ts";
import { readStatement } from "./statement.ts";

const STATEMENT_COLUMNS: readonly ExportColumn<FundStatement["accounts"][number]>[] = [
  { key: "code", header: said("科目编号", "Account"), width: 10, value: ({ code }) => code },
  { key: "name", header: said("科目", "Name"), width: 26, value: ({ name }, language) => name[language] },
  amountColumn("opening", said("期初余额（元）", "Opening (CNY)"), ({ openingFen }) => openingFen),
  amountColumn("debit", said("本期借方（元）", "Debit (CNY)"), ({ debitFen }) => debitFen),
  amountColumn("credit", said("本期贷方（元）", "Credit (CNY)"), ({ creditFen }) => creditFen),
  amountColumn("closing", said("期末余额（元）", "Closing (CNY)"), ({ closingFen }) => closingFen),
];

type Stage = FundStatement["byStage"][number];
type OfSource = FundStatement["bySource"][number];
type Divided = Pick<Stage, "plannedFen" | "committedFen" | "paidFen" | "heldFen" | "returnedFen">;

const DIVIDED: readonly ExportColumn<Divided>[] = [
  amountColumn("planned", said("计划（元）", "Planned (CNY)"), ({ plannedFen }) => plannedFen),
  amountColumn("committed", said("已承诺（元）", "Committed to projects (CNY)"), ({ committedFen }) => committedFen),
  amountColumn("paid", said("已拨付（元）", "Paid out (CNY)"), ({ paidFen }) => paidFen),
  amountColumn("held", said("账面持有（元）", "Held (CNY)"), ({ heldFen }) => heldFen),
  amountColumn("returned", said("已收回（元）", "Returned (CNY)"), ({ returnedFen }) => returnedFen),
];
const STAGE_COLUMNS: readonly ExportColumn<Stage>[] = [
  { key: "stage", header: said("阶段", "Stage"), width: 18, value: ({ key }, language) => STAGE_NAMES[key][language] },
  ...DIVIDED,
];
const SOURCE_COLUMNS: readonly ExportColumn<OfSource>[] = [
  {
    key: "source",
    header: said("来源", "Source"),
    width: 18,
    value: ({ key }, language) => SOURCE_NAMES[key][language],
  },
  amountColumn(
    "subscribed",
    said("认缴（元）", "Committed by contributors (CNY)"),
    ({ subscribedFen }) => subscribedFen,
  ),
  amountColumn("paidIn", said("实缴（元）", "Paid in (CNY)"), ({ paidInFen }) => paidInFen),
  ...DIVIDED,
];

export async function exportStatement(
  ctx: Ctx,
  fundId: string,
  query: PeriodQuery,
  asked: AskedExport,
): Promise<FileAnswer> {
  const { statement, number } = await transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, "fund.export", fundId);
    const read = await readStatement(tx, fundId, query);
    const details = { number: fund.number, from: read.from, until: read.until, format: asked.format };
    await audit(tx, { ...auditBy(ctx.caller, fund), action: "fund.statement_exported", details });
    return { statement: read, number: fund.number };
  });
  const { accounts, totals, byStage, bySource, from, until } = statement;
  const total = { code: "", key: "bank", name: said("合计", "Total"), type: "asset", ...totals } as const;
  const title = said(`试算平衡表 ${number} ${from} ${until}`, `Trial balance ${number} ${from} ${until}`);
  const { language, format } = asked;
  const rows = [...accounts, total];
  const balance = { title, columns: STATEMENT_COLUMNS, rows, query: asked, language, madeAt: new Date() };
  if (format === "csv" || asked.columns !== undefined) return exportList(balance);
  return exportSheets(title, language, [
    sheetOf(said("试算平衡表", "Trial balance"), STATEMENT_COLUMNS, rows, language),
    sheetOf(said(`分阶段 ${until}`, `By stage ${until}`), STAGE_COLUMNS, byStage, language),
    sheetOf(said(`分来源 ${until}`, `By source ${until}`), SOURCE_COLUMNS, bySource, language),
  ]);
}
