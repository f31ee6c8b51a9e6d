// Opening hours. Instants are whole minutes since 1970-01-01 UTC; the clock on the wall is Shanghai's, eight hours ahead
// the whole year round.
import type { Opening } from "./types.ts";

/** Half-open, in minutes. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const AHEAD = 480;
const DAY = 1440;

function minutesOf(clock: string): number {
  const [hours = "0", minutes = "0"] = clock.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Whole days on Shanghai's wall, the last left out. */
export function spanOfDays(startsOn: string, endsBefore: string): Span {
  const startOf = (day: string) => Date.parse(day) / 60_000 - AHEAD;
  return { from: startOf(startsOn), until: startOf(endsBefore) };
}

/** YYYY-MM-DD on Shanghai's wall. */
export function dayAt(minute: number): string {
  return new Date((minute + AHEAD) * 60_000).toISOString().slice(0, 10);
}

/** The days on Shanghai's wall since 1970 that the span touches. */
function daysOf({ from, until }: Span): number[] {
  const first = Math.floor((from + AHEAD) / DAY);
  const last = Math.floor((until + AHEAD - 1) / DAY);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** 1 is Monday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((day + 3) % 7) + 1;
}

/** Where the span is open, in order, touching periods made one, closures taken out. */
export function openSpans(opening: readonly Opening[], closures: readonly Span[], span: Span): Span[] {
  const open = daysOf(span).flatMap((day) =>
    opening
      .filter(({ weekday }) => weekday === weekdayOf(day))
      .map(({ from, until }) => ({
        from: Math.max(day * DAY - AHEAD + minutesOf(from), span.from),
        until: Math.min(day * DAY - AHEAD + minutesOf(until), span.until),
      }))
      .filter(({ from, until }) => from < until),
  );
  return closures.reduce(takeOut, joined(open));
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.until) {
      result[result.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    } else result.push(span);
  }
  return result;
}

function takeOut(spans: readonly Span[], hole: Span): Span[] {
  return spans.flatMap((span) =>
    [
      { from: span.from, until: Math.min(span.until, hole.from) },
      { from: Math.max(span.from, hole.until), until: span.until },
    ].filter(({ from, until }) => from < until),
  );
}

/** How many stand at once at the fullest moment of the span. */
export function peakOf(taken: readonly Span[], span: Span): number {
  return Math.max(...momentsOf(taken, span).map(({ count }) => count));
}

/** The first moment of the span at which so many stand, or null. */
export function firstFull(taken: readonly Span[], span: Span, capacity: number): number | null {
  return momentsOf(taken, span).find(({ count }) => count >= capacity)?.moment ?? null;
}

/** How many stand at the moments of the span at which one more may have begun, in order. */
function momentsOf(taken: readonly Span[], span: Span) {
  const inside = taken.filter(({ from, until }) => from < span.until && until > span.from);
  const begun = inside.map(({ from }) => from).filter((from) => from > span.from);
  return [span.from, ...begun.toSorted((a, b) => a - b)].map((moment) => ({
    moment,
    count: inside.filter(({ from, until }) => from <= moment && until > moment).length,
  }));
}

/** The price of some minutes, exactly: rounded half up to the fen. */
export function priceOf(minutes: number, fenPerHour: bigint): bigint {
  return (BigInt(minutes) * fenPerHour + 30n) / 60n;
}
