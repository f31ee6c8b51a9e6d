import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { getReconciliation, importStatement, matchLine, takeBackLine } from "./service.ts";
import { BankImport, BankLineTakingBack, BankMatch, Reconciliation } from "./types.ts";

const tag = "funds";
const params = z.object({ fundId: z.uuid() });

export function reconciliationRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/reconciliation",
      access: { permission: "fund.read", in: "row" },
      id: "getFundReconciliation",
      tag,
      summary: "What bank and ledger agree on, and what only one of them has",
      params,
      answer: Reconciliation,
    },
    async ({ ctx, params: { fundId } }) => getReconciliation(ctx, fundId),
  );
  api.route(
    {
      method: "post",
      path: "/api/funds/{fundId}/bank-lines/import",
      access: { permission: "fund.pay", in: "row" },
      id: "importFundStatement",
      tag,
      summary: "A statement of the bank as a workbook or CSV: what it would add, or takes it in",
      params,
      query: z.object({ apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: BankImport,
    },
    async ({ ctx, params: { fundId }, query, file }) => importStatement(ctx, fundId, file, query.apply === "true"),
  );
  api.route(
    {
      method: "put",
      path: "/api/fund-bank-lines/{lineId}/match",
      access: { permission: "fund.pay", in: "row" },
      id: "matchFundBankLine",
      tag,
      summary: "Say which entry a line of the bank is, or that it is none",
      params: z.object({ lineId: z.uuid() }),
      body: BankMatch,
      answer: Reconciliation,
    },
    async ({ ctx, params: { lineId }, body }) => matchLine(ctx, lineId, body.entryId),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-bank-lines/{lineId}/taking-back",
      access: { permission: "fund.pay", in: "row" },
      id: "takeBackFundBankLine",
      tag,
      summary: "Take out a line of the bank that came in by mistake and is matched with nothing",
      params: z.object({ lineId: z.uuid() }),
      body: BankLineTakingBack,
      answer: Reconciliation,
    },
    async ({ ctx, params: { lineId }, body }) => takeBackLine(ctx, lineId, body.reason),
  );
}
