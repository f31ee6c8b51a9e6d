const MOST_DAYS = 365;
const MOST = 10;

/** What was typed as days before a deadline, the most first, each once; null where something is no such number. */
export function readDays(typed: readonly string[]): number[] | null {
  const days = typed.map((text) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN));
  if (days.some((day) => Number.isNaN(day) || day > MOST_DAYS)) return null;
  const once = [...new Set(days)].toSorted((one, other) => other - one);
  return once.length > MOST ? null : once;
}
