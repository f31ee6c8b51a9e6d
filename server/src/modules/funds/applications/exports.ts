// What was asked of funds as an office file.
import { said } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { type AskedExport, type ExportColumn, exportList } from "../../../platform/listing/index.ts";
import { amountColumn } from "../export-parts.ts";
import {
  type ApplicationFilter,
  type ApplicationListing,
  type ApplicationRow,
  listApplicationRows,
} from "./queries.ts";
import { AID_NAMES, STAGE_NAMES, STATE_NAMES } from "./types.ts";

const COLUMNS: readonly ExportColumn<ApplicationRow>[] = [
  { key: "number", header: said("编号", "Number"), width: 24, value: ({ number }) => number },
  { key: "title", header: said("申请事项", "Title"), width: 36, value: ({ title }) => title },
  {
    key: "state",
    header: said("状态", "State"),
    width: 14,
    value: ({ state }, language) => STATE_NAMES[state][language],
  },
  { key: "applicant", header: said("收款单位", "Who gets the money"), width: 32, value: ({ applicant }) => applicant },
  { key: "kind", header: said("方式", "Kind"), width: 14, value: ({ kind }, language) => AID_NAMES[kind][language] },
  {
    key: "stage",
    header: said("阶段", "Stage"),
    width: 14,
    value: ({ stage }, language) => STAGE_NAMES[stage][language],
  },
  amountColumn("amount", said("申请金额（元）", "Asked for (CNY)"), ({ amountFen }) => amountFen),
  {
    key: "project",
    header: said("转化项目", "Project"),
    width: 20,
    value: ({ projectNumber }) => projectNumber,
  },
  { key: "meetsOn", header: said("投决会日期", "The committee meets on"), width: 14, value: ({ meetsOn }) => meetsOn },
  { key: "decidedOn", header: said("决定日期", "Decided on"), width: 14, value: ({ decidedOn }) => decidedOn },
  {
    key: "updatedAt",
    header: said("最近改动", "Last change"),
    width: 14,
    value: ({ updatedAt }) => updatedAt.slice(0, 10),
  },
];

export async function exportApplications(
  ctx: Ctx,
  scopeId: string,
  listing: ApplicationListing,
  filter: ApplicationFilter,
  asked: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "fund.read_application", scopeId);
  const { format, language } = asked;
  const rows = await transact(ctx, async (tx) => {
    const listed = await listApplicationRows(tx, scopeId, listing, filter);
    const details = { rows: listed.rows.length, format };
    await audit(tx, {
      scopeId,
      action: "fund.applications_exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details,
    });
    return listed.rows;
  });
  const title = said("基金申请", "Applications to funds");
  return exportList({ title, columns: COLUMNS, rows, query: asked, language, madeAt: new Date() });
}
