import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import {
  anyOf,
  exportOptions,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../platform/listing/index.ts";
import { applicationRoutes } from "./applications/routes.ts";
import { closingRoutes } from "./closing/routes.ts";
import { commitmentRoutes } from "./commitments/routes.ts";
import { receiptRoutes } from "./receipts/routes.ts";
import { reconciliationRoutes } from "./reconciliation/routes.ts";
import { exportFunds, exportLedger } from "./service/exports.ts";
import { shareRoutes } from "./shares/routes.ts";
import { createFund, getFund, listFunds, reviseFund } from "./service/funds.ts";
import { addCommitment, addContributor, enterPlain, listEntries, payIn, reverseEntry } from "./service/ledger.ts";
import { getStatement } from "./service/statement.ts";
import { exportStatement } from "./service/statement-export.ts";
import {
  ContributionPayment,
  ContributorCommitment,
  ContributorEntry,
  Day,
  ENTRY_SORTS,
  Fund,
  FUND_SORTS,
  FundChange,
  FundDraft,
  FundEntry,
  FundStatement,
  FundSummary,
  PeriodQuery,
  PlainEntryDraft,
  Reversal,
} from "./shapes.ts";
import { ENTRY_KINDS } from "./types.ts";

const tag = "funds";
const scopeParams = z.object({ scopeId: z.uuid() });
const params = z.object({ fundId: z.uuid() });
const read = { permission: "fund.read", in: "row" } as const;
const exported = { permission: "fund.export", in: "row" } as const;

const FundListQuery = listQuery(FUND_SORTS);
const EntryListQuery = listQuery(ENTRY_SORTS).extend({
  kind: anyOf(ENTRY_KINDS),
  from: Day.optional(),
  until: Day.optional().describe("The last day"),
});

interface EntryQuery {
  readonly kind?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}
const filterOf = ({ kind, from, until }: EntryQuery) => ({
  kinds: kind ?? null,
  from: from ?? null,
  until: until ?? null,
});

export function fundsRoutes(api: Router): void {
  fundRoutes(api);
  ledgerRoutes(api);
  statementRoutes(api);
  applicationRoutes(api);
  commitmentRoutes(api);
  reconciliationRoutes(api);
  receiptRoutes(api);
  closingRoutes(api);
  shareRoutes(api);
}

function fundRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/funds",
      access: { permission: "fund.read", in: "path" },
      id: "listFunds",
      tag,
      summary: "The transformation funds of a zone or a pair, with their money",
      params: scopeParams,
      query: FundListQuery,
      answer: listPageSchema(FundSummary),
    },
    async ({ ctx, params: { scopeId }, query }) => listFunds(ctx, scopeId, readListing("funds", query)),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/funds",
      access: { permission: "fund.create", in: "path" },
      id: "createFund",
      tag,
      summary: "Enter a fund with its contributors and its plan",
      params: scopeParams,
      body: FundDraft,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createFund(ctx, scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/funds/export",
      access: { permission: "fund.export", in: "path" },
      id: "exportFunds",
      tag,
      summary: "The funds as a workbook or CSV",
      params: scopeParams,
      query: exportQuery(FundListQuery),
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) =>
      exportFunds(ctx, scopeId, wholeListing("funds", query), { ...query, language }),
  );
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}",
      access: read,
      id: "getFund",
      tag,
      summary: "A fund with its contributors, plan and money",
      params,
      answer: Fund,
    },
    async ({ ctx, params: { fundId } }) => getFund(ctx, fundId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/funds/{fundId}",
      access: { permission: "fund.manage", in: "row" },
      id: "changeFund",
      tag,
      summary: "Change what it says, its plan, or who may apply",
      params,
      body: FundChange,
      answer: Fund,
      ifMatch: true,
    },
    async ({ ctx, params: { fundId }, body, version }) => reviseFund(ctx, fundId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/funds/{fundId}/contributors",
      access: { permission: "fund.manage", in: "row" },
      id: "addFundContributor",
      tag,
      summary: "Somebody commits money to the fund",
      params,
      body: ContributorEntry,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { fundId }, body }) => addContributor(ctx, fundId, body),
  );
}

function ledgerRoutes(api: Router): void {
  const pay = { permission: "fund.pay", in: "row" } as const;
  api.route(
    {
      method: "post",
      path: "/api/fund-contributors/{contributorId}/commitments",
      access: { permission: "fund.manage", in: "row" },
      id: "commitMoreToFund",
      tag,
      summary: "A contributor commits more, or anew after an error was reversed",
      params: z.object({ contributorId: z.uuid() }),
      body: ContributorCommitment,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { contributorId }, body }) => addCommitment(ctx, contributorId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-contributors/{contributorId}/payments",
      access: pay,
      id: "payIntoFund",
      tag,
      summary: "A contributor's money arrived at the bank",
      params: z.object({ contributorId: z.uuid() }),
      body: ContributionPayment,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { contributorId }, body }) => payIn(ctx, contributorId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/funds/{fundId}/entries",
      access: pay,
      id: "enterFundEntry",
      tag,
      summary: "Interest of the bank, or a fee that the fund paid",
      params,
      body: PlainEntryDraft,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { fundId }, body }) => enterPlain(ctx, fundId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/fund-entries/{entryId}/reversal",
      access: pay,
      id: "reverseFundEntry",
      tag,
      summary: "Take an entry back by its opposite; both stay in the ledger",
      params: z.object({ entryId: z.uuid() }),
      body: Reversal,
      answer: Fund,
      status: 201,
    },
    async ({ ctx, params: { entryId }, body }) => reverseEntry(ctx, entryId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/entries",
      access: read,
      id: "listFundEntries",
      tag,
      summary: "The ledger: every entry with its lines",
      params,
      query: EntryListQuery,
      answer: listPageSchema(FundEntry),
    },
    async ({ ctx, params: { fundId }, query }) =>
      listEntries(ctx, fundId, readListing("fund-entries", query), filterOf(query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/entries/export",
      access: exported,
      id: "exportFundEntries",
      tag,
      summary: "The ledger as a workbook or CSV, one row for each line",
      params,
      query: exportQuery(EntryListQuery),
      answer: "file",
    },
    async ({ ctx, params: { fundId }, query, language }) =>
      exportLedger(ctx, fundId, wholeListing("fund-entries", query), filterOf(query), { ...query, language }),
  );
}

function statementRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/statement",
      access: read,
      id: "getFundStatement",
      tag,
      summary: "The trial balance of a period, what moved the fund's money in it, and its money by stage and by source",
      params,
      query: PeriodQuery,
      answer: FundStatement,
    },
    async ({ ctx, params: { fundId }, query }) => getStatement(ctx, fundId, query),
  );
  api.route(
    {
      method: "get",
      path: "/api/funds/{fundId}/statement/export",
      access: exported,
      id: "exportFundStatement",
      tag,
      summary:
        "The trial balance of a period with the money by stage and by source, as a workbook; the balance alone as CSV",
      params,
      query: PeriodQuery.extend(exportOptions),
      answer: "file",
    },
    async ({ ctx, params: { fundId }, query, language }) => exportStatement(ctx, fundId, query, { ...query, language }),
  );
}
