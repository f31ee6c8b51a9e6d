import { z } from "@hono/zod-openapi";
import { cursorFrom, PageQuery, type Router } from "../../platform/http/index.ts";
import { markInbox, openWorkbench, readInbox, type WorkbenchSources } from "./service.ts";
import { setReminderDays, showReminderDays } from "./reminders.ts";
import { Inbox, InboxCount, InboxMark, ReminderDays, ReminderDaysDraft, Workbench } from "./types.ts";

export function notifyRoutes(api: Router, sources: WorkbenchSources): void {
  api.route(
    {
      method: "get",
      path: "/api/me/inbox",
      access: "signed_in",
      id: "readInbox",
      tag: "inbox",
      summary: "What I was told, the unread first, then the newest",
      query: PageQuery.extend({ unread: z.enum(["true", "false"]).default("false").describe("Only what is unread") }),
      answer: Inbox,
    },
    async ({ ctx, query }) =>
      readInbox(ctx, {
        limit: query.limit,
        after: cursorFrom(query.cursor, "inbox", z.tuple([z.boolean(), z.string(), z.uuid()])),
        isUnreadOnly: query.unread === "true",
      }),
  );
  api.route(
    {
      method: "post",
      path: "/api/me/inbox/marks",
      access: "signed_in",
      id: "markInbox",
      tag: "inbox",
      summary: "Mark messages, or all of them, as read or unread",
      body: InboxMark,
      answer: InboxCount,
    },
    async ({ ctx, body }) => markInbox(ctx, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/workbench",
      access: { permission: "scope.read", in: "path" },
      id: "openWorkbench",
      tag: "workbench",
      summary: "What waits for me, how far the pair has come, and what changed since my last visit",
      params: z.object({ scopeId: z.uuid() }),
      answer: Workbench,
    },
    async ({ ctx, params }) => openWorkbench(ctx, sources, params.scopeId),
  );
  const scopeParams = z.object({ scopeId: z.uuid() });
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/reminder-days",
      access: { permission: "scope.read", in: "path" },
      id: "getReminderDays",
      tag: "inbox",
      summary: "How many days before a deadline the scope's people are reminded",
      params: scopeParams,
      answer: ReminderDays,
    },
    async ({ ctx, params }) => showReminderDays(ctx, params.scopeId),
  );
  api.route(
    {
      method: "put",
      path: "/api/scopes/{scopeId}/reminder-days",
      access: { permission: "need.triage", in: "path" },
      id: "setReminderDays",
      tag: "inbox",
      summary: "Say how many days before; an empty list reminds of nothing",
      params: scopeParams,
      body: ReminderDaysDraft,
      answer: ReminderDays,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => setReminderDays(ctx, params.scopeId, body.days, version),
  );
}
