import type { Language } from "@dual-high/kernel";
import { z } from "@hono/zod-openapi";
import { type Ctx, transact } from "../access/index.ts";
import { SYSTEM_SCOPE_ID } from "../access/matrix.ts";
import { audit } from "../audit/index.ts";
import type { Tx } from "../db/index.ts";
import { cursorFrom, PageQuery, pageOf, pageSchema, type Router } from "../http/index.ts";
import { type ExportColumn, exportList, exportOptions } from "../listing/index.ts";
import { type AuditEvent, type AuditFilter, listAuditChains, listAuditEvents } from "./events.ts";
import { startVerification } from "./verification.ts";

/** The names of accounts that the caller may see; identity has them. */
export type NameUsers = (tx: Tx, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const AuditEventView = z
  .object({
    id: z.uuid(),
    scopeId: z.uuid(),
    at: z.string(),
    actorId: z.uuid().nullable().describe("Null for what the system did"),
    actorName: z.string().nullable(),
    action: z.string().describe("`<module>.<what_was_done>`"),
    subjectKind: z.string(),
    subjectId: z.string(),
    details: z.record(z.string(), z.unknown()).describe("Part of the chain"),
    personal: z.record(z.string(), z.unknown()).nullable().describe("Kept beside the chain; null once erased"),
    seq: z.string().nullable().describe("Place in the scope's chain; null until it is sealed"),
  })
  .openapi("AuditEvent");

const AuditHeadView = z
  .object({ scopeId: z.uuid(), seq: z.string().regex(/^\d{1,19}$/), hash: z.string().regex(/^[0-9a-f]{64}$/) })
  .openapi("AuditHead");

const filters = {
  actorId: z.uuid().optional(),
  action: z.string().max(500).optional().describe("Any of these actions, or of these modules' actions, by commas"),
  subjectKind: z.string().max(60).optional(),
  subjectId: z.string().max(200).optional(),
  from: z.iso.datetime({ offset: true }).optional().describe("At or after this instant"),
  until: z.iso.datetime({ offset: true }).optional().describe("Before this instant"),
};
const everywhere = { ...filters, scopeId: z.uuid().optional() };
const scopeParams = z.object({ scopeId: z.uuid() });
const tag = "audit";
const ofAll = { permission: "audit.read", in: "anywhere" } as const;
const ofScope = { permission: "scope_audit.read", in: "path" } as const;

export function inspectionRoutes(api: Router, nameUsers: NameUsers): void {
  api.route(
    {
      method: "get",
      path: "/api/audit-events",
      access: ofAll,
      id: "listAuditEvents",
      tag,
      summary: "What was done in every scope, the newest first",
      query: PageQuery.extend(everywhere),
      answer: pageSchema(AuditEventView),
    },
    async ({ ctx, query }) => pageOfEvents(ctx, nameUsers, query, filterFrom(query, query.scopeId ?? null)),
  );
  api.route(
    {
      method: "get",
      path: "/api/audit-events/export",
      access: ofAll,
      id: "exportAuditEvents",
      tag,
      summary: "What was done in every scope, as a workbook or CSV",
      query: z.object({ ...everywhere, ...exportOptions }),
      answer: "file",
    },
    async ({ ctx, query, language }) =>
      exportEvents(ctx, nameUsers, query, filterFrom(query, query.scopeId ?? null), language),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/audit-events",
      access: ofScope,
      id: "listScopeAuditEvents",
      tag,
      summary: "What was done in a scope, the newest first",
      params: scopeParams,
      query: PageQuery.extend(filters),
      answer: pageSchema(AuditEventView),
    },
    async ({ ctx, params, query }) => pageOfEvents(ctx, nameUsers, query, filterFrom(query, params.scopeId)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/audit-events/export",
      access: ofScope,
      id: "exportScopeAuditEvents",
      tag,
      summary: "What was done in a scope, as a workbook or CSV",
      params: scopeParams,
      query: z.object({ ...filters, ...exportOptions }),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportEvents(ctx, nameUsers, query, filterFrom(query, params.scopeId), language),
  );
  api.route(
    {
      method: "get",
      path: "/api/audit-chains",
      access: ofAll,
      id: "listAuditChains",
      tag,
      summary: "The ends of the chains: kept elsewhere, they prove that nothing before them was changed",
      query: PageQuery,
      answer: pageSchema(AuditHeadView.extend({ sealedAt: z.string() })),
    },
    async ({ ctx, query }) => {
      const after = cursorFrom(query.cursor, "audit-chains", z.uuid());
      const chains = await transact(ctx, async (tx) => listAuditChains(tx, after, query.limit + 1));
      return pageOf(chains, query.limit, "audit-chains", ({ scopeId }) => scopeId);
    },
  );
  api.route(
    {
      method: "post",
      path: "/api/audit-verifications",
      access: ofAll,
      id: "startAuditVerification",
      tag,
      summary: "Compute every chain anew, in the background; the job's result names what was changed",
      body: z.strictObject({ anchors: z.array(AuditHeadView).max(10_000).default([]) }),
      answer: z.object({ jobId: z.uuid() }),
      status: 202,
    },
    async ({ ctx, body }) => ({ jobId: (await startVerification(ctx, body.anchors)).id }),
  );
}

interface Query {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

function filterFrom(query: Query, scopeId: string | null): AuditFilter {
  return {
    scopeId,
    actorId: query.actorId ?? null,
    actions: query.action?.split(",") ?? null,
    subjectKind: query.subjectKind ?? null,
    subjectId: query.subjectId ?? null,
    from: query.from ?? null,
    until: query.until ?? null,
  };
}

type NamedEvent = AuditEvent & { readonly actorName: string | null };

async function listNamed(
  ctx: Ctx,
  nameUsers: NameUsers,
  filter: AuditFilter,
  page: { readonly limit: number; readonly before: readonly [string, string] | null },
): Promise<NamedEvent[]> {
  return transact(ctx, async (tx) => {
    const events = await listAuditEvents(tx, filter, page);
    const ids = new Set(events.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])));
    const names = await nameUsers(tx, [...ids]);
    return events.map((event) => ({ ...event, actorName: names.get(event.actorId ?? "") ?? null }));
  });
}

