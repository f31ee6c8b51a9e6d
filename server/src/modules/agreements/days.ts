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

function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** So many working days after a day: Monday to Friday, for no calendar of public holidays is at hand. */
export function afterWorkingDays(from: string, count: number): string {
  let day = from;
  for (let left = count; left > 0; ) {
    day = shift(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** Working days from one day to another, below nothing where the other is past. */
export function workingDaysBetween(from: string, to: string): number {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let count = 0;
  for (let day = first; day < last; ) {
    day = shift(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count * sign;
}
