import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { exportReport, exportSheet, getReport } from "./report.ts";
import { changeRegistration, getRegistration, moveRegistration } from "./service.ts";
import { Registration, RegistrationChange, RegistrationMove, TransformationReport } from "./types.ts";

const tag = "registration";
const read = { permission: "registration.read", in: "row" } as const;
const manage = { permission: "registration.manage", in: "row" } as const;
const inScope = { permission: "registration.read", in: "path" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const agreementParams = z.object({ agreementId: z.uuid() });
const YearQuery = z.object({ year: z.coerce.number().int().min(2000).max(2999) });

export function registrationRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/registration",
      access: read,
      id: "getRegistration",
      tag,
      summary: "Registration of a technology contract: form, amounts, status, days left, and the copy sheet",
      params: agreementParams,
      answer: Registration,
    },
    async ({ ctx, params }) => getRegistration(ctx, params.agreementId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/agreements/{agreementId}/registration",
      access: manage,
      id: "changeRegistration",
      tag,
      summary: "Fill in the form; non-technical costs are given whole, item by item",
      params: agreementParams,
      body: RegistrationChange,
      answer: Registration,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeRegistration(ctx, params.agreementId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/agreements/{agreementId}/registration/transitions",
      access: manage,
      id: "moveRegistration",
      tag,
      summary: "Record that the registrar accepted it, registered it with a number, or returned it",
      params: agreementParams,
      body: RegistrationMove,
      answer: Registration,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => moveRegistration(ctx, params.agreementId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/registration/sheet",
      access: read,
      id: "getRegistrationSheet",
      tag,
      summary: "The copy sheet as a workbook, in the order of the form",
      params: agreementParams,
      answer: "file",
    },
    async ({ ctx, params, language }) => exportSheet(ctx, params.agreementId, language),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/transformation-report",
      access: inScope,
      id: "getTransformationReport",
      tag,
      summary: "A year's technology contracts and receipts, by kind, with the growth over the year before",
      params: scopeParams,
      query: YearQuery,
      answer: TransformationReport,
    },
    async ({ ctx, params, query }) => getReport(ctx, params.scopeId, query.year),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/transformation-report/workbook",
      access: inScope,
      id: "exportTransformationReport",
      tag,
      summary: "The yearly report, or the registrations alone, as a workbook",
      params: scopeParams,
      query: YearQuery.extend({ what: z.enum(["report", "registrations"]).default("report") }),
      answer: "file",
    },
    async ({ ctx, params, query }) => exportReport(ctx, params.scopeId, query.year, query.what),
  );
}
