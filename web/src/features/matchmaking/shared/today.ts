import { formatDay } from "../../../text/format.ts";

/** The calendar day in Shanghai, by this machine's clock: to fill a field in, never to decide. */
export function today(): string {
  return formatDay(new Date().toISOString());
}
