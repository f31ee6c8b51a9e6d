import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { makeFeed, readFeed, revokeFeed } from "./feeds.ts";

const tag = "bookings";
const scopeParams = z.object({ scopeId: z.uuid() });
const Which = z.strictObject({
  bookableId: z
    .uuid()
    .nullable()
    .default(null)
    .describe("Of what the caller runs; unset for the caller's own bookings"),
});

export function feedRoutes(api: Router): void {
  const access = { permission: "booking.request", in: "path" } as const;
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/calendar-feeds",
      access,
      id: "makeCalendarFeed",
      tag,
      summary: "A secret address for calendar programs, shown once; the one before ends",
      params: scopeParams,
      body: Which,
      answer: z.object({ path: z.string(), expiresAt: z.string() }).openapi("CalendarFeed"),
      status: 201,
      once: true,
    },
    async ({ ctx, params, body }) => makeFeed(ctx, params.scopeId, body.bookableId),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/calendar-feeds/revocation",
      access,
      id: "revokeCalendarFeed",
      tag,
      summary: "End the secret address of a calendar",
      params: scopeParams,
      body: Which,
      answer: null,
      status: 204,
    },
    async ({ ctx, params, body }) => revokeFeed(ctx, params.scopeId, body.bookableId),
  );
  api.route(
    {
      method: "get",
      path: "/api/calendar-feeds/{token}",
      access: "open",
      id: "readCalendarFeed",
      tag,
      summary: "Bookings as an iCalendar file, for who has the secret address",
      params: z.object({ token: z.string().min(20).max(100) }),
      answer: "file",
    },
    async ({ db, params }) => readFeed(db, params.token),
  );
}
