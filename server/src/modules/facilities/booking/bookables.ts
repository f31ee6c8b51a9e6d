// What can be booked, set up by those who run it.
import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { listCampaignsIn } from "../campaign/queries.ts";
import { findFacilityRow, findInstrumentRow } from "../queries.ts";
import { openSpans } from "./hours.ts";
import { instantOf, inUtc, minuteOf, spanOf } from "./instants.ts";
import {
  type BookableListing,
  type BookableRow,
  findBookable,
  findZoneAbove,
  insertBookable,
  listBookableRows,
  listBookingsIn,
  listClosedOver,
  listTaken,
  readClock,
  updateBookable,
} from "./queries.ts";
import { bookingError, refuseUnsoundPrices, refuseUpsideDownHours } from "./rules.ts";
import { runs, showBookable, showBooking } from "./show.ts";
import type { Bookable, BookableCalendar, BookableChange, BookableChanged, BookableDraft } from "./types.ts";

export async function listBookables(
  ctx: Ctx,
  scopeId: string,
  listing: BookableListing,
  subjectId: string | null,
): Promise<TotalledPage<Bookable>> {
  authorize(ctx.caller, "booking.read", scopeId);
  const { rows, total } = await transact(ctx, async (tx) => listBookableRows(tx, scopeId, listing, subjectId));
  const page = listPageOf(listing, rows, total);
  return { ...page, items: page.items.map((row) => showBookable(ctx.caller, row)) };
}

export async function requireBookable(tx: Tx, bookableId: string, forUpdate = false): Promise<BookableRow> {
  const row = await findBookable(tx, bookableId, forUpdate);
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

export async function getBookable(ctx: Ctx, bookableId: string): Promise<Bookable> {
  return transact(ctx, async (tx) => showBookable(ctx.caller, await requireBookable(tx, bookableId)));
}

/** Its opening hours, what is taken, and the bookings and campaigns that the caller may read, in a period. */
export async function getCalendar(
  ctx: Ctx,
  bookableId: string,
  period: { readonly from: string; readonly until: string },
): Promise<BookableCalendar> {
  return transact(ctx, async (tx) => {
    const row = await requireBookable(tx, bookableId);
    const clock = await readClock(tx);
    const { from, until } = period;
    const open = openSpans(row.opening, row.closures.map(spanOf), { from: minuteOf(from), until: minuteOf(until) });
    const taken = await listTaken(tx, bookableId, from, until);
    const bookings = await listBookingsIn(tx, bookableId, from, until);
    const campaigns = await listCampaignsIn(tx, bookableId, from, until);
    return {
      bookable: showBookable(ctx.caller, row),
      now: clock.now,
      open: open.map((span) => ({ startsAt: instantOf(span.from), endsAt: instantOf(span.until) })),
      taken: taken.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
      bookings: bookings.map((booking) => showBooking(ctx.caller, booking, clock)),
      campaigns,
    };
  });
}

export async function createBookable(ctx: Ctx, scopeId: string, draft: BookableDraft): Promise<Bookable> {
  authorize(ctx.caller, "booking.manage", scopeId);
  const closures = inUtc(draft.closures);
  refuseUpsideDownHours(draft.opening, closures);
  return transact(ctx, async (tx) => {
    const clock = await readClock(tx);
    refuseUnsoundPrices([], draft.prices, draft.rules, clock.today);
    const subject = await findSubject(tx, draft);
    if (subject === null || (subject.scopeId !== scopeId && subject.managerScopeId !== scopeId)) {
      throw bookingError("facilities.bookable_subject", {});
    }
    const id = newId();
    await insertBookable(tx, { ...draft, ...subject, closures, id, zoneId: await findZoneAbove(tx, subject.scopeId) });
    await audit(tx, {
      scopeId,
      action: "bookable.created",
      subjectKind: "bookable",
      subjectId: id,
      details: { capacity: draft.capacity, isOpen: draft.isOpen, prices: draft.prices },
    });
    return showBookable(ctx.caller, await requireBookable(tx, id));
  });
}

async function findSubject(tx: Tx, { facilityId, instrumentId }: BookableDraft) {
  if ((facilityId === null) === (instrumentId === null)) return null;
  if (facilityId !== null) {
    const facility = await findFacilityRow(tx, facilityId);
    if (facility === null) return null;
    const { scopeId, managerScopeId, name, location } = facility;
    return { scopeId, managerScopeId, name, location };
  }
  const instrument = await findInstrumentRow(tx, instrumentId ?? "");
  if (instrument === null) return null;
  const house = instrument.facilityId === null ? null : await findFacilityRow(tx, instrument.facilityId);
  const { scopeId, name, location } = instrument;
  return { scopeId, managerScopeId: house?.managerScopeId ?? null, name, location };
}

/** Hours, rules and prices change for bookings to come; those that stand keep the price that they were made at. */
export async function changeBookable(
  ctx: Ctx,
  bookableId: string,
  change: BookableChange,
  version: number,
): Promise<BookableChanged> {
  return transact(ctx, async (tx) => {
    const before = await requireBookable(tx, bookableId);
    if (!runs(ctx.caller, before)) authorize(ctx.caller, "booking.manage", before.scopeId);
    const row = await requireBookable(tx, bookableId, true);
    expectVersion(row, version);
    const changed = { ...row, ...(change as Partial<BookableDraft>), closures: inUtc(change.closures ?? row.closures) };
    refuseUpsideDownHours(changed.opening, changed.closures);
    refuseUnsoundPrices(row.prices, changed.prices, changed.rules, (await readClock(tx)).today);
    await updateBookable(tx, changed);
    await audit(tx, {
      scopeId: actingScope(ctx, row),
      action: "bookable.changed",
      subjectKind: "bookable",
      subjectId: bookableId,
      details: { fields: Object.keys(change) },
    });
    const shown = showBookable(ctx.caller, await requireBookable(tx, bookableId));
    return { ...shown, closedOver: await listClosedOver(tx, bookableId) };
  });
}

/** Where the caller's work on it is put on record: managers from outside the pair have a record of their own. */
export function actingScope(
  ctx: Ctx,
  { scopeId, managerScopeId }: Pick<BookableRow, "scopeId" | "managerScopeId">,
): string {
  return ctx.caller.readScopes.includes(scopeId) ? scopeId : (managerScopeId ?? scopeId);
}
