// What a fund promised as an office file: the commitments, and each tranche of them.
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
import { AID_NAMES, STAGE_NAMES } from "../applications/types.ts";
import { auditBy, getFundRow } from "../service/found.ts";
import { listCommitmentRows } from "./queries.ts";
import { showRows } from "./service.ts";
import { type Commitment, TRANCHE_STATE_NAMES } from "./types.ts";

const NAMED: readonly ExportColumn<Commitment>[] = [
  {
    key: "number",
    header: said("申请编号", "Application"),
    width: 24,
    value: ({ applicationNumber }) => applicationNumber,
  },
  { key: "title", header: said("申请事项", "Title"), width: 36, value: ({ title }) => title },
  { key: "applicant", header: said("收款单位", "Who gets the money"), width: 32, value: ({ applicant }) => applicant },
];

const COLUMNS: readonly ExportColumn<Commitment>[] = [
  ...NAMED,
  { key: "kind", header: said("方式", "Kind"), width: 14, value: ({ kind }, language) => AID_NAMES[kind][language] },
  {
    key: "stage",
    header: said("阶段", "Stage"),
    width: 14,
    value: ({ stage }, language) => STAGE_NAMES[stage][language],
  },
  amountColumn("amount", said("已承诺（元）", "Committed to projects (CNY)"), ({ amountFen }) => amountFen),
  amountColumn("paid", said("已拨付（元）", "Paid out (CNY)"), ({ paidFen }) => paidFen),
  amountColumn("released", said("已释放（元）", "Released (CNY)"), ({ releasedFen }) => releasedFen),
  amountColumn("held", said("账面持有（元）", "Held (CNY)"), ({ heldFen }) => heldFen),
  amountColumn("returned", said("已收回（元）", "Returned (CNY)"), ({ returnedFen }) => returnedFen),
  { key: "committedOn", header: said("承诺日期", "Committed on"), width: 14, value: ({ committedOn }) => committedOn },
  { key: "closedOn", header: said("关闭日期", "Closed on"), width: 14, value: ({ closedOn }) => closedOn },
];

type Tranche = Commitment & { readonly tranche: Commitment["tranches"][number] };
const TRANCHE_COLUMNS: readonly ExportColumn<Tranche>[] = [
  ...NAMED,
  { key: "position", header: said("期次", "Tranche"), width: 8, value: ({ tranche }) => tranche.position },
  amountColumn("amount", said("金额（元）", "Amount (CNY)"), ({ tranche }) => tranche.amountFen),
  { key: "plannedOn", header: said("计划日期", "Planned for"), width: 14, value: ({ tranche }) => tranche.plannedOn },
  {
    key: "gate",
    header: said("对应关口", "Gate"),
    width: 14,
    value: ({ tranche: { gate } }, language) => (gate === null ? null : STAGE_NAMES[gate][language]),
  },
  {
    key: "state",
    header: said("状态", "State"),
    width: 16,
    value: ({ tranche: { state } }, language) => TRANCHE_STATE_NAMES[state][language],
  },
  { key: "paidOn", header: said("拨付日期", "Paid on"), width: 14, value: ({ tranche }) => tranche.paidOn },
];

/** A workbook has a second sheet with the tranches; CSV, or chosen columns, the commitments alone. */
export async function exportCommitments(ctx: Ctx, fundId: string, asked: AskedExport): Promise<FileAnswer> {
  const { format, language } = asked;
  const { rows, number } = await transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, "fund.export", fundId);
    const shown = await showRows(tx, ctx.caller, await listCommitmentRows(tx, { fundId }));
    const details = { number: fund.number, rows: shown.length, format };
    await audit(tx, { ...auditBy(ctx.caller, fund), action: "fund.commitments_exported", details });
    return { rows: shown, number: fund.number };
  });
  const title = said(`承诺与拨付 ${number}`, `Commitments ${number}`);
  if (format === "csv" || asked.columns !== undefined) {
    return exportList({ title, columns: COLUMNS, rows, query: asked, language, madeAt: new Date() });
  }
  const tranches = rows.flatMap((row) => row.tranches.map((tranche) => ({ ...row, tranche })));
  return exportSheets(title, language, [
    sheetOf(said("承诺", "Commitments"), COLUMNS, rows, language),
    sheetOf(said("拨付计划", "Tranches"), TRANCHE_COLUMNS, tranches, language),
  ]);
}
