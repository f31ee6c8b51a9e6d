// The stretches that a period is compared with. Days are texts, and no clock is read.
import { addDays, addMonths, daysBetween } from "@dual-high/kernel";
import type { Period } from "../../platform/ports.ts";

export interface Compared {
  /** What has passed of the period: that much is compared. */
  readonly now: Period;
  readonly before: Period;
  /** Null where it is the period before, as of a year. */
  readonly yearBefore: Period | null;
}

/**
 * The stretches that a period is compared with: that of the same length before it, and the same days of the year before. Whole
 * months are compared with as many whole months. Of a period that is not over, what has passed is compared with as much of the
 * others, so that the month's first week does not stand against a whole month. `today` is the day in Shanghai.
 */
export function comparePeriods({ from, until }: Period, today: string): Compared {
  const tomorrow = addDays(today, 1);
  const isOpen = from < tomorrow && tomorrow < until;
  const now = { from, until: isOpen ? tomorrow : until };
  const months = wholeMonths(from, until);
  const back = (day: string) => (months > 0 ? addMonths(day, -months) : addDays(day, -daysBetween(from, until)));
  const end = (day: string) => (isOpen ? addDays(back(today), 1) : back(day));
  const before = { from: back(from), until: end(until) };
  const yearEnd = isOpen ? addDays(addMonths(today, -12), 1) : addMonths(until, -12);
  const yearBefore = { from: addMonths(from, -12), until: yearEnd };
  return { now, before, yearBefore: yearBefore.from === before.from ? null : yearBefore };
}

/** How many months from the first of one to the first of another; none where the days are others. */
function wholeMonths(from: string, until: string): number {
  if (!from.endsWith("-01") || !until.endsWith("-01")) return 0;
  return monthOf(until) - monthOf(from);
}

function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}
