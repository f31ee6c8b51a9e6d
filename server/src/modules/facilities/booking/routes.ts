import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../../platform/listing/index.ts";
import { changeBookable, createBookable, getBookable, getCalendar, listBookables } from "./bookables.ts";
import { getBooking, listBookings, requestBooking, stepBooking } from "./bookings.ts";
import { feedRoutes } from "./feed-routes.ts";
import type { ChargeSources } from "../costs/charge.ts";
import {
  Bookable,
  BOOKABLE_SORTS,
  BookableCalendar,
  BookableChange,
  BookableChanged,
  BookableDraft,
  Booking,
  BOOKING_SORTS,
  BOOKING_STATES,
  BookingDraft,
  BookingStep,
} from "./types.ts";

const tag = "bookings";
const scopeParams = z.object({ scopeId: z.uuid() });
const bookableParams = z.object({ bookableId: z.uuid() });
const bookingParams = z.object({ bookingId: z.uuid() });
const Instant = z.iso.datetime({ offset: true });

export function bookingRoutes(api: Router, charges: ChargeSources): void {
  bookableRoutes(api);
  requestRoutes(api, charges);
  feedRoutes(api);
}

function bookableRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/bookables",
      access: { permission: "booking.read", in: "path" },
      id: "listBookables",
      tag,
      summary: "What can be booked by the hour from a scope: its own, and what is open to everybody",
      params: scopeParams,
      query: listQuery(BOOKABLE_SORTS).extend({ subjectId: z.uuid().optional().describe("Instrument or facility") }),
      answer: listPageSchema(Bookable),
    },
    async ({ ctx, params, query }) =>
      listBookables(ctx, params.scopeId, readListing("bookables", query), query.subjectId ?? null),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/bookables",
      access: { permission: "booking.manage", in: "path" },
      id: "createBookable",
      tag,
      summary: "Open an instrument or a facility to bookings, with hours, rules and prices",
      params: scopeParams,
      body: BookableDraft,
      answer: Bookable,
      status: 201,
    },
    async ({ ctx, params, body }) => createBookable(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/bookables/{bookableId}",
      access: "signed_in",
      id: "getBookable",
      tag,
      summary: "One thing that can be booked",
      params: bookableParams,
      answer: Bookable,
    },
    async ({ ctx, params }) => getBookable(ctx, params.bookableId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/bookables/{bookableId}",
      access: { permission: "booking.manage", in: "row" },
      id: "changeBookable",
      tag,
      summary: "Change hours, rules, prices or capacity for bookings to come",
      params: bookableParams,
      body: BookableChange,
      answer: BookableChanged,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeBookable(ctx, params.bookableId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/bookables/{bookableId}/calendar",
      access: "signed_in",
      id: "getBookableCalendar",
      tag,
      summary: "Opening hours, what is taken, and the bookings that the caller may read, in at most 62 days",
      params: bookableParams,
      query: z
        .object({ from: Instant, until: Instant })
        .refine(({ from, until }) => isShort(from, until), "At most 62 days, until after from"),
      answer: BookableCalendar,
    },
    async ({ ctx, params, query }) => getCalendar(ctx, params.bookableId, query),
  );
}

function isShort(from: string, until: string): boolean {
  const length = Date.parse(until) - Date.parse(from);
  return length > 0 && length <= 62 * 86_400_000;
}

const BookingListQuery = listQuery(BOOKING_SORTS).extend({
  state: anyOf(BOOKING_STATES),
  bookableId: z.uuid().optional(),
  mine: z.enum(["true", "false"]).default("false").describe("Only what the caller booked"),
  side: z.enum(["booked", "run"]).optional().describe("Booked from here, or run from here; both where left out"),
});

function requestRoutes(api: Router, charges: ChargeSources): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/bookings",
      access: { permission: "booking.read", in: "path" },
      id: "listBookings",
      tag,
      summary: "Bookings made from a scope, and of what the scope runs",
      params: scopeParams,
      query: BookingListQuery,
      answer: listPageSchema(Booking),
    },
    async ({ ctx, params, query }) =>
      listBookings(ctx, params.scopeId, readListing("bookings", query), {
        states: query.state ?? null,
        bookableId: query.bookableId ?? null,
        bookedBy: query.mine === "true" ? ctx.caller.userId : null,
        side: query.side ?? null,
      }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/bookings",
      access: { permission: "booking.request", in: "path" },
      id: "requestBooking",
      tag,
      summary: "Book hours on behalf of a scope, or join the waiting list",
      params: scopeParams,
      body: BookingDraft,
      answer: Booking,
      status: 201,
    },
    async ({ ctx, params, body }) => requestBooking(ctx, params.scopeId, body, charges),
  );
  api.route(
    {
      method: "get",
      path: "/api/bookings/{bookingId}",
      access: { permission: "booking.read", in: "row" },
      id: "getBooking",
      tag,
      summary: "One booking",
      params: bookingParams,
      answer: Booking,
    },
    async ({ ctx, params }) => getBooking(ctx, params.bookingId),
  );
  api.route(
    {
      method: "post",
      path: "/api/bookings/{bookingId}/steps",
      access: { permission: "booking.request", in: "row" },
      id: "stepBooking",
      tag,
      summary: "Approve, refuse, accept an offered place, cancel, restore, record the use or settle",
      params: bookingParams,
      body: BookingStep,
      answer: Booking,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => stepBooking(ctx, params.bookingId, body, version),
  );
}
