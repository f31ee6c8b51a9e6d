/** Days before a deadline, where a scope has said none of its own. */
export const DEFAULT_REMINDER_DAYS: readonly number[] = [30, 7, 1];

/**
 * Which reminders a deadline asks for that is `left` days away: the nearest is told, those before it count as told, so that
 * something which comes in late is not told of three times at once. Null when none is due, and once the day is over: what
 * is late is shown as late, and nobody is reminded of it.
 */
export function remindersDue(
  left: number,
  days: readonly number[],
): { readonly tell: number; readonly pass: readonly number[] } | null {
  const reached = days.filter((each) => left <= each).toSorted((one, other) => one - other);
  const [tell, ...pass] = reached;
  return left < 0 || tell === undefined ? null : { tell, pass };
}
