// Calendar days as text, reckoned without a clock.

function shift(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The last day of a period of so many days that begins on a day. */
export function lastDayOf(from: string, days: number): string {
  return shift(from, days - 1);
}
