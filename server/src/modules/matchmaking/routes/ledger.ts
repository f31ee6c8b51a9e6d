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
import type { LedgerFilter } from "../queries/ledger.ts";
import {
  applyImport,
  discardImport,
  exportLedger,
  getImport,
  previewImport,
  undoImport,
} from "../service/ledger-imports.ts";
import { changeLine, getLine, listEntries, listLedger, listOwners, writeEntry } from "../service/lines.ts";
import {
  DUE_FILTERS,
  LEDGER_SORTS,
  LedgerEntry,
  LedgerEntryDraft,
  LedgerImport,
  LedgerImportChoice,
  LedgerLine,
  LedgerLineChange,
  LedgerOwner,
  LINE_STATES,
} from "../types.ts";

const tag = "ledger";
const scopeParams = z.object({ scopeId: z.uuid() });
const lineParams = z.object({ lineId: z.uuid() });
const inScope = { permission: "ledger.read", in: "path" } as const;
const read = { permission: "ledger.read", in: "row" } as const;
const update = { permission: "ledger.update", in: "row" } as const;

const Flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true");

const LedgerQuery = listQuery(LEDGER_SORTS).extend({
  state: anyOf(LINE_STATES),
  owner: z
    .string()
    .max(2000)
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(z.union([z.uuid(), z.literal("none")])))
    .optional()
    .describe("Any of these people, separated by commas; none for lines that nobody owns"),
  due: anyOf(DUE_FILTERS),
  answerWaiting: Flag.describe("Only lines with an answer that nobody has dealt with"),
  needId: z.uuid().optional(),
  withWithdrawn: Flag,
});

function filterOf(query: Omit<z.output<typeof LedgerQuery>, "limit" | "cursor" | "withTotal">): LedgerFilter {
  const owners = query.owner ?? null;
  const people = owners?.filter((owner) => owner !== "none") ?? [];
  return {
    states: query.state ?? null,
    ownerIds: people.length === 0 ? null : people,
    withoutOwner: owners?.includes("none") ?? false,
    due: query.due ?? null,
    answerWaiting: query.answerWaiting,
    needId: query.needId ?? null,
    withWithdrawn: query.withWithdrawn,
  };
}

export function ledgerRoutes(api: Router): void {
  lineRoutes(api);
  workbookRoutes(api);
}

function workbookRoutes(api: Router): void {
  const importParams = z.object({ importId: z.uuid() });
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/ledger/export",
      access: inScope,
      id: "exportLedger",
      tag,
      summary:
        "The ledger as a workbook that can be edited and handed in again, or as CSV with the columns that are seen",
      params: scopeParams,
      query: exportQuery(LedgerQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportLedger(ctx, params.scopeId, wholeListing("ledger", query), filterOf(query), { language, query }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/ledger/imports",
      access: { permission: "ledger.update", in: "path" },
      id: "previewLedgerImport",
      tag,
      summary: "Hand an edited ledger in: what it would change, line by line and cell by cell",
      params: scopeParams,
      body: "file",
      answer: LedgerImport,
      status: 201,
    },
    async ({ ctx, params, file, language }) => previewImport(ctx, params.scopeId, file, language),
  );
  api.route(
    {
      method: "get",
      path: "/api/ledger-imports/{importId}",
      access: read,
      id: "getLedgerImport",
      tag,
      summary: "An edited ledger against the ledger as it is now",
      params: importParams,
      answer: LedgerImport,
    },
    async ({ ctx, params, language }) => getImport(ctx, params.importId, language),
  );
  api.route(
    {
      method: "post",
      path: "/api/ledger-imports/{importId}/apply",
      access: update,
      id: "applyLedgerImport",
      tag,
      summary: "Write the changes of an edited ledger, all in one go",
      params: importParams,
      body: LedgerImportChoice,
      answer: LedgerImport,
      ifMatch: true,
    },
    async ({ ctx, params, body, version, language }) => applyImport(ctx, params.importId, body, version, language),
  );
  api.route(
    {
      method: "post",
      path: "/api/ledger-imports/{importId}/undo",
      access: update,
      id: "undoLedgerImport",
      tag,
      summary: "Take an applied ledger back: cells that nobody changed since are what they were before",
      params: importParams,
      answer: LedgerImport,
    },
    async ({ ctx, params }) => undoImport(ctx, params.importId),
  );
  api.route(
    {
      method: "delete",
      path: "/api/ledger-imports/{importId}",
      access: update,
      id: "discardLedgerImport",
      tag,
      summary: "Give up an edited ledger that was not applied",
      params: importParams,
      answer: null,
    },
    async ({ ctx, params }) => {
      await discardImport(ctx, params.importId);
    },
  );
}

function lineRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/ledger",
      access: inScope,
      id: "listLedger",
      tag,
      summary: "The ledger of a pair, what is due first",
      params: scopeParams,
      query: LedgerQuery,
      answer: listPageSchema(LedgerLine),
    },
    async ({ ctx, params, query }) => listLedger(ctx, params.scopeId, readListing("ledger", query), filterOf(query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/ledger/owners",
      access: inScope,
      id: "listLedgerOwners",
      tag,
      summary: "Who can be given a line of the ledger",
      params: scopeParams,
      answer: z.array(LedgerOwner),
    },
    async ({ ctx, params }) => listOwners(ctx, params.scopeId),
  );
  api.route(
    {
      method: "get",
      path: "/api/ledger-lines/{lineId}",
      access: read,
      id: "getLedgerLine",
      tag,
      summary: "One line of the ledger",
      params: lineParams,
      answer: LedgerLine,
    },
    async ({ ctx, params }) => getLine(ctx, params.lineId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/ledger-lines/{lineId}",
      access: update,
      id: "changeLedgerLine",
      tag,
      summary: "Give a line to somebody, move it on, say what is next",
      params: lineParams,
      body: LedgerLineChange,
      answer: LedgerLine,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeLine(ctx, params.lineId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/ledger-lines/{lineId}/entries",
      access: read,
      id: "listLedgerEntries",
      tag,
      summary: "What happened on a line, the newest first",
      params: lineParams,
      query: z.object({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        before: z.uuid().optional().describe("The last id of the page above"),
      }),
      answer: z.object({ items: z.array(LedgerEntry), hasMore: z.boolean() }),
    },
    async ({ ctx, params, query }) =>
      listEntries(ctx, params.lineId, { before: query.before ?? null, limit: query.limit }),
  );
  api.route(
    {
      method: "post",
      path: "/api/ledger-lines/{lineId}/entries",
      access: update,
      id: "writeLedgerEntry",
      tag,
      summary: "Note a visit, call or meeting; entries are never changed, a correction is a further one",
      params: lineParams,
      body: LedgerEntryDraft,
      answer: LedgerEntry,
      status: 201,
    },
    async ({ ctx, params, body }) => writeEntry(ctx, params.lineId, body),
  );
}
