// The waiting list: whoever is first in line is offered a freed place for a stated time, then the next. As the system,
// for nobody of the line may write for the others.
import { audit } from "../../../platform/audit/index.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import type { Outbox } from "../../../platform/outbox/index.ts";
import { aboutBooking } from "./bookings.ts";
import { bookingMoved, placeFreed } from "./events.ts";
import { peakOf } from "./hours.ts";
import { spanOf } from "./instants.ts";
import {
  findBookable,
  findBooking,
  lapseLine,
  listLine,
  listLinesToTurn,
  listTaken,
  lockBookings,
  offerPlace,
} from "./queries.ts";

/** Offers whose time is over lapse; places that are free are offered, in the order of waiting. */
async function turnLine(outbox: Outbox, tx: Tx, bookableId: string): Promise<void> {
  await lockBookings(tx, bookableId);
  const bookable = await findBookable(tx, bookableId);
  if (bookable === null) return;
  for (const id of await lapseLine(tx, bookableId)) await tellOf(outbox, tx, id, null);
  const closures = bookable.closures.map(spanOf);
  for (const waiting of await listLine(tx, bookableId)) {
    const span = spanOf(waiting);
    if (closures.some(({ from, until }) => from < span.until && until > span.from)) continue;
    const taken = await listTaken(tx, bookableId, waiting.startsAt, waiting.endsAt);
    if (peakOf(taken.map(spanOf), span) >= bookable.capacity) continue;
    const offerEndsAt = await offerPlace(tx, waiting.id, bookable.rules.offerMinutes);
    await tellOf(outbox, tx, waiting.id, offerEndsAt);
  }
}

async function tellOf(outbox: Outbox, tx: Tx, bookingId: string, offerEndsAt: string | null): Promise<void> {
  const row = await findBooking(tx, bookingId);
  if (row === null) return;
  await audit(tx, {
    scopeId: row.scopeId,
    action: row.state === "offered" ? "booking.offered" : "booking.lapsed",
    subjectKind: "booking",
    subjectId: bookingId,
    details: { number: row.number, offerEndsAt },
  });
  await outbox.emit(tx, bookingMoved, {
    aggregate: `booking:${bookingId}`,
    scopeId: row.scopeId,
    payload: { ...aboutBooking(row), to: row.state, reason: null, offerEndsAt },
  });
}

/** Turns a line as soon as a place of it is freed. */
export function keepLinesTurning(outbox: Outbox): void {
  outbox.subscribe(placeFreed, "facilities.turn_line", async (tx, event) =>
    turnLine(outbox, tx, event.payload.bookableId),
  );
}

/** Turns every line in which an offer has run out or somebody waits; called again and again. */
export async function turnLines(db: Database, outbox: Outbox): Promise<void> {
  const ids = await withSystem(db, listLinesToTurn);
  for (const id of ids) await withSystem(db, async (tx) => turnLine(outbox, tx, id));
}
