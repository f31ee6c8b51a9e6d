import { z } from "zod";
import { eventType } from "../../../platform/outbox/index.ts";
import { BOOKING_STATES } from "./types.ts";

/** Which booking of what, and where its people see it; nothing personal. */
const About = z.object({
  bookingId: z.uuid(),
  bookableId: z.uuid(),
  number: z.string(),
  name: z.string(),
  startsAt: z.string(),
  bookerScopeId: z.uuid(),
  bookedBy: z.uuid(),
  scopeId: z.uuid(),
  managerScopeId: z.uuid().nullable(),
});

/** Awaits those who run what is booked. */
export const bookingRequested = eventType("facilities.booking_requested", About);

/** Went on in its states: decided, offered from the waiting list, cancelled by those who run it, settled. */
export const bookingMoved = eventType(
  "facilities.booking_moved",
  About.extend({ to: z.enum(BOOKING_STATES), reason: z.string().nullable(), offerEndsAt: z.string().nullable() }),
);

/** A place may have become free: the line is looked at. */
export const placeFreed = eventType("facilities.place_freed", z.object({ bookableId: z.uuid() }));
