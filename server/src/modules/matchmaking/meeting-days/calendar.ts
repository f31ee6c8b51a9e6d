// A participant's day for their own calendar.
import ical, { ICalCalendarMethod } from "ical-generator";

interface CalendarMeeting {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  readonly description: string;
}

/** An iCalendar file (RFC 5545) with one entry a meeting; times are Shanghai's, which has kept one offset since 1991. */
export function writeCalendar(
  day: { readonly title: string; readonly place: string; readonly heldOn: string; readonly changedAt: Date },
  meetings: readonly CalendarMeeting[],
): string {
  const calendar = ical({
    name: day.title,
    prodId: "//dual-high//meeting-days//ZH",
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, from, to, summary, description } of meetings) {
    calendar.createEvent({
      id,
      start: new Date(`${day.heldOn}T${from}:00+08:00`),
      end: new Date(`${day.heldOn}T${to}:00+08:00`),
      summary,
      description,
      location: day.place,
      stamp: day.changedAt,
    });
  }
  return calendar.toString();
}
