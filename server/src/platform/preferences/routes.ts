import { z } from "@hono/zod-openapi";
import type { Router } from "../http/index.ts";
import { getPreference, setPreference } from "./preferences.ts";
import { createView, deleteView, listViews, updateView } from "./views.ts";

const Preference = z
  .object({
    key: z.string(),
    value: z.unknown().describe("Null where nothing is kept"),
    updatedAt: z.string().nullable(),
  })
  .openapi("Preference");

const ListName = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/);
const ViewName = z.string().trim().min(1).max(60);
const ViewQuery = z
  .record(z.string().max(60), z.unknown())
  .describe("Filters, order, search and columns, as the page has them in its address");

const SavedView = z
  .object({
    id: z.uuid(),
    scopeId: z.uuid(),
    list: z.string(),
    name: z.string(),
    query: z.record(z.string(), z.unknown()),
    ownerId: z.uuid(),
    isShared: z.boolean().describe("Seen by everybody who reads in the scope"),
    isMine: z.boolean(),
    version: z.number().int(),
    updatedAt: z.string(),
  })
  .openapi("SavedView");

const keyParams = z.object({ key: z.string().regex(/^[a-z][a-zA-Z0-9_.:-]{0,119}$/) });
const viewParams = z.object({ scopeId: z.uuid(), viewId: z.uuid() });

export function preferenceRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/me/preferences/{key}",
      access: "signed_in",
      id: "getPreference",
      tag: "me",
      summary: "A setting or a draft of mine",
      params: keyParams,
      answer: Preference,
    },
    async ({ ctx, params }) => getPreference(ctx, params.key),
  );
  api.route(
    {
      method: "put",
      path: "/api/me/preferences/{key}",
      access: "signed_in",
      id: "setPreference",
      tag: "me",
      summary: "Keep a setting or a draft of mine; null forgets it",
      params: keyParams,
      body: z.strictObject({ value: z.unknown() }),
      answer: Preference,
    },
    async ({ ctx, params, body }) => setPreference(ctx, params.key, body.value ?? null),
  );
  viewRoutes(api);
}

function viewRoutes(api: Router): void {
  const tag = "views";
  // Who may read in a scope may keep views there; sharing takes the right to write.
  const access = { permission: "view.read", in: "path" } as const;
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/views",
      access,
      id: "listViews",
      tag,
      summary: "Views of lists: my own and those that are shared here",
      params: z.object({ scopeId: z.uuid() }),
      query: z.object({ list: ListName.optional() }),
      answer: z.object({ items: z.array(SavedView) }),
    },
    async ({ ctx, params, query }) => ({ items: await listViews(ctx, params.scopeId, query.list ?? null) }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/views",
      access,
      id: "createView",
      tag,
      summary: "Keep a view of a list",
      params: z.object({ scopeId: z.uuid() }),
      body: z.strictObject({ list: ListName, name: ViewName, query: ViewQuery, isShared: z.boolean().default(false) }),
      answer: SavedView,
      status: 201,
    },
    async ({ ctx, params, body }) => createView(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "patch",
      path: "/api/scopes/{scopeId}/views/{viewId}",
      access,
      id: "updateView",
      tag,
      summary: "Rename, change or share a view of mine",
      params: viewParams,
      body: z.strictObject({
        name: ViewName.optional(),
        query: ViewQuery.optional(),
        isShared: z.boolean().optional(),
      }),
      answer: SavedView,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => updateView(ctx, params.scopeId, params.viewId, body, version),
  );
  api.route(
    {
      method: "delete",
      path: "/api/scopes/{scopeId}/views/{viewId}",
      access,
      id: "deleteView",
      tag,
      summary: "Delete a view of mine, or one that is shared here",
      params: viewParams,
      answer: null,
    },
    async ({ ctx, params }) => {
      await deleteView(ctx, params.scopeId, params.viewId);
    },
  );
}