async function pageOfEvents(ctx: Ctx, nameUsers: NameUsers, query: PageQuery, filter: AuditFilter) {
  const before = cursorFrom(query.cursor, "audit-events", z.tuple([z.string(), z.uuid()]));
  const events = await listNamed(ctx, nameUsers, filter, { limit: query.limit + 1, before });
  return pageOf(events, query.limit, "audit-events", ({ at, id }) => [at, id]);
}

/** The newest of more than so many are in the file; the filter takes a period for the others. */
const MOST_EXPORTED = 50_000;

const COLUMNS: readonly ExportColumn<NamedEvent>[] = [
  { key: "at", header: { zh: "时间（UTC）", en: "Time (UTC)" }, width: 28, value: ({ at }) => at },
  { key: "actorName", header: { zh: "操作人", en: "By" }, width: 16, value: ({ actorName }) => actorName },
  { key: "actorId", header: { zh: "操作人编号", en: "By (id)" }, width: 38, value: ({ actorId }) => actorId },
  { key: "action", header: { zh: "操作", en: "Action" }, width: 28, value: ({ action }) => action },
  { key: "subjectKind", header: { zh: "对象", en: "Subject" }, width: 16, value: (event) => event.subjectKind },
  { key: "subjectId", header: { zh: "对象编号", en: "Subject (id)" }, width: 38, value: (event) => event.subjectId },
  { key: "details", header: { zh: "内容", en: "Details" }, width: 60, value: (event) => JSON.stringify(event.details) },
  { key: "scopeId", header: { zh: "范围编号", en: "Scope (id)" }, width: 38, value: ({ scopeId }) => scopeId },
  { key: "seq", header: { zh: "链上序号", en: "Place in the chain" }, width: 12, value: ({ seq }) => seq },
];

/** Taking the record away is worth a line in it. */
async function exportEvents(
  ctx: Ctx,
  nameUsers: NameUsers,
  query: { readonly format: "xlsx" | "csv"; readonly columns?: string | undefined },
  filter: AuditFilter,
  language: Language,
) {
  const rows = await listNamed(ctx, nameUsers, filter, { limit: MOST_EXPORTED, before: null });
  const title = { zh: "审计记录", en: "Audit" };
  const file = await exportList({ title, columns: COLUMNS, rows, query, language, madeAt: new Date() });
  const scopeId =
    filter.scopeId !== null && ctx.caller.readScopes.includes(filter.scopeId) ? filter.scopeId : SYSTEM_SCOPE_ID;
  await transact(ctx, async (tx) =>
    audit(tx, {
      scopeId,
      action: "audit.exported",
      subjectKind: "scope",
      subjectId: filter.scopeId ?? "all",
      details: { rows: rows.length },
    }),
  );
  return file;
}
