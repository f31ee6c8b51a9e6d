import type { Span } from "./hours.ts";

/** Whole minutes since 1970-01-01 UTC; what is within a minute counts as that minute. */
export function minuteOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000);
}

export function instantOf(minute: number): string {
  return new Date(minute * 60_000).toISOString();
}

export function spanOf({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Span {
  return { from: minuteOf(startsAt), until: minuteOf(endsAt) };
}

/** The same instants, written in UTC: so they compare as text. */
export function inUtc<T extends { readonly startsAt: string; readonly endsAt: string }>(periods: readonly T[]): T[] {
  const utc = (instant: string) => new Date(instant).toISOString();
  return periods.map((period) => ({ ...period, startsAt: utc(period.startsAt), endsAt: utc(period.endsAt) }));
}
