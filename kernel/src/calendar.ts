// Reckoning with days of the calendar, `YYYY-MM-DD`. No clock is read and no time zone matters.

const DAY_MS = 86_400_000;

/** The day `by` days later; less than none is earlier. */
export function addDays(day: string, by: number): string {
  return new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of another month, `by` months later or earlier, or that month's last where it is shorter. */
export function addMonths(day: string, by: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + by, Math.min(date, last))).toISOString().slice(0, 10);
}

/** From one day to another; below zero where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
