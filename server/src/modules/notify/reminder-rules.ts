/** Days before a deadline, where a scope has said none of its own. */
export const DEFAULT_REMINDER_DAYS: readonly number[] = [30, 7, 1];

/** Stands for the reminder of what is late. */
const LATE = -1;

/**
 * Which reminders a deadline asks for that is `left` days away: the nearest is told, those before it count as told, so that
 * something which comes in late is not told of three times at once. Once the day is over, none: what is late is shown as
 * late; where `isToldLate`, that is told once.
 */
export function remindersDue(
  left: number,
  days: readonly number[],
  isToldLate = false,
): { readonly tell: number; readonly pass: readonly number[] } | null {
  if (left < 0) return isToldLate && days.length > 0 ? { tell: LATE, pass: days } : null;
  const reached = days.filter((each) => left <= each).toSorted((one, other) => one - other);
  const [tell, ...pass] = reached;
  return tell === undefined ? null : { tell, pass };
}
