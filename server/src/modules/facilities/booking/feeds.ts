// Calendars that a person's own program reads by a secret link: one's own bookings, or those of something that is booked.
import type { Bilingual } from "@dual-high/kernel";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import type { FileAnswer } from "../../../platform/http/index.ts";
import { createLink, findCaller, openLink, revokeLinksTo } from "../../identity/index.ts";
import { CAMPAIGN_STATE_NAMES } from "../campaign/types.ts";
import { requireBookable } from "./bookables.ts";
import { dayAt } from "./hours.ts";
import { minuteOf } from "./instants.ts";
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
    const subject = await requireSubject(ctx, tx, bookableId);
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
    const subject = await requireSubject(ctx, tx, bookableId);
    await revokeLinksTo(tx, subject.id);
    await audit(tx, { scopeId, action: "calendar_feed.revoked", subjectKind: subject.kind, subjectId: subject.id });
  });
}

/** The caller, or what they run. */
async function requireSubject({ caller }: Ctx, tx: Tx, bookableId: string | null) {
  if (bookableId === null) return { kind: "user", id: caller.userId };
  if (!runs(caller, await requireBookable(tx, bookableId))) throw accessError("access.not_found", {});
  return { kind: "bookable", id: bookableId };
}

/** What a calendar program is given: a quarter back, and all that is to come, as far as who made the address may read it. */
export async function readFeed(db: Database, token: string): Promise<FileAnswer> {
  return withSystem(db, async (tx) => {
    const { subject, createdBy } = await openLink(tx, token, PURPOSE);
    const maker = createdBy === null ? null : await findCaller(tx, createdBy);
    if (maker === null) throw accessError("access.not_found", {});
    if (subject.kind === "bookable" && !runs(maker, await requireBookable(tx, subject.id))) {
      throw accessError("access.not_found", {});
    }
    const rows = await listFeedRows(tx, subject, maker.readScopes);
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
  for (const row of rows) {
    const { id, number, name, location, unit, purpose, startsAt, endsAt, updatedAt } = row;
    const days = row.kind === "campaign" && {
      allDay: true,
      start: dayAt(minuteOf(startsAt)),
      end: dayAt(minuteOf(endsAt)),
    };
    calendar.createEvent({
      id,
      ...(days === false ? { start: new Date(startsAt), end: new Date(endsAt) } : days),
      summary: isOwn ? name : `${name} · ${unit}`,
      description: [number, stateOf(row), purpose].filter((part) => part !== "").join("\n"),
      location: location ?? "",
      status: isFirm(row) ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
      stamp: new Date(updatedAt),
    });
  }
  return calendar.toString();
}

const STATE_NAMES: Readonly<Record<string, Bilingual>> = { ...CAMPAIGN_STATE_NAMES, ...BOOKING_STATE_NAMES };

function stateOf({ state }: FeedRow): string {
  return STATE_NAMES[state]?.zh ?? "";
}

function isFirm({ kind, state }: FeedRow): boolean {
  return kind === "campaign" || state === "approved" || state === "used" || state === "settled";
}
