import { formatInstant } from "../../../text/format.ts";

/** "2026-11-30 09:00–11:00"; both days where it goes over midnight. */
export function periodText({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): string {
  const from = formatInstant(startsAt);
  const until = formatInstant(endsAt);
  return `${from}–${from.slice(0, 10) === until.slice(0, 10) ? until.slice(11) : until}`;
}
