/**
 * Rent of a period: whole months from its first day, the days beyond as thirtieths of a month, half a fen upwards.
 * Days are half-open; nothing where the period is empty.
 */
export function rentBetween(startsOn: string, endsBefore: string, monthFen: bigint): bigint {
  if (endsBefore <= startsOn) return 0n;
  const [year = 0, month = 1] = startsOn.split("-").map(Number);
  const [endYear = 0, endMonth = 1] = endsBefore.split("-").map(Number);
  const apart = (endYear - year) * 12 + endMonth - month;
  const whole = addMonths(startsOn, apart) <= endsBefore ? apart : apart - 1;
  const days = (Date.parse(endsBefore) - Date.parse(addMonths(startsOn, whole))) / 86_400_000;
  return BigInt(whole) * monthFen + (BigInt(days) * monthFen + 15n) / 30n;
}

/** The same day so many months later, or that month's last. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
