// Calendars that a person's own program reads by a secret link: one's own bookings, or those of something that is booked.
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { type Database, withSystem } from "../../../platform/db/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { createLink, openLink, revokeLinksTo } from "../../identity/index.ts";
import { requireBookable } from "./bookables.ts";
import { type FeedRow, listFeedRows } from "./queries.ts";
import { runs } from "./show.ts";
import { BOOKING_STATE_NAMES } from "./types.ts";

const PURPOSE = "facilities.calendar";
/** As long as somebody keeps a calendar; taken back at any time. */
const DAYS = 3650;

/** A new link; the one before to the same calendar is good for nothing from then on. Shown once. */
export async function makeFeed(
  ctx: Ctx,
  scopeId: string,
  bookableId: string | null,
): Promise<{ readonly path: string; readonly expiresAt: string }> {
  authorize(ctx.caller, "booking.request", scopeId);
  return transact(ctx, async (tx) => {
    const subject = await subjectOf(ctx, bookableId);
    if (bookableId !== null && !runs(ctx.caller, await requireBookable(tx, bookableId))) {
      throw accessError("access.not_found", {});
    }
    await revokeLinksTo(tx, subject.id);
    const { token, expiresAt } = await createLink(tx, { purpose: PURPOSE, scopeId, subject, days: DAYS });
    const details = { bookableId };
    await audit(tx, {
      scopeId,
      action: "calendar_feed.made",
      subjectKind: subject.kind,
      subjectId: subject.id,
      details,
    });
    return { path: `/api/calendar-feeds/${token}`, expiresAt };
  });
}

export async function revokeFeed(ctx: Ctx, scopeId: string, bookableId: string | null): Promise<void> {
  authorize(ctx.caller, "booking.request", scopeId);
  await transact(ctx, async (tx) => {
    const subject = await subjectOf(ctx, bookableId);
    await revokeLinksTo(tx, subject.id);
    await audit(tx, { scopeId, action: "calendar_feed.revoked", subjectKind: subject.kind, subjectId: subject.id });
  });
}

async function subjectOf({ caller }: Ctx, bookableId: string | null) {
  return bookableId === null ? { kind: "user", id: caller.userId } : { kind: "bookable", id: bookableId };
}

/** What a calendar program is given: a quarter back, and all that is to come. */
export async function readFeed(db: Database, token: string): Promise<FileAnswer> {
  return withSystem(db, async (tx) => {
    const { subject } = await openLink(tx, token, PURPOSE);
    const rows = await listFeedRows(tx, subject);
    return {
      name: "bookings.ics",
      mediaType: "text/calendar; charset=utf-8",
      bytes: new TextEncoder().encode(writeFeed(rows, subject.kind === "user")),
    };
  });
}

/** RFC 5545. Who booked stands in a facility's calendar alone. */
function writeFeed(rows: readonly FeedRow[], isOwn: boolean): string {
  const calendar = ical({
    name: "双高协同 · 预约",
    prodId: "//dual-high//bookings//ZH",
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, number, name, location, unit, purpose, state, startsAt, endsAt, updatedAt } of rows) {
    const isFirm = state === "approved" || state === "used" || state === "settled";
    calendar.createEvent({
      id,
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: isOwn ? name : `${name} · ${unit}`,
      description: [number, BOOKING_STATE_NAMES[state].zh, purpose].filter((part) => part !== "").join("\n"),
      location: location ?? "",
      status: isFirm ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
      stamp: new Date(updatedAt),
    });
  }
  return calendar.toString();
}
