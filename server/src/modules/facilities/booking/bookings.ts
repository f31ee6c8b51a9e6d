// A booking from request to settlement.
import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findDisplayNames, findScope } from "../../identity/index.ts";
import { type ChargeSources, findCharge } from "../costs/charge.ts";
import { actingScope, requireBookable } from "./bookables.ts";
import { bookingMoved, bookingRequested, placeFreed } from "./events.ts";
import { peakOf } from "./hours.ts";
import { spanOf } from "./instants.ts";
import {
  type BookableRow,
  type BookingFilter,
  type BookingListing,
  type BookingRow,
  countInLine,
  findBooking,
  findInLine,
  insertBooking,
  listBookingRows,
  listTaken,
  lockBookings,
  readClock,
  updateBooking,
} from "./queries.ts";
import { bookingError, chooseClass, classOfScope, moveBooking, priceOn, refuseUnbookable } from "./rules.ts";
import { runs, showBooking } from "./show.ts";
import type { Booking, BookingDraft, BookingState, BookingStep } from "./types.ts";

export async function listBookings(
  ctx: Ctx,
  scopeId: string,
  listing: BookingListing,
  filter: BookingFilter,
): Promise<TotalledPage<Booking>> {
  authorize(ctx.caller, "booking.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listBookingRows(tx, scopeId, listing, filter);
    const clock = await readClock(tx);
    const page = listPageOf(listing, rows, total);
    return { ...page, items: page.items.map((row) => showBooking(ctx.caller, row, clock)) };
  });
}

