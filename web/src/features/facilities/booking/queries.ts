import type { Schemas } from "@dual-high/client";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Bookable = Schemas["Bookable"];
export type Booking = Schemas["Booking"];
export type BookingAction = Booking["actions"][number];
export type BookingState = Booking["state"];
export type UserClass = Booking["userClass"];
export type Calendar = Schemas["BookableCalendar"];

export const USER_CLASSES = ["university", "zone_enterprise", "other"] as const satisfies readonly UserClass[];
export const BOOKING_STATES = [
  "requested",
  "approved",
  "waiting",
  "offered",
  "used",
  "settled",
  "refused",
  "cancelled",
  "lapsed",
] as const satisfies readonly BookingState[];

export const bookingsKey = ["bookings"] as const;

export function bookableQuery(bookableId: string) {
  return queryOptions({
    queryKey: [...bookingsKey, "bookable", bookableId],
    queryFn: async () => api.get("/api/bookables/{bookableId}", { params: { path: { bookableId } } }),
  });
}

export function bookingQuery(bookingId: string) {
  return queryOptions({
    queryKey: [...bookingsKey, "one", bookingId],
    queryFn: async () => api.get("/api/bookings/{bookingId}", { params: { path: { bookingId } } }),
  });
}

export function calendarQuery(bookableId: string, from: string, until: string) {
  return queryOptions({
    queryKey: [...bookingsKey, "calendar", bookableId, from, until],
    queryFn: async ({ signal }) =>
      api.get("/api/bookables/{bookableId}/calendar", {
        params: { path: { bookableId }, query: { from, until } },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** Of an instrument or a facility; null while it is not open to bookings. */
export function bookableOfQuery(scopeId: string, subjectId: string) {
  return queryOptions({
    queryKey: [...bookingsKey, "of", scopeId, subjectId],
    queryFn: async () => {
      const params = { path: { scopeId }, query: { subjectId, limit: 1 } };
      return (await api.get("/api/scopes/{scopeId}/bookables", { params })).items[0] ?? null;
    },
  });
}
