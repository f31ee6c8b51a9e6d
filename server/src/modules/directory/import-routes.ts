import { LIST_KINDS } from "@dual-high/lists";
import { z } from "@hono/zod-openapi";
import { CLASSIFICATIONS } from "../../platform/files/index.ts";
import { cursorFrom, PageQuery, pageSchema, type Router } from "../../platform/http/index.ts";
import { anyOf } from "../../platform/listing/index.ts";
import { requestAcceptance, undoImport } from "./service/accept-imports.ts";
import {
  changeImport,
  discardImport,
  getCorrections,
  getImport,
  type ImportDeps,
  listImportRows,
  listImports,
  previewImport,
} from "./service/imports.ts";
import { writeTemplate } from "./templates.ts";
import { Import, ImportAcceptance, ImportChange, ImportRow, ImportUndone, JobStarted, ROW_OUTCOMES } from "./types.ts";

const tag = "imports";
const scopeParams = z.object({ scopeId: z.uuid() });
const importParams = z.object({ importId: z.uuid() });

export function importRoutes(api: Router, deps: ImportDeps): void {
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/imports",
      access: { permission: "import.manage", in: "path" },
      id: "previewImport",
      tag,
      summary: "Hand in a list and see what taking it in would mean. State secrets do not belong here",
      params: scopeParams,
      query: z.object({
        kind: z.enum(LIST_KINDS),
        classification: z.enum(CLASSIFICATIONS).optional().describe("May be said later, before the list is taken in"),
      }),
      body: "file",
      answer: Import,
      status: 201,
      once: true,
    },
    async ({ ctx, params, query, file }) =>
      previewImport(ctx, deps, params.scopeId, {
        kind: query.kind,
        file,
        classification: query.classification ?? null,
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/imports",
      access: { permission: "import.read", in: "path" },
      id: "listImports",
      tag,
      summary: "Lists that were handed in, the newest first",
      params: scopeParams,
      query: PageQuery,
      answer: pageSchema(Import),
    },
    async ({ ctx, params, query }) =>
      listImports(ctx, params.scopeId, {
        limit: query.limit,
        after: cursorFrom(query.cursor, "imports", z.tuple([z.string(), z.uuid()])),
      }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/imports/accept",
      access: { permission: "import.manage", in: "path" },
      id: "acceptImports",
      tag,
      summary: "Take previewed lists in, all of them or none; a job does it",
      params: scopeParams,
      body: ImportAcceptance,
      answer: JobStarted,
      status: 202,
    },
    async ({ ctx, params, body }) => requestAcceptance(ctx, params.scopeId, body.importIds),
  );
  api.route(
    {
      method: "get",
      path: "/api/import-templates/{kind}",
      access: "signed_in",
      id: "getImportTemplate",
      tag,
      summary: "An empty list to fill in, with a sample row and guidance",
      params: z.object({ kind: z.enum(LIST_KINDS) }),
      answer: "file",
    },
    async ({ params, language }) => writeTemplate(params.kind, language, new Date()),
  );
  api.route(
    {
      method: "get",
      path: "/api/imports/{importId}",
      access: { permission: "import.read", in: "row" },
      id: "getImport",
      tag,
      summary: "One list that was handed in",
      params: importParams,
      answer: Import,
    },
    async ({ ctx, params }) => getImport(ctx, params.importId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/imports/{importId}",
      access: { permission: "import.manage", in: "row" },
      id: "changeImport",
      tag,
      summary: "Assign columns otherwise, which reads the file anew, or say how it is classified",
      params: importParams,
      body: ImportChange,
      answer: Import,
      ifMatch: true,
      once: true,
    },
    async ({ ctx, params, body, version }) => changeImport(ctx, deps, params.importId, body, version),
  );
  api.route(
    {
      method: "delete",
      path: "/api/imports/{importId}",
      access: { permission: "import.manage", in: "row" },
      id: "discardImport",
      tag,
      summary: "Throw a preview away, with its file",
      params: importParams,
      answer: null,
    },
    async ({ ctx, params }) => discardImport(ctx, deps, params.importId),
  );
  api.route(
    {
      method: "get",
      path: "/api/imports/{importId}/rows",
      access: { permission: "import.read", in: "row" },
      id: "listImportRows",
      tag,
      summary: "Rows of a list as they were understood, and what becomes of each",
      params: importParams,
      query: PageQuery.extend({
        outcome: anyOf(ROW_OUTCOMES),
        doubtful: z.enum(["true"]).optional().describe("Only rows of which something is told"),
      }),
      answer: pageSchema(ImportRow),
    },
    async ({ ctx, params, query }) =>
      listImportRows(ctx, params.importId, {
        outcomes: query.outcome ?? null,
        isDoubtful: query.doubtful === "true",
        limit: query.limit,
        after: cursorFrom(query.cursor, "import rows", z.number().int()),
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/imports/{importId}/corrections",
      access: { permission: "import.read", in: "row" },
      id: "getImportCorrections",
      tag,
      summary: "The file with what is to be mended beside each row",
      params: importParams,
      answer: "file",
    },
    async ({ ctx, params, language }) => getCorrections(ctx, deps, params.importId, language),
  );
  api.route(
    {
      method: "post",
      path: "/api/imports/{importId}/undo",
      access: { permission: "import.manage", in: "row" },
      id: "undoImport",
      tag,
      summary: "Put records back as they were before a list was taken in",
      params: importParams,
      answer: ImportUndone,
    },
    async ({ ctx, params }) => undoImport(ctx, deps, params.importId),
  );
}