async function requireBooking(tx: Tx, bookingId: string, forUpdate = false): Promise<BookingRow> {
  const row = await findBooking(tx, bookingId, forUpdate);
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

export async function getBooking(ctx: Ctx, bookingId: string): Promise<Booking> {
  return transact(ctx, async (tx) => {
    const row = await requireBooking(tx, bookingId);
    authorizeNear(ctx, row, "booking.read");
    return showBooking(ctx.caller, row, await readClock(tx));
  });
}

/** For those who run it, or in the scope it was booked from. */
function authorizeNear(ctx: Ctx, row: BookingRow, permission: Permission): void {
  if (!runs(ctx.caller, row)) authorize(ctx.caller, permission, nearScope(ctx, row));
}

function nearScope(ctx: Ctx, row: BookingRow): string {
  return ctx.caller.readScopes.includes(row.bookerScopeId) ? row.bookerScopeId : actingScope(ctx, row);
}

/** Asks for hours on behalf of a scope. Where nothing is left: a place in the waiting list if that was asked for. */
export async function requestBooking(
  ctx: Ctx,
  scopeId: string,
  draft: BookingDraft,
  sources: ChargeSources,
): Promise<Booking> {
  authorize(ctx.caller, "booking.request", scopeId);
  return transact(ctx, async (tx) => {
    const bookable = await requireBookable(tx, draft.bookableId);
    if (!bookable.isOpen && !seesPlace(ctx, bookable)) throw accessError("access.not_found", {});
    const scope = await findScope(tx, scopeId);
    if (scope === null) throw accessError("access.not_found", {});
    const userClass = chooseClass(bookable, classOfScope(scope, bookable.zoneId), draft.userClass);
    const span = spanOf(draft);
    await lockBookings(tx, bookable.id);
    const clock = await readClock(tx);
    refuseUnbookable({ ...bookable, closures: bookable.closures.map(spanOf) }, span, clock.minute);
    const on = dayInShanghai(draft.startsAt);
    const fenPerHour = priceOn(bookable.prices, userClass, on);
    const { chargeKind: kind, chargeReference: reference } = draft;
    const charged = await findCharge(tx, ctx, { kind, reference, near: [bookable.scopeId, scopeId], on }, sources);
    const state = await stateFor(tx, bookable, draft, { userId: ctx.caller.userId, scopeId, userClass });
    const id = newId();
    const names = await findDisplayNames(tx, [ctx.caller.userId]);
    const { joinsLine: _, ...asked } = draft;
    await insertBooking(tx, {
      ...asked,
      ...charged,
      id,
      scopeId: bookable.scopeId,
      managerScopeId: bookable.managerScopeId,
      bookerScopeId: scopeId,
      bookedBy: ctx.caller.userId,
      bookerName: names.get(ctx.caller.userId) ?? "",
      bookerUnit: scope.name,
      userClass,
      state,
      fenPerHour,
    });
    const row = await requireBooking(tx, id);
    await audit(tx, {
      scopeId,
      action: "booking.requested",
      subjectKind: "booking",
      subjectId: id,
      details: { number: row.number, bookableId: bookable.id, startsAt: row.startsAt, endsAt: row.endsAt, state },
    });
    await tell(ctx, tx, row, scopeId);
    return showBooking(ctx.caller, row, clock);
  });
}

/** One that is not open to everybody is there for those who see the pair's records, or run it. */
function seesPlace({ caller }: Ctx, { scopeId, managerScopeId }: BookableRow): boolean {
  return [scopeId, managerScopeId].some((id) => id !== null && caller.readScopes.includes(id));
}

async function stateFor(
  tx: Tx,
  bookable: BookableRow,
  draft: BookingDraft,
  by: Parameters<typeof findInLine>[2],
): Promise<BookingState> {
  const taken = await listTaken(tx, bookable.id, draft.startsAt, draft.endsAt);
  if (peakOf(taken.map(spanOf), spanOf(draft)) < bookable.capacity) {
    return bookable.rules.needsApproval ? "requested" : "approved";
  }
  if (draft.joinsLine) {
    const number = await findInLine(tx, draft, by);
    if (number !== null) throw bookingError("facilities.line_twice", { name: bookable.name, number });
    return "waiting";
  }
  const line = await countInLine(tx, bookable.id, draft.startsAt, draft.endsAt);
  throw bookingError("facilities.slot_taken", { name: bookable.name, line });
}

function dayInShanghai(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** One step of a booking, by whoever it is for. */
export async function stepBooking(ctx: Ctx, bookingId: string, step: BookingStep, version: number): Promise<Booking> {
  return transact(ctx, async (tx) => {
    const found = await requireBooking(tx, bookingId);
    authorizeNear(ctx, found, "booking.request");
    await lockBookings(tx, found.bookableId);
    const row = await requireBooking(tx, bookingId, true);
    expectVersion(row, version);
    const clock = await readClock(tx);
    const isManager = runs(ctx.caller, row);
    const { userId } = ctx.caller;
    const moved = moveBooking(row, step, { userId, isManager }, clock.minute);
    const userClass = step.action === "approve" ? (step.userClass ?? row.userClass) : row.userClass;
    if (step.action === "restore") await refuseTaken(tx, row);
    const isOwnCancel = step.action === "cancel" && userId === row.bookedBy;
    await updateBooking(tx, bookingId, {
      ...moved,
      usedMinutes: moved.usedMinutes ?? row.usedMinutes,
      stateBefore: isOwnCancel ? row.state : null,
      reason: step.action === "record" || step.action === "settle" ? row.reason : step.reason || null,
      useNote: step.action === "record" ? step.reason || null : row.useNote,
      userClass,
      fenPerHour:
        userClass === row.userClass ? row.fenPerHour : priceOn(row.prices, userClass, dayInShanghai(row.startsAt)),
      decidedBy: ["approve", "refuse"].includes(step.action) ? userId : null,
      usedBy: step.action === "record" ? userId : null,
      settledBy: step.action === "settle" ? userId : null,
    });
    const scopeId = isManager && userId !== row.bookedBy ? actingScope(ctx, row) : nearScope(ctx, row);
    await audit(tx, {
      scopeId,
      action: "booking.moved",
      subjectKind: "booking",
      subjectId: bookingId,
      details: {
        action: step.action,
        from: row.state,
        to: moved.state,
        amountFen: moved.amountFen?.toString() ?? null,
      },
    });
    const after = await requireBooking(tx, bookingId);
    await tell(ctx, tx, after, scopeId);
    return showBooking(ctx.caller, after, clock);
  });
}

async function refuseTaken(tx: Tx, row: BookingRow): Promise<void> {
  const bookable = await requireBookable(tx, row.bookableId);
  const taken = await listTaken(tx, row.bookableId, row.startsAt, row.endsAt);
  if (peakOf(taken.map(spanOf), spanOf(row)) < bookable.capacity) return;
  const line = await countInLine(tx, row.bookableId, row.startsAt, row.endsAt);
  throw bookingError("facilities.slot_taken", { name: row.bookableName, line });
}

export function aboutBooking(row: BookingRow) {
  return {
    bookingId: row.id,
    bookableId: row.bookableId,
    number: row.number,
    name: row.bookableName,
    startsAt: row.startsAt,
    bookerScopeId: row.bookerScopeId,
    bookedBy: row.bookedBy,
    scopeId: row.scopeId,
    managerScopeId: row.managerScopeId,
  };
}

async function tell(ctx: Ctx, tx: Tx, row: BookingRow, scopeId: string): Promise<void> {
  const aggregate = `booking:${row.id}`;
  const { state: to, reason } = row;
  if (to === "requested")
    await ctx.outbox.emit(tx, bookingRequested, { aggregate, scopeId, payload: aboutBooking(row) });
  else if (to !== "waiting") {
    const payload = { ...aboutBooking(row), to, reason, offerEndsAt: null };
    await ctx.outbox.emit(tx, bookingMoved, { aggregate, scopeId, payload });
  }
  if (to === "cancelled" || to === "refused") {
    const { bookableId } = row;
    await ctx.outbox.emit(tx, placeFreed, { aggregate: `bookable:${bookableId}`, scopeId, payload: { bookableId } });
  }
}
