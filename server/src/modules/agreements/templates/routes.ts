import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { AGREEMENT_KINDS } from "../types.ts";
import {
  dropTemplate,
  importTemplate,
  listTemplates,
  listTemplateTrials,
  listUsableTemplates,
  readTemplateFile,
  tryTemplate,
  writeStarter,
} from "./service.ts";
import { AgreementTemplate, AgreementTemplates, TemplateReading, TemplateTrial, UsableTemplate } from "./types.ts";

const tag = "agreements";
const read = { permission: "agreement.read", in: "path" } as const;
const set = { permission: "agreement.set_template", in: "path" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const kindParams = scopeParams.extend({ kind: z.enum(AGREEMENT_KINDS) });

export function templatesRoutes(api: Router): void {
  readRoutes(api);
  writeRoutes(api);
}

function readRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreement-templates",
      access: read,
      id: "listAgreementTemplates",
      tag,
      summary: "An institution's Word templates by kind, all versions, and the fields that a template may ask for",
      params: scopeParams,
      answer: AgreementTemplates,
    },
    async ({ ctx, params }) => listTemplates(ctx, params.scopeId),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreement-templates/{templateId}/file",
      access: read,
      id: "readAgreementTemplate",
      tag,
      summary: "A version of a template as it was uploaded",
      params: scopeParams.extend({ templateId: z.uuid() }),
      answer: "file",
    },
    async ({ ctx, params }) => readTemplateFile(ctx, params.scopeId, params.templateId),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreement-kinds/{kind}/starter-template",
      access: read,
      id: "getStarterTemplate",
      tag,
      summary: "The built-in text of a kind with placeholders, as a Word document to begin with",
      params: kindParams,
      answer: "file",
    },
    async ({ ctx, params }) => writeStarter(ctx, params.scopeId, params.kind),
  );
  api.route(
    {
      method: "get",
      path: "/api/agreements/{agreementId}/templates",
      access: { permission: "agreement.read", in: "row" },
      id: "listUsableAgreementTemplates",
      tag,
      summary: "The templates of its institutions by which the text of an agreement can be written",
      params: z.object({ agreementId: z.uuid() }),
      answer: z.array(UsableTemplate),
    },
    async ({ ctx, params }) => listUsableTemplates(ctx, params.agreementId),
  );
}

function writeRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/agreement-kinds/{kind}/template",
      access: set,
      id: "importAgreementTemplate",
      tag,
      summary:
        "Tell what is wrong with a Word template; with apply, put one without fault in force as the next version",
      params: kindParams,
      query: z.object({ apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: TemplateReading,
      ifMatch: true,
    },
    async ({ ctx, params: { scopeId, kind }, query, file, version }) =>
      importTemplate(ctx, scopeId, file, { kind, isApplied: query.apply === "true", version }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/agreement-kinds/{kind}/template-withdrawal",
      access: set,
      id: "dropAgreementTemplate",
      tag,
      summary: "Use the built-in text again; earlier versions stay to be seen",
      params: kindParams,
      answer: AgreementTemplate,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => dropTemplate(ctx, params.scopeId, params.kind, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/agreement-kinds/{kind}/template-trials",
      access: set,
      id: "listAgreementTemplateTrials",
      tag,
      summary: "Agreements of a kind with which a template can be tried",
      params: kindParams,
      answer: z.array(TemplateTrial),
    },
    async ({ ctx, params }) => listTemplateTrials(ctx, params.scopeId, params.kind),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/agreement-template-trials",
      access: set,
      id: "tryAgreementTemplate",
      tag,
      summary: "A template that is not in force, filled with what a chosen agreement says",
      params: scopeParams,
      query: z.object({ agreementId: z.uuid() }),
      body: "file",
      answer: "file",
    },
    async ({ ctx, params, query, file }) => tryTemplate(ctx, params.scopeId, query.agreementId, file),
  );
}
