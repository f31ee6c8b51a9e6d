// The calendar as rows of time and columns of days, by Shanghai's clock: eight hours ahead of UTC the whole year round.
// Minutes are since 1970-01-01 UTC.
import type { Booking, Calendar } from "./queries.ts";

const AHEAD = 480;
const DAY = 1440;

export function minuteOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000);
}

export function instantOf(minute: number): string {
  return new Date(minute * 60_000).toISOString();
}

/** Days since 1970 on Shanghai's wall. */
export function dayNumberOf(minute: number): number {
  return Math.floor((minute + AHEAD) / DAY);
}

export function dayName(day: number): string {
  return new Date(day * DAY * 60_000).toISOString().slice(0, 10);
}

export function dayNumber(name: string): number {
  return Math.floor(Date.parse(`${name}T00:00:00Z`) / (DAY * 60_000));
}

/** 1 is Monday. */
export function weekdayOf(day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((day + 3) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

export function mondayOf(day: number): number {
  return day - weekdayOf(day) + 1;
}

export function startOfDay(day: number): number {
  return day * DAY - AHEAD;
}

/** "09:30"; the end of a day is "24:00". */
export function clockOf(minuteOfDay: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

export interface Cell {
  /** Minutes since 1970. */
  readonly from: number;
  readonly until: number;
  readonly kind: "closed" | "past" | "full" | "free";
  readonly left: number;
  /** Those that the reader may see which cover it. */
  readonly bookings: readonly Booking[];
}

export interface Grid {
  /** Minutes of the day at which rows begin; none where nothing is open. */
  readonly rows: readonly number[];
  /** By row, then by day. */
  readonly cells: readonly (readonly Cell[])[];
}

export interface Span {
  readonly from: number;
  readonly until: number;
}

const spanOf = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Span => ({
  from: minuteOf(startsAt),
  until: minuteOf(endsAt),
});
const meets = (a: Span, b: Span) => a.from < b.until && a.until > b.from;

/** From the first row that is open on any of the days to the last. */
export function buildGrid(calendar: Calendar, days: readonly number[]): Grid {
  const { slotMinutes } = calendar.bookable.rules;
  const open = calendar.open.map(spanOf);
  const taken = calendar.taken.map(spanOf);
  const now = minuteOf(calendar.now);
  const bookings = calendar.bookings.map((booking) => ({ booking, span: spanOf(booking) }));
  const isOpen = (span: Span) => open.some(({ from, until }) => from <= span.from && until >= span.until);
  const cellAt = (from: number): Cell => {
    const span = { from, until: from + slotMinutes };
    const left = calendar.bookable.capacity - taken.filter((each) => meets(each, span)).length;
    const kind = !isOpen(span) ? "closed" : from < now ? "past" : left <= 0 ? "full" : "free";
    const here = bookings.filter((each) => meets(each.span, span)).map(({ booking }) => booking);
    return { ...span, kind, left: Math.max(left, 0), bookings: here };
  };
  const all = Array.from({ length: DAY / slotMinutes }, (_, index) => index * slotMinutes);
  const cells = all.map((minute) => days.map((day) => cellAt(startOfDay(day) + minute)));
  const isShown = cells.map((row) => row.some(({ kind }) => kind !== "closed"));
  const first = isShown.indexOf(true);
  if (first === -1) return { rows: [], cells: [] };
  const end = isShown.lastIndexOf(true) + 1;
  return { rows: all.slice(first, end), cells: cells.slice(first, end) };
}

/** Whether some moment of the span has no place left. */
export function isFull(calendar: Calendar, span: Span): boolean {
  const taken = calendar.taken.map(spanOf).filter((each) => meets(each, span));
  const moments = [span.from, ...taken.map(({ from }) => from).filter((from) => from > span.from)];
  return moments.some(
    (moment) =>
      taken.filter(({ from, until }) => from <= moment && until > moment).length >= calendar.bookable.capacity,
  );
}

/** Minutes times fen per hour, half a fen upwards: as the server counts. */
export function costOf(minutes: number, fenPerHour: string): string {
  return ((BigInt(minutes) * BigInt(fenPerHour) + 30n) / 60n).toString();
}

/** The price of a class on a day, in fen; null where there is none. */
export function priceOn(
  { prices }: Pick<Calendar["bookable"], "prices">,
  userClass: string,
  day: string,
): string | null {
  const begun = prices.filter((each) => each.userClass === userClass && each.validFrom <= day);
  return begun.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]?.fenPerHour ?? null;
}
