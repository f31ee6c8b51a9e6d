import { mayIn, type Caller } from "../../../platform/access/index.ts";
import { priceOf } from "./hours.ts";
import type { BookableRow, BookingRow, Clock } from "./queries.ts";
import { actionsFor } from "./rules.ts";
import type { Bookable, Booking } from "./types.ts";

/** Whether the caller runs what is booked: in its own scope of managers, or in the pair. */
export function runs(
  caller: Caller,
  { scopeId, managerScopeId }: Pick<BookingRow, "scopeId" | "managerScopeId">,
): boolean {
  return (
    mayIn(caller, "booking.manage", scopeId) ||
    (managerScopeId !== null && mayIn(caller, "booking.manage", managerScopeId))
  );
}

export function showBookable(caller: Caller, row: BookableRow): Bookable {
  const { zoneId: _, ...shown } = row;
  return { ...shown, mayManage: runs(caller, row) };
}

export function showBooking(caller: Caller, row: BookingRow, clock: Clock): Booking {
  const isManager = runs(caller, row);
  return {
    id: row.id,
    number: row.number,
    bookableId: row.bookableId,
    bookableName: row.bookableName,
    scopeId: row.scopeId,
    bookerScopeId: row.bookerScopeId,
    bookedBy: row.bookedBy,
    bookerName: row.bookerName,
    bookerUnit: row.bookerUnit,
    userClass: row.userClass,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    purpose: row.purpose,
    chargeKind: row.chargeKind,
    chargeReference: row.chargeReference,
    state: row.state,
    stateSince: row.stateSince,
    offerEndsAt: row.offerEndsAt,
    placeInLine: row.placeInLine,
    fenPerHour: row.fenPerHour.toString(),
    expectedFen: priceOf(row.endsMinute - row.startsMinute, row.fenPerHour).toString(),
    reason: row.reason,
    usedMinutes: row.usedMinutes,
    useNote: row.useNote,
    amountFen: row.amountFen?.toString() ?? null,
    actions: actionsFor(row, { userId: caller.userId, isManager }, clock.minute),
    createdAt: row.createdAt,
    version: row.version,
  };
}
