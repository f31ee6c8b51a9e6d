/** Milliseconds of an instant, for comparing instants that are written in different time zones. */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant);
}

/** To the second, as a notice in China shows it. */
export function inBeijing(instant: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(millisecondsOf(instant));
}
