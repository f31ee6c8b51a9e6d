import { formatYuan, said } from "@dual-high/kernel";
import { authorize, type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { FileAnswer } from "../../../../platform/http/index.ts";
import { type ExportColumn, type AskedExport, exportList } from "../../../../platform/listing/index.ts";
import { inBeijing } from "../../../challenges/index.ts";
import { type CallListing, listCallRows } from "./queries.ts";
import { summariseCall } from "./show.ts";
import { CALL_STATE_NAMES, type ProofCallSummary } from "./types.ts";

const COLUMNS: readonly ExportColumn<ProofCallSummary>[] = [
  { key: "number", header: said("编号", "Number"), width: 20, value: ({ number }) => number },
  { key: "title", header: said("征集名称", "Call"), width: 40, value: ({ title }) => title },
  {
    key: "state",
    header: said("状态", "State"),
    width: 12,
    value: ({ state }, language) => CALL_STATE_NAMES[state][language],
  },
  {
    key: "closesAt",
    header: said("截止时间", "Closes at"),
    width: 18,
    value: ({ closesAt }) => (closesAt === null ? null : inBeijing(closesAt)),
  },
  { key: "centre", header: said("承办平台", "Centre"), width: 30, value: ({ centre }) => centre },
  {
    key: "budget",
    header: said("总额（元）", "Budget (yuan)"),
    width: 16,
    value: (call) => formatYuan(call.budgetFen),
  },
  {
    key: "most",
    header: said("单项最高额（元）", "Most (yuan)"),
    width: 16,
    value: (call) => formatYuan(call.mostFen),
  },
  {
    key: "granted",
    header: said("已立项（元）", "Granted (yuan)"),
    width: 16,
    value: (call) => formatYuan(call.grantedFen),
  },
  { key: "applications", header: said("申报数", "Applications"), width: 12, value: ({ applications }) => applications },
];

export async function exportCalls(
  ctx: Ctx,
  scopeId: string,
  listing: CallListing,
  states: readonly string[] | null,
  query: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "proof.export", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const listed = await listCallRows(tx, scopeId, listing, { states, ofUniversity: false });
    await audit(tx, {
      scopeId,
      action: "proof.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { rows: listed.rows.length, format: query.format },
    });
    return listed.rows.map((row) => summariseCall(ctx.caller, row));
  });
  const title = said("概念验证征集", "Calls for proofs of concept");
  return exportList({ title, columns: COLUMNS, rows, query, language: query.language, madeAt: new Date() });
}
