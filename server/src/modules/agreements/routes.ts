import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import {
  anyOf,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../platform/listing/index.ts";
import { approvalRoutes } from "./approval/routes.ts";
import { costsRoutes } from "./costs/routes.ts";
import { amendmentsRoutes } from "./amendments/routes.ts";
import { milestonesRoutes } from "./milestones/routes.ts";
import { papersRoutes } from "./papers/routes.ts";
import { AGREEMENT_KINDS } from "./types.ts";
import type { AgreementFilter } from "./queries.ts";
import { receiptsRoutes } from "./receipts/routes.ts";
import { registrationRoutes } from "./registration/routes.ts";
import { sharesRoutes } from "./shares/routes.ts";
import { changeAgreement, createAgreement, getAgreement, listAgreements, moveAgreement } from "./service/agreements.ts";
import { signingRoutes } from "./signing/routes.ts";
import { templatesRoutes } from "./templates/routes.ts";
import { exportAgreements, exportDocument } from "./service/export.ts";
import { totalAgreements } from "./service/totals.ts";
import {
  Agreement,
  AGREEMENT_SORTS,
  AGREEMENT_STATES,
  AgreementChange,
  AgreementDraft,
  AgreementSummary,
  AgreementTotals,
  AgreementTransition,
  MONEY_STANDS,
} from "./types.ts";

const tag = "agreements";
const manage = { permission: "agreement.manage", in: "row" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const agreementParams = z.object({ agreementId: z.uuid() });

const AgreementListQuery = listQuery(AGREEMENT_SORTS).extend({
  state: anyOf(AGREEMENT_STATES),
  kind: anyOf(AGREEMENT_KINDS),
  originId: z.uuid().optional().describe("Of one need or challenge"),
  money: anyOf(MONEY_STANDS),
  signed: anyOf(["signed", "unsigned"]).describe("Whether it was ever signed, also where it has ended since"),
});

function filterOf(query: {
  readonly state?: readonly string[] | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly originId?: string | undefined;
  readonly money?: readonly string[] | undefined;
  readonly signed?: readonly string[] | undefined;
}): AgreementFilter {
  const { state = null, kind = null, originId = null, money = null, signed = null } = query;
  return { states: state, kinds: kind, originId, money, signed };
}

export function agreementsRoutes(api: Router): void {
  listRoutes(api);
  recordRoutes(api);
  receiptsRoutes(api);
  papersRoutes(api);
  milestonesRoutes(api);
  amendmentsRoutes(api);
  sharesRoutes(api);
  approvalRoutes(api);
  signingRoutes(api);
  registrationRoutes(api);
  templatesRoutes(api);
  costsRoutes(api);
}

function listRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreements",
      access: { permission: "agreement.read", in: "path" },
      id: "listAgreements",
      tag,
      summary: "The agreements of a pair, or of an enterprise",
      params: scopeParams,
      query: AgreementListQuery,
      answer: listPageSchema(AgreementSummary),
    },
    async ({ ctx, params, query }) =>
      listAgreements(ctx, params.scopeId, readListing("agreements", query), filterOf(query)),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/agreements",
      access: { permission: "agreement.manage", in: "path" },
      id: "createAgreement",
      tag,
      summary: "Draw an agreement up by hand, with or without the need that it meets",
      params: scopeParams,
      body: AgreementDraft,
      answer: Agreement,
      status: 201,
    },
    async ({ ctx, params, body }) => createAgreement(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreement-totals",
      access: { permission: "agreement.read", in: "path" },
      id: "getAgreementTotals",
      tag,
      summary: "How many agreements were signed, and what was agreed and received in them, by kind",
      params: scopeParams,
      answer: AgreementTotals,
    },
    async ({ ctx, params }) => totalAgreements(ctx, params.scopeId),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreements/export",
      access: { permission: "agreement.export", in: "path" },
      id: "exportAgreements",
      tag,
      summary: "The list of agreements as a workbook or as CSV",
      params: scopeParams,
      query: exportQuery(AgreementListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportAgreements(ctx, params.scopeId, wholeListing("agreements", query), filterOf(query), { ...query, language }),
  );
}

function recordRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}",
      access: { permission: "agreement.read", in: "row" },
      id: "getAgreement",
      tag,
      summary: "An agreement with its parties, milestones, payments, origin, and every step with name and time",
      params: agreementParams,
      answer: Agreement,
    },
    async ({ ctx, params }) => getAgreement(ctx, params.agreementId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/agreements/{agreementId}",
      access: manage,
      id: "changeAgreement",
      tag,
      summary: "Change a draft; parties, milestones and payments are given whole",
      params: agreementParams,
      body: AgreementChange,
      answer: Agreement,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeAgreement(ctx, params.agreementId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/transitions",
      access: manage,
      id: "moveAgreement",
      tag,
      summary: "Record that it was signed, or has ended and why",
      params: agreementParams,
      body: AgreementTransition,
      answer: Agreement,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => moveAgreement(ctx, params.agreementId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/document",
      access: { permission: "agreement.export", in: "row" },
      id: "getAgreementDocument",
      tag,
      summary: "The text as a Word document or as PDF, in Chinese",
      params: agreementParams,
      query: z.object({
        format: z.enum(["docx", "pdf"]).default("docx"),
        before: z.coerce.number().int().min(1).optional().describe("The text that stood until this amendment"),
        template: z.uuid().optional().describe("By this template in force, as .docx; without: the built-in text"),
      }),
      answer: "file",
    },
    async ({ ctx, params, query }) => exportDocument(ctx, params.agreementId, query),
  );
}
