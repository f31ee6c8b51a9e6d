/** Milliseconds of an instant, for comparing instants that are written in different time zones. */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant);
}

const BEIJING = { timeZone: "Asia/Shanghai", dateStyle: "short" } as const;
const FORMATS = {
  minute: new Intl.DateTimeFormat("sv-SE", { ...BEIJING, timeStyle: "short" }),
  second: new Intl.DateTimeFormat("sv-SE", { ...BEIJING, timeStyle: "medium" }),
};

/** As people in China read it: to the minute, or to the second, as a notice says when it closes. */
export function inBeijing(instant: string, precision: keyof typeof FORMATS = "minute"): string {
  return FORMATS[precision].format(millisecondsOf(instant));
}
