import { z } from "@hono/zod-openapi";
import { cursorFrom, PageQuery, pageSchema, type Router } from "../../platform/http/index.ts";
import { scopeParams } from "./query-shapes.ts";
import { dismissDuplicate, listDuplicates, listMerges, mergeRecords, undoMerge } from "./service/duplicates.ts";
import { Duplicate, DuplicateDismissal, Merge, MergeableKind, MergeDraft } from "./types.ts";

const tag = "duplicates";

export function mergeRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/duplicates",
      access: { permission: "directory.read", in: "path" },
      id: "listDuplicates",
      tag,
      summary: "Records that may be one, the surest first",
      params: scopeParams,
      query: z.object({ kind: MergeableKind.default("achievement") }),
      answer: z.object({ items: z.array(Duplicate) }),
    },
    async ({ ctx, params: { scopeId }, query }) => listDuplicates(ctx, scopeId, query.kind),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/duplicates/dismiss",
      access: { permission: "directory.write", in: "path" },
      id: "dismissDuplicate",
      tag,
      summary: "Say that two records are two, so that nobody is asked again",
      params: scopeParams,
      body: DuplicateDismissal,
      answer: null,
    },
    async ({ ctx, params: { scopeId }, body }) => dismissDuplicate(ctx, scopeId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/merges",
      access: { permission: "directory.write", in: "path" },
      id: "mergeRecords",
      tag,
      summary: "Say that two records are one; the merged one's id answers the survivor from then on",
      params: scopeParams,
      body: MergeDraft,
      answer: Merge,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => mergeRecords(ctx, scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/merges",
      access: { permission: "directory.read", in: "path" },
      id: "listMerges",
      tag,
      summary: "Merges, the latest first",
      params: scopeParams,
      query: PageQuery,
      answer: pageSchema(Merge),
    },
    async ({ ctx, params: { scopeId }, query }) =>
      listMerges(ctx, scopeId, {
        limit: query.limit,
        after: cursorFrom(query.cursor, "merges", z.tuple([z.string(), z.uuid()])),
      }),
  );
  api.route(
    {
      method: "post",
      path: "/api/merges/{mergeId}/undo",
      access: { permission: "directory.write", in: "row" },
      id: "undoMerge",
      tag,
      summary: "Take merged records apart again",
      params: z.object({ mergeId: z.uuid() }),
      answer: Merge,
    },
    async ({ ctx, params: { mergeId } }) => undoMerge(ctx, mergeId),
  );
}
