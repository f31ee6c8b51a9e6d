import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import {
  anyOf,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../../platform/listing/index.ts";
import type { ReceiptFilter } from "./queries.ts";
import {
  attachVoucher,
  enterReceipt,
  getMoney,
  listReceipts,
  matchReceipt,
  readVoucher,
  reverseReceipt,
} from "./service.ts";
import {
  AgreementMoney,
  Receipt,
  RECEIPT_SORTS,
  RECEIPT_STATES,
  ReceiptDraft,
  ReceiptImport,
  ReceiptMatch,
  ReceiptReversal,
} from "./types.ts";
import { exportReceipts, importReceipts } from "./workbook.ts";

const tag = "receipts";
const read = { permission: "agreement.read", in: "row" } as const;
const manage = { permission: "agreement.manage", in: "row" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const agreementParams = z.object({ agreementId: z.uuid() });
const receiptParams = z.object({ receiptId: z.uuid() });

const ReceiptListQuery = listQuery(RECEIPT_SORTS).extend({
  state: anyOf(RECEIPT_STATES),
  from: z.iso.date().optional().describe("Received on this day or later"),
  until: z.iso.date().optional().describe("Received on this day or earlier"),
});

function filterOf({ state, from, until }: Pick<z.output<typeof ReceiptListQuery>, "state" | "from" | "until">) {
  return { states: state ?? null, from: from ?? null, until: until ?? null } satisfies ReceiptFilter;
}

export function receiptsRoutes(api: Router): void {
  listRoutes(api);
  recordRoutes(api);
}

function listRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/receipts",
      access: { permission: "agreement.read", in: "path" },
      id: "listReceipts",
      tag,
      summary: "What was received under the agreements of a pair, or under those of an enterprise",
      params: scopeParams,
      query: ReceiptListQuery,
      answer: listPageSchema(Receipt),
    },
    async ({ ctx, params, query }) =>
      listReceipts(ctx, params.scopeId, readListing("receipts", query), filterOf(query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/receipts/export",
      access: { permission: "agreement.export", in: "path" },
      id: "exportReceipts",
      tag,
      summary: "Receipts as a workbook that can be filled in and handed in again, or as CSV",
      params: scopeParams,
      query: exportQuery(ReceiptListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportReceipts(ctx, params.scopeId, wholeListing("receipts", query), filterOf(query), { ...query, language }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/receipts/import",
      access: { permission: "agreement.manage", in: "path" },
      id: "importReceipts",
      tag,
      summary: "Tell what would be taken in of a workbook and why the rest is refused; with apply, take it in",
      params: scopeParams,
      query: z.object({ apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: ReceiptImport,
    },
    async ({ ctx, params, query, file }) => importReceipts(ctx, params.scopeId, file, query.apply === "true"),
  );
}

function recordRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/money",
      access: read,
      id: "getAgreementMoney",
      tag,
      summary: "Agreed, received, open and late under an agreement, by payment, with its receipts",
      params: agreementParams,
      answer: AgreementMoney,
    },
    async ({ ctx, params }) => getMoney(ctx, params.agreementId),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/receipts",
      access: manage,
      id: "enterReceipt",
      tag,
      summary: "Enter money that came in; refused where it is more than the agreement leaves open",
      params: agreementParams,
      body: ReceiptDraft,
      answer: Receipt,
      status: 201,
    },
    async ({ ctx, params, body }) => enterReceipt(ctx, params.agreementId, body),
  );
  api.route(
    {
      method: "put",
      path: "/api/receipts/{receiptId}/payment",
      access: manage,
      id: "matchReceipt",
      tag,
      summary: "Say which payment it was for, or that nobody knows yet",
      params: receiptParams,
      body: ReceiptMatch,
      answer: Receipt,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => matchReceipt(ctx, params.receiptId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/receipts/{receiptId}/reversal",
      access: manage,
      id: "reverseReceipt",
      tag,
      summary: "Take a receipt back, with a reason; it stays to be seen and counts no more",
      params: receiptParams,
      body: ReceiptReversal,
      answer: Receipt,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => reverseReceipt(ctx, params.receiptId, body.reason, version),
  );
  api.route(
    {
      method: "put",
      path: "/api/receipts/{receiptId}/voucher",
      access: manage,
      id: "attachVoucher",
      tag,
      summary: "The voucher as a file, once",
      params: receiptParams,
      body: "file",
      answer: Receipt,
      ifMatch: true,
    },
    async ({ ctx, params, file, version }) => attachVoucher(ctx, params.receiptId, file, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/receipts/{receiptId}/voucher",
      access: read,
      id: "getVoucher",
      tag,
      summary: "The voucher's file",
      params: receiptParams,
      answer: "file",
    },
    async ({ ctx, params }) => readVoucher(ctx, params.receiptId),
  );
}
