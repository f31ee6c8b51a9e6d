import { addMonths, daysBetween } from "@dual-high/kernel";

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
  const days = daysBetween(addMonths(startsOn, whole), endsBefore);
  return BigInt(whole) * monthFen + (BigInt(days) * monthFen + 15n) / 30n;
}
